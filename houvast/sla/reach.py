"""
Which rows of a record can matter to a period.

Rows that touch, one after another, may be one outage or one event of maintenance, however far it reaches outside the
period (docs/decisions/0009); so a chain of rows matters as a whole, or not at all. What is left out changes nothing:
the cost of a month does not grow with the years that were recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.availability_model import AvailabilityTarget, DowntimeRule, Source
from houvast.sla.agreement.service_model import MaintenanceClass
from houvast.sla.columns import where
from houvast.sla.events import Rows
from houvast.sla.outages import OutageKind, Outages, rows_of
from houvast.sla.terms import NEVER, Micros


def within_reach(
    outages: Outages,
    names: Collection[str],
    target: AvailabilityTarget,
    classes: Sequence[MaintenanceClass],
    *,
    start: int,
    end: int,
    now: int,
) -> Outages:
    """
    Return the rows of some services that can matter to the period from start to end, in their order.

    now  where rows end that still go on
    """
    mine = _rows(outages, names)
    if target.sources != (Source.OUTAGES,):
        # A slot or a probe may join an outage to the next.
        return outages.rows(mine)
    first, last = _stretched(outages.start[mine], outages.end[mine], target.downtime, now)
    kept = _touching(first, last, start, end)
    if any(kind.times is not None or kind.time is not None for kind in classes):
        # Maintenance of any time may have used up a cap.
        kept |= outages.kind[mine] == OutageKind.MAINTENANCE
    return outages.rows(where(kept) + mine.start if isinstance(mine, slice) else mine[kept])


def _rows(outages: Outages, names: Collection[str]) -> slice | Rows:
    slices = [rows_of(outages, name) for name in names]
    if len(slices) == 1:
        return slices[0]
    return np.sort(np.concatenate([np.arange(each.start, each.stop) for each in slices]))


def _stretched(start: Micros, end: Micros, rule: DowntimeRule, now: int) -> tuple[Micros, Micros]:
    """Return from when to when each row may count, with what rounding and slots can add."""
    slot = rule.slots.length if rule.slots is not None else 0
    more = slot + (rule.rounded.unit if rule.rounded is not None else 0)
    until = np.maximum(np.where(end == NEVER, now, end), start)
    return start - slot, until + more


def _touching(start: Micros, end: Micros, first: int, last: int) -> NDArray[np.bool_]:
    """Say which stretches belong to a chain, each touching another, that touches [first, last]."""
    kept = np.zeros(len(start), dtype=bool)
    if not len(start):
        return kept
    order = np.argsort(start, kind="stable")
    begins, reach = start[order], np.maximum.accumulate(end[order])
    heads = np.flatnonzero(np.concatenate([[True], begins[1:] > reach[:-1]]))
    tails = np.append(heads[1:], len(start))
    hit = (begins[heads] <= last) & (reach[tails - 1] >= first)
    kept[order] = np.repeat(hit, tails - heads)
    return kept
