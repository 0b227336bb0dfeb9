"""
Who holds a ticket: what the latest facts say of it.

A team holds what was last assigned to it, a supplier what waits for it; which attribute says so is the agreement's
choice (docs/decisions/0012).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from houvast.sla.columns import Flags, changes, hold, says, where
from houvast.sla.events import UNSAID, Codes, Column
from houvast.sla.facts import OPENED, Facts


def held(known: Facts, by: Mapping[str, tuple[str, ...]]) -> Flags:
    """Say, a row, whether every attribute of `by` has one of its words after that row."""
    found = np.ones(len(known.log), dtype=bool)
    for attribute, words in by.items():
        found &= says(Column(*latest_said(known, attribute)), words)
    return found


def latest_said(known: Facts, attribute: str) -> tuple[Codes, tuple[str, ...]]:
    """Return what an attribute of its ticket is after each row, as codes of words; UNSAID before it was said."""
    if attribute == "status":
        return known.status, known.statuses
    if attribute == "priority":
        return known.priority, known.priorities
    column = known.log.attributes.get(attribute)
    if column is None:
        return np.full(len(known.log), UNSAID, dtype=np.int8), ()
    return hold((known.log.kind == OPENED) | (column.codes != UNSAID), column.codes), column.values


def from_first_held(begins: Flags, running: Flags, holds: Flags, fresh: Flags) -> tuple[Flags, Flags]:
    """
    Return the turns of a clock whose cycles begin when they are first held; a cycle that never is, is none.

    begins, running  as the events of the clock make them, a row
    holds            whether the ticket is held after the row; fresh: the row opens a ticket
    """
    cycle = (begins | fresh).cumsum()
    counting = where(running & holds)
    begun = np.zeros(len(running), dtype=bool)
    begun[counting[changes(cycle[counting])]] = True
    return begun, running & hold(begins | fresh | begun, begun)
