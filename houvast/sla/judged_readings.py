"""
Indicators as they were asked for: how each period was judged, and the credits that follow.

For an agreement with credits every period is judged from the first that the readings touch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from houvast.sla import indicator
from houvast.sla.agreement.indicator_model import IndicatorTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.asked_readings import leading_up_to
from houvast.sla.credited import Credited, reckoned, unmeasured
from houvast.sla.indicated import Indicated
from houvast.sla.indicator_shortfalls import of_indicators
from houvast.sla.measured import Facts
from houvast.sla.outages import Outages
from houvast.sla.periods import Period
from houvast.sla.readings import Readings

Periods = Mapping[str, Sequence[Period]]
"""Target → periods, in order of time."""


@dataclass(frozen=True, slots=True)
class JudgedReadings(Credited):
    """What was asked for, in order of target, then of time; and the credits for it."""

    judged: tuple[Indicated, ...] = ()


def judge_all(
    agreement: Agreement,
    readings: Readings,
    periods: Periods,
    facts: Facts,
    *,
    as_of: datetime,
    outages: Outages | None = None,
) -> JudgedReadings:
    """Return how targets did over periods, and the credits for them; of `facts`, `measured` is not looked at."""
    work = _Work(agreement, readings, outages, as_of)
    for name, asked in periods.items():
        for period in asked:
            work.judge(agreement.indicators[name], period)
    judged = tuple(work.judged.values())
    found = JudgedReadings(
        judged=judged,
        labels={(each.target, each.period.span): each.period.label for each in judged},
        unmeasured=unmeasured(agreement, agreement.indicators),
        attributes=facts.attributes,
    )
    if not judged or not agreement.credits.by_name:
        return found
    work.look_back(max(each.period.span.end for each in judged))
    every = tuple(work.judged.values())
    shortfalls = of_indicators(every, agreement, as_of=as_of)
    reckoning = reckoned(shortfalls, agreement, facts, labels=found.labels, lacking=found.unmeasured)
    return replace(found, reckoning=reckoning, since=min(each.period.span.start for each in every))


class _Work:
    """Judging under way: each target and period once."""

    def __init__(self, agreement: Agreement, readings: Readings, outages: Outages | None, as_of: datetime) -> None:
        self.agreement, self.readings, self.outages, self.as_of = agreement, readings, outages, as_of
        self.judged: dict[tuple[str, str], Indicated] = {}

    def judge(self, target: IndicatorTarget, period: Period) -> None:
        """Judge a period, unless that was done."""
        if (target.name, period.label) not in self.judged:
            self.judged[target.name, period.label] = indicator.judge(
                self.agreement, target, period, self.readings, outages=self.outages, as_of=self.as_of
            )

    def look_back(self, until: datetime) -> None:
        """Judge every target from the first period that readings touch."""
        for target in self.agreement.indicators.values():
            for period in leading_up_to(self.agreement, target, self.readings, until=until, as_of=self.as_of):
                self.judge(target, period)
