"""Who listens, to what, and whether they still may; asked of the database for all of them at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from houvast.portal.accounts.access import (
    Ability,
    active_people,
    is_provider,
    may,
    may_read_ticket,
    organisations_visible_to,
)
from houvast.portal.accounts.models import Organisation, OrganisationKind, Person
from houvast.portal.live.hints import Hint
from houvast.portal.tickets.models import TicketEvent
from houvast.portal.tickets.queries import visible_to


@dataclass(frozen=True, slots=True)
class Topic:
    """
    What a page listens to.

    ticket, number, reporter  of the one ticket it shows; None on a list
    organisation              the customer whose tickets it shows; None at the desk, which hears of every customer
    """

    organisation: int | None
    ticket: int | None = None
    number: int | None = None
    reporter: int | None = None

    def fits(self, hint: Hint) -> bool:
        """Say whether a page may want to know; whether its reader may is another question."""
        if self.organisation is not None and self.organisation != hint.organisation:
            return False
        return self.ticket is None or self.organisation is None or hint.ticket in {None, self.ticket}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the desk or a customer by slug, one ticket, and the last event the page knew."""

    desk: bool
    customer: str
    ticket: int | None
    seen: int | None


def signed_in(keys: Collection[str], *, now: datetime) -> dict[str, Person]:
    """Return who is signed in by each of these sessions: those that ended, or whose password changed, are left out."""
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    said = {each.session_key: SessionStore().decode(each.session_data) for each in sessions}
    named = {key: _whose(session) for key, session in said.items()}
    people = active_people({whose for whose in named.values() if whose is not None})
    found = {key: people[whose] for key, whose in named.items() if whose in people}
    return {
        key: person
        for key, person in found.items()
        if constant_time_compare(said[key].get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    }


def _whose(session: dict[str, object]) -> int | None:
    whose = str(session.get(SESSION_KEY, ""))
    return int(whose) if whose.isdecimal() and BACKEND_SESSION_KEY in session else None


def topic_of(person: Person, asked: Asked) -> Topic | None:
    """Return what somebody may listen to of what they ask; None where it does not exist for them."""
    ticket = visible_to(person).filter(number=asked.ticket).first() if asked.ticket is not None else None
    if asked.ticket is not None and ticket is None:
        return None
    named = (ticket.pk, ticket.number, ticket.reported_by_id) if ticket else (None, None, None)
    if asked.desk:
        return Topic(None, *named) if is_provider(person) else None
    if ticket is not None:
        return Topic(ticket.organisation_id, *named) if not is_provider(person) else None
    customer = organisations_visible_to(person).filter(slug=asked.customer).first()
    return Topic(customer.pk) if customer is not None and not is_provider(person) else None


def still_may(person: Person, topic: Topic) -> bool:
    """Say whether somebody may go on listening."""
    if topic.organisation is None:
        return is_provider(person)
    customer = _customer(topic.organisation)
    if topic.ticket is not None:
        return may_read_ticket(person, customer, topic.ticket, topic.reporter)
    return may(person, Ability.SEE_TICKETS, customer)


def may_hear(person: Person, hint: Hint, topic: Topic) -> bool:
    """Say whether somebody may know that this changed; of many at once, whoever reads any ticket there."""
    customer = _customer(hint.organisation)
    if hint.what.is_internal and not may(person, Ability.SEE_INTERNAL, customer):
        return False
    if hint.ticket is None:
        return still_may(person, topic) and may(person, Ability.SEE_TICKETS, customer)
    return may_read_ticket(person, customer, hint.ticket, hint.reporter)


def _customer(key: int) -> Organisation:
    return Organisation(pk=key, kind=OrganisationKind.CUSTOMER)


def missed_since(seen: int, topic: Topic) -> bool:
    """
    Say whether something happened to what a page shows after it was made.

    seen  of a customer's page, the place in their chain; of the desk's, the key of the last event of all
    """
    events = TicketEvent.objects.order_by()
    if topic.organisation is None:
        return events.filter(pk__gt=seen).exists()
    later = events.filter(organisation=topic.organisation, sequence__gt=seen)
    return (later.filter(ticket=topic.ticket) if topic.ticket is not None else later).exists()
