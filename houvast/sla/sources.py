"""
What outages, counters and probes claim about a component.

Source of the rules: DESIGN §3, Availability, and the agreement: from which instant an outage counts, what degraded
service and a share of the users weigh, which causes are excluded, when a slot of requests or a row of failed probes is
down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.availability_model import (
    AvailabilityTarget,
    CounterRule,
    CountsFrom,
    DowntimeRule,
    Empty,
    ProbeRule,
    Since,
    Source,
)
from houvast.sla.agreement.service_model import PLANNED_MAINTENANCE, MaintenanceClass
from houvast.sla.columns import Flags
from houvast.sla.events import UNSAID, Rows
from houvast.sla.outages import ALL_USERS, Counters, OutageKind, Outages, Probes, ProbeState
from houvast.sla.standing import NO_CLAIMS, WHOLE, Claims, Standing, WhyCounted
from houvast.sla.terms import NEVER, Micros

# -- outages ------------------------------------------------------------------------------------------


def of_outages(
    outages: Outages, rows: Rows, end: Micros, target: AvailabilityTarget, classes: Collection[MaintenanceClass]
) -> Claims:
    """
    Return what rows of outages claim of one component; maintenance is `maintenance.claims`' affair.

    end  of every row of the table, also of what still goes on
    """
    kind = outages.kind[rows]
    parts = [
        _plain(outages, rows[kind == OutageKind.UNKNOWN], end, Standing.UNKNOWN, WhyCounted.GAP),
        _plain(outages, rows[kind == OutageKind.ABSENT], end, Standing.ABSENT, WhyCounted.NOT_IN_SERVICE),
        *_disturbances(
            outages, rows[(kind == OutageKind.OUTAGE) | (kind == OutageKind.DEGRADED)], end, target, classes
        ),
    ]
    return Claims.together(parts)


def is_excluded(
    outages: Outages, rows: Rows, target: AvailabilityTarget, classes: Collection[MaintenanceClass]
) -> tuple[Flags, Flags]:
    """
    Say which rows have an excluded cause that is proven where it must be; and which lack only the proof.

    classes  of maintenance: their names, where a target excludes them, are no causes of outages
    """
    left_out = set(target.exclude) - {PLANNED_MAINTENANCE, *(kind.name for kind in classes)}
    causes = [*outages.cause.values, ""]
    named = np.array([word in left_out for word in causes], dtype=bool)[outages.cause.codes[rows]]
    proof = np.array([word in target.proven for word in causes], dtype=bool)[outages.cause.codes[rows]]
    unproven = named & proof & (outages.evidence.codes[rows] < 0)
    return named & ~unproven, unproven


def _plain(outages: Outages, rows: Rows, end: Micros, standing: Standing, why: WhyCounted) -> Claims:
    return Claims.of(outages.start[rows], end[rows], standing, why, row=rows)


def _disturbances(
    outages: Outages, rows: Rows, end: Micros, target: AvailabilityTarget, classes: Collection[MaintenanceClass]
) -> Iterator[Claims]:
    rule = target.downtime
    start, too_early = _counted_from(outages, rows, end, rule.counts_from)
    yield Claims.of(outages.start[rows], start, Standing.UP, too_early, row=rows)
    excluded, unproven = is_excluded(outages, rows, target, classes)
    weight = _weights(outages, rows, rule)
    degraded = outages.kind[rows] == OutageKind.DEGRADED
    why = np.where(degraded, WhyCounted.DEGRADED, WhyCounted.OUTAGE)
    why[unproven] = WhyCounted.NO_EVIDENCE
    why[excluded] = WhyCounted.CAUSE
    measured = Source.OUTAGES in target.sources
    standing = np.full(len(rows), Standing.DOWN if measured else Standing.UNKNOWN, dtype=np.int8)
    standing[weight == 0] = Standing.UP
    standing[excluded] = Standing.EXCLUDED if measured else Standing.SET_ASIDE
    stated = Claims.of(start, end[rows], standing, why, weight=weight, row=rows)
    # Where outages are not what is measured, they only tell which of what was measured does not count.
    yield stated if measured else stated.rows(stated.standing == Standing.SET_ASIDE)


def _counted_from(
    outages: Outages, rows: Rows, end: Micros, counts_from: CountsFrom
) -> tuple[Micros, NDArray[np.int8] | WhyCounted]:
    """Return the instant from which each row counts, and why it did not before."""
    start = outages.start[rows]
    if counts_from is CountsFrom.START:
        return start, WhyCounted.NOTHING_RECORDED
    if counts_from is CountsFrom.DETECTED:
        return np.clip(outages.detected_at[rows], start, end[rows]), WhyCounted.BEFORE_DETECTED
    reported = outages.reported_at[rows]
    why = np.where(reported == NEVER, WhyCounted.NOT_REPORTED, WhyCounted.BEFORE_REPORTED).astype(np.int8)
    # What nobody reported does not count at all.
    return np.where(reported == NEVER, end[rows], np.clip(reported, start, end[rows])), why


def _weights(outages: Outages, rows: Rows, rule: DowntimeRule) -> NDArray[np.int64]:
    share = np.full(len(rows), ALL_USERS, dtype=np.int64)
    if rule.share:
        share = np.where(outages.share[rows] == NEVER, ALL_USERS, outages.share[rows])
    of_degraded = int(rule.degraded * (WHOLE // ALL_USERS))
    degraded = outages.kind[rows] == OutageKind.DEGRADED
    weights: NDArray[np.int64] = np.where(degraded, of_degraded, WHOLE // ALL_USERS) * share
    return weights


# -- counters -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """Events at instants: how many there were, and how many of them were good."""

    at: Micros
    of: NDArray[np.int64]
    good: NDArray[np.int64]

    @classmethod
    def together(cls, parts: Sequence[Tally]) -> Tally:
        """Return the events of several tallies."""
        names = ("at", "of", "good")
        return cls(*(np.concatenate([getattr(part, name) for part in parts] or [NO_CLAIMS.start]) for name in names))


def of_counters(counters: Counters, rows: slice, rule: CounterRule) -> tuple[Claims, Tally]:
    """Return what slots of requests claim, and their requests."""
    at, until, requests, errors = _slots_of(counters, rows, rule)
    empty = requests == 0
    weight = np.array(
        [_slot_weight(*slot, rule) for slot in zip(requests.tolist(), errors.tolist(), strict=True)], dtype=np.int64
    )
    standing = np.where(weight > 0, Standing.DOWN, Standing.UP)
    if rule.empty is Empty.LEFT_OUT:
        standing[empty] = Standing.SET_ASIDE
    why = np.where(empty, WhyCounted.EMPTY_SLOT, WhyCounted.ERROR_RATE)
    claims = Claims.of(at, until, standing, why, weight=weight)
    return claims, Tally(at, requests, requests - np.minimum(errors, requests))


def _slots_of(counters: Counters, rows: slice, rule: CounterRule) -> tuple[Micros, Micros, Micros, Micros]:
    """Return start, end, requests and errors of each slot; rows that count one answer each are added up."""
    at, requests, errors = counters.at[rows], counters.requests[rows], counters.errors[rows]
    until = at + counters.length[rows]
    answer = counters.answer[rows]
    if not (answer.codes != UNSAID).any():
        return at, until, requests, errors
    named = (rule.errors, rule.ignored)
    is_error, is_ignored = (np.isin(answer.codes, [answer.code(each) for each in words]) for words in named)
    slots, which = np.unique(np.stack([at, until]), axis=1, return_inverse=True)
    totals = np.zeros((2, slots.shape[1]), dtype=np.int64)
    for total, count in zip(totals, (requests, np.where(is_error, requests, errors)), strict=True):
        np.add.at(total, which.ravel(), np.where(is_ignored, 0, count))
    return slots[0], slots[1], totals[0], totals[1]


def _slot_weight(requests: int, errors: int, rule: CounterRule) -> int:
    """Return by how much a slot is down: by its error rate, or wholly above a limit; rates have fourteen decimals."""
    if not requests:
        return WHOLE if rule.empty is Empty.DOWN else 0
    if rule.down_above is None:
        return min(errors, requests) * WHOLE // requests
    return WHOLE if Fraction(errors * 100, requests) > rule.down_above else 0


# -- probes -------------------------------------------------------------------------------------------


def of_probes(probes: Probes, rows: slice, rule: ProbeRule, *, excludes_maintenance: bool) -> tuple[Claims, Tally]:
    """Return what probes claim: each speaks until the next one, at most as long as it holds."""
    at, state = probes.at[rows], probes.state[rows]
    if not len(at):
        return NO_CLAIMS, Tally(at, at, at)
    failed = state == ProbeState.DOWN
    if not excludes_maintenance:
        failed |= state == ProbeState.MAINTENANCE
    down = _confirmed(failed, rule)
    standing = np.where(down, Standing.DOWN, Standing.UP)
    standing[state == ProbeState.UNKNOWN] = Standing.UNKNOWN
    standing[(state == ProbeState.MAINTENANCE) & excludes_maintenance] = Standing.PLANNED
    why = np.where(failed & ~down, WhyCounted.UNCONFIRMED, WhyCounted.PROBE)
    until = np.append(at[1:], at[-1]) if rule.holds is None else _held(at, rule.holds)
    judged = (standing == Standing.UP) | (standing == Standing.DOWN)
    return Claims.of(at, until, standing, why), Tally(at, judged.astype(np.int64), (judged & ~down).astype(np.int64))


def _held(at: Micros, holds: int) -> Micros:
    """Return until when each probe speaks: the next one, at most for so long."""
    until = at + holds
    until[:-1] = np.minimum(until[:-1], at[1:])
    return until


def _confirmed(failed: NDArray[np.bool_], rule: ProbeRule) -> NDArray[np.bool_]:
    """Say at which probes the service is down: in a row of failures that is long enough, from its first or its last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], failed, [False]]).astype(np.int8)))
    down = np.zeros(len(failed), dtype=bool)
    for first, last in edges.reshape(-1, 2).tolist():
        if last - first >= rule.down_after:
            down[first if rule.since is Since.FIRST else first + rule.down_after - 1 : last] = True
    return down
