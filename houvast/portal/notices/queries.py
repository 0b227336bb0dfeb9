"""What somebody was told, and what could not be delivered."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from houvast.portal.accounts.access import Someone, organisations_visible_to
from houvast.portal.accounts.models import Person
from houvast.portal.notices.models import Delivery, Notice

UNDELIVERED = (Delivery.FAILED, Delivery.UNKNOWN)


def notices_of(person: Person) -> QuerySet[Notice]:
    """Return what somebody was told about tickets they may still read, latest first."""
    own = Notice.objects.filter(recipient=person, organisation__in=organisations_visible_to(person))
    return own.select_related("ticket__organisation", "decision")


def unread_by(person: Person) -> int:
    """Return how many notices somebody has not seen yet."""
    return notices_of(person).filter(read_at=None).count()


def undelivered(person: Someone) -> QuerySet[Notice]:
    """Return the notices that failed or could not be confirmed, about customers somebody may read."""
    lost = Notice.objects.filter(state__in=UNDELIVERED, organisation__in=organisations_visible_to(person))
    return lost.select_related("ticket__organisation", "recipient")


def counts() -> dict[str, int]:
    """Return how many notices wait, failed or are unconfirmed; for the health page, which names nobody."""
    waiting = Q(state__in=[Delivery.PENDING, Delivery.SENDING])
    notices = Notice.objects.all()
    return {
        "waiting": notices.filter(waiting).count(),
        "failed": notices.filter(state=Delivery.FAILED).count(),
        "unknown": notices.filter(state=Delivery.UNKNOWN).count(),
    }
