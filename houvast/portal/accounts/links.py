"""
One-time links by mail: made, limited, used once.

The secret has 256 bits and stands in the mail only; kept is its SHA-256. An address that nobody has here gets a row
as well, so that an answer takes as long and limits hold just the same.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from houvast.portal.accounts.models import OneTimeLink, Person, Purpose

LASTS = {
    Purpose.SIGN_IN: timedelta(minutes=15),
    Purpose.PASSWORD: timedelta(hours=1),
    Purpose.ADDRESS: timedelta(hours=24),
}
"""How long a link works."""
PER_ADDRESS, PER_IP, WITHIN = 5, 30, timedelta(hours=1)
"""So many links for one address, and from one network address, within this time; the rest are not sent."""
_KEPT = timedelta(days=2)


class TooManyLinks(Exception):
    """From one network address links were asked for too often; holds `minutes` to wait at most."""

    def __init__(self) -> None:
        super().__init__("too many links from one address")
        self.minutes = int(WITHIN.total_seconds() // 60)


def new_secret() -> tuple[str, str]:
    """Return a secret for a link, and what is kept of it."""
    secret = secrets.token_urlsafe(32)
    return secret, digest(secret)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def ask_for_link(purpose: Purpose, email: str, *, ip: str | None, now: datetime) -> tuple[Person, str] | None:
    """
    Make a link for who has this address; return who that is and the secret to send, or nothing to send.

    Nothing is sent for an address that is not known, of somebody who left, or for which it was asked too often.
    Raises TooManyLinks, for known and unknown addresses alike.
    """
    if OneTimeLink.objects.filter(ip=ip, made_at__gte=now - WITHIN).count() >= PER_IP:
        raise TooManyLinks
    asked_for = digest(email.strip().lower())
    often = OneTimeLink.objects.filter(asked_for=asked_for, made_at__gte=now - WITHIN).count() >= PER_ADDRESS
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    secret = _keep(purpose, person, asked_for, "", ip, now)
    return (person, secret) if person is not None and not often else None


def link_for_address(person: Person, address: str, *, ip: str | None, now: datetime) -> str:
    """Make the link by which somebody confirms a new address of theirs; return its secret."""
    return _keep(Purpose.ADDRESS, person, digest(address), address, ip, now)


def _keep(purpose: Purpose, person: Person | None, asked_for: str, address: str, ip: str | None, now: datetime) -> str:
    OneTimeLink.objects.filter(expires_at__lt=now - _KEPT).delete()
    secret, kept = new_secret()
    OneTimeLink.objects.create(
        purpose=purpose,
        person=person,
        asked_for=asked_for,
        address=address,
        token_hash=kept,
        ip=ip,
        made_at=now,
        expires_at=now + LASTS[purpose],
    )
    return secret


def link_of(secret: str, purpose: Purpose, *, now: datetime) -> OneTimeLink | None:
    """Return the link of a secret while it works, without using it; None for any other, whatever the reason."""
    return (
        OneTimeLink.objects.filter(
            token_hash=digest(secret[:200]),
            purpose=purpose,
            used_at=None,
            expires_at__gt=now,
            person__is_active=True,
        )
        .select_related("person")
        .first()
    )


def use(link: OneTimeLink, *, now: datetime) -> bool:
    """Use a link up; return whether this call did, which is so for one of any number at the same time."""
    return bool(OneTimeLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now))


def forget_links(person: Person, *, now: datetime) -> None:
    """Let no link that was sent to somebody work any more: their password or address has changed, or they left."""
    OneTimeLink.objects.filter(person=person, used_at=None).update(used_at=now)
