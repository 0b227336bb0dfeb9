"""Signing in and out, preferences, and what a stranger gets to know."""

from __future__ import annotations

import pytest
from django.test import override_settings

from houvast.portal.accounts.forms import PreferencesForm
from houvast.portal.accounts.guessing import ACCOUNTS
from houvast.portal.accounts.models import Person

PASSWORD = "correct horse battery"


@pytest.fixture
def bob(world):
    world.bob.set_password(PASSWORD)
    world.bob.save()
    return world.bob


def sign_in(client, email, password, headers=None, **more):
    return client.post("/sign-in/", {"username": email, "password": password, **more}, headers=headers)


def test_by_password_however_the_address_is_written(client, bob):
    answer = sign_in(client, bob.email.upper(), PASSWORD)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").status_code == 200


def test_a_new_session_at_sign_in(client, bob):
    """NT21."""
    client.get("/sign-in/")
    client.session["planted"] = True
    client.session.save()
    before = client.session.session_key
    sign_in(client, bob.email, PASSWORD)
    assert client.session.session_key != before


def test_the_same_answer_whether_the_address_is_known_or_not(client, bob):
    """NT22."""
    known = sign_in(client, bob.email, "wrong")
    unknown = sign_in(client, "nobody@acme.example", "wrong")
    assert known.status_code == unknown.status_code == 422
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_guessing_is_stopped(client, bob):
    for _ in range(5):
        sign_in(client, bob.email, "wrong")
    assert sign_in(client, bob.email, PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_guessing_at_many_accounts_from_one_address_is_stopped(client, bob):
    for number in range(ACCOUNTS):
        assert sign_in(client, f"person-{number}@acme.example", "wrong").status_code in {422, 429}
    assert sign_in(client, bob.email, PASSWORD).status_code == 429
    elsewhere = client.post("/sign-in/", {"username": bob.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_an_office_that_mistypes_and_then_succeeds_is_not_stopped(client, world):
    for number in range(2 * ACCOUNTS):
        email = f"person-{number}@acme.example"
        Person.objects.create_user(email, PASSWORD, name="P")
        assert sign_in(client, email, "wrong").status_code == 422
        assert sign_in(client, email, PASSWORD).status_code == 302
        client.logout()


def test_no_header_tells_another_address(client, bob):
    """Which of the two uvicorn believes is a matter of `houvast up`; the portal itself reads none."""
    for number in range(5):
        sign_in(client, bob.email, "wrong", headers={"x-forwarded-for": f"192.0.2.{number}"})
    assert sign_in(client, bob.email, PASSWORD).status_code == 429


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nt24_sign_in_leads_nowhere_else(client, bob, where):
    """NT24."""
    assert sign_in(client, bob.email, PASSWORD, next=where).url == "/"
    assert client.post("/preferences/", {"language": "nl", "next": where}).url == "/"


def test_who_was_going_somewhere_arrives_there(client, bob):
    assert sign_in(client, bob.email, PASSWORD, next="/tickets/?page=2").url == "/tickets/?page=2"


@pytest.mark.parametrize("where", ["/sign-in/", "/sign-in/?next=/sign-in/", "http://testserver/sign-in/"])
def test_signing_in_does_not_lead_to_signing_in(client, bob, where):
    assert sign_in(client, bob.email, PASSWORD, next=where).url == "/"
    assert client.get("/sign-in/", {"next": where}).url == "/"


def test_who_left_cannot_sign_in(client, bob):
    Person.objects.filter(pk=bob.pk).update(is_active=False)
    assert sign_in(client, bob.email, PASSWORD).status_code == 422


def test_signing_out_is_not_done_by_a_link(client, bob):
    """NT23."""
    sign_in(client, bob.email, PASSWORD)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "sent, kept",
    [
        ({"language": "nl"}, {"language": "nl", "colour_scheme": "auto"}),
        ({"colour_scheme": "dark"}, {"language": "en", "colour_scheme": "dark"}),
        ({"timezone": "Europe/London"}, {"timezone": "Europe/London"}),
        ({"language": "xx"}, None),
        ({"timezone": "Mars/Olympus"}, None),
        ({"email": "evil@example.com", "is_active": "", "name": "X"}, {"email": "bob@acme.example", "name": "Bob"}),
    ],
)
def test_preferences_keep_what_is_sent_and_nothing_else(client, bob, sent, kept):
    """NT10: no field but these can be set."""
    client.force_login(bob, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/preferences/", sent)
    bob.refresh_from_db()
    if kept is None:
        assert answer.status_code == 400
        return
    assert answer.status_code == 302
    assert {name: getattr(bob, name) for name in kept} == kept


def test_keeping_preferences_undoes_nothing_that_changed_meanwhile(client, bob, monkeypatch):
    client.force_login(bob, backend="django.contrib.auth.backends.ModelBackend")
    real = PreferencesForm.is_valid

    def meanwhile(form):
        Person.objects.filter(pk=bob.pk).update(is_active=False, email="renamed@acme.example")
        return real(form)

    monkeypatch.setattr(PreferencesForm, "is_valid", meanwhile)
    assert client.post("/preferences/", {"colour_scheme": "dark"}).status_code == 302
    bob.refresh_from_db()
    assert (bob.colour_scheme, bob.is_active, bob.email) == ("dark", False, "renamed@acme.example")


def test_pages_speak_the_readers_language(client, bob):
    client.force_login(bob, backend="django.contrib.auth.backends.ModelBackend")
    for language in ("nl", "en"):
        client.post("/preferences/", {"language": language})
        assert client.get("/", headers={"accept-language": "fr"}).headers["Content-Language"] == language


def test_before_signing_in_a_language_is_kept_in_a_cookie(client, db):
    client.post("/preferences/", {"language": "nl"})
    assert client.get("/sign-in/").headers["Content-Language"] == "nl"


@override_settings(ALLOWED_HOSTS=["portal.example"])
def test_another_host_is_refused(client, db):
    """NT20."""
    assert client.get("/sign-in/", headers={"host": "evil.example"}).status_code == 400


def test_a_strict_policy_on_every_answer(client, db):
    answer = client.get("/sign-in/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
