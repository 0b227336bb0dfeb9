"""
Availability of a period: what counted, what did not and why, and whether the promise was kept.

Facts become claims (`sources`, `maintenance`), claims become how each component stands (`standing`), components become
the service (`composition`), the service is held against the minimum length (`held_time`), what counts within the
service window and the term is rounded and put into slots (`whole_steps`), and what is left becomes figures (`figures`).
Source of the rules: DESIGN §3, Availability; docs/decisions/0009. Arithmetic is on whole microseconds and whole
weights, so no rounding error decides a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from houvast.sla import maintenance, sources, walltime, whole_steps
from houvast.sla.agreement.availability_model import (
    AvailabilityTarget,
    CounterFigure,
    Counts,
    LengthOf,
    ProbeFigure,
    Source,
)
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.service_model import (
    PLANNED_MAINTENANCE,
    USUAL_MAINTENANCE,
    Composition,
    MaintenanceClass,
    Service,
)
from houvast.sla.columns import Flags, padded
from houvast.sla.composition import Cells, Part, composed
from houvast.sla.figures import Availability, Measured, availability, mean_of
from houvast.sla.held_time import (
    Counted,
    Held,
    Told,
    freed,
    happened,
    incidents_of,
    runs,
    spans_of,
    weighed,
)
from houvast.sla.maintenance import MaintenanceRules
from houvast.sla.outages import Counters, OutageKind, Outages, Probes, rows_of
from houvast.sla.periods import Period
from houvast.sla.reach import within_reach
from houvast.sla.sources import Tally
from houvast.sla.standing import NO_CLAIMS, NOTHING, Claims, Standing, WhyCounted
from houvast.sla.terms import NEVER, Micros, micros
from houvast.sla.windows import Windows


@dataclass(frozen=True, slots=True)
class Record:
    """What is known: outages, and counters and probes where they are measured."""

    outages: Outages
    counters: Counters | None = None
    probes: Probes | None = None


def judge(
    agreement: Agreement, target: AvailabilityTarget, period: Period, record: Record, *, as_of: datetime | None = None
) -> Availability:
    """
    Return the availability of a period as an agreement promises and counts it.

    record  facts of any time and any service: maintenance earlier in the year may use up a cap
    as_of   later facts have not happened yet, and what goes on ends here; None looks from the end of the period
    """
    service = agreement.services.get(target.service)
    if service is not None and service.members is not None and service.members.composition is Composition.MEAN_OF:
        alone = (replace(target, service=name, decimals=None) for name in service.members.names)
        parts = [judge(agreement, each, period, record, as_of=as_of) for each in alone]
        return mean_of(target, list(zip(service.members.weights, parts, strict=True)))
    return _Judgement(agreement, target, period, record, as_of).availability()


class _Judgement:
    """One target, one period, one record."""

    def __init__(
        self, agreement: Agreement, target: AvailabilityTarget, period: Period, record: Record, as_of: datetime | None
    ) -> None:
        self.agreement, self.target, self.period, self.record = agreement, target, period, record
        self.start, self.end = micros(period.span.start), micros(period.span.end)
        self.term = _term(agreement)
        self.now = self.end if as_of is None else micros(as_of)
        self.classes = agreement.maintenance or (USUAL_MAINTENANCE,)
        self.names = parts_of(agreement.services, target.service)
        self.outages = within_reach(
            record.outages, self.names, target, self.classes, start=self.start, end=self.end, now=self.now
        )
        self.until = _until(self.outages, self.now, so_far=as_of is not None)
        self.tallies: dict[str, list[Tally]] = {}
        self._offset = 0

    def availability(self) -> Availability:
        """Return the outcome."""
        outages = self.outages
        mine = {name: np.arange(len(outages))[rows_of(outages, name)] for name in self.names}
        whole = self._part(self.target.service, self._maintenance(mine), mine)
        cells = composed(whole, self.start, self.end)
        cells = cells.cut(self._edges(cells), whole.otherwise)
        return self._outcome(self._counting(cells), Told.of(whole, outages, self.classes))

    # -- from facts to cells --

    def _maintenance(self, mine: Mapping[str, NDArray[np.intp]]) -> Claims:
        outages, target = self.outages, self.target
        rows = np.sort(np.concatenate(list(mine.values())))
        # What takes no time is no event, and uses up no number of them.
        rows = rows[(outages.kind[rows] == OutageKind.MAINTENANCE) & (outages.start[rows] < self.until[rows])]
        if not len(rows):
            return NO_CLAIMS
        all_of_them = PLANNED_MAINTENANCE in target.exclude
        names = {kind.name for kind in self.classes if all_of_them or kind.name in target.exclude}
        rules = MaintenanceRules(self.classes, frozenset(names), self.agreement.calendars, self.agreement.timezone)
        excluded, _ = sources.is_excluded(outages, rows, target, self.classes)
        classed = np.array([_names_class(word, self.classes) for word in (*outages.cause.values, "")], dtype=bool)
        excluded &= ~classed[outages.cause.codes[rows]]
        by_cause = rows[excluded]
        return Claims.together(
            [
                maintenance.claims(outages, rows[~excluded], self.until, rules),
                Claims.of(
                    outages.start[by_cause], self.until[by_cause], Standing.SET_ASIDE, WhyCounted.CAUSE, row=by_cause
                ),
            ]
        )

    def _part(self, name: str, work: Claims, mine: Mapping[str, NDArray[np.intp]]) -> Part:
        """Return a service with its members; every part takes its own claims."""
        service = self.agreement.services.get(name)
        claims = Claims.together(
            [
                sources.of_outages(self.outages, mine[name], self.until, self.target, self.classes),
                work.rows(np.isin(work.row, mine[name])) if len(mine) > 1 else work,
                *self._measured(name),
                self._not_in_service(service),
            ]
        ).ranked()
        members = service.members if service is not None else None
        unsaid = Standing.UP if members is not None or Source.OUTAGES in self.target.sources else Standing.UNKNOWN
        offset, self._offset = self._offset, self._offset + len(claims)
        parts = tuple(self._part(each, work, mine) for each in members.names) if members is not None else ()
        return Part(name, claims, offset, unsaid, members, parts)

    def _measured(self, name: str) -> list[Claims]:
        found, target = [], self.target
        if Source.COUNTERS in target.sources and self.record.counters is not None:
            found.append(
                sources.of_counters(self.record.counters, rows_of(self.record.counters, name), target.counters)
            )
        if Source.PROBES in target.sources and self.record.probes is not None:
            excludes = PLANNED_MAINTENANCE in target.exclude
            rows = rows_of(self.record.probes, name)
            found.append(sources.of_probes(self.record.probes, rows, target.probes, excludes_maintenance=excludes))
        self.tallies[name] = [tally for _, tally in found]
        return [claims for claims, _ in found]

    def _edges(self, cells: Cells) -> Micros:
        """Return the instants between which all of the period counts alike, whatever happened."""
        rule, reach = self.target.downtime, np.array([self.start, self.end])
        by_what_counts = rule.minimum is not None and rule.minimum.of is LengthOf.COUNTED
        if by_what_counts or rule.rounded is not None or rule.slots is not None:
            # Of an outage or a slot that passes the edge of the period, what counts on both sides matters.
            reach = np.append(reach, cells.edges)
        start, end = int(reach.min()), int(reach.max())
        windows = self._windows(start, end)
        edges = np.concatenate([windows.opens, windows.closes, [*self.term, self.now]])
        return np.append(edges[(edges > start) & (edges < end)], [self.start, self.end])

    def _windows(self, start: int, end: int) -> Windows:
        return self.agreement.calendars[self.target.calendar].covering(start, end)

    def _not_in_service(self, service: Service | None) -> Claims:
        """Return what a service claims by the days between which it is in service."""
        if service is None:
            return NO_CLAIMS
        zone = self.agreement.timezone
        # An outage that passes the edge of the period is as long as the service was there.
        begin, over = self.outages.start.min(initial=self.start), self.until.max(initial=self.end)
        first = walltime.opening(service.since, 0, zone) if service.since else begin
        last = walltime.opening(service.until + timedelta(days=1), 0, zone) if service.until else over
        start, end = np.array([begin, last], dtype=np.int64), np.array([first, over], dtype=np.int64)
        return Claims.of(start, end, Standing.ABSENT, WhyCounted.NOT_IN_SERVICE)

    # -- what counts --

    def _counting(self, cells: Cells) -> Held:
        """Return the cells of the period: held against the minimum length, then in whole steps and slots."""
        rule, held = self.target.downtime, self._held(cells)
        if rule.rounded is not None or rule.slots is not None:
            held = whole_steps.regular(held, self._as_counted(held), rule)
        return held.within(self.start, self.end)

    def _held(self, cells: Cells) -> Held:
        """Return cells, and which of them the minimum length frees."""
        rule, free = self.target.downtime.minimum, np.zeros(len(cells.standing), dtype=bool)
        if rule is not None:
            down = self._counts if rule.of is LengthOf.COUNTED else happened
            cells, free = freed(cells, rule, down)
        excess = rule is not None and rule.counts is Counts.EXCESS
        why = np.where(free, WhyCounted.FIRST_MINUTES if excess else WhyCounted.SHORT, NOTHING).astype(np.int8)
        run = runs(happened(cells))
        # Maintenance that does not count is never too short to be told.
        with_all = np.where(free & (cells.standing != Standing.PLANNED), 0, cells.with_all)
        return Held(replace(cells, with_all=with_all), why, run, spans_of(cells.edges, run))

    def _counts(self, cells: Cells) -> Flags:
        counts: Flags = (cells.standing == Standing.DOWN) & self._is_inside(cells.edges[:-1])
        return counts

    def _is_inside(self, at: Micros) -> Flags:
        """Say which instants lie in the service window."""
        windows = self._windows(int(at.min(initial=self.start)), int(at.max(initial=self.end)))
        which = np.searchsorted(windows.opens, at, side="right") - 1
        inside: Flags = (which >= 0) & (at < padded(windows.closes, 0)[which])
        return inside

    def _as_counted(self, held: Held) -> NDArray[np.int8]:
        at, (first, last) = held.cells.edges[:-1], self.term
        counted = _AS_COUNTED[held.cells.standing]
        counted[(held.freed != NOTHING) & (counted == Counted.DOWN)] = Counted.UP
        counted[at >= self.now] = Counted.TO_COME
        counted[~self._is_inside(at)] = Counted.OUTSIDE
        counted[(held.cells.standing == Standing.ABSENT) | (at < first) | (at >= last)] = Counted.ABSENT
        return counted

    def _outcome(self, held: Held, told: Told) -> Availability:
        cells, counted = held.cells, self._as_counted(held)
        length = np.diff(cells.edges)
        weight = np.where(counted == Counted.DOWN, cells.weight, 0)
        known = counted <= Counted.EXCLUDED
        stretches = told.stretches(held, counted, weight, Source.OUTAGES in self.target.sources)
        measured = Measured(
            _sums(length, counted),
            downtime=weighed(length, weight),
            with_all=weighed(length, np.where(known, cells.with_all, 0)),
            events=self._events(cells.edges, counted <= Counted.DOWN),
            all_events=self._events(cells.edges, counted <= Counted.EXCLUDED),
        )
        incidents = incidents_of(held, counted == Counted.DOWN, weight, told)
        return availability(self.target, self.period, measured, stretches, incidents)

    def _events(self, edges: Micros, counts: Flags) -> tuple[int, int] | None:
        """Return good events and all events in the cells that count, where the figure is their share."""
        if not is_share_of_events(self.target):
            return None
        tally = Tally.together([each for tallies in self.tallies.values() for each in tallies])
        cell = np.clip(np.searchsorted(edges, tally.at, side="right") - 1, 0, len(counts) - 1)
        mine = (tally.at >= self.start) & (tally.at < self.end) & counts[cell]
        return int(tally.good[mine].sum()), int(tally.of[mine].sum())


_FOREVER = int(np.iinfo(np.int64).max)
_AS_COUNTED = np.array(
    [
        Counted.UNKNOWN,
        Counted.UP,
        Counted.EXCLUDED,
        Counted.DOWN,
        Counted.EXCLUDED,
        Counted.PLANNED,
        Counted.ABSENT,
    ],
    dtype=np.int8,
)
"""Standing → what it counts as, where nothing else decides."""


def is_share_of_events(target: AvailabilityTarget) -> bool:
    """Say whether a figure is a share of requests or of probes instead of a share of time."""
    by_count = Source.COUNTERS in target.sources and target.counters.figure is CounterFigure.TOTAL
    return by_count or (Source.PROBES in target.sources and target.probes.figure is ProbeFigure.SAMPLES)


def _term(agreement: Agreement) -> tuple[int, int]:
    """Return the first instant of the agreement, and the first after it."""
    until = agreement.effective_until
    first = walltime.opening(agreement.effective_from, 0, agreement.timezone)
    return first, walltime.opening(until + timedelta(days=1), 0, agreement.timezone) if until else _FOREVER


# -- facts ----------------------------------------------------------------------------------------------


def _sums(length: Micros, counted: NDArray[np.int8]) -> tuple[int, ...]:
    """Return how much counted as each thing."""
    sums = np.zeros(len(Counted), dtype=np.int64)
    np.add.at(sums, counted, length)
    return tuple(sums.tolist())


def parts_of(services: Mapping[str, Service], name: str) -> dict[str, None]:
    """Return a service, and all that it is made of, each once."""
    found = {name: None}
    members = services[name].members if name in services else None
    for each in members.names if members is not None else ():
        found |= parts_of(services, each)
    return found


def _until(outages: Outages, now: int, *, so_far: bool) -> Micros:
    """Return where each row ends: what goes on, now; and with `so_far` nothing that happened later."""
    end = np.where(outages.end == NEVER, now, outages.end)
    if not so_far:
        return end
    foretold = (outages.kind == OutageKind.MAINTENANCE) | (outages.kind == OutageKind.ABSENT)
    return np.where(foretold, end, np.minimum(end, now))


def _names_class(cause: str, classes: Sequence[MaintenanceClass]) -> bool:
    return any(kind.takes(cause) for kind in classes)
