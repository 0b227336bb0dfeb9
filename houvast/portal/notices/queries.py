"""What somebody was told, and what could not be delivered."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from houvast.portal.accounts.access import Ability, Someone, customers_where, may, visible_ticket_rows
from houvast.portal.accounts.models import Person
from houvast.portal.notices.choices import choices_of
from houvast.portal.notices.models import Delivery, Notice
from houvast.portal.tickets.queries import may_read

_ASKED = (
    Ability.SEE_TICKETS,
    Ability.SEE_AGREEMENT,
    Ability.SEE_DOCUMENTS,
    Ability.SEE_INVOICES,
    Ability.SEE_INTERNAL,
    Ability.MANAGE_PEOPLE,
    Ability.MANAGE_CUSTOMERS,
    Ability.ACCEPT,
)
"""The abilities that notices about something else than a ticket may ask for."""
UNDELIVERED = (Delivery.FAILED, Delivery.UNKNOWN)


def notices_of(person: Person) -> QuerySet[Notice]:
    """Return what somebody was told of what they may still read, latest first."""
    unwanted = [kind for kind, choice in choices_of(person).items() if not choice.portal]
    own = _visible(Notice.objects.filter(recipient=person).exclude(subject__in=unwanted), person)
    return own.select_related("ticket__organisation", "decision")


def undelivered(person: Someone) -> QuerySet[Notice]:
    """Return the notices that failed or could not be confirmed, about customers somebody may read."""
    lost = _visible(Notice.objects.filter(sent_at=None, state__in=UNDELIVERED), person)
    return lost.select_related("ticket__organisation", "organisation", "recipient")


def may_be_told(reader: Person, notice: Notice) -> bool:
    """Return whether somebody may read what a notice is about, at this moment."""
    if notice.ticket is not None:
        return may_read(reader, notice.ticket)
    return may(reader, notice.ability, notice.organisation)


def _visible(notices: QuerySet[Notice], person: Someone) -> QuerySet[Notice]:
    """Return the notices about what somebody may read: tickets, or what each ability opens."""
    of_tickets = visible_ticket_rows(notices.exclude(ticket=None), person).values("pk")
    others = Q()
    for ability in _ASKED:
        others |= Q(ticket=None, ability=ability, organisation__in=customers_where(person, ability))
    return notices.filter(Q(pk__in=of_tickets) | others)


def sendable_again(person: Someone) -> QuerySet[Notice]:
    """Return the undelivered notices that somebody may have sent again: they have a reader, and a customer served."""
    served = customers_where(person, Ability.WORK_TICKETS)
    return undelivered(person).filter(organisation__in=served).exclude(recipient=None)


def held_up() -> tuple[int, str]:
    """Return how many notices the mail server holds up by taking nothing from us, and what it said last."""
    waiting = Notice.objects.filter(state__in=[Delivery.PENDING, Delivery.SENDING], held_up=True)
    said = waiting.order_by("-try_again_at").values_list("error", flat=True).first()
    return (waiting.count(), said) if said is not None else (0, "")


def counts() -> dict[str, int]:
    """Return how many notices wait, failed or are unconfirmed; for the health page, which names nobody."""
    found = Notice.objects.filter(sent_at=None).order_by().values_list("state").annotate(notices=Count("pk"))
    by_state = dict(found)
    return {
        "waiting": by_state.get(Delivery.PENDING, 0) + by_state.get(Delivery.SENDING, 0),
        "failed": by_state.get(Delivery.FAILED, 0),
        "unknown": by_state.get(Delivery.UNKNOWN, 0),
    }
