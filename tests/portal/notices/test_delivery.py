"""R07: real SMTP that refuses, delays and breaks; at least once, with one id, and nothing lost in silence."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta
from io import StringIO

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.core import mail
from django.core.mail import get_connection
from django.core.management import call_command
from django.db import IntegrityError, transaction

from houvast.portal.accounts.models import Person
from houvast.portal.notices import delivery
from houvast.portal.notices.delivery import ATTEMPTS, LEASE, deliver
from houvast.portal.notices.mail import TITLES
from houvast.portal.notices.models import Delivery, Notice, Subject
from houvast.portal.notices.queries import counts, held_up, undelivered
from houvast.portal.tickets import actions
from houvast.portal.watch import worker
from tests.portal.world import HOUR, MINUTE, NOW

SECOND = timedelta(seconds=1)


class Post:
    """A mail server that answers as it is told, and remembers what it took."""

    def __init__(self):
        self.answer = "250 taken"
        self.taken = []

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.answer.startswith("MAIL "):
            return self.answer.removeprefix("MAIL ")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer.startswith("RCPT "):
            return self.answer.removeprefix("RCPT ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer == "break":
            server.transport.abort()
            await asyncio.sleep(0)
            return "250 never arrives"
        if self.answer.startswith("250"):
            self.taken.append(envelope.content.decode())
        return self.answer


@pytest.fixture
def post():
    answers = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        answers.port = free.getsockname()[1]
    controller = Controller(
        answers,
        hostname="127.0.0.1",
        port=answers.port,
        authenticator=lambda *_: AuthResult(success=False, handled=False),
        auth_require_tls=False,
    )
    controller.start()
    yield answers
    controller.stop()


def carrier(port, **said):
    settings = {"host": "127.0.0.1", "port": port, "timeout": 5, **said}
    return get_connection("houvast.portal.notices.smtp.Backend", **settings)


@pytest.fixture
def notice(world):
    """One notice that waits: the receipt of Bob's ticket."""
    actions.open_ticket(organisation=world.acme, subject="Shop\r\nBcc: x@y", text="T", by=world.bob, now=NOW)
    Notice.objects.exclude(subject="receipt").delete()
    return Notice.objects.get()


def at(moment):
    return lambda: moment


def after(notice):
    notice.refresh_from_db()
    return notice


def test_a_mail_is_sent_once(notice, post):
    assert deliver(now=at(NOW), connection=carrier(post.port)) == 1
    assert deliver(now=at(NOW + HOUR), connection=carrier(post.port)) == 0
    assert after(notice).state == Delivery.SENT
    assert notice.sent_at == NOW
    (text,) = post.taken
    assert f"Message-ID: <{notice.pk}@127.0.0.1>" in text
    assert "Auto-Submitted: auto-generated" in text
    assert "\nBcc:" not in text  # nothing a customer writes becomes a header


@pytest.mark.parametrize("answer", ["451 try later", "RCPT 450 busy"])
def test_a_passing_refusal_is_tried_again(notice, post, answer):
    post.answer = answer
    waits = []
    moment = NOW
    for _ in range(8):
        deliver(now=at(moment), connection=carrier(post.port))
        assert after(notice).state == Delivery.PENDING
        waits.append((notice.try_again_at - moment) // SECOND)
        moment = notice.try_again_at
        assert deliver(now=at(moment - SECOND), connection=carrier(post.port)) == 0
    assert waits == [15, 60, 300, 900, 1800, 3600, 3600, 3600]
    post.answer = "250 taken"
    deliver(now=at(moment), connection=carrier(post.port))
    assert after(notice).state == Delivery.SENT
    assert len(post.taken) == 1


@pytest.mark.parametrize("answer", ["550 no such person", "RCPT 550 no such person", "554 spam"])
def test_a_refusal_for_good_is_final_and_shown(notice, post, answer, world):
    post.answer = answer
    deliver(now=at(NOW), connection=carrier(post.port))
    assert after(notice).state == Delivery.FAILED
    assert notice.error.startswith(answer.removeprefix("RCPT ")[:3])
    assert deliver(now=at(NOW + HOUR), connection=carrier(post.port)) == 0
    assert list(undelivered(world.operator)) == [notice]
    assert list(undelivered(world.charlie)) == []


def test_a_connection_that_breaks_after_the_mail_was_handed_over(notice, post, world):
    """It may have arrived: it is shown as unconfirmed, and not sent again by itself."""
    post.answer = "break"
    deliver(now=at(NOW), connection=carrier(post.port))
    assert after(notice).state == Delivery.UNKNOWN
    assert deliver(now=at(NOW + 10 * HOUR), connection=carrier(post.port)) == 0
    assert list(undelivered(world.manager)) == [notice]
    assert counts() == {"waiting": 0, "failed": 0, "unknown": 1}


def test_a_mail_server_that_is_away(notice):
    deliver(now=at(NOW), connection=carrier(1))
    assert after(notice).state == Delivery.PENDING
    assert after(notice).try_again_at == NOW + 15 * SECOND


def test_the_command_asks_the_clock_of_the_database_as_leases_do(notice, monkeypatch):
    moments = [NOW - SECOND, NOW + SECOND]
    for moment, tried in zip(moments, (0, 1), strict=True):
        monkeypatch.setattr(worker, "database_now", lambda moment=moment: moment)
        said = StringIO()
        call_command("deliver", stdout=said)
        assert said.getvalue() == f"{tried} notices tried.\n"


@pytest.mark.parametrize(
    "answer, said, error",
    [
        ("250 taken", {"username": "u", "password": "wrong"}, "535"),
        ("MAIL 550 sender refused", {}, "550 sender refused"),
        ("250 taken", {"host": "mail" + "ü" * 60 + ".example"}, "encoding with 'idna' codec failed"),
    ],
)
def test_a_server_that_takes_nothing_from_us_is_no_fault_of_the_message(notice, post, client, answer, said, error):
    """A wrong password must not make every waiting mail fail: it waits, the fault is shown, and then it goes."""
    post.answer = answer
    deliver(now=at(NOW), connection=carrier(post.port, **said))
    assert (after(notice).state, notice.held_up, notice.try_again_at) == (Delivery.PENDING, True, NOW + 15 * SECOND)
    waiting, told = held_up()
    assert (waiting, told[: len(error)]) == (1, error)
    assert client.get("/health/").json()["mail"] == "held up"

    post.answer = "250 taken"
    deliver(now=at(NOW + HOUR), connection=carrier(post.port))
    assert after(notice).state == Delivery.SENT
    assert held_up() == (0, "")
    assert client.get("/health/").json()["mail"] == "ok"


def test_one_message_that_arrives_shows_that_the_server_takes_mail_again(world, notice, post):
    deliver(now=at(NOW), connection=carrier(1))
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.alice, now=NOW)
    deliver(now=at(NOW), connection=carrier(post.port))
    assert after(notice).state == Delivery.PENDING
    assert held_up() == (0, "")


@pytest.mark.parametrize(
    "address",
    ["ilse@" + "ü" * 60 + ".example", "bob@acme..example", "x@a.example,y@b.example", "x@a.example\nBcc: y@b.example"],
)
def test_an_address_that_cannot_be_written_fails_alone(world, notice, post, address):
    Person.objects.filter(pk=world.bob.pk).update(email=address)
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.alice, now=NOW)
    Notice.objects.exclude(recipient__in=[world.bob, world.alice]).delete()
    assert deliver(now=at(NOW), connection=carrier(post.port)) == 2
    assert (after(notice).state, notice.error[:29]) == (Delivery.FAILED, "the mail could not be written")
    assert Notice.objects.get(recipient=world.alice).state == Delivery.SENT
    assert deliver(now=at(NOW + HOUR), connection=carrier(post.port)) == 0


def test_an_attempt_that_is_always_cut_off_ends(notice, post):
    """A message on which the process itself dies is not claimed for ever."""
    Notice.objects.update(state=Delivery.SENDING, attempts=ATTEMPTS, try_again_at=NOW)
    deliver(now=at(NOW), connection=carrier(post.port))
    assert after(notice).state == Delivery.FAILED
    assert post.taken == []


def test_a_slow_server_does_not_let_the_leases_of_the_others_run_out(world, notice, monkeypatch):
    """Each notice is claimed at its own moment, however long those before it took."""
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.alice, now=NOW)
    moment, leases = [NOW], []

    def slow(mail):
        leases.append(Notice.objects.get(state=Delivery.SENDING).try_again_at - moment[0])
        moment[0] += LEASE - SECOND
        return delivery.Outcome(Delivery.SENT)

    monkeypatch.setattr(delivery, "_send", slow)
    assert deliver(now=lambda: moment[0]) == 3
    assert leases == [LEASE] * 3
    assert sorted(Notice.objects.values_list("sent_at", flat=True)) == [NOW + n * (LEASE - SECOND) for n in (1, 2, 3)]


@pytest.mark.parametrize("answer", ["550 no such person", "break"])
def test_what_was_lost_can_be_sent_again(world, notice, post, client, answer):
    post.answer = answer
    deliver(now=at(NOW), connection=carrier(post.port))
    client.force_login(world.agent, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/desk/undelivered/").content.decode()
    assert f"/desk/undelivered/{notice.pk}/sending/" in page
    told = client.post(f"/desk/undelivered/{notice.pk}/sending/", follow=True).content.decode()
    assert "1 message is sent again." in told
    assert (after(notice).state, notice.attempts, notice.error) == (Delivery.PENDING, 0, "")
    post.answer = "250 taken"
    deliver(now=at(notice.try_again_at), connection=carrier(post.port))
    assert after(notice).state == Delivery.SENT
    assert f"Message-ID: <{notice.pk}@" in post.taken[-1]


def test_all_that_was_lost_can_be_sent_again_but_for_what_has_no_reader(world, notice, client):
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW)
    Notice.objects.update(state=Delivery.FAILED, try_again_at=None)
    Notice.objects.filter(pk=notice.pk).update(recipient=None)
    client.force_login(world.manager, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/desk/undelivered/sending/")
    assert after(notice).state == Delivery.FAILED
    assert set(Notice.objects.exclude(pk=notice.pk).values_list("state", flat=True)) == {Delivery.PENDING}


@pytest.mark.parametrize("who, status", [("operator", 302), ("bob", 404), ("charlie", 404)])
def test_who_does_not_work_on_tickets_sends_nothing_again(world, notice, client, who, status):
    Notice.objects.update(state=Delivery.FAILED, try_again_at=None)
    client.force_login(getattr(world, who), backend="django.contrib.auth.backends.ModelBackend")
    for path in ("/desk/undelivered/sending/", f"/desk/undelivered/{notice.pk}/sending/"):
        assert client.post(path).status_code == status
    assert after(notice).state == Delivery.FAILED
    if who == "operator":
        assert "sending/" not in client.get("/desk/undelivered/").content.decode()


def test_it_is_not_tried_for_ever(notice):
    Notice.objects.update(attempts=ATTEMPTS - 1)
    deliver(now=at(NOW), connection=carrier(1))
    assert after(notice).state == Delivery.FAILED


def test_one_mail_that_breaks_does_not_hold_up_the_others(world, notice, post, monkeypatch):
    """R12: a poison job is isolated and shown."""
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.alice, now=NOW)
    real = delivery.compose

    def breaks(one, *args, **more):
        if one.pk == notice.pk:
            raise ZeroDivisionError
        return real(one, *args, **more)

    monkeypatch.setattr(delivery, "compose", breaks)
    assert deliver(now=at(NOW), connection=carrier(post.port)) == 3
    assert after(notice).state == Delivery.FAILED
    assert len(post.taken) == 2


def test_a_sender_that_was_killed_is_followed_by_another_with_the_same_id(notice, post, monkeypatch):
    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver(now=at(NOW), connection=carrier(post.port))
    assert after(notice).state == Delivery.SENDING
    assert deliver(now=at(NOW + LEASE - SECOND), connection=carrier(post.port)) == 0
    assert deliver(now=at(NOW + LEASE), connection=carrier(post.port)) == 1
    ids = {line for text in post.taken for line in text.splitlines() if line.startswith("Message-ID")}
    assert (len(post.taken), len(ids)) == (2, 1)
    assert after(notice).state == Delivery.SENT


def test_who_comes_back_after_the_lease_changes_nothing(notice, post, monkeypatch):
    """A finish that is too late does not undo what the next sender did."""
    stale = delivery._claim(NOW)
    deliver(now=at(NOW + LEASE), connection=carrier(post.port))
    delivery._settle(stale, delivery.Outcome(Delivery.FAILED, "late"), NOW + LEASE)
    assert after(notice).state == Delivery.SENT


def test_nobody_is_mailed_what_they_may_no_longer_see(world, notice, post):
    world.bob.memberships.update(organisation=world.other)
    deliver(now=at(NOW), connection=carrier(post.port))
    assert after(notice).state == Delivery.FAILED
    assert post.taken == []


def test_every_kind_of_notice_can_be_written(world):
    ticket = actions.open_ticket(
        organisation=world.acme, subject="Shop", text="T", by=world.bob, now=NOW, priority="P1"
    )
    worker.drain(now=NOW + 50 * MINUTE)
    worker.drain(now=NOW + 90 * MINUTE)
    actions.reply(ticket, text="the answer", by=world.agent, now=NOW + 90 * MINUTE)
    actions.customer_reply(ticket, text="the question", by=world.bob, now=NOW + 90 * MINUTE)
    actions.assign(ticket, handler=world.manager, by=world.agent, now=NOW + 90 * MINUTE)
    actions.resolve(ticket, by=world.agent, now=NOW + 90 * MINUTE)
    actions.reopen(ticket, reason="not yet", by=world.bob, now=NOW + 90 * MINUTE)
    elsewhere = {"mention", "agreement", "document", "invoice", "report"}  # in test_other_than_tickets
    assert set(Notice.objects.values_list("subject", flat=True)) == set(Subject.values) - elsewhere
    deliver(now=at(NOW + 2 * HOUR))
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}
    to_bob = "".join(message.body for message in mail.outbox if message.to == [world.bob.email])
    assert f"/tickets/{ticket.number}/" in to_bob
    assert "the answer" in to_bob
    assert "/desk/" not in to_bob
    (breach,) = [message for message in mail.outbox if "broken" in message.subject]
    assert (breach.to, "11:00" in breach.body) == ([world.manager.email], True)  # in her zone, an hour after UTC


def test_the_readers_language_decides(world, notice):
    world.bob.language = "nl"
    world.bob.save()
    deliver(now=at(NOW))
    assert mail.outbox[0].subject != TITLES["receipt"] % {"number": notice.ticket.number, "subject": "Shop Bcc: x@y"}


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"state": "sent", "sent_at": None},
        {"state": "pending", "try_again_at": None},
        {"recipient": None},
    ],
)
def test_the_database_refuses_states_that_cannot_be(notice, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(**change)
