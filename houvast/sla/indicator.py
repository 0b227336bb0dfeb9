"""
Readings of a period → one figure, and whether the promise on it was kept.

Source of the rules: DESIGN §3, Targets over a period; docs/decisions/0010. Figures are fractions; rounding happens
only where the agreement says so. What is left out, outside the service window or not answered is counted and shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from houvast.sla import availability, walltime
from houvast.sla.agreement.availability_model import AvailabilityTarget
from houvast.sla.agreement.indicator_model import A_DAY, FigureKind, IndicatorTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.availability import Record
from houvast.sla.award import rounded
from houvast.sla.columns import Flags
from houvast.sla.events import UNSAID
from houvast.sla.held_time import Counted
from houvast.sla.indicated import Indicated, Open, in_decimals, mean_of, together, verdict
from houvast.sla.one_figure import Result, figured
from houvast.sla.outages import Outages
from houvast.sla.periods import Period
from houvast.sla.readings import MILLION, Readings
from houvast.sla.terms import NEVER, Micros, micros

_DECIDED_BY_ONE = frozenset({FigureKind.SUM, FigureKind.COUNT, FigureKind.MINIMUM, FigureKind.MAXIMUM})
_ENORMOUS = 10**9 * MILLION

MAINTENANCE = "maintenance"
"""Under this name stands what was read during maintenance that does not count."""


def judge(
    agreement: Agreement,
    target: IndicatorTarget,
    period: Period,
    readings: Readings,
    *,
    outages: Outages | None = None,
    as_of: datetime | None = None,
) -> Indicated:
    """
    Return how a target did over a period.

    readings  of any indicator and any time
    outages   for maintenance during which readings do not count, where the target names a service
    as_of     later readings have not been made yet; None looks from the end of the period
    """
    if target.mean_of:
        parts = {
            name: judge(agreement, agreement.indicators[name], period, readings, outages=outages, as_of=as_of)
            for name in target.mean_of
        }
        return mean_of(target, period, parts, is_over=_is_over(period, as_of))
    work = _Work(agreement, target, period, micros(as_of) if as_of else micros(period.span.end))
    mine = work.of_period(readings)
    if not target.by:
        return work.outcome(mine, outages)
    alone = replace(work, target=replace(target, by=""))
    parts = {value: alone.outcome(rows, outages) for value, rows in _by_value(mine, target.by)}
    nowhere = alone.outcome(_without(mine, target.by), outages)
    return together(
        target, period, parts, is_over=_is_over(period, as_of), all_placed=not (nowhere.readings or nowhere.unanswered)
    )


def _is_over(period: Period, as_of: datetime | None) -> bool:
    return as_of is None or as_of >= period.span.end


@dataclass(frozen=True, slots=True)
class _Work:
    """One target over one period, seen from an instant."""

    agreement: Agreement
    target: IndicatorTarget
    period: Period
    now: int

    @property
    def start(self) -> int:
        """The first instant of the period."""
        return micros(self.period.span.start)

    @property
    def end(self) -> int:
        """The first instant after the period, or after now; its start while it has not begun."""
        return max(self.start, min(micros(self.period.span.end), self.now))

    def of_period(self, readings: Readings) -> Readings:
        """Return the readings of the period that the target is about."""
        target = self.target
        mine = readings.indicator.codes == readings.indicator.code(target.indicator)
        mine &= (readings.at >= self.start) & (readings.at < self.end)
        for attribute, words in target.only.items():
            mine &= readings.says(attribute, words)
        return readings.rows(mine)

    def outcome(self, readings: Readings, outages: Outages | None) -> Indicated:
        """Return the outcome of some readings."""
        outside = ~self._is_open(self.target.calendar, readings.at)
        left_out = self._left_out(readings, ~outside, outages)
        counts = ~outside
        for which in left_out.values():
            counts &= ~which
        unanswered = counts & ((readings.value == NEVER) | self._lacks_whole(readings))
        good = readings.rows(counts & ~unanswered)
        result, slots = self._result(good)
        figure = in_decimals(result.figure, self.target) if result.figure is not None else None
        found = Indicated(
            target=self.target.name,
            period=self.period,
            figure=figure,
            above=result.above,
            below=result.below,
            readings=len(good),
            slots=slots,
            unanswered=int(unanswered.sum()),
            outside=int(outside.sum()),
            left_out={cause: int(which.sum()) for cause, which in left_out.items() if which.any()},
            reached=None,
            parts={},
            open=None,
        )
        why = self._open(found)
        if why is None and found.unanswered and self._can_turn(figure, readings.rows(counts)):
            why = Open.UNANSWERED
        return replace(found, open=why, reached=verdict(self.target, figure, why))

    def _open(self, found: Indicated) -> Open | None:
        target, asked = self.target, found.readings + found.unanswered
        if self.now < micros(self.period.span.end):
            return Open.NOT_OVER
        if found.readings < target.minimum:
            return Open.TOO_FEW if found.readings else Open.NOTHING_READ
        if target.answered is not None and found.readings * 100 < target.answered * asked:
            return Open.TOO_FEW_ANSWERED
        return Open.NOTHING_READ if found.figure is None else None

    def _can_turn(self, figure: Fraction | None, readings: Readings) -> bool:
        """
        Say whether values for the readings without any could turn the verdict.

        Looked at are figures that a single value can decide; of any other, `answered` says what it may miss.
        """
        target = self.target
        kinds = {target.figure.kind, *([target.slots.figure.kind] if target.slots else [])}
        if figure is None or not target.binding or target.answered is not None or not kinds <= _DECIDED_BY_ONE:
            return False
        return any(
            target.promised.holds(in_decimals(found, target)) != target.promised.holds(figure)
            for found in self._otherwise(readings)
        )

    def _otherwise(self, readings: Readings) -> Iterator[Fraction]:
        """Yield the figures if every reading without a value were next to nothing, enormous, or one that is counted."""
        least = -_ENORMOUS if (readings.value[readings.value != NEVER] < 0).any() else 0
        edges = [each.value for each in (self.target.counts.low, self.target.counts.high) if each is not None]
        counted = [*edges, sum(edges, Fraction()) / len(edges)] if edges else []
        for value in (least, _ENORMOUS, *(int(each * MILLION) for each in counted)):
            filled = np.where(readings.value == NEVER, value, readings.value)
            figure = self._result(replace(readings, value=filled))[0].figure
            if figure is not None:
                yield figure

    def _lacks_whole(self, readings: Readings) -> Flags:
        """Say which readings are a part of nobody knows what: where a ratio is asked, they say nothing."""
        target = self.target
        kinds = {target.figure.kind, *([target.slots.figure.kind] if target.slots else [])}
        lacks: Flags = (readings.of == NEVER) & (FigureKind.RATIO in kinds)
        return lacks

    # -- which readings count -----------------------------------------------------------------

    def _is_open(self, calendar: str, at: Micros) -> Flags:
        windows = self.agreement.calendars[calendar].covering(self.start, micros(self.period.span.end))
        return windows.is_open(at)

    def _left_out(self, readings: Readings, inside: Flags, outages: Outages | None) -> dict[str, Flags]:
        """Return, by cause, which readings inside the service window do not count; each under one cause."""
        found = {}
        for cause in self.target.exclude:
            found[cause] = inside & (readings.cause.codes == readings.cause.code(cause))
            inside = inside & ~found[cause]
        if self.target.during and outages is not None:
            found[MAINTENANCE] = inside & self._is_maintained(readings.at, outages)
        return found

    def _is_maintained(self, at: Micros, outages: Outages) -> Flags:
        """Say what was read during maintenance that does not lower the availability of the service either."""
        uptime = AvailabilityTarget(
            self.target.name, self.target.during, Decimal(100), self.target.calendar, self.target.per,
            exclude=("planned-maintenance",),
        )  # fmt: skip
        stretches = availability.judge(self.agreement, uptime, self.period, Record(outages)).stretches
        which = np.clip(np.searchsorted(stretches.edges, at, side="right") - 1, 0, len(stretches) - 1)
        found: Flags = stretches.counted[which] == Counted.PLANNED
        return found

    # -- from readings to a figure ------------------------------------------------------------

    def _result(self, readings: Readings) -> tuple[Result, tuple[int, int] | None]:
        values = self._values(readings)
        wholes = _fractions(readings.of)
        slots = self.target.slots
        if slots is None:
            return figured(self.target.figure, values, wholes, self.target.counts), None
        edges, counts = self._slot_edges(slots.length), self.target.counts
        which = np.searchsorted(edges, readings.at, side="right") - 1
        filled = {
            slot: figured(slots.figure, values[first:last], wholes[first:last], counts).figure
            for slot, first, last in _runs(which)
        }
        every = [filled.get(slot, slots.empty) for slot in self._open_slots(edges)]
        return figured(self.target.figure, [each for each in every if each is not None], [], counts), (
            len(filled),
            len(every),
        )

    def _values(self, readings: Readings) -> list[Fraction]:
        """Return the values of readings: rounded, times the factor of the hour, on the agreed scale."""
        values = _fractions(readings.value)
        if self.target.rounded is not None:
            values = [rounded(each, self.target.rounded) for each in values]
        if self.target.times:
            values = [each * factor for each, factor in zip(values, self._factors(readings.at), strict=True)]
        scale = self.target.scale
        if scale is not None:
            values = [(each - scale.low) / (scale.high - scale.low) * 100 for each in values]
        return values

    def _factors(self, at: Micros) -> list[Fraction]:
        found = [Fraction(1)] * len(at)
        for calendar, factor in reversed(list(self.target.times.items())):
            for row in np.flatnonzero(self._is_open(calendar, at)).tolist():
                found[row] = factor
        return found

    def _slot_edges(self, length: int) -> Micros:
        """Return the edges of the slots of the period that have begun."""
        return self._days() if length == A_DAY else np.arange(self.start, self.end + length, length)

    def _open_slots(self, edges: Micros) -> list[int]:
        """Return which slots hold time at which the calendar is open."""
        windows = self.agreement.calendars[self.target.calendar].covering(self.start, int(edges[-1]))
        return np.flatnonzero(np.diff(windows.position(edges))).tolist()

    def _days(self) -> Micros:
        zone, day = self.agreement.timezone, self.period.first
        edges = [walltime.opening(day, 0, zone)]
        while edges[-1] < self.end:
            day += timedelta(days=1)
            edges.append(walltime.opening(day, 0, zone))
        return np.array(edges, dtype=np.int64)


def _fractions(millionths: NDArray[np.int64]) -> list[Fraction]:
    return [Fraction(0) if each == NEVER else Fraction(each, MILLION) for each in millionths.tolist()]


def _runs(which: NDArray[np.intp]) -> Iterator[tuple[int, int, int]]:
    """Yield each slot that has rows, with its first row and their end."""
    edges = np.flatnonzero(np.diff(which, prepend=-1, append=-1))
    return zip(which[edges[:-1]].tolist(), edges[:-1].tolist(), edges[1:].tolist(), strict=True)


def _by_value(readings: Readings, attribute: str) -> Iterator[tuple[str, Readings]]:
    column = readings.attributes.get(attribute)
    if column is None:
        return
    for code in np.unique(column.codes[column.codes != UNSAID]).tolist():
        yield column.values[code], readings.rows(column.codes == code)


def _without(readings: Readings, attribute: str) -> Readings:
    """Return the readings that do not say an attribute."""
    column = readings.attributes.get(attribute)
    return readings if column is None else readings.rows(column.codes == UNSAID)
