"""Which agreement judges what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache

from django.db.models import Q, QuerySet

from houvast.portal.accounts.access import Ability, Someone, visible_rows
from houvast.portal.accounts.models import Organisation, OrganisationKind
from houvast.portal.agreements.models import AgreementVersion
from houvast.sla.agreement.model import Agreement, Kind
from houvast.sla.agreement.reading import read


def versions_visible_to(person: Someone) -> QuerySet[AgreementVersion]:
    """Return the agreement versions somebody may read, with their customers."""
    return visible_rows(
        AgreementVersion.objects.select_related("customer"), person, Ability.SEE_AGREEMENT, of="customer"
    )


def in_force(customer: Organisation, at: datetime) -> AgreementVersion | None:
    """Return the version that judges a ticket opened at this instant; None where nothing was agreed."""
    return in_force_of(versions_of(customer), at)


def versions_of(customer: Organisation) -> list[AgreementVersion]:
    """Return the customer's SLA versions, in the order in which they were stored."""
    return list(AgreementVersion.objects.filter(customer=customer, kind=Kind.SLA).order_by("pk"))


def below(customers: Collection[int], *, at: datetime) -> list[AgreementVersion]:
    """
    Return the internal agreements and contracts in force at an instant, below the promises to these customers.

    One is stored with a customer, or with the provider itself: then it is about the tickets of every customer.
    """
    whose = Q(customer__in=customers) | Q(customer__kind=OrganisationKind.PROVIDER)
    versions = (
        AgreementVersion.objects.filter(whose, kind__in=[Kind.OLA, Kind.UC]).select_related("customer").order_by("pk")
    )
    latest = {(each.customer_id, each.name): each for each in versions if each.term.has_begun(at)}
    return [each for each in latest.values() if not each.term.has_ended(at)]


def in_force_of(versions: Sequence[AgreementVersion], at: datetime) -> AgreementVersion | None:
    """
    Return the one of these versions in force at an instant, None when there is none.

    Within one name the latest stored version that has begun speaks for all: it may also have ended.
    """
    latest: dict[str, AgreementVersion] = {}
    for version in versions:
        if version.term.has_begun(at):
            latest[version.name] = version
    standing = [version for version in latest.values() if not version.term.has_ended(at)]
    return max(standing, key=lambda version: version.effective_from, default=None)


def stretches_in_force(versions: Sequence[AgreementVersion]) -> list[tuple[datetime, datetime | None]]:
    """Return from when until when anything is in force, earliest first; None for without end."""
    terms = [version.term for version in versions]
    edges = sorted({edge for term in terms for edge in (term.start, term.end) if edge is not None})
    stretches: list[tuple[datetime, datetime | None]] = []
    for start, end in zip(edges, [*edges, None][1:], strict=True):
        if in_force_of(versions, start) is None:
            continue
        if stretches and stretches[-1][1] == start:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return stretches


def parsed(version: AgreementVersion) -> Agreement:
    """Return the agreement a version holds; read once per text and process."""
    return _parsed(version.sha256, version.text, version.name)


@lru_cache(maxsize=256)
def _parsed(_sha256: str, text: str, name: str) -> Agreement:
    return read(text, name=name)
