"""
Downtime in whole steps: each outage of a service rounded to a length, and slots of the clock.

It is what the minimum length left that is rounded, and what was rounded that is put into slots; both are about the
service, not about its components. What they add counts, what they take off is up (docs/decisions/0009, rules 15
to 19).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.availability_model import DowntimeRule, How, SlotDown, Slots, Steps
from houvast.sla.columns import Flags, changes, padded, where
from houvast.sla.composition import Cells, Weights
from houvast.sla.held_time import Counted, Held, runs, spans_of
from houvast.sla.standing import NOTHING, Claims, Standing, Timeline, WhyCounted, among, edges_of
from houvast.sla.terms import Micros

Places = NDArray[np.intp]

_MASKED = (Standing.SET_ASIDE, Standing.PLANNED)


def regular(held: Held, counted: NDArray[np.int8], rule: DowntimeRule) -> Held:
    """
    Return the cells with their downtime rounded and in slots, where that was agreed.

    counted  what each cell counts as, also outside the period
    """
    downtime = _Downtime.of(held, counted)
    if rule.rounded is not None:
        downtime = _rounded(downtime, rule.rounded)
    if rule.slots is not None:
        downtime = _in_slots(downtime, rule.slots)
    return downtime.held_of(held)


@dataclass(frozen=True, slots=True)
class _Downtime:
    """
    By how much a service is down, from edge to edge.

    weight    what counts
    with_all  what would count if nothing were excluded
    raw       as it was, without what the minimum took away; its runs are outages
    inside    in the service window and the term, and not to come
    open      inside, and not under what goes before all downtime
    cell      which of the cells it is a part of, NOTHING beyond them
    source    the cell whose downtime counts in it
    """

    edges: Micros
    weight: Weights
    with_all: Weights
    raw: Weights
    inside: Flags
    open: Flags
    cell: Places
    source: Places

    @classmethod
    def of(cls, held: Held, counted: NDArray[np.int8]) -> _Downtime:
        cells, inside = held.cells, counted <= Counted.UNKNOWN
        cell = np.arange(len(counted))
        return cls(
            cells.edges,
            np.where(counted == Counted.DOWN, cells.weight, 0),
            np.where(counted <= Counted.EXCLUDED, cells.with_all, 0),
            np.where(held.freed == NOTHING, cells.raw, 0),
            inside,
            inside & ~among(cells.standing, _MASKED),
            cell,
            cell,
        )

    def cut(self, at: Micros) -> _Downtime:
        """Return the same with more edges."""
        edges = edges_of(self.edges, at)
        which = np.searchsorted(self.edges, edges[:-1], side="right") - 1
        which[which >= len(self.cell)] = NOTHING
        numbers = (padded(column, 0)[which] for column in (self.weight, self.with_all, self.raw))
        flags = (padded(column, False)[which] for column in (self.inside, self.open))
        places = (padded(column, NOTHING)[which] for column in (self.cell, self.source))
        return _Downtime(edges, *numbers, *flags, *places)

    def held_of(self, held: Held) -> Held:
        """Return cells that are down where this is."""
        cells, down = held.cells, self.weight > 0

        def own(column: NDArray[Any], beyond: int) -> NDArray[Any]:
            return padded(column, beyond)[self.cell]

        def said(column: NDArray[Any]) -> NDArray[Any]:
            return padded(column, NOTHING)[np.where(down, self.source, self.cell)]

        taken_off = ~down & (own(cells.standing, Standing.UNKNOWN) == Standing.DOWN)
        freed = own(held.freed, NOTHING)
        freed[taken_off & (freed == NOTHING)] = WhyCounted.ROUNDED
        freed[down] = NOTHING
        standing = np.where(down, Standing.DOWN, own(cells.standing, Standing.UNKNOWN)).astype(np.int8)
        regular = Cells(self.edges, standing, self.weight, self.with_all, own(cells.raw, 0), said(cells.claim))
        return Held(regular, freed, said(held.run), held.spans)


# -- rounding -----------------------------------------------------------------------------------------


def _rounded(downtime: _Downtime, steps: Steps) -> _Downtime:
    """Return outages with whole lengths; what is added counts as their last instant did."""
    start, end = spans_of(downtime.edges, runs(downtime.raw > 0))
    until = start + rounded(end - start, steps)
    last = np.searchsorted(downtime.edges, end) - 1
    kept = _ended(downtime.cut(until), until)
    weight, which = _added(kept.edges, end, until, downtime.weight[last])
    with_all, _ = _added(kept.edges, end, until, downtime.with_all[last])
    more = kept.open & (weight > kept.weight)
    return replace(
        kept,
        weight=np.where(more, weight, kept.weight),
        with_all=np.where(kept.inside, np.maximum(with_all, kept.with_all), kept.with_all),
        raw=np.maximum(weight, kept.raw),
        source=np.where(more, padded(downtime.source[last], NOTHING)[which], kept.source),
    )


def _ended(downtime: _Downtime, until: Micros) -> _Downtime:
    """Return outages without what lies after some instants, one for each."""
    run = runs(downtime.raw > 0)
    stays = (run == NOTHING) | (downtime.edges[:-1] < padded(until, 0)[run])
    weight, with_all, raw = (
        np.where(stays, column, 0) for column in (downtime.weight, downtime.with_all, downtime.raw)
    )
    return replace(downtime, weight=weight, with_all=with_all, raw=raw)


def _added(edges: Micros, start: Micros, end: Micros, weight: Weights) -> tuple[Weights, Places]:
    """Return the weight of what is added in each cell, and to which outage; the heaviest where several overlap."""
    added = Claims.of(start, end, Standing.DOWN, WhyCounted.ROUNDED, weight=weight, row=np.arange(len(start))).ranked()
    timeline = Timeline.of(added)
    claim = timeline.spread(timeline.claim, edges, np.int32(NOTHING))
    return padded(added.weight, 0)[claim], padded(added.row, NOTHING)[claim]


def rounded(length: Micros, steps: Steps) -> Micros:
    """Return lengths rounded to whole steps."""
    whole, rest = np.divmod(length, steps.unit)
    match steps.how:
        case How.DOWN:
            more = np.zeros(len(length), dtype=bool)
        case How.UP:
            more = rest > 0
        case How.HALF_UP:
            more = 2 * rest >= steps.unit
        case How.HALF_EVEN:
            more = (2 * rest > steps.unit) | ((2 * rest == steps.unit) & (whole % 2 == 1))
    return (whole + more) * steps.unit


# -- slots --------------------------------------------------------------------------------------------


def _in_slots(downtime: _Downtime, slots: Slots) -> _Downtime:
    """Return downtime in slots: all of those with any of it, or only those that are full of it."""
    downtime = downtime.cut(_slot_edges(downtime, slots.length))
    fresh = changes(downtime.edges[:-1] // slots.length)
    first, slot = where(fresh), np.cumsum(fresh) - 1
    return _any(downtime, first, slot) if slots.down is SlotDown.ANY else _full(downtime, first, slot)


def _slot_edges(downtime: _Downtime, length: int) -> Micros:
    """Return the edges of the slots that downtime enters or leaves; between them it is the same, slot after slot."""
    some = (downtime.weight > 0) | (downtime.with_all > 0)
    at = np.concatenate([downtime.edges[:-1][some], downtime.edges[1:][some]])
    return np.concatenate([at // length * length, -(-at // length) * length])


def _any(downtime: _Downtime, first: Places, slot: Places) -> _Downtime:
    heaviest = np.maximum.reduceat(downtime.weight, first)[slot]
    with_all = np.maximum.reduceat(downtime.with_all, first)[slot]
    more = downtime.open & (heaviest > downtime.weight)
    cell = np.where(downtime.weight == heaviest, np.arange(len(slot)), len(slot))
    from_cell = np.minimum.reduceat(cell, first)[slot]
    return replace(
        downtime,
        weight=np.where(more, heaviest, downtime.weight),
        with_all=np.where(downtime.inside, with_all, 0),
        source=np.where(more, downtime.source[from_cell], downtime.source),
    )


def _full(downtime: _Downtime, first: Places, slot: Places) -> _Downtime:
    weight, with_all = (
        np.minimum(column, np.minimum.reduceat(np.maximum(column, downtime.raw), first)[slot])
        for column in (downtime.weight, downtime.with_all)
    )
    return replace(downtime, weight=weight, with_all=with_all)
