"""Storing agreements. A version is never changed; what follows it is the next version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements import queries
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.announce import announce
from houvast.sla.agreement.model import Agreement, Kind
from houvast.sla.agreement.reading import read

BESIDE_EACH_OTHER = (Kind.OLA, Kind.UC)
"""Kinds of which several hold at once: each team and each supplier has its own."""


class Overlaps(ValueError):
    """Another agreement of this kind is in force with the customer in the same days; `existing` is that version."""

    def __init__(self, name: str, existing: AgreementVersion) -> None:
        super().__init__(f"{name} overlaps {existing.name}, in force from {existing.effective_from}")
        self.name, self.existing = name, existing


@dataclass(frozen=True, slots=True)
class AgreementStored:
    """A version was stored: what is in force with this customer may have changed."""

    version: AgreementVersion
    now: datetime


@transaction.atomic
def store(customer: Organisation, text: str, *, by: Person | None, now: datetime, name: str = "") -> AgreementVersion:
    """
    Read an agreement and store it as the next version of its name; return the version.

    The same text again is the version that exists. A later version of a name takes over from its first day on:
    so an agreement is amended, or ended early. Raises BadAgreement for a text with errors (nothing is stored),
    Overlaps when an agreement of another name is in force in the same days (but for OLA and UC), NotAllowed.
    by    None for the operator at the machine itself
    name  file name, for messages
    """
    if by is not None:
        demand(by, Ability.MANAGE_CUSTOMERS, customer)
    agreement = read(text, name=name or "agreement")
    Organisation.objects.select_for_update(no_key=True).get(pk=customer.pk)
    earlier = AgreementVersion.objects.filter(customer=customer)
    known = earlier.filter(sha256=agreement.sha256).first()
    if known is not None:
        return known
    last = earlier.filter(name=agreement.name).aggregate(last=Max("version"))["last"] or 0
    version = _row(customer, agreement, version=last + 1, by=by, now=now)
    if version.kind not in BESIDE_EACH_OTHER:
        _refuse_overlap(version, list(earlier.filter(kind=version.kind).exclude(name=version.name).order_by("pk")))
    version.save(force_insert=True)
    announce(AgreementStored(version, now))
    return version


def _row(
    customer: Organisation, agreement: Agreement, *, version: int, by: Person | None, now: datetime
) -> AgreementVersion:
    return AgreementVersion(
        customer=customer,
        name=agreement.name,
        version=version,
        kind=agreement.kind,
        timezone=agreement.timezone,
        text=agreement.text,
        sha256=agreement.sha256,
        effective_from=agreement.effective_from,
        effective_until=agreement.effective_until,
        recorded_at=now,
        recorded_by=by,
    )


def _refuse_overlap(version: AgreementVersion, others: list[AgreementVersion]) -> None:
    begin, end = version.term.start, version.term.end
    for start, stop in queries.stretches_in_force(others):
        first = max(start, begin)
        existing = queries.in_force_of(others, first)
        if existing is not None and (end is None or first < end) and (stop is None or first < stop):
            raise Overlaps(version.name, existing)
