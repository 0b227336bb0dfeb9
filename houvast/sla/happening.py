"""At which rows of a log the events and moments that a clock names happen (docs/decisions/0005)."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from houvast.sla import columns
from houvast.sla.agreement.model import ClockRule, Happening, Moment
from houvast.sla.columns import Flags, flags, hold, shift
from houvast.sla.events import Events, Rows
from houvast.sla.facts import KINDS, OPENED
from houvast.sla.terms import EventKind


def kinds(rule: ClockRule) -> set[EventKind]:
    """Return the kinds of events that a clock looks at by name."""
    return {each.kind if isinstance(each, Moment) else each for each in (*rule.start, *rule.stop)}


def starts(rule: ClockRule, log: Events, rows: Rows) -> Flags:
    """Say at which rows what a clock names as its start happens; of `start_by_all`, the last of it."""
    return _all_of(rule.start, log, rows) if rule.start_by_all else _any_of(rule.start, log, rows)


def stops(rule: ClockRule, log: Events, rows: Rows) -> Flags:
    """Say at which rows what a clock names as its stop happens."""
    return _any_of(rule.stop, log, rows)


def says(log: Events, attribute: str, words: Collection[str]) -> Flags:
    """Say which rows say one of some words of an attribute."""
    column = log.attributes.get(attribute)
    if column is None:
        return np.zeros(len(log), dtype=bool)
    return columns.says(column, words)


def _any_of(named: Collection[Happening], log: Events, rows: Rows) -> Flags:
    kind = log.kind[rows]
    found: Flags = flags((each for each in named if not isinstance(each, Moment)), KINDS)[kind]
    for each in named:
        if isinstance(each, Moment):
            found |= _is_moment(each, log, rows)
    return found


def _all_of(named: Collection[Happening], log: Events, rows: Rows) -> Flags:
    """Say at which row the last of some events or moments happens to a ticket for the first time."""
    fresh = log.kind[rows] == OPENED
    complete: Flags = np.ones(len(rows), dtype=bool)
    for each in named:
        happens = _any_of([each], log, rows)
        complete &= hold(fresh | happens, happens)
    first: Flags = complete & ~shift(complete, fresh, False)
    return first


def _is_moment(moment: Moment, log: Events, rows: Rows) -> Flags:
    found: Flags = log.kind[rows] == moment.kind
    for name, words in moment.said:
        found &= says(log, name, words)[rows]
    return found
