"""What becomes of a mail: a ticket, a reply, or a mail that waits; NT12, NT16, NT17 and the hazards of its date."""

from __future__ import annotations

import itertools
from datetime import timedelta
from email.utils import format_datetime
from io import BytesIO

import pytest
from django.db import connection

from houvast.portal.accounts.models import Membership
from houvast.portal.files.models import StoredFile
from houvast.portal.mailbox import actions as mailbox
from houvast.portal.mailbox import letter, queries
from houvast.portal.mailbox.models import Fate, IncomingMail
from houvast.portal.notices.models import Delivery, Notice, Subject
from houvast.portal.notices.reply_address import reply_address
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Attachment, Ticket, TicketEvent
from houvast.sla.terms import EventKind
from tests.portal.mailbox.post import mail, names, signed
from tests.portal.world import DAY, HOUR, MINUTE, NOW

PLACES = itertools.count(1)


@pytest.fixture(autouse=True)
def reply_to(settings):
    settings.REPLY_ADDRESS = "reply@support.example"


@pytest.fixture
def ticket(world):
    return actions.open_ticket(organisation=world.acme, subject="Shop", text="T", by=world.bob, now=NOW - HOUR)


def arrives(raw, now=NOW, resolver=None, customers=None):
    kept = mailbox.receive("box", f"1.{next(PLACES)}", raw if isinstance(raw, bytes) else signed(raw), now=now)
    mailbox.handle_waiting(now=now, resolver=resolver or names(), customers=customers)
    kept.refresh_from_db()
    return kept


def fate(kept):
    return kept.fate, kept.why


def test_a_mail_of_somebody_we_know_opens_a_ticket_of_their_customer(world):
    kept = arrives(mail(subject="Printer kapot"))
    ticket = kept.ticket
    assert fate(kept) == (Fate.OPENED, "")
    assert (ticket.subject, ticket.organisation, ticket.reported_by) == ("Printer kapot", world.acme, world.bob)
    event = ticket.events.get()
    assert (event.channel, event.words.body) == ("mail", "It is broken.")
    assert kept.raw.size == len(mailbox.raw_of(kept))


def test_an_answer_to_the_signed_address_is_a_reply(world, ticket):
    kept = arrives(mail(to=reply_address(ticket, world.bob), text="Still broken."))
    assert (kept.fate, kept.ticket) == (Fate.REPLIED, ticket)
    assert ticket.events.get(kind=EventKind.CUSTOMER_REPLY).words.body == "Still broken."


def test_an_agent_answers_by_mail_too(world, ticket):
    answer = mail("agent@noorderlicht.example", reply_address(ticket, world.agent), text="Try again.")
    assert arrives(signed(answer, "noorderlicht.example")).fate == Fate.REPLIED
    assert ticket.events.get(kind=EventKind.REPLY).actor == world.agent


FORGED = {
    "unsigned": lambda world, ticket: mail(to=reply_address(ticket, world.bob)).as_bytes(),
    "signed by another domain": lambda world, ticket: signed(mail(to=reply_address(ticket, world.bob)), "evil.example"),
    "changed after signing": lambda world, ticket: signed(mail(to=reply_address(ticket, world.bob))).replace(
        b"broken", b"BROKEN"
    ),
    "agent by In-Reply-To and From": lambda world, ticket: mail(
        "agent@noorderlicht.example", subject=f"Re: #{ticket.number}", In_Reply_To=f"<ticket-{ticket.number}@127.0.0.1>"
    ).as_bytes(),
    "two From": lambda world, ticket: b"From: charlie@other.example\r\n" + signed(mail()),
    "From with two addresses": lambda world, ticket: mail("bob@acme.example, alice@acme.example").as_bytes(),
    "name that looks like an address": lambda world, ticket: signed(
        mail('"bob@acme.example" <x@evil.example>', to=reply_address(ticket, world.bob)), "evil.example"
    ),
}


@pytest.mark.parametrize("forged", FORGED)
def test_nt16_a_sender_nobody_stands_for_waits_in_quarantine(world, ticket, forged):
    before = TicketEvent.objects.count()
    kept = arrives(
        FORGED[forged](world, ticket), resolver=names("acme.example", "noorderlicht.example", "evil.example")
    )
    assert kept.fate == Fate.QUARANTINED
    assert TicketEvent.objects.count() == before
    assert kept.organisation == world.provider


@pytest.mark.parametrize(
    ("sender", "domain", "whose", "why"),
    [
        ("charlie@other.example", "other.example", "bob", "address-of-another"),
        ("charlie@other.example", "other.example", "charlie", "may-not-write"),
        ("alice@acme.example", "acme.example", "bob", "address-of-another"),
        ("nobody@acme.example", "acme.example", "bob", "unknown-sender"),
    ],
)
def test_nt16_a_signed_address_is_worth_nothing_to_anybody_else(world, ticket, sender, domain, whose, why):
    kept = arrives(signed(mail(sender, reply_address(ticket, getattr(world, whose))), domain))
    assert fate(kept) == (Fate.QUARANTINED, why)
    assert ticket.events.count() == 1


def test_nt16_a_changed_address_and_a_number_in_the_subject_never_lead_to_a_ticket(world, ticket):
    address = reply_address(ticket, world.bob)
    local, host = address.split("@")
    wrong = [
        f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{host}",
        address.replace("+", "+1"),
        f"reply+{ticket.pk}@x",
    ]
    for number, to in enumerate([*wrong, "support@noorderlicht.example"]):
        kept = arrives(mail(to=to, subject=f"Re: #{ticket.number} {number}", References="<ticket-1@127.0.0.1>"))
        assert kept.fate == Fate.OPENED
        assert kept.ticket != ticket
    assert ticket.events.count() == 1


def test_nt16_who_lost_access_does_not_write_and_a_stranger_in_cc_reads_nothing(world, ticket):
    address = reply_address(ticket, world.bob)
    arrives(mail(to=address, Cc="stranger@example.com", text="With a stranger."))
    assert not Notice.objects.filter(recipient=world.stranger).exists()
    Membership.objects.filter(person=world.bob).delete()
    assert fate(arrives(mail(to=address, text="Later."))) == (Fate.QUARANTINED, "may-not-write")


def test_the_word_of_our_own_server_counts_and_only_the_topmost(world, settings):
    settings.MAIL_TRUSTS = "mx.noorderlicht.example"
    ours = b"Authentication-Results: mx.noorderlicht.example; dkim=pass; dmarc=pass header.from=acme.example\r\n"
    bad = ours.replace(b"dmarc=pass", b"dmarc=fail")
    assert arrives(ours + mail(text="1").as_bytes()).fate == Fate.OPENED
    for number, lines in enumerate(
        [b"", bad, bad + ours, ours.replace(b"mx.", b"my."), ours.replace(b"acme", b"evil")]
    ):
        assert arrives(lines + mail(text=f"n{number}").as_bytes()).fate == Fate.QUARANTINED, lines


ROBOTS = [
    {"Auto_Submitted": "auto-replied"}, {"Auto_Submitted": "auto-generated; x=y"}, {"Precedence": "bulk"},
    {"Precedence": "list"}, {"X_Loop": "x"}, {"List_Id": "<x.example>"}, {"Return_Path": "<>"}, {"X_Autoreply": "yes"},
    {"X_Houvast": "notice"},
]  # fmt: skip


@pytest.mark.parametrize("headers", ROBOTS, ids=str)
def test_nt17_what_nobody_wrote_is_ignored(world, ticket, headers):
    kept = arrives(mail(to=reply_address(ticket, world.bob), **headers))
    assert fate(kept) == (Fate.IGNORED, "automatic")
    assert Ticket.objects.count() == 1


def test_nt17_two_who_answer_each_other_hear_from_us_once_an_hour(world):
    for number in range(20):
        arrives(mail(subject=f"Re: Re: {number}", text=f"{number}"), now=NOW + number * MINUTE)
    assert Notice.objects.filter(recipient=world.bob, subject=Subject.RECEIPT).count() == 1
    arrives(mail(subject="later"), now=NOW + 2 * HOUR)
    assert Notice.objects.filter(recipient=world.bob, subject=Subject.RECEIPT).count() == 2


def test_a_bounce_marks_the_notice_failed_in_the_servers_words(world, ticket):
    notice = Notice.objects.filter(recipient=world.bob).first()
    Notice.objects.filter(pk=notice.pk).update(state=Delivery.SENT, sent_at=NOW, try_again_at=None)
    raw = (
        "From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSorry.\n'  # noqa: E501
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        "Final-Recipient: rfc822; bob@acme.example\nAction: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{notice.pk}@127.0.0.1>\n\n--b--\n"
    )
    arrives(raw.replace("{action}", "delayed").encode())
    notice.refresh_from_db()
    assert notice.state == Delivery.SENT
    assert fate(arrives(raw.replace("{action}", "failed").encode())) == (Fate.IGNORED, "bounce")
    notice.refresh_from_db()
    assert (notice.state, notice.error) == (Delivery.FAILED, "smtp; 550 5.1.1 no such user")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (format_datetime(NOW - 2 * HOUR), NOW - 2 * HOUR),
        (format_datetime(NOW - 3 * 365 * DAY), NOW),
        (format_datetime(NOW + 3 * 365 * DAY), NOW),
        (format_datetime(NOW + timedelta(seconds=1)), NOW),
        ("Mon, 99 Foo 20266 99:99:99 +9999", NOW),
        ("", NOW),
        (None, NOW),
    ],
)
def test_a_mail_counts_from_the_last_trusted_hop_and_a_date_that_cannot_be_from_its_receipt(world, date, expected):
    forged = b"Received: from evil by liar; Mon, 1 Jan 2024 00:00:00 +0000\r\n"
    top = b"" if date is None else f"Received: from x by mx.noorderlicht.example; {date}\r\n".encode()
    kept = arrives(top + (b"" if date is None else forged) + signed(mail(Date=format_datetime(NOW - 1000 * DAY))))
    assert kept.ticket.opened_at == expected
    assert kept.ticket.events.get().recorded_at == NOW


def test_more_hops_of_our_own_are_believed_when_the_operator_says_so(world, settings):
    settings.MAIL_HOPS = 2
    hops = [f"Received: from x by y; {format_datetime(NOW - each * HOUR)}\r\n".encode() for each in (1, 2, 3)]
    assert arrives(b"".join(hops) + signed(mail())).ticket.opened_at == NOW - 2 * HOUR


CHARSETS = [
    ("cp1252", "cp1252", "Coördinatie “één” kost € 5"), ("iso-8859-15", "iso-8859-15", "€ 5 naïef"),
    ("utf-8", "utf-8", "ijs™ 👍"), ("us-ascii", "cp1252", "wél een é"), ("utf-8", "cp1252", "verkeerd: é"),
    ("x-unknown", "utf-8", "onbekend: é"), ("iso-8859-1", "cp1252", "‘krom’"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "real", "words"), CHARSETS)
def test_words_are_read_whatever_their_label_says(world, label, real, words):
    head = f"From: bob@acme.example\nSubject: x\nContent-Type: text/plain; charset={label}\nContent-Transfer-Encoding: 8bit\n\n"  # noqa: E501
    kept = arrives(signed(head.encode() + words.encode(real)))
    assert kept.ticket.events.get().words.body == words


def test_utf7_is_never_decoded(world):
    head = b"From: bob@acme.example\nSubject: x\nContent-Type: text/plain; charset=utf-7\n\n"
    assert "<script>" not in arrives(signed(head + b"+ADw-script+AD4-")).ticket.events.get().words.body


def test_calendars_signatures_and_winmail_are_kept_as_files(world):
    message = mail(text="See the invitation.")
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar")
    message.add_attachment(b"TNEF", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    message.add_attachment(b"PKCS7", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    event = arrives(message).ticket.events.get()
    assert [each.file.name for each in event.attachments.all()] == ["invite.ics", "winmail.dat", "smime.p7s"]
    opaque = (
        b"From: bob@acme.example\nSubject: x\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nPKCS7"
    )
    event = arrives(signed(opaque)).ticket.events.get()
    assert event.attachments.get().file.name == "smime.p7m"
    assert event.words.body == "(–)"


def test_a_file_that_is_not_taken_is_named_and_the_rest_comes_in(world):
    message = mail()
    message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="../setup.exe")
    message.add_attachment(b"log", maintype="text", subtype="plain", filename="log.txt")
    event = arrives(message).ticket.events.get()
    assert event.attachments.get().file.name == "log.txt"
    assert event.words.body.endswith("[✕ setup.exe]")


def test_a_mail_that_breaks_is_set_aside_after_three_tries_and_others_go_on(world, monkeypatch):
    act = letter.read
    monkeypatch.setattr(letter, "read", lambda raw: 1 / 0 if b"poison" in raw else act(raw))
    kept = mailbox.receive("box", "1.900", signed(mail(subject="poison")), now=NOW)
    for _ in range(3):
        assert IncomingMail.objects.get(pk=kept.pk).fate == Fate.WAITING
        assert arrives(mail(text=str(next(PLACES)))).fate == Fate.OPENED
    kept.refresh_from_db()
    assert fate(kept) == (Fate.SET_ASIDE, "failed")
    assert kept in queries.quarantined(world.agent)
    assert not queries.quarantined(world.bob)


def test_name_servers_that_do_not_answer_are_not_the_mails_fault(world):
    def silent(name):
        raise OSError

    kept = mailbox.receive("box", "1.901", signed(mail()), now=NOW)
    for _ in range(5):
        mailbox.handle_waiting(now=NOW, resolver=silent)
    mailbox.handle_waiting(now=NOW, resolver=names())
    kept.refresh_from_db()
    assert kept.fate == Fate.OPENED


def test_name_servers_that_never_answer_leave_a_mail_in_quarantine(world):
    def silent(name):
        raise OSError

    kept = mailbox.receive("box", "1.902", signed(mail()), now=NOW)
    mailbox.handle_waiting(now=NOW + 2 * HOUR, resolver=silent)
    kept.refresh_from_db()
    assert fate(kept) == (Fate.QUARANTINED, "not-aligned")


def test_nothing_is_locked_while_the_name_servers_are_asked(world):
    locked = []

    def asked(name):
        locked.append(len(connection.savepoint_ids))
        return names()(name)

    arrives(mail(), resolver=asked)
    assert set(locked) == {len(connection.savepoint_ids)}


def test_a_mail_is_handled_once_however_often_it_comes(world):
    raw = signed(mail())
    first = mailbox.receive("box", "1.950", raw, now=NOW)
    assert mailbox.receive("box", "1.950", raw, now=NOW) is None
    for _ in range(3):
        mailbox.handle_waiting(now=NOW, resolver=names())
    copy = arrives(raw)
    first.refresh_from_db()
    assert (first.fate, fate(copy)) == (Fate.OPENED, (Fate.IGNORED, "copy"))
    assert Ticket.objects.count() == 1


def test_who_belongs_to_two_customers_is_asked_unless_the_mailbox_is_of_one(world):
    Membership.objects.create(person=world.bob, organisation=world.other, role="customer-contact")
    assert fate(arrives(mail(text="1"))) == (Fate.QUARANTINED, "several-customers")
    assert arrives(mail(text="2"), customers={"box": "other"}).ticket.organisation == world.other


def test_what_waits_is_let_in_or_refused_by_who_works_there(world):
    kept = arrives(mail().as_bytes())
    mailbox.release(kept, by=world.agent, now=NOW + HOUR)
    kept.refresh_from_db()
    assert (kept.fate, kept.handled_by, kept.ticket.reported_by) == (Fate.OPENED, world.agent, world.bob)
    with pytest.raises(mailbox.Doubtful):
        mailbox.release(kept, by=world.agent, now=NOW + HOUR)
    other = arrives(mail(text="2").as_bytes())
    mailbox.refuse(other, by=world.agent, now=NOW)
    other.refresh_from_db()
    assert (other.fate, Ticket.objects.count()) == (Fate.REFUSED, 1)


def test_nt12_no_header_of_a_mail_gets_into_another(world):
    raw = signed(mail(subject="x")).replace(b"Subject: x", b"Subject: =?utf-8?q?a=0D=0ABcc=3A_evil=40x=0D=0A?=")
    kept = mailbox.receive("box", "1.970", raw, now=NOW)
    mailbox.handle_waiting(now=NOW, resolver=names())
    kept.refresh_from_db()
    mailbox.release(kept, by=world.agent, now=NOW)
    kept.refresh_from_db()
    assert kept.ticket.subject == "a Bcc: evil@x"


def test_everything_that_came_in_is_kept_whole(world):
    raw = signed(mail())
    kept = arrives(raw)
    assert mailbox.raw_of(kept) == raw
    assert StoredFile.objects.filter(pk=kept.raw.pk, organisation=world.provider).exists()
    assert not Attachment.objects.filter(file=kept.raw).exists()
    assert BytesIO(raw).read() == mailbox.raw_of(kept)
