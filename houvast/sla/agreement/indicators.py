"""Reads the targets on indicators (docs/reference/indicators.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from houvast.sla.agreement import amounts, availability, claims, conditions, fields
from houvast.sla.agreement import availability_terms as terms
from houvast.sla.agreement.availability_model import Strength
from houvast.sla.agreement.availability_terms import Basis
from houvast.sla.agreement.claims import EDGE_KEYS, parsed
from houvast.sla.agreement.conditions import Condition
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.indicator_model import A_DAY, Figure, FigureKind, IndicatorTarget, Scale, Slotting
from houvast.sla.agreement.model import ALWAYS
from houvast.sla.agreement.shape_model import Range, Rounding
from houvast.sla.agreement.yaml_tree import Node, Scalar, Table
from houvast.sla.terms import SECOND

INDICATOR_KEYS = (
    "indicator", "mean_of", "figure", *EDGE_KEYS, "counts", "slots", "rounded", "times", "scale", "on", "per", "only",
    "exclude", "during", "by", "minimum", "answered", "rounding", "unit", "title", "when", "strength",
)  # fmt: skip
SLOT_KEYS = ("of", "figure", "empty")
SCALE_KEYS = ("from", "to")
DAY = "day"

FIGURES = ("mean", "median", "p95", "minimum", "maximum", "sum", "count", "share", "ratio", "last")
"""Every form of a figure, for messages and the reference."""

_PERCENTILE = re.compile(r"p([0-9]{1,2}(?:\.[0-9]{1,3})?)")
_MOST = 1_000_000
_SIGNED = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,9})?")


def is_indicator(node: Node) -> bool:
    """Say whether a target is one on an indicator."""
    return isinstance(node, Table) and (node.get("indicator") is not None or node.get("mean_of") is not None)


def target(report: Report, node: Node, name: str, basis: Basis) -> tuple[IndicatorTarget, Condition]:
    """Return a target on an indicator, and the plans that it is for."""
    table = Fields(report, node, ("targets", name), INDICATOR_KEYS)
    answered = table.get("answered")
    found = IndicatorTarget(
        name=name,
        indicator=_indicator(table),
        figure=_figure(report, table.get("figure")),
        promised=_promised(table),
        per=terms.per(table, basis),
        calendar=terms.calendar(table, "on", basis.calendars) or ALWAYS,
        counts=_counts(table),
        slots=_slots(table),
        rounded=_rounded(table),
        times=_times(table, basis),
        scale=_scale(table),
        only=_only(table),
        exclude=table.listed("exclude"),
        during=table.word("during"),
        by=table.word("by"),
        minimum=table.whole("minimum", _least(table), low=0, high=_MOST),
        answered=fields.percent(report, answered) if answered is not None else None,
        mean_of=_mean_of(table),
        decimals=availability.decimals(table, "rounding"),
        unit=table.word("unit"),
        title=table.text("title", basis.language),
        binding=table.choice("strength", Strength.PROMISE) is Strength.PROMISE,
    )
    _check(table, found)
    return found, conditions.when(table, basis)


def check_means(report: Report, found: Mapping[str, IndicatorTarget]) -> None:
    """Report a mean of what is no indicator target, or of a mean."""
    known = [name for name, each in found.items() if not each.mean_of]
    for name, each in found.items():
        for part in each.mean_of:
            if part not in known:
                report.unknown(report.places["targets", name, "mean_of", part], "unknown-indicator-target", part, known)


def _indicator(table: Fields) -> str:
    if table.get("mean_of") is not None and table.get("indicator") is not None:
        table.report.error(table.nodes["mean_of"].place, "one-of-two", first="indicator", second="mean_of")
    return table.word("indicator")


def _least(table: Fields) -> int:
    """Return how many readings a verdict needs: of what is counted or added up, none is a figure too."""
    node = table.get("figure")
    adds_up = isinstance(node, Scalar) and node.value in (FigureKind.COUNT, FigureKind.SUM)
    return 0 if adds_up else 1


def _check(table: Fields, found: IndicatorTarget) -> None:
    """Report what cannot go together."""
    kinds = {found.figure.kind, *([found.slots.figure.kind] if found.slots else [])}
    if table.get("counts") is not None and not kinds & {FigureKind.SHARE, FigureKind.COUNT}:
        table.report.error(table.nodes["counts"].place, "counts-nothing")
    if FigureKind.SHARE in kinds and table.get("counts") is None:
        table.report.error(table.place, "missing-key", word="counts", where=fields.worded(table.path))


def _figure(report: Report, node: Node | None) -> Figure:
    """Return the figure; the mean where none is written."""
    written = fields.word(report, node) if node is not None else FigureKind.MEAN
    if written in FIGURES and written in list(FigureKind):
        return Figure(FigureKind(written))
    if (match := _PERCENTILE.fullmatch(written)) and Decimal(match.group(1)) > 0:
        return Figure(FigureKind.PERCENTILE, Decimal(match.group(1)))
    if node is not None and written:
        report.unknown(node.place, "unknown-figure", written, FIGURES)
    return Figure(FigureKind.MEAN)


# -- numbers ------------------------------------------------------------------------------------------


def number(written: str) -> Fraction | None:
    """Return a number: `40`, `-0.5`, `99.9%` as 99.9, a length of time such as `5m` in seconds."""
    if _SIGNED.fullmatch(written):
        return Fraction(written)
    found = amounts.points(written)
    if found is not None:
        return found
    length = amounts.length(written)
    return length / SECOND if length is not None else None


def _promised(table: Fields) -> Range:
    found = claims.edges(table, number, "not-a-number-or-length")
    if not any(table.get(key) for key in EDGE_KEYS):
        table.report.error(table.place, "missing-key", word="at_least", where=fields.worded(table.path))
    return found


def _counts(table: Fields) -> Range:
    inner = terms.table(table, "counts", EDGE_KEYS)
    if table.get("counts") is not None and not inner.nodes:
        table.report.error(table.nodes["counts"].place, "empty-value")
    return claims.edges(inner, number, "not-a-number-or-length")


def _slots(table: Fields) -> Slotting | None:
    node = table.get("slots")
    if node is None:
        return None
    inner = Fields(table.report, node, table.at("slots"), SLOT_KEYS)
    of = inner.need("of")
    length = A_DAY if of is None or inner.word("of") == DAY else terms.length(table.report, of)
    empty = parsed(table.report, inner.get("empty"), number, "not-a-number-or-length")
    return Slotting(length, _figure(table.report, inner.get("figure")), empty)


def _rounded(table: Fields) -> Rounding | None:
    def rounding(written: str) -> Rounding | None:
        found = amounts.rounding(written)
        if found is None and (found := amounts.rounding(written, lengths=True)) is not None:
            found = Rounding(found.step / SECOND, found.mode)
        return found

    return parsed(table.report, table.get("rounded"), rounding, "not-a-rounding")


def _times(table: Fields, basis: Basis) -> dict[str, Fraction]:
    found = {}
    for key, value in fields.entries(table.report, table.get("times"), table.at("times")):
        if key.value not in basis.calendars.names:
            table.report.unknown(key.place, "unknown-calendar", key.value, basis.calendars.names)
        factor = parsed(table.report, value, amounts.number, "not-a-factor")
        found[key.value] = Fraction(1) if factor is None else factor
    return found


def _scale(table: Fields) -> Scale | None:
    node = table.get("scale")
    if node is None:
        return None
    inner = Fields(table.report, node, table.at("scale"), SCALE_KEYS)
    low, high = (parsed(table.report, inner.need(key), number, "not-a-number-or-length") for key in SCALE_KEYS)
    if low is None or high is None:
        return None
    if low == high:
        table.report.error(node.place, "scale-without-length")
        return None
    return Scale(low, high)


def _only(table: Fields) -> dict[str, tuple[str, ...]]:
    path = table.at("only")
    found = {}
    for key, value in fields.entries(table.report, table.get("only"), path):
        words = fields.some_words(table.report, value, (*path, key.value))
        found[key.value] = tuple(each.word for each in words)
    return found


def _mean_of(table: Fields) -> dict[str, Fraction]:
    found = {}
    for key, value in fields.entries(table.report, table.get("mean_of"), table.at("mean_of")):
        weight = parsed(table.report, value, amounts.points, "not-a-factor")
        if weight is not None and not weight:
            table.report.error(value.place, "not-a-factor", word=fields.word(table.report, value))
        found[key.value] = weight or Fraction(1)
    if table.get("mean_of") is not None and not found:
        table.report.error(table.place, "empty-value")
    _check_weights(table, found)
    return found


def _check_weights(table: Fields, weights: Mapping[str, Fraction]) -> None:
    """Report percentages that are not 100 together: a weight was forgotten, or one counts twice."""
    node = table.get("mean_of")
    written = [value for _key, value in node.entries] if isinstance(node, Table) else []
    in_percent = written and all(isinstance(each, Scalar) and each.value.endswith("%") for each in written)
    total = sum(weights.values(), Fraction())
    if in_percent and total != 100:
        table.report.error(table.nodes["mean_of"].place, "weights-not-100", total=f"{float(total):g}%")
