"""Reads the targets on availability (docs/reference/availability.md)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from houvast.sla.agreement import availability_terms as terms
from houvast.sla.agreement import conditions, fields
from houvast.sla.agreement.availability_model import (
    AvailabilityTarget,
    Base,
    CounterFigure,
    CounterRule,
    Counts,
    CountsFrom,
    Decimals,
    Denominator,
    DowntimeRule,
    Empty,
    How,
    LengthOf,
    Minimum,
    ProbeFigure,
    ProbeRule,
    Since,
    SlotDown,
    Slots,
    Source,
    Steps,
    Strength,
    Unknown,
)
from houvast.sla.agreement.availability_terms import Basis
from houvast.sla.agreement.conditions import Condition
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ALWAYS
from houvast.sla.agreement.yaml_tree import Scalar, Table

AVAILABILITY_KEYS = (
    "availability", "at_least", "on", "per", "exclude", "title", "measured", "downtime", "counters", "probes",
    "unknown", "coverage", "denominator", "rounding", "when", "strength", "allows",
)  # fmt: skip
EACH_KEYS = ("each",)
EXCLUDE_KEYS = ("cause", "evidence")
DOWNTIME_KEYS = (
    "from", "longer_than", "at_least", "length_of", "counts", "rounded", "slots", "degraded", "share",
)  # fmt: skip
STEPS_KEYS = ("to", "how")
SLOTS_KEYS = ("of", "down")
COUNTER_KEYS = ("figure", "down_above", "empty", "errors", "ignored")
BEST_EFFORT = "best effort"
PROBE_KEYS = ("figure", "down_after", "since", "holds")
ROUNDING_KEYS = ("figure", "downtime")
DECIMALS_KEYS = ("decimals", "how")

_MOST = 1_000_000
_MOST_DECIMALS = 12


class Evidence(StrEnum):
    """Whether an excluded cause must be proven."""

    NOT_NEEDED = "not-needed"
    REQUIRED = "required"


class Share(StrEnum):
    """Whether an outage weighs by the share of the users that it hit."""

    IGNORED = "ignored"
    WEIGHS = "weighs"


def target(report: Report, node: Table, name: str, basis: Basis) -> tuple[AvailabilityTarget, Condition]:
    """Return a target on availability, and the plans that it is for."""
    table = Fields(report, node, ("targets", name), AVAILABILITY_KEYS)
    coverage = table.get("coverage")
    at_least, binding = _promised(table)
    causes, proven = _exclude(table)
    service, each = _service(table)
    condition = conditions.when(table, basis, anything=each)
    decimals, downtime_in = _rounding(table)
    promised = AvailabilityTarget(
        name=name,
        service=service,
        at_least=at_least,
        calendar=terms.calendar(table, "on", basis.calendars) or ALWAYS,
        per=terms.per(table, basis),
        exclude=causes,
        title=table.text("title", basis.language),
        proven=proven,
        sources=_sources(table),
        downtime=_downtime(terms.table(table, "downtime", DOWNTIME_KEYS)),
        counters=_counters(terms.table(table, "counters", COUNTER_KEYS)),
        probes=_probes(terms.table(table, "probes", PROBE_KEYS)),
        unknown=table.choice("unknown", Unknown.LEFT_OUT),
        coverage=fields.percent(report, coverage) if coverage is not None else None,
        denominator=_denominator(table),
        decimals=decimals,
        downtime_in=downtime_in,
        allows=terms.length_or_none(table, "allows"),
        binding=binding,
        each=each,
        only=condition.attributes,
    )
    return promised, condition


def _service(table: Fields) -> tuple[str, bool]:
    """Return the service; or the kind of which each service is judged by itself."""
    node = table.get("availability")
    if not isinstance(node, Table):
        return table.word("availability"), False
    inner = Fields(table.report, node, table.at("availability"), EACH_KEYS)
    inner.need("each")
    return inner.word("each"), True


def _promised(table: Fields) -> tuple[Decimal, bool]:
    """Return the percentage, and whether it binds; best effort promises none."""
    node = table.need("at_least")
    binding = table.choice("strength", Strength.PROMISE) is Strength.PROMISE
    if isinstance(node, Scalar) and node.value == BEST_EFFORT:
        return Decimal(0), False
    return fields.percent(table.report, node) if node is not None else Decimal(100), binding


def _exclude(table: Fields) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the excluded causes, and those of them that need evidence."""
    report, node, path = table.report, table.get("exclude"), table.at("exclude")
    causes: list[str] = []
    proven: set[str] = set()
    for index, item in enumerate(fields.items(report, node, path) if node is not None else []):
        if isinstance(item, Table):
            each = Fields(report, item, (*path, str(index)), EXCLUDE_KEYS)
            cause = fields.word(report, found) if (found := each.need("cause")) is not None else ""
            proven |= {cause} if each.choice("evidence", Evidence.NOT_NEEDED) is Evidence.REQUIRED else set()
        else:
            cause = fields.word(report, item)
        if cause in causes:
            report.error(item.place, "named-twice", word=cause)
        causes += [cause] if cause else []
    return tuple(causes), frozenset(proven)


def _sources(table: Fields) -> tuple[Source, ...]:
    node = table.get("measured")
    if node is None:
        return (Source.OUTAGES,)
    known = [each.value for each in Source]
    named = fields.some_words(table.report, node, table.at("measured"))
    found = [fields.one_of(table.report, each, known) for each in named]
    return tuple(Source(each) for each in found if each is not None)


def _downtime(table: Fields) -> DowntimeRule:
    degraded = table.get("degraded")
    weight = fields.percent(table.report, degraded, above=-1) if degraded is not None else Decimal(0)
    return DowntimeRule(
        counts_from=table.choice("from", CountsFrom.START),
        minimum=_minimum(table),
        rounded=_steps(table, "rounded"),
        slots=_slots(table),
        degraded=Fraction(weight) / 100,
        share=table.choice("share", Share.IGNORED) is Share.WEIGHS,
    )


def _minimum(table: Fields) -> Minimum | None:
    longer_than, at_least = (terms.length_or_none(table, key) for key in ("longer_than", "at_least"))
    length_of, counts = table.choice("length_of", LengthOf.OUTAGE), table.choice("counts", Counts.WHOLE)
    if longer_than is not None and at_least is not None:
        table.report.error(table.nodes["at_least"].place, "two-minimums")
    length = at_least if longer_than is None else longer_than
    if length is not None:
        return Minimum(length, longer_than is None, length_of, counts)
    for key in ("length_of", "counts"):
        if table.get(key) is not None:
            table.report.error(table.nodes[key].place, "minimum-missing", word=key)
    return None


def _slots(table: Fields) -> Slots | None:
    node = table.get("slots")
    if node is None:
        return None
    inner = Fields(table.report, node, table.at("slots"), SLOTS_KEYS)
    length = inner.need("of")
    return (
        Slots(terms.length(inner.report, length), inner.choice("down", SlotDown.WHOLE)) if length is not None else None
    )


def _steps(table: Fields, key: str) -> Steps | None:
    node = table.get(key)
    if node is None:
        return None
    inner = Fields(table.report, node, table.at(key), STEPS_KEYS)
    unit = inner.need("to")
    return Steps(terms.length(inner.report, unit), inner.choice("how", How.HALF_UP)) if unit is not None else None


def _counters(table: Fields) -> CounterRule:
    limit = table.get("down_above")
    return CounterRule(
        figure=table.choice("figure", CounterFigure.MEAN),
        down_above=Fraction(fields.percent(table.report, limit, above=-1)) if limit is not None else None,
        empty=table.choice("empty", Empty.UP),
        errors=table.listed("errors"),
        ignored=table.listed("ignored"),
    )


def _probes(table: Fields) -> ProbeRule:
    return ProbeRule(
        figure=table.choice("figure", ProbeFigure.TIME),
        down_after=table.whole("down_after", 1, low=1, high=_MOST),
        since=table.choice("since", Since.FIRST),
        holds=terms.length_or_none(table, "holds"),
    )


def _denominator(table: Fields) -> Denominator:
    node = table.get("denominator")
    if isinstance(node, Scalar) and node.value in (Base.PLANNED, Base.WINDOW):
        return Denominator(Base(node.value))
    return Denominator() if node is None else Denominator(Base.FIXED, terms.length(table.report, node))


def _rounding(table: Fields) -> tuple[Decimals | None, Steps | None]:
    inner = terms.table(table, "rounding", ROUNDING_KEYS)
    return decimals(inner, "figure"), _steps(inner, "downtime")


def decimals(table: Fields, key: str) -> Decimals | None:
    """Return how a figure is rounded; None where nothing is said."""
    node = table.get(key)
    if node is None:
        return None
    places = Fields(table.report, node, table.at(key), DECIMALS_KEYS)
    written = places.need("decimals")
    count = fields.whole(table.report, written, low=0, high=_MOST_DECIMALS) if written is not None else 0
    return Decimals(count, places.choice("how", How.HALF_UP))
