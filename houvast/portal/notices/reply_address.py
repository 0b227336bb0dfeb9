"""Signed addresses for answers by mail: one for each ticket and person, worth nothing to anybody else."""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from houvast.portal.accounts.models import Person
from houvast.portal.tickets.models import Ticket

_SHAPE = re.compile(r"([^+@]+)\+(\d{1,18})-(\d{1,18})-([a-z2-7]{32})@([^@]+)")


@dataclass(frozen=True, slots=True)
class Answered:
    """Which ticket an answer is for, and who was given its address: their keys."""

    ticket: int
    person: int


def reply_address(ticket: Ticket, person: Person) -> str:
    """Return the address at which this person answers on this ticket; '' when the operator named none."""
    if not settings.REPLY_ADDRESS:
        return ""
    local, _, host = settings.REPLY_ADDRESS.partition("@")
    return f"{local}+{ticket.pk}-{person.pk}-{_sign(ticket.pk, person.pk)}@{host}"


def answered(address: str) -> Answered | None:
    """Return what a signed address stands for; None when it is none of ours, or not as we signed it."""
    found = _SHAPE.fullmatch(address.strip().lower())
    local, _, host = settings.REPLY_ADDRESS.lower().partition("@")
    if found is None or (found[1], found[5]) != (local, host):
        return None
    ticket, person = int(found[2]), int(found[3])
    return Answered(ticket, person) if constant_time_compare(found[4], _sign(ticket, person)) else None


def _sign(ticket: int, person: int) -> str:
    digest = salted_hmac("houvast.reply-address", f"{ticket}-{person}", algorithm="sha256").digest()
    return b32encode(digest[:20]).decode().lower()
