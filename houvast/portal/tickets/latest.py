"""What the log of a ticket last said: its phase, its status, its attributes. Logs come from `queries.events_of`."""

from __future__ import annotations

import numpy as np

from houvast.portal.tickets.phase import PHASE_AFTER, Phase
from houvast.sla.agreement.model import PriorityModel
from houvast.sla.events import UNSAID, Codes, Events
from houvast.sla.facts import facts
from houvast.sla.terms import EventKind

NO_PRIORITIES = PriorityModel(matrix={}, default="", levels=())
"""Where nothing was agreed: a priority is what an event says it is."""


def phases(log: Events) -> dict[int, Phase]:
    """Return the phase of each ticket, by key; merged is for ever."""
    found: dict[int, Phase] = {}
    telling = np.isin(log.kind, list(PHASE_AFTER))
    for code, kind in zip(log.ticket[telling].tolist(), log.kind[telling].tolist(), strict=True):
        ticket = int(log.tickets[code])
        if found.get(ticket) is not Phase.MERGED:
            found[ticket] = PHASE_AFTER[EventKind(kind)]
    return found


def words(log: Events, attribute: str) -> dict[int, str]:
    """Return, by key, what each ticket's log last said of an attribute; tickets that never said are left out."""
    column = log.attributes.get(attribute)
    if column is None:
        return {}
    said = column.codes != UNSAID
    last = dict(zip(log.ticket[said].tolist(), column.codes[said].tolist(), strict=True))
    return {int(log.tickets[ticket]): column.values[code] for ticket, code in last.items()}


def statuses_and_priorities(log: Events, model: PriorityModel) -> tuple[dict[int, str], dict[int, str]]:
    """Return, by key, each ticket's status as pauses see it ('' for none), and its priority."""
    if not len(log):
        return {}, {}
    known = facts(log, model)
    last = np.flatnonzero(np.diff(log.ticket, append=-1))
    keys = [int(log.tickets[code]) for code in log.ticket[last].tolist()]
    return (
        dict(zip(keys, _spelled(known.status[last], known.statuses), strict=True)),
        dict(zip(keys, _spelled(known.priority[last], known.priorities), strict=True)),
    )


def instants(log: Events) -> dict[int, int]:
    """Return, by key, the instant of each ticket's last event, in microseconds."""
    last = np.flatnonzero(np.diff(log.ticket, append=-1))
    keys = (int(log.tickets[code]) for code in log.ticket[last].tolist())
    return dict(zip(keys, log.at[last].tolist(), strict=True))


def _spelled(codes: Codes, values: tuple[str, ...]) -> list[str]:
    return [values[code] if code != UNSAID else "" for code in codes.tolist()]
