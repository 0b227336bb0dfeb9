"""Announcing maintenance, recording an outage, and telling how it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements.models import Service
from houvast.portal.uptime import refusals
from houvast.portal.uptime.models import Disruption, DisruptionFact, DisruptionNote, Kind

LONGEST_NOTE = 5_000
LONGEST_CAUSE = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What a fact says: from when until when, since when that was known, why, and whether it takes place."""

    starts_at: datetime
    ends_at: datetime | None
    announced_at: datetime | None
    cause: str = ""
    cancelled: bool = False


@transaction.atomic
def announce(
    customer: Organisation, *, service: Service, starts_at: datetime, ends_at: datetime, text: str, by: Person,
    now: datetime, cause: str = "",
) -> Disruption:  # fmt: skip
    """Announce maintenance of a service; whether it lowers availability follows from the agreement."""
    told = Told(starts_at, ends_at, now, cause)
    return _begun(customer, service, Kind.MAINTENANCE, told, text, by=by, now=now)


@transaction.atomic
def record(
    customer: Organisation, *, service: Service, kind: Kind, starts_at: datetime, by: Person, now: datetime,
    ends_at: datetime | None = None, cause: str = "", text: str = "",
) -> Disruption:  # fmt: skip
    """Record an outage, or that a service is degraded; without an end while it goes on. Raises NotYetBegun."""
    if starts_at > now or (ends_at is not None and ends_at > now):
        raise refusals.NotYetBegun
    return _begun(customer, service, kind, Told(starts_at, ends_at, None, cause), text, by=by, now=now)


@transaction.atomic
def tell(
    disruption: Disruption, *, by: Person, now: datetime, text: str = "", starts_at: datetime | None = None,
    ends_at: datetime | None = None, cause: str | None = None, cancelled: bool = False,
) -> DisruptionFact:  # fmt: skip
    """
    Tell what is new of a disruption: words, other times, its cause, or that it does not take place.

    What is left out stays as it was. Maintenance that begins earlier or ends later than announced counts as announced
    now. Raises OverAlready, NothingSaid, EndsBeforeItBegins, NotYetBegun, NotAllowed.
    """
    demand(by, Ability.WORK_TICKETS, disruption.organisation)
    Disruption.objects.select_for_update(no_key=True, of=("self",)).get(pk=disruption.pk)
    last = DisruptionFact.objects.filter(disruption=disruption).order_by("number").last()
    assert last is not None  # noqa: S101  # written with the disruption
    if last.cancelled:
        raise refusals.OverAlready
    before = Told(last.starts_at, last.ends_at, last.announced_at, last.cause)
    after = Told(
        starts_at or before.starts_at,
        ends_at or before.ends_at,
        before.announced_at,
        before.cause if cause is None else _short(cause),
        cancelled,
    )
    if after == before and not text.strip():
        raise refusals.NothingSaid
    if disruption.kind == Kind.MAINTENANCE and _is_wider(after, before):
        after = replace(after, announced_at=now)
    _refuse_impossible(disruption.kind, after, now)
    return _kept(disruption, last.number + 1, after, text, by=by, now=now)


def _begun(
    customer: Organisation, service: Service, kind: Kind, told: Told, text: str, *, by: Person, now: datetime
) -> Disruption:
    demand(by, Ability.WORK_TICKETS, customer)
    if service.customer_id != customer.pk:
        raise refusals.OtherService
    _refuse_impossible(kind, told, now)
    disruption = Disruption.objects.create(organisation=customer, service=service, kind=kind)
    _kept(disruption, 1, replace(told, cause=_short(told.cause)), text, by=by, now=now)
    return disruption


def _refuse_impossible(kind: str, told: Told, now: datetime) -> None:
    if kind == Kind.MAINTENANCE and told.ends_at is None:
        raise refusals.EndMissing
    if told.ends_at is not None and told.ends_at <= told.starts_at:
        raise refusals.EndsBeforeItBegins
    later = told.starts_at > now or (told.ends_at is not None and told.ends_at > now)
    if kind != Kind.MAINTENANCE and later:
        raise refusals.NotYetBegun


def _is_wider(after: Told, before: Told) -> bool:
    ends_later = before.ends_at is not None and after.ends_at is not None and after.ends_at > before.ends_at
    return after.starts_at < before.starts_at or ends_later


def _kept(disruption: Disruption, number: int, told: Told, text: str, *, by: Person, now: datetime) -> DisruptionFact:
    fact = DisruptionFact.objects.create(
        organisation_id=disruption.organisation_id,
        disruption=disruption,
        number=number,
        starts_at=told.starts_at,
        ends_at=told.ends_at,
        announced_at=told.announced_at,
        cause=told.cause,
        cancelled=told.cancelled,
        recorded_at=now,
        recorded_by=by,
    )
    if text.strip():
        DisruptionNote.objects.create(fact=fact, body=text.strip()[:LONGEST_NOTE])
    return fact


def _short(cause: str) -> str:
    return " ".join(cause.split())[:LONGEST_CAUSE]
