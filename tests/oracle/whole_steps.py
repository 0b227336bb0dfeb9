"""Rounded lengths and slots, the obvious way: tick by tick (0009, rules 15 to 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.oracle.works import events_of

ZERO = Fraction(0)


@dataclass(frozen=True)
class Downtime:
    """
    By how much a service is down at each tick, without what is too short.

    down        what counts
    everything  what would count if nothing were excluded
    was         as it was, whether it counts or not
    inside      ticks of the service window, of the term, and not to come
    masked      ticks of planned maintenance and of causes set aside
    """

    down: Mapping[int, Fraction]
    everything: Mapping[int, Fraction]
    was: Mapping[int, Fraction]
    inside: set[int]
    masked: set[int]

    def rounded(self, unit: int, how: str, *, step: int) -> Downtime:
        """Rule 17: each outage as it was is rounded as one, at its end."""
        outages = stretches_of({tick for tick, weight in self.was.items() if weight}, step)
        length = {start: unit * whole(Fraction(end - start, unit), how) for start, end in outages}
        gone = {tick for start, end in outages for tick in range(start + length[start], end, step)}
        more = [(range(end, start + length[start], step), end - step) for start, end in outages]
        added = [(tick, last) for ticks, last in more for tick in ticks]
        down, everything, was = (
            {tick: ZERO if tick in gone else weight for tick, weight in column.items()}
            for column in (self.down, self.everything, self.was)
        )
        for tick, last in added:
            if tick in self.inside - self.masked:
                down[tick] = max(down[tick], self.down[last])
            if tick in self.inside:
                everything[tick] = max(everything[tick], self.everything[last])
            if tick in was:
                was[tick] = max(was[tick], self.down[last])
        return replace(self, down=down, everything=everything, was=was)

    def in_slots(self, unit: int, of: str) -> Downtime:
        """Rule 18: a slot is down when any of it is, or when it was down all of it."""
        slots: dict[int, list[int]] = {}
        for tick in self.down:
            slots.setdefault(tick // unit, []).append(tick)
        if of == "any":
            down, everything = (
                {tick: max(column[each] for each in slots[tick // unit]) for tick in column}
                for column in (self.down, self.everything)
            )
            return replace(
                self,
                down={tick: down[tick] if tick in self.inside - self.masked else ZERO for tick in down},
                everything={tick: everything[tick] if tick in self.inside else ZERO for tick in down},
            )
        down, everything = (
            {
                tick: min(weight, *(max(column[each], self.was[each]) for each in slots[tick // unit]))
                for tick, weight in column.items()
            }
            for column in (self.down, self.everything)
        )
        return replace(self, down=down, everything=everything)


def stretches_of(ticks: set[int], step: int) -> list[tuple[int, int]]:
    """Return start and end of what touches."""
    ends: dict[int, int] = {}
    for tick, start in events_of(ticks, step).items():
        ends[start] = max(ends.get(start, 0), tick + step)
    return sorted(ends.items())


def whole(value: Fraction, how: str) -> int:
    """Return a whole number near a value."""
    floor = value.numerator // value.denominator
    return {
        "down": floor,
        "up": floor + (value > floor),
        "half-up": floor + (value - floor >= Fraction(1, 2)),
        "half-even": round(value),
    }[how]
