"""
Who follows a ticket: is told what its reporter is told, and may read this one ticket whatever else they may read.

Who reads everybody's tickets follows by themselves; others are added by who reported it, or by who works on it.
Only people of the customer follow. Following and its end are kept, so that who could read it when can be told.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from houvast.portal.accounts.access import Ability, NotAllowed, Someone, customers_people_who_may, demand, may
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.tickets.models import Follower, Ticket
from houvast.portal.tickets.refusals import CannotFollow, NothingToChange


def followers_of(ticket: Ticket) -> list[Follower]:
    """Return who follows a ticket now, by name, and may: they still belong to the customer."""
    able = customers_people_who_may(Ability.SEE_TICKETS, ticket.organisation)
    rows = Follower.objects.filter(ticket=ticket, until=None, person__in=able)
    return list(rows.select_related("person", "added_by").order_by("person__name", "pk"))


def may_follow(person: Someone, ticket: Ticket) -> bool:
    """Say whether somebody may follow by themselves: who reads everybody's tickets and did not report this one."""
    own = ticket.reported_by_id == person.pk
    return not own and may(person, Ability.SEE_ALL_TICKETS, ticket.organisation) and _is_of(person, ticket)


def may_add(person: Someone, ticket: Ticket) -> bool:
    """Say whether somebody may let others follow: who reported the ticket, or works on it."""
    if may(person, Ability.WORK_TICKETS, ticket.organisation):
        return True
    return person.pk is not None and ticket.reported_by_id == person.pk and _is_of(person, ticket)


def colleagues_in(organisation: Organisation) -> QuerySet[Person]:
    """Return the customer's people who may have tickets, by name."""
    return customers_people_who_may(Ability.SEE_TICKETS, organisation).order_by("name", "pk")


def follow(ticket: Ticket, *, by: Person, now: datetime) -> None:
    """Follow a ticket oneself; raises NotAllowed, NothingToChange when one does already."""
    if not may_follow(by, ticket):
        raise NotAllowed(by, Ability.SEE_ALL_TICKETS)
    _begin(ticket, by, by=by, now=now)


def add(ticket: Ticket, person: Person, *, by: Person, now: datetime) -> None:
    """Let somebody of the customer follow, and so read it; raises NotAllowed, CannotFollow, NothingToChange."""
    if not may_add(by, ticket):
        raise NotAllowed(by, Ability.WORK_TICKETS)
    if not _is_of(person, ticket):
        raise CannotFollow(ticket.number)
    _begin(ticket, person, by=by, now=now)


def end(ticket: Ticket, person: Person, *, by: Person, now: datetime) -> None:
    """Stop following, or stop another's; raises NotAllowed, NothingToChange when they do not follow."""
    if person.pk != by.pk and not may_add(by, ticket):
        raise NotAllowed(by, Ability.WORK_TICKETS)
    demand(by, Ability.SEE_TICKETS, ticket.organisation)
    ended = Follower.objects.filter(ticket=ticket, person=person, until=None).update(until=now, ended_by=by)
    if not ended:
        raise NothingToChange(ticket.number)


@transaction.atomic
def _begin(ticket: Ticket, person: Person, *, by: Person, now: datetime) -> None:
    Ticket.objects.select_for_update(no_key=True).get(pk=ticket.pk)
    if ticket.reported_by_id == person.pk or Follower.objects.filter(ticket=ticket, person=person, until=None).exists():
        raise NothingToChange(ticket.number)
    keep(ticket, person, by=by, now=now)


def keep(ticket: Ticket, person: Person, *, by: Person, now: datetime) -> None:
    """Note that somebody follows; who may was asked before."""
    Follower.objects.create(
        organisation_id=ticket.organisation_id, ticket=ticket, person=person, added_by=by, since=now
    )


def _is_of(person: Someone, ticket: Ticket) -> bool:
    """Return whether somebody belongs to the customer of a ticket and may have tickets there."""
    able = customers_people_who_may(Ability.SEE_TICKETS, ticket.organisation)
    return person.pk is not None and able.filter(pk=person.pk).exists()
