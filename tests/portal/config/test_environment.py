"""What the operator may say, and what is not understood."""

from __future__ import annotations

import stat

import pytest

from houvast.portal.config import environment
from houvast.portal.config.environment import BadSetting


@pytest.mark.parametrize(
    "address, expected",
    [
        (None, {"ENGINE": "django.db.backends.sqlite3"}),
        ("sqlite:////var/lib/houvast/x.sqlite3", {"NAME": "/var/lib/houvast/x.sqlite3"}),
        ("postgresql://u:p%40ss@db.example:6432/portal", {"HOST": "db.example", "PORT": "6432", "PASSWORD": "p@ss"}),
        ("postgresql://u@/portal?host=/run/pg", {"HOST": "/run/pg", "PORT": "", "NAME": "portal", "USER": "u"}),
    ],
)
def test_the_database(monkeypatch, tmp_path, address, expected):
    monkeypatch.delenv("HOUVAST_DATABASE", raising=False)
    if address:
        monkeypatch.setenv("HOUVAST_DATABASE", address)
    found = environment.database(tmp_path)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    "address, expected",
    [
        ("file", {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}),
        ("console", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("smtp://mail.example", {"EMAIL_PORT": 25, "EMAIL_USE_SSL": False, "EMAIL_USE_TLS": False}),
        ("smtp://u:p@mail.example:587?starttls=1", {"EMAIL_PORT": 587, "EMAIL_USE_TLS": True, "EMAIL_HOST_USER": "u"}),
        ("smtps://mail.example", {"EMAIL_PORT": 465, "EMAIL_USE_SSL": True}),
    ],
)
def test_the_mail(monkeypatch, tmp_path, address, expected):
    monkeypatch.setenv("HOUVAST_MAIL", address)
    found = environment.mail(tmp_path)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    "name, value, ask",
    [
        ("HOUVAST_DATABASE", "mysql://x/y", environment.database),
        ("HOUVAST_MAIL", "pigeon://x", environment.mail),
        ("HOUVAST_BASE_URL", "portal.example", lambda _: environment.base_url()),
    ],
)
def test_what_is_not_understood_is_named(monkeypatch, tmp_path, name, value, ask):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as refusal:
        ask(tmp_path)
    assert refusal.value.name == name


def test_the_key_is_made_once_and_only_we_can_read_it(monkeypatch, tmp_path):
    monkeypatch.delenv("HOUVAST_SECRET_KEY", raising=False)
    key = environment.secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_refused_database_address_does_not_show_its_password(monkeypatch, tmp_path):
    monkeypatch.setenv("HOUVAST_DATABASE", "mysql://user:hunter2@x/y")
    with pytest.raises(BadSetting) as refusal:
        environment.database(tmp_path)
    assert "hunter2" not in str(refusal.value)
