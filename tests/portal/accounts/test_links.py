"""Links by mail: to sign in and to set a password. Once, for a while, and nobody learns who is here."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from houvast.portal.accounts import links
from houvast.portal.accounts.models import AccessDecision, OneTimeLink, Person, Purpose
from houvast.portal.config.logs import WithoutSecrets
from tests.portal.side_by_side import side_by_side
from tests.portal.world import NOW

PASSWORD = "correct horse battery"


@pytest.fixture
def bob(world):
    world.bob.set_password(PASSWORD)
    world.bob.save()
    return world.bob


def path_in(mail):
    """The path of the link in a mail."""
    (address,) = re.findall(r"^http://127\.0\.0\.1:8000(/\S+)$", mail.body, re.MULTILINE)
    return address


def ask(client, what, email, **more):
    return client.post(f"/sign-in/{what}/", {"email": email}, **more)


def test_a_link_signs_in_once(client, bob, mailoutbox):
    assert ask(client, "link", bob.email.upper()).url == "/sign-in/sent/"
    (mail,) = mailoutbox
    assert mail.to == [bob.email]
    path = path_in(mail)
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200  # whoever looks, such as a filter for bad mail, uses nothing up
    assert client.post(path).url == "/"
    assert client.get("/").status_code == 200
    client.logout()
    assert client.post(path).status_code == 410


def test_nt24_it_leads_on_to_where_one_was_going_and_nowhere_else(client, bob, mailoutbox):
    """NT24."""
    for wanted, arrived in (("/tickets/", "/tickets/"), ("https://evil.example/", "/"), ("//evil.example", "/")):
        client.post("/sign-in/link/", {"email": bob.email, "next": wanted})
        assert client.post(path_in(mailoutbox[-1])).url == arrived
        client.logout()


@pytest.mark.parametrize(("what", "lasts"), [("link", timedelta(minutes=15)), ("password", timedelta(hours=1))])
def test_it_works_no_longer_than_promised(client, bob, mailoutbox, what, lasts):
    """NT19."""
    with time_machine.travel(NOW, tick=False) as clock:
        ask(client, what, bob.email)
        path = path_in(mailoutbox[0])
        clock.move_to(NOW + lasts - timedelta(seconds=1))
        assert client.get(path).status_code == 200
        clock.move_to(NOW + lasts)
        assert client.get(path).status_code == client.post(path, {"new_password": PASSWORD * 2}).status_code == 410


@pytest.mark.parametrize("what", ["link", "password"])
def test_nt22_the_same_answer_for_an_address_that_nobody_has(client, bob, mailoutbox, what, django_assert_num_queries):
    """And the mail is sent only when the answer has been: it takes no longer either."""
    told = []
    for email in (bob.email, "nobody@acme.example"):
        answer = ask(client, what, email)
        told.append((answer.status_code, answer.url, sorted(answer.headers)))
    assert told[0] == told[1]
    assert len(mailoutbox) == 1
    assert OneTimeLink.objects.count() == 2
    counted = []
    for email in ("alice@acme.example", "nobody-else@acme.example"):
        with connection.execute_wrapper(lambda execute, *said: counted.append(1) or execute(*said)):
            links.ask_for_link(Purpose.SIGN_IN, email, ip="192.0.2.9", now=NOW)
        counted.append(0)
    first, second = "".join(map(str, counted)).strip("0").split("0")
    assert len(first) == len(second)


def test_nt22_limits_for_an_address_and_for_where_one_comes_from(client, bob, mailoutbox):
    for _ in range(links.PER_ADDRESS + 3):
        assert ask(client, "link", bob.email).status_code == 302
    assert len(mailoutbox) == links.PER_ADDRESS
    for number in range(links.PER_IP):
        answer = ask(client, "password", f"person-{number}@acme.example")
    assert answer.status_code == 429
    assert ask(client, "link", "alice@acme.example").status_code == 429
    assert ask(client, "link", "alice@acme.example", REMOTE_ADDR="192.0.2.7").status_code == 302
    assert len(mailoutbox) == links.PER_ADDRESS + 1


def test_nt19_secrets_are_long_hashed_and_nowhere_else(client, bob, mailoutbox):
    ask(client, "link", bob.email)
    secret = path_in(mailoutbox[0]).split("/")[3]
    assert len(secret) >= 43  # 256 bits in letters of six bits each
    kept = OneTimeLink.objects.get()
    assert secret not in str(vars(kept))
    assert kept.token_hash == links.digest(secret)
    assert secret not in str(list(AccessDecision.objects.values()))


def test_nt19_fifty_at_the_same_time_use_a_link_once(committed_world):
    person, secret = links.ask_for_link(Purpose.SIGN_IN, "bob@acme.example", ip=None, now=NOW)
    found = links.link_of(secret, Purpose.SIGN_IN, now=NOW)
    assert person == committed_world.bob
    used = []
    assert not side_by_side(50, lambda _number: used.append(links.use(found, now=NOW)))
    assert sorted(used) == [False] * 49 + [True]


def test_nt19_no_log_holds_a_secret(client, bob, mailoutbox):
    ask(client, "link", bob.email)
    path = path_in(mailoutbox[0])
    for said in (path, f"/sign-in/?next={path.replace('/', '%2F')}", f"/invitation/{path.split('/')[3]}/"):
        record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", (said,), None)
        assert WithoutSecrets().filter(record)
        assert path.split("/")[3] not in record.getMessage()
        assert "Gone: /" in record.getMessage()


def test_nt20_a_link_begins_with_the_configured_address(client, bob, mailoutbox):
    ask(client, "password", bob.email, headers={"host": "localhost", "x-forwarded-host": "evil.example"})
    assert path_in(mailoutbox[0]).startswith("/sign-in/password/")
    assert ask(client, "password", bob.email, headers={"host": "evil.example"}).status_code == 400


def test_a_link_for_one_thing_does_nothing_else(client, bob, mailoutbox):
    ask(client, "link", bob.email)
    secret = path_in(mailoutbox[0]).split("/")[3]
    for elsewhere in ("sign-in/password", "invitation", "profile/address"):
        assert client.post(f"/{elsewhere}/{secret}/", {"new_password": PASSWORD * 2}).status_code == 410


def test_who_left_gets_no_link(client, bob, mailoutbox):
    ask(client, "link", bob.email)
    Person.objects.filter(pk=bob.pk).update(is_active=False)
    assert client.post(path_in(mailoutbox[0])).status_code == 410
    ask(client, "link", bob.email)
    assert len(mailoutbox) == 1


def test_setting_a_password_ends_every_session_and_every_other_link(client, bob, mailoutbox):
    client.post("/sign-in/", {"username": bob.email, "password": PASSWORD})
    assert client.get("/").status_code == 200
    ask(client, "link", bob.email)
    ask(client, "password", bob.email)
    assert client.post(path_in(mailoutbox[1]), {"new_password": "short"}).status_code == 422
    assert client.post(path_in(mailoutbox[1]), {"new_password": "a better phrase"}).url == "/sign-in/"
    assert client.get("/").status_code == 302
    assert client.post(path_in(mailoutbox[0])).status_code == 410
    assert client.post(path_in(mailoutbox[1]), {"new_password": "another phrase yet"}).status_code == 410
    assert client.post("/sign-in/", {"username": bob.email, "password": "a better phrase"}).status_code == 302
    assert "Password" in mailoutbox[-1].body or "password" in mailoutbox[-1].body


def test_mails_are_in_the_readers_language(client, bob, mailoutbox):
    Person.objects.filter(pk=bob.pk).update(language="nl")
    ask(client, "link", bob.email)
    assert mailoutbox[0].subject == "Uw link om aan te melden"


@pytest.mark.parametrize("email", ["", "bob", "a\x00b@acme.example", "x" * 300 + "@acme.example"])
def test_what_is_no_address_is_refused(client, bob, email):
    assert ask(client, "link", email).status_code == 422
