"""Second factors: codes of an app, recovery codes, passkeys; each kept by allauth, each counted and used once here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare

from houvast.portal.accounts.access import is_provider
from houvast.portal.accounts.audit import failures_lately, note
from houvast.portal.accounts.models import Deed, Person

PERIOD = 30
"""Seconds for which an app shows one code (RFC 6238)."""
LIMIT, WITHIN = 5, timedelta(minutes=15)
"""After so many wrong codes for one person, none is looked at until this has passed."""

TOTP_TYPE, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES


class TooManyCodes(Exception):
    """Codes were guessed too often; holds `minutes` to wait at most."""

    def __init__(self) -> None:
        super().__init__("too many wrong codes")
        self.minutes = int(WITHIN.total_seconds() // 60)


def held(person: Person, kind: str) -> list[Authenticator]:
    """Return somebody's factors of one kind, oldest first."""
    return list(Authenticator.objects.filter(user=person, type=kind).order_by("pk"))


def has_second_factor(person: Person) -> bool:
    """Return whether somebody has an app or a passkey; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=person, type__in=(TOTP_TYPE, PASSKEY)).exists())


def is_missing(person: Person) -> bool:
    """Return whether somebody of the provider must add a second factor before they see their desk."""
    return bool(settings.SECOND_FACTOR_AT_THE_DESK) and is_provider(person) and not has_second_factor(person)


def check_code(person: Person, code: str, *, ip: str | None, now: datetime) -> bool:
    """
    Return whether a code of somebody's app, or a recovery code, is right; each is right once.

    Raises TooManyCodes, whatever the code. Wrong ones are counted for the person, from wherever they come.
    """
    if failures_lately(person, Deed.SECOND_FACTOR_FAILED, since=now - WITHIN) >= LIMIT:
        raise TooManyCodes
    digits = "".join(letter for letter in code[:40] if letter.isascii() and letter.isdigit())
    right = bool(digits) and (_is_of_app(person, digits, now) or _is_recovery(person, digits))
    if not right:
        note(Deed.SECOND_FACTOR_FAILED, now=now, about=person, ip=ip)
    return right


@transaction.atomic
def _is_of_app(person: Person, digits: str, now: datetime) -> bool:
    """Compare with the codes of half a minute ago, now and in half a minute; a counter that was used is past."""
    mine = Authenticator.objects.select_for_update().filter(user=person, type=TOTP_TYPE).first()
    if mine is None:
        return False
    counter = _matching(decrypt(mine.data["secret"]), digits, now)
    if counter is None or counter <= mine.data.get("used", 0):
        return False
    mine.data["used"] = counter
    mine.last_used_at = now
    mine.save(update_fields=["data", "last_used_at"])
    return True


def _matching(secret: str, digits: str, now: datetime) -> int | None:
    around = int(now.timestamp()) // PERIOD
    for counter in (around - 1, around, around + 1):
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), digits):
            return counter
    return None


def _is_recovery(person: Person, digits: str) -> bool:
    mine = Authenticator.objects.filter(user=person, type=CODES).first()
    return mine is not None and bool(RecoveryCodes(mine).validate_code(digits))


def new_secret() -> str:
    """Return a secret for an app; it counts once a code of it was given."""
    return str(generate_totp_secret())


@transaction.atomic
def add_app(person: Person, secret: str, code: str, *, ip: str | None, now: datetime) -> bool:
    """Keep an app by its secret, when the code it shows is right; return whether it was."""
    digits = "".join(letter for letter in code[:40] if letter.isascii() and letter.isdigit())
    counter = _matching(secret, digits, now)
    if counter is None or held(person, TOTP_TYPE):
        return False
    app = TOTP.activate(person, secret).instance
    app.data["used"] = counter
    app.save(update_fields=["data"])
    note(Deed.FACTOR_ADDED, now=now, by=person, about=person, ip=ip, kind=TOTP_TYPE)
    return True


@transaction.atomic
def add_passkey(person: Person, name: str, answer: Any, *, ip: str | None, now: datetime) -> bool:
    """Keep the passkey that a browser made for the last challenge of its session; return whether it fits."""
    try:
        webauthn.parse_registration_response(answer)
        webauthn.complete_registration(answer)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return False
    webauthn.WebAuthn.add(person, name, answer)
    note(Deed.FACTOR_ADDED, now=now, by=person, about=person, ip=ip, kind=PASSKEY)
    return True


def person_of_passkey(answer: Any) -> tuple[Person, Authenticator] | None:
    """Return whose passkey answered the last challenge of the session, and which; nothing when it does not fit."""
    try:
        webauthn.parse_authentication_response(answer)
        person = webauthn.extract_user_from_response(answer)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return None
    passkey = passkey_of(person, answer)
    return (person, passkey) if passkey is not None and person.is_active else None


def passkey_of(person: Person, answer: Any) -> Authenticator | None:
    """Return which of somebody's passkeys answered the last challenge of the session, if one did."""
    try:
        webauthn.parse_authentication_response(answer)
        return webauthn.complete_authentication(person, answer)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return None


@transaction.atomic
def remove(person: Person, factor: Authenticator, *, ip: str | None, now: datetime) -> None:
    """Take a factor away; with the last one the recovery codes go too."""
    kind = factor.type
    factor.delete()
    if not has_second_factor(person):
        Authenticator.objects.filter(user=person).delete()
    note(Deed.FACTOR_REMOVED, now=now, by=person, about=person, ip=ip, kind=kind)


@transaction.atomic
def make_codes(person: Person, *, ip: str | None, now: datetime) -> list[str]:
    """Return new recovery codes, which replace those there were; each works once."""
    Person.objects.select_for_update().get(pk=person.pk)
    Authenticator.objects.filter(user=person, type=CODES).delete()
    codes = RecoveryCodes.activate(person).generate_codes()
    note(Deed.CODES_MADE, now=now, by=person, about=person, ip=ip)
    return list(codes)


def codes_left(person: Person) -> int:
    """Return how many recovery codes somebody can still use."""
    mine = Authenticator.objects.filter(user=person, type=CODES).first()
    return len(RecoveryCodes(mine).get_unused_codes()) if mine is not None else 0
