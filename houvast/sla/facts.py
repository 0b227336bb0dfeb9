"""What tickets are in after each fact, for all clocks alike: settled or not, status, priority."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.model import PriorityModel
from houvast.sla.columns import Flags, flags, hold, shift
from houvast.sla.events import UNSAID, Codes, Events
from houvast.sla.terms import EventKind

# As plain numbers: a member of an enum costs a look-up in Python at every mention.
OPENED = int(EventKind.OPENED)
REOPENED = int(EventKind.REOPENED)
RESOLVED = int(EventKind.RESOLVED)
CLOSED = int(EventKind.CLOSED)
CANCELLED = int(EventKind.CANCELLED)
MERGED = int(EventKind.MERGED)
STATUS = int(EventKind.STATUS)
KINDS = len(EventKind)

SETTLING = (RESOLVED, CLOSED, CANCELLED, MERGED)
BEGINNING = (OPENED, REOPENED)


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What the tickets of a log are in after each of its rows.

    settled   before the row: resolved, closed, cancelled or merged, and not reopened since
    status    code of the status that pauses look at, UNSAID for none
    priority  code of the priority in `priorities`
    """

    log: Events
    settled: Flags
    status: Codes
    statuses: tuple[str, ...]
    priority: Codes
    priorities: tuple[str, ...]


def facts(log: Events, model: PriorityModel) -> Facts:
    """Return what holds at each row of a log, for all clocks alike."""
    settled = shift(latest(log.kind, SETTLING, BEGINNING), log.kind == OPENED, False)
    status, statuses = _status(log, settled)
    return Facts(log, settled, status, statuses, _priority(log, model), priorities(log, model))


def priorities(log: Events, model: PriorityModel) -> tuple[str, ...]:
    """Return the words that codes of priorities stand for: the agreement's own first, then what else a log says."""
    words = [*model.levels, model.default, *(word for row in model.matrix.values() for word in row.values())]
    words += [rule.priority for rule in model.rules]
    said = log.attributes["priority"].values if "priority" in log.attributes else ()
    return tuple(dict.fromkeys([*words, *said]))


def latest(kind: NDArray[np.int8], on: Collection[int], off: Collection[int]) -> Flags:
    """Return, a row, whether the latest of some events (that row included) is one of `on`."""
    return hold(flags({*on, *off}, KINDS)[kind], flags(on, KINDS)[kind])


def _status(log: Events, settled: Flags) -> tuple[Codes, tuple[str, ...]]:
    column = log.attributes.get("status")
    if column is None:
        return np.full(len(log), UNSAID, dtype=np.int8), ()
    says = (log.kind == STATUS) & ~settled & (column.codes != UNSAID)
    clears = flags({*SETTLING, *BEGINNING}, KINDS)[log.kind]
    codes = np.where((log.kind == STATUS) | (log.kind == OPENED), column.codes, UNSAID)
    return hold(says | clears, codes), column.values


def _priority(log: Events, model: PriorityModel) -> Codes:
    said = log.attributes.get("priority")
    names = priorities(log, model)
    opened = log.kind == OPENED
    codes = _by_rules(log, model, names, _by_matrix(log, model, names))
    says = opened.copy()
    for name in {"impact", "urgency", *(name for rule in model.rules for name in rule.when)}:
        if name in log.attributes:
            says |= log.attributes[name].codes != UNSAID
    if said is not None:
        translated = np.array([*(names.index(word) for word in said.values), UNSAID], dtype=np.int32)
        explicit = said.codes != UNSAID
        codes = np.where(explicit, translated[said.codes], codes)
        says |= explicit
    return hold(says, codes)


def _by_rules(log: Events, model: PriorityModel, names: tuple[str, ...], otherwise: Codes) -> Codes:
    """Return, a row, the priority of the first rule that holds for what was said last; `otherwise` where none does."""
    codes = otherwise
    for rule in reversed(model.rules):
        holds = np.ones(len(log), dtype=bool)
        for name, words in rule.when.items():
            holds &= _in_force(log, model, name, words)
        codes = np.where(holds, np.int32(names.index(rule.priority)), codes)
    return codes


def _in_force(log: Events, model: PriorityModel, name: str, words: Collection[str]) -> Flags:
    """Say at which rows the latest word for an attribute is one of some words, or a number that stands for one."""
    column = log.attributes.get(name)
    if column is None:
        return np.zeros(len(log), dtype=bool)
    meant = (code for code, word in enumerate(column.values) if word in words or model.level(name, word) in words)
    good = flags(meant, len(column.values))
    return hold((log.kind == OPENED) | (column.codes != UNSAID), good[column.codes])


def _by_matrix(log: Events, model: PriorityModel, names: tuple[str, ...]) -> Codes:
    """Return, a row, the priority that the latest impact and urgency give."""
    default = np.array(names.index(model.default), dtype=np.int32)
    if not model.matrix or "impact" not in log.attributes or "urgency" not in log.attributes:
        return np.broadcast_to(default, len(log))
    opened = log.kind == OPENED
    impact, urgency = (log.attributes[name] for name in ("impact", "urgency"))
    table = np.array(
        [[names.index(model.of(i, u)) for u in (*urgency.values, None)] for i in (*impact.values, None)], dtype=np.int32
    )
    known = [hold(opened | (column.codes != UNSAID), column.codes) for column in (impact, urgency)]
    found: Codes = table[known[0], known[1]]
    return found
