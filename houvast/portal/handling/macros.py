"""Running a macro: its actions one after the other, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.accounts.models import Person
from houvast.portal.handling import actions
from houvast.portal.handling.models import Macro
from houvast.portal.handling.several import set_status_with_reason
from houvast.portal.handling.texts import filled
from houvast.portal.tickets import actions as tickets
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.refusals import NothingToChange


@dataclass(frozen=True, slots=True)
class Did:
    """One action of a macro: what, and whether it was like that already."""

    what: str
    was_so: bool = False


@transaction.atomic
def run(macro: Macro, ticket: Ticket, *, by: Person, now: datetime) -> list[Did]:
    """
    Do all that a macro names; return what was done, in order.

    What is so already is no reason to stop. Anything else that is refused is raised, and then nothing was done.
    """
    demand(by, Ability.WORK_TICKETS, ticket.organisation)
    said = {name: getattr(macro, name) for name in ("impact", "urgency", "priority")}
    done = []
    for what, wanted, act in (
        ("assign", macro.assign_to_me or macro.assign_team, lambda: _assign(macro, ticket, by=by, now=now)),
        ("priority", any(said.values()), lambda: tickets.set_priority(ticket, by=by, now=now, **said)),
        (
            "reply",
            macro.reply,
            lambda: actions.reply(ticket, text=filled(macro.reply, ticket, by=by, now=now), by=by, now=now),
        ),
        (
            "status",
            macro.status,
            lambda: set_status_with_reason(
                ticket, status=macro.status, reason=filled(macro.reason, ticket, by=by, now=now), by=by, now=now
            ),
        ),
        ("resolve", macro.resolves, lambda: actions.resolve(ticket, by=by, now=now)),
    ):
        if not wanted:
            continue
        try:
            with transaction.atomic():
                act()
        except NothingToChange:
            done.append(Did(what, was_so=True))
        else:
            done.append(Did(what))
    return done


def _assign(macro: Macro, ticket: Ticket, *, by: Person, now: datetime) -> None:
    tickets.assign(ticket, handler=by if macro.assign_to_me else None, team=macro.assign_team, by=by, now=now)
