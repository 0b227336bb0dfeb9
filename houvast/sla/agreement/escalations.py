"""Reads together what stands under `contacts:`, `regimes:` and `escalation:`, for each names parts of the others."""

from __future__ import annotations

from houvast.sla.agreement import contacts, ladder, regimes, steps, targets
from houvast.sla.agreement.escalation_model import Escalation, Step
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.targets import Targets


def read(top: Fields, ground: targets.Ground, promised: Targets) -> tuple[tuple[Step, ...], Escalation]:
    """Return the default ladder and all else about escalation; regimes add their targets to `promised`."""
    report, levels = top.report, ground.priority.levels
    people = contacts.read(report, top.get("contacts"), ground.calendars, levels, ground.language)
    named = steps.Ground(ground.calendars, levels, people, ground.basis.attributes)
    special = regimes.read(report, top.get("regimes"), regimes.Around(ground, named, promised))
    ladders = ladder.read(report, top.get("escalation"), named, _on_tickets(promised))
    taken = {each.name for each in ladders.others} & set(special)
    for name in taken:
        report.error(report.places[("escalation", "ladders", name)], "name-taken", word=name)
    return ladders.usual, Escalation(ladders.others, people, special, ladders.acknowledged_by)


def _on_tickets(promised: Targets) -> tuple[str, ...]:
    """Return the names of targets that have clocks, also of those of other plans."""
    others = {*promised.availability, *promised.indicators}
    return tuple(name for name in promised.names if name not in others)
