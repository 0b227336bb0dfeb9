"""What waits for somebody to look at it, and for whom a sender may report."""

from __future__ import annotations

from django.db.models import QuerySet

from houvast.portal.accounts.access import Ability, Someone, customers_where, is_provider, may
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.mailbox.models import Fate, IncomingMail

WAITS_FOR_SOMEBODY = (Fate.QUARANTINED, Fate.SET_ASIDE)


def quarantined(person: Someone) -> QuerySet[IncomingMail]:
    """Return the mails that somebody must look at, latest first; for the provider's people only."""
    waits = IncomingMail.objects.filter(fate__in=WAITS_FOR_SOMEBODY).select_related("organisation", "raw")
    return waits.order_by("-received_at", "-pk") if is_provider(person) else waits.none()


def decidable(person: Someone) -> QuerySet[IncomingMail]:
    """Return those that somebody may let in or refuse."""
    works = customers_where(person, Ability.WORK_TICKETS).exists()
    return quarantined(person) if works else IncomingMail.objects.none()


def customers_of(person: Person) -> list[Organisation]:
    """Return the customers somebody belongs to, and may report for; the provider's people report for nobody."""
    if is_provider(person):
        return []
    theirs = Organisation.objects.filter(memberships__person=person).distinct()
    return [each for each in theirs if may(person, Ability.REPORT_TICKET, each)]
