"""The second factor: asked for after every first one, each code once, and not guessed."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone

from houvast.portal.accounts import coming_in, factors, invitations, links
from houvast.portal.accounts.models import Membership, Purpose
from tests.portal.side_by_side import side_by_side
from tests.portal.world import NOW

PASSWORD = "correct horse battery"


@pytest.fixture
def bob(world, client):
    world.bob.set_password(PASSWORD)
    world.bob.save()
    client.post("/sign-in/", {"username": world.bob.email, "password": PASSWORD})
    return world.bob


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def app(client, bob):
    """Bob's app, added by its page: the secret and his recovery codes."""
    page = client.get("/profile/app/").content.decode()
    secret = re.search(r"<code class=\"hv-code\">([A-Z2-7 ]+)<", page)[1].replace(" ", "")
    assert client.post("/profile/app/", {"code": "000000"}).status_code == 422
    codes = client.post("/profile/app/", {"code": code(secret, -1)}).content.decode()
    client.logout()
    return secret, re.findall(r"<code class=\"hv-code\">(\d+)<", codes)


def sign_in(client, bob):
    return client.post("/sign-in/", {"username": bob.email, "password": PASSWORD})


def test_a_code_is_asked_and_works_once(client, bob, app):
    secret, _ = app
    assert sign_in(client, bob).url == "/sign-in/second-step/"
    assert client.get("/").status_code == 302
    assert client.get("/sign-in/second-step/").status_code == 200
    right = code(secret)
    assert client.post("/sign-in/second-step/", {"code": right}).url == "/"
    assert client.get("/").status_code == 200
    client.logout()
    sign_in(client, bob)
    assert client.post("/sign-in/second-step/", {"code": right}).status_code == 422


def test_a_recovery_code_works_once(client, bob, app):
    _, codes = app
    assert len(codes) == len(set(codes)) == 10
    sign_in(client, bob)
    assert client.post("/sign-in/second-step/", {"code": codes[0]}).url == "/"
    client.logout()
    sign_in(client, bob)
    assert client.post("/sign-in/second-step/", {"code": codes[0]}).status_code == 422
    assert client.post("/sign-in/second-step/", {"code": codes[1]}).url == "/"


def test_no_first_proof_passes_it_by(client, bob, app):
    _, secret = links.ask_for_link(Purpose.SIGN_IN, bob.email, ip=None, now=timezone.now())
    assert client.post(f"/sign-in/link/{secret}/").url == "/sign-in/second-step/"
    assert client.get("/profile/").status_code == 302
    assert client.get("/sign-in/again/").status_code == 302


def test_nt22_codes_are_not_guessed(client, bob, app):
    secret, codes = app
    sign_in(client, bob)
    for _ in range(factors.LIMIT):
        assert client.post("/sign-in/second-step/", {"code": "111111"}).status_code == 422
    for right in (code(secret), codes[0]):
        answer = client.post("/sign-in/second-step/", {"code": right}, REMOTE_ADDR="192.0.2.7")
        assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


ODD = [{}, {"code": ""}, {"code": "x" * 500}, {"code": "\x00"}] + [
    {"credential": text} for text in ("{", '{"id": 1}', "[]", "null", "1", '"x"', '{"response": {"userHandle": 5}}')
]


@pytest.mark.parametrize("sent", ODD)
def test_nothing_odd_is_a_factor(client, bob, app, sent):
    sign_in(client, bob)
    assert client.post("/sign-in/second-step/", sent).status_code == 422
    assert client.post("/sign-in/passkey/", sent).status_code in {200, 302}
    assert "_auth_user_id" not in client.session


def test_it_is_taken_away_with_its_codes(client, bob, app):
    secret, _ = app
    sign_in(client, bob)
    client.post("/sign-in/second-step/", {"code": code(secret)})
    mine = Authenticator.objects.get(user=bob, type="totp")
    assert client.post(f"/profile/factors/{mine.pk}/removal/").url == "/profile/"
    assert not Authenticator.objects.filter(user=bob).exists()


def test_sessions_are_listed_and_ended(client, bob, world):
    from django.test import Client

    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    sign_in(other, bob)
    assert "Firefox, Windows" in client.get("/profile/").content.decode()
    client.post("/profile/sessions/end/")
    assert other.get("/").status_code == 302
    assert client.get("/").status_code == 200


def test_another_address_counts_when_it_is_confirmed(client, bob, mailoutbox):
    assert client.post("/profile/address/", {"email": "Bob@new.example"}).url == "/profile/"
    (asked, told) = mailoutbox
    assert (asked.to, told.to) == (["bob@new.example"], ["bob@acme.example"])
    (path,) = re.findall(r"(/profile/address/\S+)", asked.body)
    bob.refresh_from_db()
    assert bob.email == "bob@acme.example"
    assert client.post(path).status_code == 302
    bob.refresh_from_db()
    assert bob.email == "bob@new.example"
    assert client.post(path).status_code == 410
    assert mailoutbox[-1].to == ["bob@acme.example"]


def test_nt22_an_address_of_somebody_else_is_not_told(client, bob, world, mailoutbox):
    assert client.post("/profile/address/", {"email": world.alice.email}).url == "/profile/"
    assert mailoutbox == []


def test_nt19_fifty_at_the_same_time_accept_once(committed_world):
    said = {"email": "nel@acme.example", "name": "Nel", "role": "customer-contact", "language": "en"}
    asked, _ = invitations.invite(committed_world.acme, **said, by=committed_world.dora, ip=None, now=NOW)
    ways = {"name": "Nel", "password": None, "ip": None, "now": NOW, "by_way_of": "invitation"}
    refused = side_by_side(50, lambda _number: coming_in.accept_newly(asked, **ways))
    assert len(refused) == 49
    assert Membership.objects.filter(person__email="nel@acme.example").count() == 1
