"""Keeping the watch's next looks true when clocks are computed anew."""

from __future__ import annotations

from houvast.portal.clocks.actions import Rebuilt
from houvast.portal.clocks.models import ClockRow
from houvast.portal.clocks.rows import planned
from houvast.portal.watch.models import Decision

Clock = tuple[int, str, int]
"""Which clock: ticket, target, cycle."""


def look_past_what_is_decided(rebuilt: Rebuilt) -> None:
    """Move the next look of clocks with decided steps to the first step that is not."""
    done = decided(rebuilt.ticket_ids)
    if not done:
        return
    clocks = ClockRow.objects.filter(ticket__in={ticket for ticket, _, _ in done}).exclude(look_again_at=None)
    moved = []
    for clock in clocks:
        steps = [plan for plan in planned(clock.steps) if plan.step.key not in done.get(_key(clock), ())]
        clock.look_again_at = min((plan.owed_from for plan in steps), default=None)
        moved.append(clock)
    ClockRow.objects.bulk_update(moved, ["look_again_at"], batch_size=500)


def decided(ticket_ids: tuple[int, ...]) -> dict[Clock, set[str]]:
    """Return, for each clock of these tickets with decisions, the keys of the steps decided."""
    found: dict[Clock, set[str]] = {}
    decisions = Decision.objects.filter(ticket__in=ticket_ids)
    for ticket, target, cycle, step in decisions.values_list("ticket_id", "target", "cycle", "step"):
        found.setdefault((ticket, target, cycle), set()).add(step)
    return found


def _key(clock: ClockRow) -> Clock:
    return clock.ticket_id, clock.target, clock.cycle
