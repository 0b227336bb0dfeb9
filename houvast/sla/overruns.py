"""
Who used more than they promised: on a ticket whose promise to the customer is broken, several parties may have.

Each party's own clock says so, as their own agreement has it. Source: DESIGN §3, OLA and UC; docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from houvast.sla import clock
from houvast.sla.agreement.model import Agreement
from houvast.sla.clock import Clocks
from houvast.sla.columns import where
from houvast.sla.events import Events, Rows
from houvast.sla.terms import MICROSECOND, NEVER, Micros, Verdict


@dataclass(frozen=True, slots=True)
class Overruns:
    """
    Parties that used more than they promised, on tickets of which a clock was breached; in columns.

    promises  party, agreement and target: whose promise, and which
    clock     row of the breached clock; promise: place in `promises`
    used      microseconds of the party's own clock; promised: what they promised, which is less
    """

    promises: tuple[tuple[str, str, str], ...]
    clock: Rows
    promise: Rows
    used: Micros
    promised: Micros

    def rows(self) -> Iterator[Overrun]:
        """Yield each overrun as a value."""
        columns = (column.tolist() for column in (self.clock, self.promise, self.used, self.promised))
        for row, promise, used, promised in zip(*columns, strict=True):
            party, agreement, target = self.promises[promise]
            yield Overrun(row, party, agreement, target, (used - promised) * MICROSECOND)


@dataclass(frozen=True, slots=True)
class Overrun:
    """
    A party that used more than it promised, on a ticket of which a clock was breached.

    clock      row of the breached clock
    agreement  name of the internal agreement or contract; target: which of its promises
    over       how much more than promised
    """

    clock: int
    party: str
    agreement: str
    target: str
    over: timedelta


def overrun(
    found: Clocks, events: Events, agreement: Agreement, olas: Sequence[Agreement], *, as_of: datetime
) -> Overruns:
    """
    Return who used more than was agreed with them, on the tickets of breached clocks.

    found  the clocks of `agreement` on these events; only parties whose agreement supports a target are looked at
    """
    names, parts = list(agreement.targets), [_NO_OVERRUNS]
    promises: list[tuple[str, str, str]] = []
    for ola in olas:
        if ola.supports is None or ola.supports.agreement != agreement.name:
            continue
        theirs = clock.clocks(events, ola, as_of=as_of)
        for target, supporting in ola.supports.targets.items():
            for name in supporting if target in names else ():
                mine, others = _pairs(found, names.index(target), theirs, list(ola.targets).index(name))
                which = np.full(len(mine), len(promises), dtype=np.int64)
                parts.append((mine, which, theirs.elapsed[others], theirs.promised[others]))
                promises.append((ola.parties["provider"], ola.name, name))
    return Overruns(tuple(promises), *(np.concatenate(column) for column in zip(*parts, strict=True)))


_NO_OVERRUNS = (np.empty(0, dtype=np.int64),) * 4


def _pairs(ours: Clocks, target: int, theirs: Clocks, supporting: int) -> tuple[Rows, Rows]:
    """Return each breached clock of one target with each of another on its ticket, as far as their lives overlap."""
    mine, others = (
        where((clocks.target == code) & (clocks.verdict == Verdict.BREACHED))
        for clocks, code in ((ours, target), (theirs, supporting))
    )
    others = others[theirs.ticket[others].argsort(kind="stable")]
    low, after = (theirs.ticket[others].searchsorted(ours.ticket[mine], side=side) for side in ("left", "right"))
    number = after - low
    place = np.arange(number.sum()) - np.repeat(number.cumsum() - number - low, number)
    mine, others = mine.repeat(number), others[place]
    begun_late = (ours.stopped_at[mine] != NEVER) & (theirs.started_at[others] > ours.stopped_at[mine])
    ended_early = (theirs.stopped_at[others] != NEVER) & (theirs.stopped_at[others] < ours.started_at[mine])
    overlap = ~begun_late & ~ended_early
    return mine[overlap], others[overlap]
