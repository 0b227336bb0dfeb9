"""Agreements on availability, and what happened, as a table would tell them."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from houvast.sla import availability
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read
from houvast.sla.availability import Record
from houvast.sla.figures import Availability
from houvast.sla.outages import Counters, Outages, Probes
from houvast.sla.periods import period_named
from houvast.sla.terms import HOUR, MINUTE
from tests.sla.contracts import ams

HEAD = """\
houvast: 1
agreement: up
parties: {{provider: A, customer: B}}
effective: {{from: {since}{until}}}
timezone: {zone}
targets:
  up: {{availability: web, at_least: {at_least}, {rest}}}
"""
Row = dict[str, object]


def promised(
    rest: str = "",
    *parts: str,
    at_least: str = "99.9%",
    zone: str = "Europe/Amsterdam",
    since: str = "1970-01-01",
    until: str = "",
) -> Agreement:
    """Return an agreement that promises the availability of `web`; `parts` are other top-level keys."""
    text = HEAD.format(at_least=at_least, rest=rest, zone=zone, since=since, until=until and f", until: {until}")
    return read(text + "".join(f"{part}\n" for part in parts), name="up")


def outage(start: str, end: str | None = None, kind: str = "outage", service: str = "web", **said: object) -> Row:
    """Return a row of the table of outages; times are those of Amsterdam."""
    row: Row = {"service": service, "start": ams(start), "kind": kind}
    if end is not None:
        row["end"] = ams(end)
    for name, value in said.items():
        row[name] = ams(value) if name.endswith("_at") and isinstance(value, str) else value
    return row


def maintenance(start: str, end: str, announced: str | None = None, **said: object) -> Row:
    if announced is not None:
        said["announced_at"] = announced
    return outage(start, end, "maintenance", **said)


def slot(at: str, requests: int, errors: int = 0, *, minutes: int = 5, service: str = "web") -> Row:
    return {
        "service": service, "at": ams(at), "length": minutes * MINUTE, "requests": requests, "errors": errors,
    }  # fmt: skip


def probe(at: str, state: str, service: str = "web") -> Row:
    return {"service": service, "at": ams(at), "state": state}


def record(
    rows: list[Row] | tuple[Row, ...] = (), slots: list[Row] | None = None, probes: list[Row] | None = None
) -> Record:
    return Record(
        Outages.of(rows),
        Counters.of(slots) if slots is not None else None,
        Probes.of(probes) if probes is not None else None,
    )


def judged(
    agreement: Agreement, facts: Record | list[Row], label: str = "2026-06", *, as_of: datetime | None = None
) -> Availability:
    """Return the availability of a period, by its label."""
    target = agreement.availability["up"]
    period = period_named(label, target.per, agreement.timezone)
    facts = facts if isinstance(facts, Record) else record(facts)
    found = availability.judge(agreement, target, period, facts, as_of=as_of)
    adds_up(found)
    return found


def adds_up(found: Availability) -> None:
    """Included, excluded and unknown are the window; with what lies outside they are the calendar."""
    whole = found.included + found.planned + found.excluded + found.unknown
    assert whole + found.outside + found.absent + found.to_come == found.total
    if found.parts:
        return
    if not len(found.stretches):
        assert found.total == 0
        return
    edges = found.stretches.edges
    assert (edges[1:] > edges[:-1]).all()
    assert found.total == int(edges[-1] - edges[0])
    assert sum(each.length for each in found.excluded_by) == found.planned + found.excluded


def minutes(length: Fraction) -> Fraction:
    return length / MINUTE


def hours(length: Fraction) -> Fraction:
    return length / HOUR


def two(figure: Fraction | None) -> Decimal | None:
    """Return a figure with as many decimals as tables have: three."""
    if figure is None:
        return None
    return (Decimal(figure.numerator) / figure.denominator).quantize(Decimal("0.001"), ROUND_HALF_UP)
