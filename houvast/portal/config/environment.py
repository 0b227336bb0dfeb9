"""What the operator tells the portal through the environment, read once when it starts."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(ValueError):
    """An environment variable cannot be understood; `name` says which, `value` what it held."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name}={value!r}: {wanted}")
        self.name, self.value = name, value


def home() -> Path:
    """Return the folder in which the portal keeps its files: HOUVAST_HOME, or `var` where it was started."""
    folder = Path(os.environ.get("HOUVAST_HOME") or "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def flag(name: str) -> bool:
    """Return whether a variable says yes (1, true, yes, on)."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def base_url() -> str:
    """Return the address at which readers reach the portal, without a slash at the end."""
    address = os.environ.get("HOUVAST_BASE_URL") or "http://127.0.0.1:8000"
    if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
        raise BadSetting("HOUVAST_BASE_URL", address, "give an address such as https://portal.example.com")
    return address.rstrip("/")


def secret_key(folder: Path) -> str:
    """Return HOUVAST_SECRET_KEY, or the key in `secret` of the home folder, made at the first start."""
    given = os.environ.get("HOUVAST_SECRET_KEY")
    if given:
        return given
    path = folder / "secret"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def database(folder: Path) -> dict[str, Any]:
    """Return Django's settings for HOUVAST_DATABASE; raise BadSetting for an address of another kind."""
    address = os.environ.get("HOUVAST_DATABASE") or f"sqlite:///{folder / 'houvast.sqlite3'}"
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(address.removeprefix("sqlite:///"))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(address)
    raise BadSetting("HOUVAST_DATABASE", parts.scheme, "give sqlite:///PATH or postgresql://USER@HOST/NAME")


def _sqlite(path: str) -> dict[str, Any]:
    # Without IMMEDIATE two writers that both began by reading fail at once, whatever the timeout.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
                "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-65536;"
            ),
        },
        "TEST": {"NAME": f"{path}.test"},
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "houvast.portal.guard.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", parts.hostname or ""),
        "PORT": asked.pop("port", str(parts.port or "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}, **asked},
    }


def mail(folder: Path) -> dict[str, Any]:
    """
    Return Django's mail settings for HOUVAST_MAIL.

    `file` (the default) writes mails to the home folder, `console` shows them, `smtp://USER:PASSWORD@HOST:PORT`
    and `smtps://…` send them; `?starttls=1` asks for an encrypted connection after the greeting.
    """
    address = os.environ.get("HOUVAST_MAIL") or "file"
    if address == "file":
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder / "mail"}
    if address == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadSetting("HOUVAST_MAIL", parts.scheme, "give file, console, smtp://HOST:PORT or smtps://HOST:PORT")
    return {
        "EMAIL_BACKEND": "houvast.portal.notices.smtp.Backend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("starttls") == "1",
    }


def mailboxes() -> list[str]:
    """Return the addresses in HOUVAST_MAILBOXES, with blanks between them: `imaps://USER:PASSWORD@HOST/FOLDER`."""
    addresses = os.environ.get("HOUVAST_MAILBOXES", "").split()
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
            raise BadSetting("HOUVAST_MAILBOXES", parts.scheme, "give imaps://USER:PASSWORD@HOST/FOLDER")
    return addresses


def reply_address() -> str:
    """Return HOUVAST_REPLY_ADDRESS, at which answers by mail come in; '' for none."""
    address = os.environ.get("HOUVAST_REPLY_ADDRESS", "")
    local, _, host = address.partition("@")
    if address and (not local or not host or "+" in address or len(local) > 20):
        raise BadSetting("HOUVAST_REPLY_ADDRESS", address, "give an address such as reply@support.example.com")
    return address


def hops() -> int:
    """Return HOUVAST_MAIL_HOPS: how many mail servers of one's own, from the mailbox outwards, write the time."""
    given = os.environ.get("HOUVAST_MAIL_HOPS") or "1"
    if not given.isdecimal():
        raise BadSetting("HOUVAST_MAIL_HOPS", given, "give a number")
    return int(given)
