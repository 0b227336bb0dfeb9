"""
One action on several tickets at once, and the way back.

Each ticket has its own action in its own transaction: what is refused for one does not hold up the others, and its
log reads as if it had been done by itself. The way back is the opposite action, recorded as a fact as well: what
happened in between stays in the log. It is refused where something else happened since, and where no fact can say
that a ticket has no team, status or priority again (docs/decisions/0019).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.accounts.models import Person
from houvast.portal.agreements.queries import parsed
from houvast.portal.clocks.models import Standing
from houvast.portal.handling import refusals
from houvast.portal.handling.models import Run
from houvast.portal.tickets import actions, chain, statuses
from houvast.portal.tickets.journal import legible
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.queries import visible_to
from houvast.portal.tickets.refusals import NothingToChange, Refused

MOST = 50
"""Tickets at once: one page of the queue."""
UNDO_WITHIN = timedelta(seconds=10)
"""How long a page offers the way back."""
UNDO_GRACE = timedelta(seconds=5)
"""What a slow connection is given on top."""


class Deed(StrEnum):
    """What can be done to several tickets at once."""

    ASSIGN = "assign"
    STATUS = "status"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What became of one ticket.

    ticket   None where there is no such ticket for who asks
    refusal  why it was not done; None where it was
    """

    number: int
    ticket: Ticket | None
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """One ticket of a run: what was recorded, and how it stood before."""

    ticket: int
    sequence: int
    handler: int | None
    team: str
    status: str
    impact: str
    urgency: str
    priority: str


def do(
    deed: Deed, numbers: Sequence[int], said: Mapping[str, Any], *, by: Person, now: datetime
) -> tuple[Run | None, list[Outcome]]:
    """
    Do one thing to each of these tickets; return the run, None when nothing was done, and an outcome a ticket.

    said  arguments of the ticket's action (`assign`, `set_status`, `set_priority`)
    Raises NotAllowed where somebody reads tickets but does not work them; then nothing was done.
    """
    wanted = list(dict.fromkeys(numbers))[:MOST]
    found = {each.number: each for each in visible_to(by).select_related("agreement").filter(number__in=wanted)}
    for organisation in {each.organisation_id: each.organisation for each in found.values()}.values():
        demand(by, Ability.WORK_TICKETS, organisation)
    outcomes, done = [], []
    for number in wanted:
        ticket = found.get(number)
        if ticket is None:
            outcomes.append(Outcome(number, None))
            continue
        try:
            done.append(_one(deed, ticket, said, by=by, now=now))
        except Refused as refusal:
            outcomes.append(Outcome(number, ticket, refusal))
        else:
            outcomes.append(Outcome(number, ticket))
    return (_kept(deed, done, by=by, now=now) if done else None), outcomes


def undoable(by: Person, *, now: datetime) -> Run | None:
    """Return what somebody did a moment ago and can still take back."""
    return Run.objects.filter(by=by, undone_at=None, done_at__gt=now - UNDO_WITHIN).order_by("done_at").last()


def undo(key: UUID, *, by: Person, now: datetime) -> list[Outcome]:
    """Take a run back, ticket by ticket; raises TooLateToUndo after a moment, the second time, and for others' runs."""
    mine = Run.objects.filter(pk=key, by=by, undone_at=None, done_at__gte=now - UNDO_WITHIN - UNDO_GRACE)
    if not mine.update(undone_at=now):
        raise refusals.TooLateToUndo(0)
    run = Run.objects.get(pk=key)
    done = [Done(**each) for each in json.loads(run.deeds)]
    tickets = {each.pk: each for each in visible_to(by).filter(pk__in=[each.ticket for each in done])}
    outcomes = []
    for each in done:
        ticket = tickets.get(each.ticket)
        if ticket is None:
            continue
        try:
            _back(Deed(run.deed), ticket, each, by=by, now=now)
        except Refused as refusal:
            outcomes.append(Outcome(ticket.number, ticket, refusal))
        else:
            outcomes.append(Outcome(ticket.number, ticket))
    return outcomes


def _one(deed: Deed, ticket: Ticket, said: Mapping[str, Any], *, by: Person, now: datetime) -> Done:
    with transaction.atomic():
        chain.lock(ticket.organisation_id)
        before = Standing.objects.get(ticket=ticket)
        if deed is Deed.ASSIGN and _is_so_already(before, said):
            raise NothingToChange(ticket.number)
        event = _ACTIONS[deed](ticket, by=by, now=now, **said)
    return Done(
        ticket.pk,
        event.sequence,
        before.handler_id,
        before.team,
        before.status,
        before.impact,
        before.urgency,
        before.priority,
    )


def _is_so_already(standing: Standing, said: Mapping[str, Any]) -> bool:
    handler, team = said.get("handler"), said.get("team", "")
    return (handler is None or handler.pk == standing.handler_id) and (not team or team == standing.team)


def set_status_with_reason(ticket: Ticket, *, status: str, reason: str = "", by: Person, now: datetime) -> TicketEvent:
    """Enter a status; raise PauseWithoutReason where a clock would stand still without a reason."""
    if status in statuses.pausing(parsed(ticket.agreement) if ticket.agreement else None) and not legible(reason):
        raise refusals.PauseWithoutReason(ticket.number)
    return actions.set_status(ticket, status=status, reason=reason, by=by, now=now)


_ACTIONS: Mapping[Deed, Callable[..., TicketEvent]] = {
    Deed.ASSIGN: actions.assign,
    Deed.STATUS: set_status_with_reason,
    Deed.PRIORITY: actions.set_priority,
}


def _kept(deed: Deed, done: Sequence[Done], *, by: Person, now: datetime) -> Run:
    """Keep what was done for as long as it can be undone; what is older is of no use any more."""
    Run.objects.filter(by=by, done_at__lt=now - timedelta(hours=1)).delete()
    rows = [{name: getattr(each, name) for name in Done.__slots__} for each in done]
    return Run.objects.create(by=by, done_at=now, deed=deed, deeds=json.dumps(rows))


def _back(deed: Deed, ticket: Ticket, done: Done, *, by: Person, now: datetime) -> None:
    with transaction.atomic():
        chain.lock(ticket.organisation_id)
        last = ticket.events.order_by("-sequence").values_list("sequence", flat=True).first()
        if last != done.sequence:
            raise refusals.WentOn(ticket.number)
        _BACK[deed](ticket, done, by=by, now=now)


def _assign_back(ticket: Ticket, done: Done, *, by: Person, now: datetime) -> None:
    standing = Standing.objects.get(ticket=ticket)
    if standing.team != done.team and not done.team:
        raise refusals.NoWayBack(ticket.number)
    team = done.team if standing.team != done.team else ""
    if done.handler is None and not team:
        actions.release(ticket, by=by, now=now)
        return
    handler = None if done.handler is None else Person.objects.get(pk=done.handler)
    actions.assign(ticket, handler=handler, team=team, by=by, now=now)


def _status_back(ticket: Ticket, done: Done, *, by: Person, now: datetime) -> None:
    with translation.override(ticket.organisation.language):
        reason = _("The change was a mistake and was undone.")
    actions.set_status(ticket, status=done.status or statuses.IN_PROGRESS, reason=reason, by=by, now=now)


def _priority_back(ticket: Ticket, done: Done, *, by: Person, now: datetime) -> None:
    standing = Standing.objects.get(ticket=ticket)
    said = {name: getattr(done, name) for name in ("impact", "urgency") if getattr(done, name)}
    if any(getattr(standing, name) != word for name, word in said.items()):
        actions.set_priority(ticket, by=by, now=now, **said)
    elif done.priority:
        actions.set_priority(ticket, by=by, now=now, priority=done.priority)
    else:
        raise refusals.NoWayBack(ticket.number)


_BACK: Mapping[Deed, Callable[..., None]] = {
    Deed.ASSIGN: _assign_back,
    Deed.STATUS: _status_back,
    Deed.PRIORITY: _priority_back,
}
