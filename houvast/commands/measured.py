"""Outcomes of targets as documents and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from rich.console import RenderableType

from houvast.commands.explaining import seconds
from houvast.commands.screen import plain
from houvast.commands.tables import LEFT, RIGHT, WRAPPED, add, table
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Goal, GoalKind
from houvast.sla.clock import Clocks
from houvast.sla.target import Outcome, ranks, share_met, shown
from houvast.sla.terms import MICROSECOND, Micros, State, Verdict

_VERDICTS = (Verdict.MET.word, Verdict.BREACHED.word)
_COUNTED = (*_VERDICTS, Verdict.PENDING.word, Verdict.NONE.word, State.VOID.word)
"""What the clocks are counted by, in the order of the columns."""

_FIRST = {"en": ("Priority", "Clocks"), "nl": ("Prioriteit", "Klokken")}
_LAST = {"en": ("In time", "Median", "p90"), "nl": ("Op tijd", "Mediaan", "p90")}
_FIRST_OF_PERIOD = {"en": ("Period", "Judged"), "nl": ("Periode", "Beoordeeld")}
_LAST_OF_PERIOD = {"en": ("Figure", "Result"), "nl": ("Cijfer", "Uitkomst")}
_HYPHENATED = {"Overschreden": "Over-\nschreden", "Vervallen": "Ver-\nvallen"}
"""Long words of a header, as they are broken where the terminal is narrow."""
_ALL = {"en": "all", "nl": "alle"}
_MEDIAN, _P90 = Goal(GoalKind.MEDIAN), Goal(GoalKind.PERCENTILE, Decimal(90))
_ROOMY = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """
    An outcome with how long its clocks took.

    median, p90  counted time of the clocks that have stopped and are not void; None without any
    """

    outcome: Outcome
    median: timedelta | None
    p90: timedelta | None


def figures(outcome: Outcome, clocks: Clocks) -> Figures:
    """Return the figures of an outcome over all of a log."""
    rows = (clocks.target == clocks.targets.index(outcome.target)) & (clocks.state == State.STOPPED)
    if outcome.priority is not None:
        rows &= clocks.priority == clocks.priorities.index(outcome.priority)
    elapsed = np.sort(clocks.elapsed[rows])
    return Figures(outcome, _length_at(_MEDIAN, elapsed), _length_at(_P90, elapsed))


def _length_at(rank: Goal, elapsed: Micros) -> timedelta | None:
    """Return the length at a rank of sorted ones, cut to the microsecond; None without any."""
    if not len(elapsed):
        return None
    chosen: list[int] = elapsed[ranks(rank, len(elapsed))].tolist()
    return sum(chosen) // len(chosen) * MICROSECOND


def outcome_document(found: Figures) -> dict[str, Any]:
    """Return the figures of one priority, or of all."""
    each = found.outcome
    return {
        **({} if each.priority is None else {"priority": each.priority}),
        "clocks": _count(each),
        **_verdicts(each),
        "pending": each.pending,
        "none": each.none,
        "void": each.void,
        "met_percent": _percent(share_met(each.met, each.breached)),
        "figure_percent": _percent(each.figure),
        "reached": each.reached,
        "median_seconds": seconds(found.median),
        "p90_seconds": seconds(found.p90),
    }


def period_document(each: Outcome) -> dict[str, Any]:
    """Return the outcome of one period."""
    return {
        "period": each.period.label if each.period else None,
        **_verdicts(each),
        "figure_percent": _percent(each.figure),
        "reached": each.reached,
    }


def _verdicts(each: Outcome) -> dict[str, Any]:
    return {"met": each.met, "breached": each.breached}


def _percent(figure: Fraction | None) -> float | None:
    return None if figure is None else float(shown(figure))


def _count(each: Outcome) -> int:
    return each.judged + each.pending + each.none + each.void


def outcomes_table(rows: Sequence[Figures], wording: Wording, *, width: int) -> RenderableType:
    """Return a row for each priority, under them their sum; lengths in hours and minutes."""
    made = table(_header(wording, width), (WRAPPED, *[RIGHT] * 9), tight=width < _ROOMY)
    for found in sorted(rows, key=lambda each: each.outcome.priority is None):
        if found.outcome.priority is None:
            made.add_section()
        add(made, _cells(found, wording), "bold" if found.outcome.priority is None else "")
    return made


def _header(wording: Wording, width: int) -> Sequence[str]:
    """Return the names of the columns, in two lines each where they do not fit beside each other."""
    names = (*_FIRST[wording.lang], *_words(_COUNTED, wording), *_LAST[wording.lang])
    if len(" ".join(names)) <= width:
        return names
    return [_HYPHENATED.get(name, name.replace(" ", "\n")) for name in names]


def _words(codes: Sequence[str], wording: Wording) -> Sequence[str]:
    return [wording.word(code).capitalize() for code in codes]


def _cells(found: Figures, wording: Wording) -> Sequence[str]:
    each = found.outcome
    counts = (_count(each), each.met, each.breached, each.pending, each.none, each.void)
    return (
        _ALL[wording.lang] if each.priority is None else plain(each.priority),
        *[wording.number(count) for count in counts],
        wording.percent(share_met(each.met, each.breached)),
        wording.roughly(found.median),
        wording.roughly(found.p90),
    )


def periods_table(rows: Sequence[Outcome], wording: Wording) -> RenderableType:
    """Return a row for each period that holds a verdict."""
    names = (*_FIRST_OF_PERIOD[wording.lang], *_words(_VERDICTS, wording), *_LAST_OF_PERIOD[wording.lang])
    made = table(names, (LEFT, *[RIGHT] * 4, LEFT))
    for each in rows:
        label = each.period.label if each.period else ""
        counts = [wording.number(count) for count in (each.judged, each.met, each.breached)]
        style = "red" if each.reached is False else ""
        add(made, [label, *counts, wording.percent(each.figure), wording.reached(each.reached)], style)
    return made
