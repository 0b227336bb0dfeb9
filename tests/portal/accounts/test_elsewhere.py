"""OpenID Connect against a real issuer: who somebody is, is issuer and subject; no mail address links anybody."""

from __future__ import annotations

import time

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.utils import timezone

from houvast.portal.accounts import oidc
from houvast.portal.accounts.access import NotAllowed
from houvast.portal.accounts.invitations import invite
from houvast.portal.accounts.models import Person
from tests.portal.accounts.issuer import Issuer

PASSWORD = "correct horse battery"


@pytest.fixture
def issuer():
    with Issuer() as running:
        yield running


@pytest.fixture
def held(world, issuer):
    return set_up(world, issuer.url)


def set_up(world, url, **more):
    said = {"issuer": url, "client_id": "houvast", "secret": "s", "by": world.operator, "ip": None} | more
    return oidc.set_sign_in(world.acme, **said, now=timezone.now())


def go(client, issuer, held, meanwhile=None):
    """Go there by the address of the organisation, say yes, and come back."""
    answer = client.get(f"/sign-in/with/{held.provider}/")
    assert answer.url.startswith(f"{issuer.url}/authorization_endpoint?"), answer
    back = issuer.allow(answer.url)
    return client.get(f"/sign-in/with/{held.provider}/back/?{back}")


def link(client, bob, held):
    bob.set_password(PASSWORD)
    bob.save()
    client.post("/sign-in/", {"username": bob.email, "password": PASSWORD})
    assert client.post(f"/profile/elsewhere/{held.organisation.slug}/").status_code == 200


def test_who_is_linked_signs_in(client, world, issuer, held):
    link(client, world.bob, held)
    assert go(client, issuer, held).url == "/profile/"
    client.logout()
    assert go(client, issuer, held).url == "/"
    assert client.session["_auth_user_id"] == str(world.bob.pk)
    assert client.get("/").status_code == 200


def test_nt18_an_address_links_nobody(client, world, issuer, held):
    """The token says it is Bob's address, and verified; Bob is here; that is not enough."""
    assert go(client, issuer, held).status_code == 403
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    assert Person.objects.filter(email="bob@acme.example").count() == 1


def test_nt18_by_invitation(client, world, issuer, held):
    said = {"email": "nel@acme.example", "name": "Nel", "role": "customer-contact", "language": "en"}
    _asked, secret = invite(world.acme, **said, by=world.dora, ip=None, now=timezone.now())
    path = f"/invitation/{secret}/"
    assert client.post(path, {"name": "Nel", "how": "elsewhere"}).status_code == 200
    assert go(client, issuer, held).url == "/"
    nel = Person.objects.get(email="nel@acme.example")
    assert client.session["_auth_user_id"] == str(nel.pk)
    assert SocialAccount.objects.get().user == nel
    client.logout()
    assert client.get(path).status_code == 410


def test_nt18_the_same_subject_of_another_issuer_is_somebody_else(client, world, issuer, held):
    link(client, world.bob, held)
    go(client, issuer, held)
    client.logout()
    with Issuer() as another:
        anew = set_up(world, another.url)
        assert anew.provider != held.provider
        assert go(client, another, anew).status_code == 403
    assert client.get(f"/sign-in/with/{held.provider}/").status_code == 404


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
    ],
)
def test_nt18_a_token_that_does_not_hold_is_nobody(client, world, issuer, held, claims):
    link(client, world.bob, held)
    go(client, issuer, held)
    client.logout()
    issuer.claims = claims
    assert go(client, issuer, held).status_code == 403
    assert "_auth_user_id" not in client.session


def test_nt18_a_token_signed_by_another_is_nobody(client, world, issuer, held):
    link(client, world.bob, held)
    go(client, issuer, held)
    client.logout()
    issuer.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert go(client, issuer, held).status_code == 403


def test_what_comes_back_without_a_beginning_is_nobody(client, world, issuer, held):
    for query in ("", "code=x&state=y", "error=access_denied", "code=x", "state[]=1"):
        assert client.get(f"/sign-in/with/{held.provider}/back/?{query}").status_code == 403


def test_who_left_does_not_come_back_by_it(client, world, issuer, held):
    link(client, world.bob, held)
    go(client, issuer, held)
    client.logout()
    world.bob.memberships.all().delete()
    assert go(client, issuer, held).status_code == 403


def test_an_issuer_that_does_not_answer_is_said(client, world):
    assert client.get(f"/sign-in/with/{set_up(world, 'http://127.0.0.1:9').provider}/").status_code == 403


def test_who_may_set_it(world):
    for person in (world.dora, world.agent, world.auditor):
        with pytest.raises(NotAllowed):
            set_up(world, "https://login.example.com", by=person)
