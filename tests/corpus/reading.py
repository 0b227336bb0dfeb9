"""
Real agreements in our language, and what happened under them, as a table would tell it.

Every agreement of the collection is a file in examples/agreements/corpus, and a test file here with its name. A test
of a clause is marked with its number: `@clause("nodespace-01")`. Expected values are worked out by hand from the
clause; what a text leaves open and we filled in, the test says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from houvast.sla import availability, clock, duty, indicator, planning, target
from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read
from houvast.sla.availability import Record
from houvast.sla.clock import Clock
from houvast.sla.credit import Facts, Measured, Reckoning, reckon
from houvast.sla.duty import Deed, fulfilments
from houvast.sla.events import Events
from houvast.sla.figures import Availability
from houvast.sla.indicated import Indicated
from houvast.sla.missed_duties import of_duties
from houvast.sla.outages import Counters, Outages, Probes
from houvast.sla.periods import period_named
from houvast.sla.readings import Readings
from houvast.sla.resources import Judged, judge_each
from houvast.sla.shortfalls import of_tickets
from houvast.sla.target import Outcome
from houvast.sla.terms import MINUTE

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "agreements" / "corpus"

clause = pytest.mark.clause
"""Says which clause a test proves: `@clause("aws-s3-01")`."""

Row = dict[str, Any]


def corpus(name: str, *, plan: str = "", **replaced: str) -> Agreement:
    """
    Return an agreement of the collection.

    plan      as if the customer had chosen this plan
    replaced  top-level words written otherwise, e.g. timezone="UTC"
    """
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    for key, word in {**({"plan": plan} if plan else {}), **replaced}.items():
        text, count = re.subn(rf"(?m)^{key}: .*$", f"{key}: {word}", text)
        assert count == 1, f"{name}.yaml has no line that begins with `{key}:`"
    return read(text, name=f"{name}.yaml")


def warned(agreement: Agreement) -> set[str]:
    """Return the codes of what the linter says of an agreement."""
    return {each.code for each in findings(agreement)}


def at(agreement: Agreement, wall: str) -> datetime:
    """Return an instant: `2026-06-14 12:00` in the zone of the agreement, or with an offset of its own."""
    found = datetime.fromisoformat(wall)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(agreement.timezone))


# -- tickets ------------------------------------------------------------------------------------------


def happened(agreement: Agreement, *lines: str, ticket: str = "T") -> Iterator[Row]:
    """
    Yield the events that lines tell: `2026-06-15 09:00 opened priority=P1 type=incident`.

    A word with a space is written with an underscore.
    """
    for line in lines:
        day, hour, event, *said = line.split()
        attributes = dict(each.replace("_", " ").split("=") for each in said)
        yield {"ticket": ticket, "at": at(agreement, f"{day} {hour}"), "event": event, **attributes}


def _events(agreement: Agreement, *lines: str) -> Events:
    return Events.of(happened(agreement, *lines), also=agreement.attributes)


def clock_of(agreement: Agreement, name: str, *lines: str, as_of: str = "2029-01-01 00:00", cycle: int = 1) -> Clock:
    """Return the clock of a target on a ticket to which this happened."""
    rows = clock.clocks(_events(agreement, *lines), agreement, as_of=at(agreement, as_of)).rows()
    (found,) = (each for each in rows if each.target == name and each.cycle == cycle)
    return found


def has_clock(agreement: Agreement, name: str, *lines: str, as_of: str = "2029-01-01 00:00") -> bool:
    """Say whether a target has a clock on a ticket to which this happened."""
    rows = clock.clocks(_events(agreement, *lines), agreement, as_of=at(agreement, as_of)).rows()
    return any(each.target == name for each in rows)


def due(agreement: Agreement, name: str, opened: str, *lines: str) -> str | None:
    """
    Return when a promise is due, `2026-06-15 11:00` in the zone of the agreement; None where nothing is.

    opened  `2026-06-15 09:00 priority=P1`; `lines` tell what happened after it
    """
    day, hour, *said = opened.split()
    soon = at(agreement, f"{day} {hour}") + timedelta(seconds=1)
    as_of = {} if lines else {"as_of": soon.isoformat(sep=" ")}
    found = clock_of(agreement, name, " ".join([day, hour, "opened", *said]), *lines, **as_of)
    return wall(agreement, found.due_at)


def wall(agreement: Agreement, moment: datetime | None) -> str | None:
    """Return an instant as it reads in the zone of the agreement."""
    return None if moment is None else f"{moment.astimezone(ZoneInfo(agreement.timezone)):%Y-%m-%d %H:%M}"


def told(agreement: Agreement, name: str, *lines: str, until: str) -> list[tuple[str, str]]:
    """Return who hears of a target's clock by a moment, and when, as long as nothing else happens to the ticket."""
    moment = at(agreement, until)
    found = planning.plans(_events(agreement, *lines), agreement, as_of=moment)
    planned = [plan for clock, plans in found if clock.target == name for plan in plans if plan.owed_from <= moment]
    return [(plan.step.to, wall(agreement, plan.at) or "") for plan in planned]


def outcome(agreement: Agreement, name: str, tickets: dict[str, list[str]], label: str) -> Outcome:
    """Return how a target did over the period with a label; `tickets` tells what happened to each."""
    rows = [row for ticket, lines in tickets.items() for row in happened(agreement, *lines, ticket=ticket)]
    clocks = clock.clocks(
        Events.of(rows, also=agreement.attributes), agreement, as_of=at(agreement, "2029-01-01 00:00")
    )
    outcomes = target.by_period(clocks, agreement)
    (found,) = (each for each in outcomes if each.target == name and each.period and each.period.label == label)
    return found


# -- availability -------------------------------------------------------------------------------------


def outage(agreement: Agreement, start: str, end: str | None = None, **said: Any) -> Row:
    """Return a row of the table of outages; `kind`, `service`, `cause`, `share`, `announced_at` … as keywords."""
    row: Row = {"kind": "outage", "start": at(agreement, start), **said}
    if end is not None:
        row["end"] = at(agreement, end)
    return {key: at(agreement, value) if key.endswith("_at") else value for key, value in row.items()}


def slot(agreement: Agreement, start: str, requests: int, errors: int = 0, *, minutes: int = 5, **said: Any) -> Row:
    """Return a row of the table of counters."""
    row = {"at": at(agreement, start), "length": minutes * MINUTE, "requests": requests, "errors": errors}
    return {**row, **said}


def probe(agreement: Agreement, moment: str, state: str, **said: Any) -> Row:
    """Return a row of the table of probes; a state is `up` or `down`."""
    return {"at": at(agreement, moment), "state": state, **said}


def uptime(
    agreement: Agreement,
    name: str,
    label: str,
    *rows: Row,
    slots: list[Row] | None = None,
    probes: list[Row] | None = None,
    as_of: str | None = None,
) -> Availability:
    """Return the availability of a period; rows are about the service of the target where they name none."""
    promised = agreement.availability[name]
    record = _record(promised.service, rows, slots, probes)
    period = period_named(label, promised.per, agreement.timezone)
    return availability.judge(agreement, promised, period, record, as_of=at(agreement, as_of) if as_of else None)


def uptimes(agreement: Agreement, name: str, label: str, *rows: Row, slots: list[Row] | None = None) -> Judged:
    """Return the availability of each service that a target is about; rows name theirs."""
    promised = agreement.availability[name]
    period = period_named(label, promised.per, agreement.timezone)
    return judge_each(agreement, promised, period, _record("", rows, slots, None))


def _record(service: str, rows: tuple[Row, ...], slots: list[Row] | None, probes: list[Row] | None) -> Record:
    """Return what happened; about a service where a row names none."""
    mine = [[{"service": service, **row} for row in each or ()] for each in (rows, slots, probes)]
    return Record(
        Outages.of(mine[0]),
        Counters.of(mine[1]) if slots is not None else None,
        Probes.of(mine[2]) if probes is not None else None,
    )


def percent(figure: Fraction | None, decimals: int = 3) -> Decimal | None:
    """Return a figure to some decimals, halves up."""
    if figure is None:
        return None
    return Decimal(int(figure * 10**decimals + Fraction(1, 2))).scaleb(-decimals)


# -- money --------------------------------------------------------------------------------------------


def reckoned(agreement: Agreement, *periods: Measured, **facts: Any) -> Reckoning:
    """Return what an agreement gives for measured periods (tests.sla.money makes them); facts as in Facts."""
    return reckon(agreement, Facts(periods, **facts))


def credit(agreement: Agreement, *periods: Measured, **facts: Any) -> dict[str, Decimal]:
    """Return what an agreement gives in all, per unit; where anything cannot be decided, the test is wrong."""
    found = reckoned(agreement, *periods, **facts)
    assert not found.undecided, found.undecided
    return {unit: total for unit, total in found.totals.items() if total}


def credit_late(agreement: Agreement, *lines: str, as_of: str = "2029-01-01 00:00") -> dict[str, Decimal]:
    """Return what an agreement gives in all for a ticket to which this happened."""
    moment = at(agreement, as_of)
    found = clock.clocks(_events(agreement, *lines), agreement, as_of=moment)
    periods = of_tickets(target.by_period(found, agreement), found, agreement, as_of=moment)
    return credit(agreement, *periods.usual)


def credit_of_duty(agreement: Agreement, name: str, about: str, done: str, *, as_of: str) -> dict[str, Decimal]:
    """Return what an agreement gives for one occasion of a duty; `about` is a period, or the instant of the event."""
    moment, event = at(agreement, as_of), at(agreement, about) if " " in about else None
    stood = fulfilments(agreement, [Deed(name, about, event, at(agreement, done))], as_of=moment)
    mine = [each for each in stood if (each.duty, each.about) == (name, about)]
    return credit(agreement, *of_duties(mine, agreement, as_of=moment).usual)


# -- indicators ---------------------------------------------------------------------------------------


def read_off(agreement: Agreement, moment: str, value: Any = None, **said: Any) -> Row:
    """Return a row of the table of readings; `of`, `cause`, and attributes as keywords."""
    return {"at": at(agreement, moment), "value": value, **said}


def indicated(
    agreement: Agreement,
    name: str,
    label: str,
    *rows: Row,
    outages: tuple[Row, ...] = (),
    as_of: str | None = None,
) -> Indicated:
    """Return how a target on an indicator did; rows are about its own indicator where they name none."""
    promised = agreement.indicators[name]
    period = period_named(label, promised.per, agreement.timezone)
    readings = Readings.of_rows({"indicator": promised.indicator, **row} for row in rows)
    table = Outages.of({"service": promised.during, **row} for row in outages)
    moment = at(agreement, as_of) if as_of else None
    return indicator.judge(agreement, promised, period, readings, outages=table, as_of=moment)


# -- duties -------------------------------------------------------------------------------------------


def duty_stands(
    agreement: Agreement, name: str, *deeds: tuple[str, str | None, str | None], as_of: str = "2029-01-01 00:00"
) -> dict[str, str]:
    """Return the verdict of each occasion of a duty, by what it is about; a deed is (about, event, done)."""
    known = [
        duty.Deed(name, about, at(agreement, event) if event else None, at(agreement, done) if done else None)
        for about, event, done in deeds
    ]
    found = duty.fulfilments(agreement, known, as_of=at(agreement, as_of))
    return {each.about: each.verdict.name for each in found if each.duty == name}
