"""Which periods of a target on an indicator the readings are about."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from houvast.sla.agreement.indicator_model import IndicatorTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.labels import running
from houvast.sla.periods import Cycle, Period, period_of, preceding
from houvast.sla.readings import Readings
from houvast.sla.terms import MICROSECOND, Span, instant, micros


def touched(agreement: Agreement, target: IndicatorTarget, readings: Readings, *, as_of: datetime) -> list[Period]:
    """
    Return every period from the first to the last that readings touch, within the term.

    A target that says something of no readings too, such as a count, is touched by any reading: a month without is
    known when somebody read something. Of a rolling period, the last that is over.
    """
    zone, reach = agreement.timezone, _reach(agreement, target, readings, as_of)
    if reach is None:
        return []
    if _is_rolling(target):
        return [preceding(period_of(as_of, target.per, zone), zone)]
    return list(running(reach.start, reach.end, target.per, zone))


def leading_up_to(
    agreement: Agreement, target: IndicatorTarget, readings: Readings, *, until: datetime, as_of: datetime
) -> list[Period]:
    """Return every period from the first that readings touch to the last that begins before an instant."""
    reach = _reach(agreement, target, readings, min(as_of, until - MICROSECOND))
    if reach is None or _is_rolling(target):  # rolling ones overlap, so none of them comes before another
        return []
    return list(running(reach.start, until, target.per, agreement.timezone))


def looked_at(agreement: Agreement, target: IndicatorTarget) -> set[str]:
    """Return every indicator that a target looks at; of a mean those of its members."""
    if not target.mean_of:
        return {target.indicator}
    return {agreement.indicators[name].indicator for name in target.mean_of}


def _is_rolling(target: IndicatorTarget) -> bool:
    return isinstance(target.per, Cycle) and target.per.rolling


def _reach(agreement: Agreement, target: IndicatorTarget, readings: Readings, now: datetime) -> Span | None:
    """Return from when to when readings up to an instant speak of a target, within the term; None where none do."""
    mine = readings.at <= micros(now)
    if target.mean_of or target.minimum:
        codes = [readings.indicator.code(name) for name in looked_at(agreement, target)]
        mine &= np.isin(readings.indicator.codes, codes)
    if not mine.any():
        return None
    term = agreement.term
    start = max(term.start, instant(int(readings.at[mine].min())))
    end = instant(int(readings.at[mine].max()) + 1)
    end = end if term.end is None else min(term.end, end)
    return Span(start, end) if start < end else None
