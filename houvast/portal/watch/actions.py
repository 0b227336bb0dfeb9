"""Keeping what the watch will look at true when clocks are computed anew."""

from __future__ import annotations

from datetime import datetime

from houvast.portal.clocks.actions import Rebuilt
from houvast.portal.clocks.models import ClockRow
from houvast.portal.clocks.rows import planned, stored
from houvast.portal.watch.models import Decision
from houvast.sla.escalation import still_owed

Clock = tuple[int, str, int]
"""Which clock: ticket, target, cycle."""


def look_past_what_is_decided(rebuilt: Rebuilt) -> None:
    """Leave to clocks with decisions the steps that are still owed, and the first of them as the next look."""
    done = decided(rebuilt.ticket_ids)
    if not done:
        return
    clocks = ClockRow.objects.filter(ticket__in={ticket for ticket, _, _ in done}).exclude(look_again_at=None)
    moved = []
    for clock in clocks:
        steps = still_owed(planned(clock.steps), done.get(_key(clock), {}))
        clock.steps = stored(steps)
        clock.look_again_at = min((plan.owed_from for plan in steps), default=None)
        moved.append(clock)
    ClockRow.objects.bulk_update(moved, ["steps", "look_again_at"], batch_size=500)


def decided(ticket_ids: tuple[int, ...]) -> dict[Clock, dict[str, datetime]]:
    """Return, for each clock of these tickets with decisions, when each step was last decided, by its key."""
    found: dict[Clock, dict[str, datetime]] = {}
    decisions = Decision.objects.filter(ticket__in=ticket_ids).order_by("decided_at")
    for ticket, target, cycle, step, at in decisions.values_list("ticket_id", "target", "cycle", "step", "decided_at"):
        found.setdefault((ticket, target, cycle), {})[step] = at
    return found


def _key(clock: ClockRow) -> Clock:
    return clock.ticket_id, clock.target, clock.cycle
