"""What can be chosen for several tickets at once: whom, which team, status, impact, urgency and priority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, may
from houvast.portal.accounts.models import Person
from houvast.portal.tickets import statuses
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import members_who_work
from houvast.sla.agreement.model import Agreement

Options = Sequence[tuple[str, str]]
"""Values with their words."""


@dataclass(frozen=True, slots=True)
class Offered:
    """
    The choices of the bulk bar, of all tickets shown together; what one of them does not know is refused for it.

    priorities  of agreements without a matrix; the others follow from impact and urgency
    """

    people: Options
    teams: Sequence[str]
    statuses: Options
    impacts: Options
    urgencies: Options
    priorities: Options


def offered(person: Person, tickets: Sequence[Ticket], agreements: Mapping[int, Agreement]) -> Offered | None:
    """Return what can be chosen for these tickets; None where somebody reads them and does not work them."""
    if not tickets or not may(person, Ability.WORK_TICKETS, tickets[0].organisation):
        return None
    matrices = [each.priority.matrix for each in agreements.values()]
    plain = [each for each in agreements.values() if not each.priority.matrix]
    known = [status for each in (*agreements.values(), None) for status in statuses.known_to(each)]
    people, named = people_and_teams()
    spoken = next(iter(agreements.values()), None)
    return Offered(
        people=people,
        teams=named,
        statuses=[(code, wording.sentence_case(wording.status(code, spoken))) for code in dict.fromkeys(known)],
        impacts=_levels((word for matrix in matrices for word in matrix), spoken),
        urgencies=_levels((word for matrix in matrices for row in matrix.values() for word in row), spoken),
        priorities=_levels((word for each in plain for word in each.priority.levels), spoken),
    )


def people_and_teams() -> tuple[Options, list[str]]:
    """Return the people who work on tickets, and the teams they work in, by name; one query."""
    held = members_who_work().select_related("person").order_by("person__name")
    rows = [(str(each.person_id), each.person.name, each.team) for each in held]
    return list(dict.fromkeys(row[:2] for row in rows)), sorted({team for _, _, team in rows if team})


def _levels(words: Iterable[str], agreement: Agreement | None) -> Options:
    return [(word, wording.level(word, agreement)) for word in dict.fromkeys(words)]
