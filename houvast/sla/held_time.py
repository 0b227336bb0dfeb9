"""
The stretches that explain a period, and the outages of the service in it.

Every stretch of the calendar counts as one thing for one reason; stretches join without gap and add up to the period,
to the microsecond (DESIGN §3, Explaining and Availability).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.availability_model import Counts, Minimum
from houvast.sla.agreement.service_model import MaintenanceClass
from houvast.sla.columns import Flags, changes, padded, where
from houvast.sla.composition import Cells, Part
from houvast.sla.outages import Outages
from houvast.sla.standing import NOTHING, WHOLE, Claims, Standing, WhyCounted
from houvast.sla.terms import Micros, Span, instant


class Counted(IntEnum):
    """What a stretch of the calendar counted as."""

    UP = 0
    DOWN = 1
    PLANNED = 2
    EXCLUDED = 3
    UNKNOWN = 4
    OUTSIDE = 5
    ABSENT = 6
    TO_COME = 7

    @property
    def word(self) -> str:
        """The word in JSON, e.g. `to-come`."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A stretch of the period that counted as one thing for one reason.

    weight       by how much it counted as down: 1 for all of it, 0 where it is not DOWN
    cause        as the facts say it; "" for none
    component    the service or member of which that was said; "" for none
    maintenance  name of the class that it kept to; "" for none
    """

    span: Span
    counted: Counted
    why: WhyCounted
    weight: Fraction
    cause: str = ""
    component: str = ""
    maintenance: str = ""


@dataclass(frozen=True, slots=True)
class Stretches:
    """
    All stretches of a period, in columns; they join without gap.

    edges  instants, one more than there are stretches
    """

    edges: Micros
    counted: NDArray[np.int8]
    why: NDArray[np.int8]
    weight: NDArray[np.int64]
    cause: NDArray[np.int32]
    component: NDArray[np.int32]
    maintenance: NDArray[np.int32]
    causes: tuple[str, ...]
    components: tuple[str, ...]
    classes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.counted)

    @property
    def lengths(self) -> Micros:
        """How long each lasts."""
        return np.diff(self.edges)

    def listed(self) -> list[Stretch]:
        """Return them as values."""
        causes, components, classes = ((*words, "") for words in (self.causes, self.components, self.classes))
        columns = (self.counted, self.why, self.weight, self.cause, self.component, self.maintenance)
        edges = [instant(at) for at in self.edges.tolist()]
        rows = zip(edges[:-1], edges[1:], *(column.tolist() for column in columns), strict=True)
        return [
            Stretch(
                Span(start, end),
                Counted(counted),
                WhyCounted(why),
                Fraction(weight, WHOLE),
                causes[cause],
                components[component],
                classes[label],
            )
            for start, end, counted, why, weight, cause, component, label in rows
        ]


@dataclass(frozen=True, slots=True)
class Incidents:
    """
    Outages of the service as they were, merged where they touch; those of which some counts in the period.

    start, end  of the whole outage, also where it passes the period's edge
    counted     microseconds of it that counted
    downtime    the same, weighed: microseconds × WHOLE
    cause       code in `causes` of its first claim, NOTHING where none was said
    """

    start: Micros
    end: Micros
    counted: Micros
    downtime: tuple[int, ...]
    cause: NDArray[np.int32]
    causes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start)

    def listed(self) -> list[Incident]:
        """Return them as values."""
        causes = (*self.causes, "")
        rows = zip(
            self.start.tolist(),
            self.end.tolist(),
            self.counted.tolist(),
            self.downtime,
            self.cause.tolist(),
            strict=True,
        )
        return [
            Incident(Span(instant(start), instant(end)), counted, Fraction(weighed, WHOLE), causes[cause])
            for start, end, counted, weighed, cause in rows
        ]


@dataclass(frozen=True, slots=True)
class Incident:
    """One outage of the service: its whole span, microseconds of it that counted, weighed, and the cause."""

    span: Span
    counted: int
    downtime: Fraction
    cause: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """Time that did not count: PLANNED with the class of maintenance, or EXCLUDED with the cause; microseconds."""

    counted: Counted
    name: str
    length: Fraction


_NO_INSTANTS, _NO_CODES = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
_NO_KINDS = np.empty(0, dtype=np.int8)
NO_INCIDENTS = Incidents(_NO_INSTANTS, _NO_INSTANTS, _NO_INSTANTS, (), _NO_CODES, ())
NO_STRETCHES = Stretches(
    _NO_INSTANTS, _NO_KINDS, _NO_KINDS, _NO_INSTANTS, _NO_CODES, _NO_CODES, _NO_CODES, (), (), ()
)  # fmt: skip


# -- outages of the service -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """
    Cells, held against the minimum length.

    freed  why a cell does not count although it may be down: WhyCounted, NOTHING where nothing frees it
    run    which outage of the service each cell belongs to, NOTHING for none
    spans  start and end of each outage, as it was
    """

    cells: Cells
    freed: NDArray[np.int8]
    run: NDArray[np.int64]
    spans: tuple[Micros, Micros]

    def within(self, start: int, end: int) -> Held:
        """Return the cells between two edges; outages keep their whole span."""
        first, last = np.searchsorted(self.cells.edges, [start, end])
        some = slice(int(first), int(last))
        return Held(self.cells.within(start, end), self.freed[some], self.run[some], self.spans)


def happened(cells: Cells) -> Flags:
    """Say which cells belong to an outage as it was, whether it counts or not."""
    return cells.raw > 0


def freed(cells: Cells, rule: Minimum, down: Callable[[Cells], Flags]) -> tuple[Cells, Flags]:
    """Return the cells, cut where an outage begins to count, and which of them do not count."""
    run = runs(down(cells))
    start, end = spans_of(cells.edges, run)
    enough = end - start >= rule.length if rule.inclusive else end - start > rule.length
    counts_at = np.where(enough, start, end)
    if rule.counts is Counts.EXCESS:
        counts_at = np.where(enough, start + rule.length, end)
        cells = cells.cut(counts_at, Standing.UNKNOWN)
        run = runs(down(cells))
    return cells, (run != NOTHING) & (cells.edges[:-1] < padded(counts_at, 0)[run])


def runs(down: Flags) -> NDArray[np.int64]:
    """Return, a cell, the number of the run of consecutive cells that it belongs to; NOTHING for none."""
    fresh = down.copy()
    fresh[1:] &= ~down[:-1]
    return np.where(down, np.cumsum(fresh) - 1, NOTHING)


def spans_of(edges: Micros, run: NDArray[np.int64]) -> tuple[Micros, Micros]:
    """Return where each run begins and ends."""
    belongs = run != NOTHING
    fresh, past = belongs.copy(), belongs.copy()
    fresh[1:] &= run[1:] != run[:-1]
    past[:-1] &= run[:-1] != run[1:]
    return edges[:-1][fresh], edges[1:][past]


def weighed(length: Micros, weight: NDArray[np.int64]) -> Fraction:
    """Return lengths × weights, in microseconds."""
    whole = weight == WHOLE
    some = (weight > 0) & ~whole
    # Products of weights pass 64 bits, so they are made one by one; most of what is down is so wholly.
    parts = sum(map(mul, length[some].tolist(), weight[some].tolist()))
    return int(length[whole].sum()) + Fraction(parts, WHOLE)


def incidents_of(held: Held, down: Flags, weight: NDArray[np.int64], told: Told) -> Incidents:
    """Return the outages of which some cells count as down."""
    # What rounding adds to an outage may go on when a later one is over.
    mine = where(down)
    mine = mine[np.argsort(held.run[mine], kind="stable")]
    length, run, weight = np.diff(held.cells.edges)[mine], held.run[mine], weight[mine]
    if not len(run):
        return replace(NO_INCIDENTS, causes=told.causes)
    fresh = changes(run)
    first = where(fresh)
    counted = np.add.reduceat(length, first)
    downtime = [each * WHOLE for each in counted.tolist()]
    less = where(weight != WHOLE)
    places = (np.cumsum(fresh) - 1)[less]
    # Products of weights pass 64 bits, so they are made one by one.
    for place, lasted, lacks in zip(
        places.tolist(), length[less].tolist(), (WHOLE - weight[less]).tolist(), strict=True
    ):
        downtime[place] -= lasted * lacks
    ids, cause = run[first], told.causes_of(held.cells.claim[mine][first])
    return Incidents(held.spans[0][ids], held.spans[1][ids], counted, tuple(downtime), cause, told.causes)


# -- told -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What stretches say of the claims behind them: cause, component, class of maintenance."""

    claims: Claims
    component: NDArray[np.int32]
    cause: NDArray[np.int32]
    causes: tuple[str, ...]
    components: tuple[str, ...]
    classes: tuple[str, ...]

    @classmethod
    def of(cls, whole: Part, outages: Outages, classes: Sequence[MaintenanceClass]) -> Told:
        """Return what the claims of all parts say."""
        parts = list(whole.each())
        claims = Claims.together(part.claims for part in parts)
        component = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part.claims) for part in parts])
        names = tuple(part.name for part in parts)
        said = padded(outages.cause.codes.astype(np.int32), NOTHING)
        return cls(claims, component, said, outages.cause.values, names, tuple(kind.name for kind in classes))

    def causes_of(self, claim: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the code of the cause behind each claim."""
        codes: NDArray[np.int32] = self.cause[padded(self.claims.row, NOTHING)[claim]]
        return codes

    def stretches(
        self, held: Held, counted: NDArray[np.int8], weight: NDArray[np.int64], from_outages: bool
    ) -> Stretches:
        """Return cells as stretches; neighbours that say the same are one."""
        claim = np.where(counted <= Counted.UNKNOWN, held.cells.claim, NOTHING)
        columns: dict[str, Any] = {
            "counted": counted,
            "why": self._why(held, counted, claim, from_outages),
            "weight": weight,
            "cause": self.causes_of(claim),
            "component": padded(self.component, NOTHING)[claim],
            "maintenance": padded(self.claims.label, NOTHING)[claim],
        }
        fresh = np.ones(len(counted), dtype=bool)
        fresh[1:] = np.any([column[1:] != column[:-1] for column in columns.values()], axis=0)
        edges = np.append(held.cells.edges[:-1][fresh], held.cells.edges[-1:])
        said = {name: column[fresh] for name, column in columns.items()}
        return Stretches(edges, **said, causes=self.causes, components=self.components, classes=self.classes)

    def _why(
        self, held: Held, counted: NDArray[np.int8], claim: NDArray[np.int32], from_outages: bool
    ) -> NDArray[np.int8]:
        why = padded(self.claims.why, WhyCounted.MEMBERS)[claim]
        unclaimed = claim == NOTHING
        why[unclaimed & (counted == Counted.UP)] = (
            WhyCounted.NOTHING_RECORDED if from_outages or len(self.components) == 1 else WhyCounted.MEMBERS
        )
        why[unclaimed & (counted == Counted.UNKNOWN)] = WhyCounted.NO_DATA
        np.copyto(why, held.freed, where=(held.freed != NOTHING) & (counted == Counted.UP))
        why[counted == Counted.OUTSIDE] = WhyCounted.OUTSIDE_HOURS
        why[counted == Counted.ABSENT] = WhyCounted.NOT_IN_SERVICE
        why[counted == Counted.TO_COME] = WhyCounted.NOT_YET
        return why


def excluded_by(stretches: Stretches) -> tuple[Excluded, ...]:
    """Return what was excluded, by class of maintenance and by cause."""
    sums: dict[tuple[int, str], int] = {}
    causes, classes = (*stretches.causes, ""), (*stretches.classes, "")
    left_out = where((stretches.counted == Counted.PLANNED) | (stretches.counted == Counted.EXCLUDED))
    columns = (stretches.counted, stretches.why, stretches.cause, stretches.maintenance, stretches.lengths)
    for counted, why, cause, label, length in zip(*(column[left_out].tolist() for column in columns), strict=True):
        name = classes[label] or causes[cause] or WhyCounted(why).word
        sums[counted, name] = sums.get((counted, name), 0) + length
    return tuple(Excluded(Counted(counted), name, Fraction(length)) for (counted, name), length in sorted(sums.items()))
