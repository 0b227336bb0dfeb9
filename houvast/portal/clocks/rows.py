"""From the log to rows: what the rules say of some tickets, in the form in which it is stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache

from houvast.portal.bulk import Values
from houvast.portal.tickets import latest, statuses
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.phase import Phase
from houvast.sla.agreement.model import Agreement, Step, StepKind
from houvast.sla.clock import Clock
from houvast.sla.escalation import InForce, Planned, is_owed_at_all
from houvast.sla.events import WITHDRAWN, Events
from houvast.sla.planning import plans
from houvast.sla.terms import MICROSECOND, NEVER, EventKind, State, instant, instant_or_none, micros

CLOCK_COLUMNS = (
    *("ticket_id", "organisation_id", "target", "cycle", "priority", "state", "verdict"),
    *("started_at", "due_at", "stopped_at", "verdict_at", "elapsed_us", "paused_us", "promised_us"),
    *("is_open", "promise", "calendar", "steps", "look_again_at", "computed_at", "late_from"),
)
_ATTRIBUTES = ("impact", "urgency", "type", "service", "channel", "team")
STANDING_COLUMNS = (
    *("ticket_id", "organisation_id", "phase", "status", "waiting_for", "priority", "handler_id", "last_event_at"),
    *_ATTRIBUTES,
)


def standings(tickets: Sequence[Ticket], log: Events, agreement: Agreement | None, *, now: datetime) -> list[Values]:
    """Return how each ticket stands at this moment: STANDING_COLUMNS."""
    log = log.until(micros(now))
    model = agreement.priority if agreement is not None else latest.NO_PRIORITIES
    status, priority = latest.statuses_and_priorities(log, model)
    words = {name: latest.words(log, name) for name in _ATTRIBUTES}
    phases, instants, handlers = latest.phases(log), latest.instants(log), _handlers(tickets)
    return [
        (
            ticket.pk,
            ticket.organisation_id,
            phases.get(ticket.pk, Phase.OPEN),
            status.get(ticket.pk, ""),
            statuses.waiting_for(status.get(ticket.pk, "")),
            priority.get(ticket.pk, ""),
            handlers.get(ticket.pk),
            instant(instants[ticket.pk]) if ticket.pk in instants else ticket.opened_at,
            *(words[name].get(ticket.pk, "") for name in _ATTRIBUTES),
        )
        for ticket in tickets
    ]


def clock_rows(
    tickets: Sequence[Ticket], log: Events, agreement: Agreement, in_force: InForce, *, now: datetime
) -> Iterator[Values]:
    """Yield the clocks of these tickets (not of those that came along merged): CLOCK_COLUMNS."""
    wanted = {str(ticket.pk): ticket for ticket in tickets}

    @cache
    def cell(target: str, priority: str) -> tuple[str, str]:
        promise = agreement.promise(target, priority)
        return ("", "") if promise is None else (promise.written, promise.calendar)

    for clock, ladder in plans(log, agreement, as_of=now):
        ticket = wanted.get(clock.ticket)
        if ticket is not None:
            late_after = agreement.clock_of(clock.target).late_after
            owed = [
                plan
                for plan in ladder
                if is_owed_at_all(plan, clock, watched_from=ticket.watched_from, in_force=in_force)
            ]
            yield (
                *_clock_row(ticket, clock),
                *cell(clock.target, clock.priority),
                stored(owed),
                min((plan.owed_from for plan in owed), default=None),
                now,
                None if clock.due_at is None else clock.due_at + late_after * MICROSECOND,
            )


def stored(steps: Iterable[Planned]) -> str:
    """Return steps as a clock keeps them: JSON, for each key, instant, lateness, kind, percent, role, and its wait."""
    return json.dumps([_kept(plan) for plan in steps])


def planned(steps: str) -> list[Planned]:
    """Return the steps that a clock keeps, as the rules know them."""
    return [_plan(*kept) for kept in json.loads(steps)]


def _kept(plan: Planned) -> tuple[str | int, ...]:
    step = plan.step
    kept = (step.key, micros(plan.at), plan.late_after, step.kind.value, step.percent, step.to)
    return kept if plan.held_until is None else (*kept, micros(plan.held_until))


def _plan(key: str, at: int, late_after: int, kind: str, percent: int, role: str, held: int = NEVER) -> Planned:
    return Planned(_step(key, kind, percent, role), instant(at), late_after, instant_or_none(held))


@lru_cache(maxsize=1024)
def _step(key: str, kind: str, percent: int, role: str) -> Step:
    return Step(key, StepKind(kind), percent, role)


def _clock_row(ticket: Ticket, clock: Clock) -> Values:
    return (
        *(ticket.pk, ticket.organisation_id, clock.target, clock.cycle, clock.priority, clock.state, clock.verdict),
        *(clock.started_at, clock.due_at, clock.stopped_at, clock.verdict_at),
        clock.elapsed // MICROSECOND,
        clock.paused // MICROSECOND,
        None if clock.promised is None else clock.promised // MICROSECOND,
        clock.state in {State.RUNNING, State.PAUSED},
    )


def _handlers(tickets: Sequence[Ticket]) -> dict[int, int | None]:
    """Return, by ticket, the person it was last assigned to; None when the last assignment names a team only."""
    assigned = TicketEvent.objects.filter(ticket__in=[ticket.pk for ticket in tickets], kind=EventKind.ASSIGNED)
    standing = assigned.exclude(corrections__becomes=WITHDRAWN).order_by("happened_at", "sequence")
    return dict(standing.values_list("ticket_id", "handler_id"))
