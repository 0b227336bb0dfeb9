"""
Members → the service they make.

What is unknown or excluded of a member is tried both ways, as up and as down: where the service is the same either
way, that is how it stands; where it is not, it is unknown, or excluded (DESIGN §3, Availability).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.service_model import Composition, Members
from houvast.sla.columns import Flags, padded
from houvast.sla.standing import NOTHING, WHOLE, Claims, Standing, Timeline, among, edges_of
from houvast.sla.terms import Micros

Weights = NDArray[np.int64]

_EXCLUDED = (Standing.EXCLUDED, Standing.SET_ASIDE, Standing.PLANNED)
_OVERRULING = (Standing.SET_ASIDE, Standing.PLANNED)
_HAPPENED = (Standing.EXCLUDED, Standing.DOWN)
_DOWN_OR_EXCLUDED = (Standing.DOWN, *_EXCLUDED)


@dataclass(frozen=True)
class Part:
    """
    A component, or a service of members, with what is claimed of itself.

    claims     ranked
    offset     place of the first of them among the claims of all parts
    otherwise  how it stands where nothing is claimed
    """

    name: str
    claims: Claims
    offset: int
    otherwise: Standing
    members: Members | None = None
    parts: tuple[Part, ...] = ()

    @cached_property
    def timeline(self) -> Timeline:
        """The claim that holds from edge to edge."""
        return Timeline.of(self.claims)

    @cached_property
    def raw(self) -> Timeline:
        """The outage as it was: what is down or excluded by its cause, whatever maintenance went on."""
        kept = among(self.claims.standing, (Standing.EXCLUDED, Standing.DOWN, Standing.ABSENT))
        return self.timeline if kept.all() else Timeline.of(self.claims, kept)

    @property
    def says_unknown(self) -> bool:
        """Whether it may be unknown how it stands by its own claims."""
        return self.otherwise is Standing.UNKNOWN or bool((self.claims.standing == Standing.UNKNOWN).any())

    def each(self) -> Iterator[Part]:
        """Yield this part and all that it is made of."""
        yield self
        for part in self.parts:
            yield from part.each()

    def standing(self, timeline: Timeline) -> NDArray[np.int8]:
        """Return how it stands by its own claims, a cell of its own timeline."""
        return padded(self.claims.standing, self.otherwise)[timeline.claim]

    def weight(self, timeline: Timeline) -> Weights:
        """Return the weight of its own claim, a cell of its own timeline; 0 where none is made."""
        return padded(self.claims.weight, 0)[timeline.claim]


@dataclass(frozen=True, slots=True)
class Cells:
    """
    A service from each edge to the next.

    standing  Standing
    weight    by how much it is down
    with_all  by how much it would be down if nothing were excluded
    raw       by how much it was down as things went, whatever maintenance went on; runs of it are outages
    claim     the one that says so, among the claims of all parts; NOTHING for none
    """

    edges: Micros
    standing: NDArray[np.int8]
    weight: Weights
    with_all: Weights
    raw: Weights
    claim: NDArray[np.int32]

    def cut(self, at: Micros, otherwise: Standing) -> Cells:
        """Return the same with more edges; beyond the ends nothing is claimed."""
        edges = edges_of(self.edges, at)
        which = np.searchsorted(self.edges, edges[:-1], side="right") - 1
        which[which >= len(self.standing)] = NOTHING
        return Cells(
            edges,
            padded(self.standing, otherwise)[which],
            padded(self.weight, 0)[which],
            padded(self.with_all, 0)[which],
            padded(self.raw, 0)[which],
            padded(self.claim, NOTHING)[which],
        )

    def within(self, start: int, end: int) -> Cells:
        """Return the cells between two edges."""
        first, last = np.searchsorted(self.edges, [start, end])
        some = slice(int(first), int(last))
        return Cells(
            self.edges[first : last + 1],
            self.standing[some],
            self.weight[some],
            self.with_all[some],
            self.raw[some],
            self.claim[some],
        )


def composed(part: Part, start: int, end: int) -> Cells:
    """Return how a service stands from edge to edge of all that is claimed of it and its members, and of a period."""
    if part.members is None:
        return _by_itself(part, part.timeline.edges)
    # Where nothing is claimed of any member, the members say how the service stands: it may be unknown.
    period = np.array([start, end], dtype=np.int64)
    return _of_members(part, edges_of(period, *(each.timeline.edges for each in part.each())))


def _by_itself(part: Part, edges: Micros) -> Cells:
    if not len(edges):
        nothing = np.empty(0, dtype=np.int64)
        return Cells(edges, nothing.astype(np.int8), nothing, nothing, nothing, nothing.astype(np.int32))
    standing, weight = part.standing(part.timeline), part.weight(part.timeline)
    down = np.where(standing == Standing.DOWN, weight, 0)
    with_all = np.where(among(standing, _DOWN_OR_EXCLUDED), weight, 0)
    claim = np.where(part.timeline.claim == NOTHING, NOTHING, part.timeline.claim + part.offset).astype(np.int32)
    return Cells(edges, standing, down, with_all, _raw(part, edges), claim)


def _raw(part: Part, edges: Micros) -> Weights:
    standing = part.standing(part.raw)
    happened = np.where(among(standing, _HAPPENED), part.weight(part.raw), 0)
    return part.raw.spread(happened, edges, 0)


def _of_members(part: Part, edges: Micros) -> Cells:
    best = _Trial(edges, unknown=0, excluded=False).down(part)
    with_all = _Trial(edges, unknown=0, excluded=True).down(part)
    worst, unknown_only = with_all, best
    if any(each.says_unknown for each in part.each()):
        worst = _Trial(edges, unknown=WHOLE, excluded=True).down(part)
        unknown_only = _Trial(edges, unknown=WHOLE, excluded=False).down(part)
    is_sure = best == worst
    is_known = (best == unknown_only) & (with_all == worst)
    absent = _absent(part, edges)
    standing = np.where(is_sure, np.where(best > 0, Standing.DOWN, Standing.UP), Standing.UNKNOWN).astype(np.int8)
    standing[~is_sure & is_known] = Standing.EXCLUDED
    standing[absent] = Standing.ABSENT
    down = np.where(standing == Standing.DOWN, best, 0)
    standing, claim = _told(part, edges, standing, down)
    return Cells(edges, standing, down, with_all, _Trial(edges, raw=True).down(part), claim)


@dataclass(frozen=True, slots=True)
class _Trial:
    """
    By how much everything is down, if what is unknown weighs `unknown` and what is excluded counts or not.

    raw  what happened, instead
    """

    edges: Micros
    unknown: int = 0
    excluded: bool = False
    raw: bool = False

    def down(self, part: Part) -> Weights:
        own = _raw(part, self.edges) if self.raw else self._own(part)
        if part.members is None:
            return own
        absent = [_absent(each, self.edges) for each in part.parts]
        down = _counted_together(part.members, [self.down(each) for each in part.parts], absent)
        if self.raw:
            return np.maximum(own, down)
        standing = part.timeline.spread(part.standing(part.timeline), self.edges, np.int8(Standing.UP))
        # Maintenance of a service as a whole holds for its members too.
        return np.where(among(standing, _OVERRULING), own, np.maximum(own, down))

    def _own(self, part: Part) -> Weights:
        standing, weight = part.standing(part.timeline), part.weight(part.timeline)
        counts = _DOWN_OR_EXCLUDED if self.excluded else (Standing.DOWN,)
        down = np.where(among(standing, counts), weight, 0)
        down[standing == Standing.UNKNOWN] = self.unknown
        otherwise = self.unknown if part.otherwise is Standing.UNKNOWN else 0
        return part.timeline.spread(down, self.edges, otherwise)


def _counted_together(members: Members, down: Sequence[Weights], absent: Sequence[Flags]) -> Weights:
    """Return by how much members are down together; those that are not in service do not take part."""
    match members.composition:
        case Composition.ALL_OF:
            return _smallest(np.where(gone, WHOLE, weight) for weight, gone in zip(down, absent, strict=True))
        case _:
            present = (np.where(gone, 0, weight) for weight, gone in zip(down, absent, strict=True))
            return _largest(present, members.how_many if members.composition is Composition.AT_LEAST else 1)


def _smallest(columns: Iterable[Weights]) -> Weights:
    found = None
    for column in columns:
        found = column if found is None else np.minimum(found, column)
    assert found is not None  # noqa: S101  (a service has members)
    return found


def _largest(columns: Iterable[Weights], rank: int) -> Weights:
    """Return the rank-th largest of some columns, a row: that many members are down by at least so much."""
    held: list[Weights] = []
    for column in columns:
        for place, above in enumerate(held):
            held[place], column = np.maximum(above, column), np.minimum(above, column)
        if len(held) < rank:
            held.append(column)
    return held[-1]


def _absent(part: Part, edges: Micros) -> Flags:
    """Say where a part is not in service: it says so, or too few of its members are."""
    own = part.timeline.spread(part.standing(part.timeline) == Standing.ABSENT, edges, False)
    if part.members is None:
        return own
    present = np.zeros(len(edges) - 1, dtype=np.int32)
    for each in part.parts:
        present += ~_absent(each, edges)
    return own | (present < part.members.in_service)


def _told(
    part: Part, edges: Micros, standing: NDArray[np.int8], down: Weights
) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """Return which claim explains each cell: of the first part that stands as the service does."""
    claim = np.full(len(standing), NOTHING, dtype=np.int32)
    standing = standing.copy()
    for each in part.each():
        timeline = each.timeline
        theirs = timeline.spread(each.standing(timeline), edges, np.int8(each.otherwise))
        weight = timeline.spread(each.weight(timeline), edges, 0)
        index = timeline.spread(timeline.claim, edges, np.int32(NOTHING))
        same = (theirs == standing) & ((standing != Standing.DOWN) | (weight == down))
        planned = among(theirs, _OVERRULING) & (standing == Standing.EXCLUDED)
        fits = (claim == NOTHING) & (index != NOTHING) & (standing != Standing.UP) & (same | planned)
        claim[fits] = index[fits] + each.offset
        standing[fits & planned] = theirs[fits & planned]
    return standing, claim
