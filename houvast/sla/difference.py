"""
What another agreement would have made of the same facts: clocks, periods and credits that come out otherwise.

Clocks are the same clock when ticket, target and cycle have the same name; a target that only one of the agreements
has makes all its clocks differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.model import Agreement
from houvast.sla.clock import Clocks
from houvast.sla.credit import Reckoning
from houvast.sla.credited import Labels
from houvast.sla.events import Rows
from houvast.sla.figures import Availability
from houvast.sla.target import Outcome
from houvast.sla.terms import NEVER, Verdict, instant_or_none

ABSENT = -1
"""Stands for the row of a clock that one of the agreements does not have."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Side:
    """A clock as one agreement has it."""

    priority: str
    verdict: Verdict
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A clock that comes out otherwise; None where an agreement does not have it."""

    ticket: str
    target: str
    cycle: int
    before: Side | None
    after: Side | None


@dataclass(frozen=True, slots=True)
class ClockDifference:
    """
    Clocks under two agreements that differ in verdict or in due instant, by target, then ticket, then cycle.

    first, second  for each of them the row in `before` and in `after`, ABSENT for none
    compared       how many clocks there are on either side
    """

    before: Clocks
    after: Clocks
    first: Rows
    second: Rows
    compared: int

    def __len__(self) -> int:
        return len(self.first)

    def verdicts(self) -> dict[tuple[str, str, str], int]:
        """Count, by target, the verdicts that turned: `met` before and `breached` after; "" where there is no clock."""
        counts: dict[tuple[str, str, str], int] = {}
        for each in self.listed():
            turned = tuple(side.verdict.word if side else "" for side in (each.before, each.after))
            if turned[0] != turned[1]:
                counts[each.target, turned[0], turned[1]] = counts.get((each.target, turned[0], turned[1]), 0) + 1
        return counts

    def moved(self) -> dict[str, int]:
        """Count, by target, the clocks that both have and of which the due instant moved."""
        counts: dict[str, int] = {}
        for each in self.listed():
            if each.before and each.after and each.before.due_at != each.after.due_at:
                counts[each.target] = counts.get(each.target, 0) + 1
        return counts

    def listed(self) -> Iterator[ClockChange]:
        """Yield the changes as values."""
        for first, second in zip(self.first.tolist(), self.second.tolist(), strict=True):
            clocks, row = (self.before, first) if first != ABSENT else (self.after, second)
            yield ClockChange(
                clocks.tickets[clocks.ticket[row]],
                clocks.targets[clocks.target[row]],
                int(clocks.cycle[row]),
                _side(self.before, first),
                _side(self.after, second),
            )


def _side(clocks: Clocks, row: int) -> Side | None:
    if row == ABSENT:
        return None
    due_at = instant_or_none(int(clocks.due_at[row]))
    return Side(clocks.priorities[clocks.priority[row]], Verdict(int(clocks.verdict[row])), due_at)


def of_clocks(before: Clocks, after: Clocks) -> ClockDifference:
    """Return the clocks that differ."""
    keys, places = _shared_keys(before, after)
    first, second = (_rows(place, len(keys)) for place in places)
    one_sided = (first == ABSENT) | (second == ABSENT)
    verdicts = _column(before.verdict, first), _column(after.verdict, second)
    dues = _column(before.due_at, first), _column(after.due_at, second)
    differ = one_sided | (verdicts[0] != verdicts[1]) | (dues[0] != dues[1])
    return ClockDifference(before, after, first[differ], second[differ], len(keys))


def _shared_keys(before: Clocks, after: Clocks) -> tuple[NDArray[np.int64], tuple[Rows, Rows]]:
    """Return the keys of all clocks in order, and for the clocks of each side which key is theirs."""
    targets = {name: code for code, name in enumerate(dict.fromkeys((*before.targets, *after.targets)))}
    tickets = {name: code for code, name in enumerate(dict.fromkeys((*before.tickets, *after.tickets)))}
    cycles = 1 + max(int(each.cycle.max(initial=0)) for each in (before, after))
    keys = [
        (_codes(each.targets, targets)[each.target] * len(tickets) + _codes(each.tickets, tickets)[each.ticket])
        * cycles
        + each.cycle
        for each in (before, after)
    ]
    unique, which = np.unique(np.concatenate(keys), return_inverse=True)
    return unique, (which[: len(before)], which[len(before) :])


def _codes(names: Sequence[str], known: Mapping[str, int]) -> NDArray[np.int64]:
    return np.array([known[name] for name in names], dtype=np.int64)


def _rows(place: Rows, count: int) -> Rows:
    """Return, for each key, the row that has it."""
    rows = np.full(count, ABSENT, dtype=np.intp)
    rows[place] = np.arange(len(place))
    return rows


def _column(values: NDArray[np.integer], rows: Rows) -> NDArray[np.int64]:
    return np.append(values.astype(np.int64), NEVER)[rows]


def in_the_place_of(before: Agreement, after: Agreement) -> Agreement:
    """Return the other agreement as if it had been in force when the first was, for it is a draft of later years."""
    return replace(after, effective_from=before.effective_from, effective_until=before.effective_until)


# -- periods and credits --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changed(Generic[Value]):
    """
    Something that differs, by name and period; None where an agreement does not have it.

    about  the service, where a target is about each of a kind; "" elsewhere
    """

    name: str
    period: str
    about: str
    before: Value | None
    after: Value | None


def of_outcomes(before: Iterable[Outcome], after: Iterable[Outcome]) -> list[Changed[Outcome]]:
    """Return the targets and periods of which verdicts, figure or result differ."""
    sides = [{(each.target, each.period.label, ""): each for each in side if each.period} for side in (before, after)]
    return list(_changed(sides[0], sides[1], lambda each: (each.met, each.breached, each.figure, each.reached)))


def of_judged(before: Sequence[Availability], after: Sequence[Availability]) -> list[Changed[Availability]]:
    """Return the targets, periods and services of which downtime, planned time, figure or result differ."""
    several = _of_each(before) | _of_each(after)

    def key(each: Availability) -> tuple[str, str, str]:
        # The one service of a target may be called otherwise by the other agreement.
        return each.target, each.period.label, each.service if each.target in several else ""

    sides = [{key(each): each for each in side} for side in (before, after)]
    return list(_changed(sides[0], sides[1], lambda each: (each.downtime, each.base, each.figure, each.reached)))


def _of_each(judged: Iterable[Availability]) -> set[str]:
    """Return the targets that are about several services."""
    services = {(each.target, each.service) for each in judged}
    return {target for target, count in Counter(target for target, _ in services).items() if count > 1}


@dataclass(frozen=True, slots=True)
class Given:
    """
    What a credit gives over a period.

    amounts    by unit: what the customer gets, negative for a bonus
    undecided  whether something of it is not decided
    """

    amounts: Mapping[str, Decimal]
    undecided: bool = False


def of_credits(
    before: Reckoning, after: Reckoning, *, labels_before: Labels, labels_after: Labels
) -> list[Changed[Given]]:
    """Return the credits that give something else over a period; one that gives nothing is as if there were none."""
    return list(_changed(_given(before, labels_before), _given(after, labels_after), lambda each: each))


def _given(reckoning: Reckoning, labels: Labels) -> dict[tuple[str, str, str], Given]:
    sums: dict[tuple[str, str, str], dict[str, Fraction]] = {}
    for award in reckoning.awards:
        key = (award.credit, labels[award.source, award.period], award.resource)
        amounts = sums.setdefault(key, {})
        if award.value:
            amounts[award.unit] = amounts.get(award.unit, Fraction(0)) + (-award.value if award.bonus else award.value)
    undecided = {(each.credit, labels[each.source, each.period], each.resource) for each in reckoning.undecided}
    return {
        key: Given(
            {unit: Decimal(sum_.numerator) / sum_.denominator for unit, sum_ in sums.get(key, {}).items()},
            key in undecided,
        )
        for key in dict.fromkeys((*sums, *undecided))
        if sums.get(key) or key in undecided
    }


def _changed(
    before: Mapping[tuple[str, str, str], Value],
    after: Mapping[tuple[str, str, str], Value],
    told: Callable[[Value], object],
) -> Iterator[Changed[Value]]:
    """Yield what differs, in the order of the first side, then what only the second has."""
    for key in dict.fromkeys((*before, *after)):
        first, second = before.get(key), after.get(key)
        if first is None or second is None or told(first) != told(second):
            yield Changed(*key, first, second)
