"""The agreement that the rows measure with, and its calendars described in words that every peer understands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from houvast.sla.agreement.model import Agreement, ClockRule, Promise, Target, Unit
from houvast.sla.agreement.reading import read
from houvast.sla.calendar import Calendar

YEARS = range(2025, 2030)
"""For which years peers are told the holidays."""

AGREEMENT = """
houvast: 1
agreement: bench
kind: sla
title: {nl: Meting, en: Measurement}
parties: {provider: Noorderlicht ICT, customer: Acme B.V.}
effective: {from: 2026-01-01, until: 2028-12-31}
timezone: Europe/Amsterdam
language: en

calendars:
  office:
    hours: {mon-fri: "08:00-18:00"}
    holidays: {country: NL}
  always: 24/7

priority:
  default: P3

clocks:
  response:   {start: opened, stop: reply}
  resolution:
    start: opened
    stop: resolved
    pause: [waiting-customer, waiting-supplier]
    on_reopen: resume
    on_priority_change: from-start
  update:     {start: reply, stop: reply, pause: [waiting-customer]}

targets:
  response:
    clock: response
    within: {P1: 15m on always, P2: 1h on office, P3: 4h on office, P4: 1bd on office}
    goal: 95%
    per: month
  resolution:
    clock: resolution
    within: {P1: 4h on always, P2: 8h on office, P3: 24h on office, P4: 5bd on office}
    goal: 90%
    per: month
  update:
    clock: update
    within: {P1: 2h on always, P2: 8h on office, P3: 16h on office, P4: 3bd on office}
    goal: 90%
    per: month
"""


def agreement(*targets: str, on_priority_change: str = "from-start") -> Agreement:
    """Return the agreement with some of its targets: response, resolution, update."""
    whole = read(AGREEMENT.replace("from-start", on_priority_change), name="bench")
    return replace(whole, targets={name: whole.targets[name] for name in targets})


def described(calendar: Calendar) -> dict[str, Any]:
    """Return a calendar as jobs say it: zone, weekly hours in seconds of the day, dates that are closed."""
    holidays = calendar.holidays
    closed = [day for year in YEARS for day in holidays.names(year)] if holidays else []
    return {
        "zone": calendar.zone,
        "hours": {str(day): list(ranges) for day, ranges in calendar.hours.items()},
        "holidays": sorted(day.isoformat() for day in closed),
    }


def told(agreement: Agreement) -> dict[str, Any]:
    """Return what an agreement promises, as the loop over events takes it (programs/event_loop.py)."""
    return {
        "calendars": {name: described(calendar) for name, calendar in agreement.calendars.items()},
        "default": agreement.priority.default,
        "rules": [_rule(target, agreement.clocks[target.clock]) for target in agreement.targets.values()],
    }


def _rule(target: Target, clock: ClockRule) -> dict[str, Any]:
    return {
        "target": target.name,
        "start": [kind.word for kind in clock.start],
        "stop": [kind.word for kind in clock.stop],
        "pause": list(clock.pause),
        "within": {priority: _promise(promise) for priority, promise in target.within.items()},
    }


def _promise(promise: Promise) -> dict[str, Any]:
    unit = "days" if promise.unit is Unit.BUSINESS_DAYS else "micros"
    return {"calendar": promise.calendar, unit: promise.amount}
