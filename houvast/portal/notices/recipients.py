"""Who must hear of something, decided at the moment it is decided: by role, and only who may see the ticket."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from houvast.portal.accounts.access import CUSTOMER_ROLES, PROVIDER_ROLES
from houvast.portal.accounts.models import Membership, OrganisationKind, Role
from houvast.portal.clocks.models import Standing
from houvast.sla.agreement.escalation_model import USUAL_ROLES

HANDLER = "handler"
CUSTOMER_OWNER = "customer-owner"
SERVICE_MANAGER = "service-manager"


@dataclass(frozen=True, slots=True)
class _Desk:
    """The provider's people, by role; agents also by team ('' are those of every team)."""

    agents: Mapping[str, tuple[int, ...]]
    managers: tuple[int, ...]
    active: frozenset[int]

    def team(self, name: str) -> tuple[int, ...]:
        """Return the agents of a team with those of every team; all agents when the team has none."""
        members = (*self.agents.get(name, ()), *self.agents.get("", ())) if name else ()
        return members or tuple(dict.fromkeys(key for keys in self.agents.values() for key in keys))


class _Place(NamedTuple):
    """Where a ticket stands: with which customer, person and team."""

    organisation: int
    handler: int | None
    team: str


class Recipients:
    """Answers for one batch of tickets, with a handful of queries however many there are."""

    def __init__(self, ticket_ids: Collection[int]) -> None:
        rows = Standing.objects.filter(ticket__in=ticket_ids)
        found = rows.values_list("ticket_id", "organisation_id", "handler_id", "team")
        self._standing = {ticket: _Place(customer, handler, team) for ticket, customer, handler, team in found}
        self._desk = _desk()
        self._owners = _owners({place.organisation for place in self._standing.values()})

    def of(self, ticket: int, role: str) -> tuple[int, ...]:
        """
        Return the keys of the people with a role towards a ticket; nobody when no one has it.

        A handler that is not there any more, or never was, is stood in for by the agents of the ticket's team.
        """
        place = self._standing[ticket]
        if role == CUSTOMER_OWNER:
            return self._owners.get(place.organisation, ())
        if role != HANDLER:
            return self._desk.managers
        handler = place.handler
        return self._desk.team(place.team) if handler is None or handler not in self._desk.active else (handler,)

    def of_team(self, name: str) -> tuple[int, ...]:
        """Return the keys of the agents of a team, with those of every team."""
        return self._desk.team(name)

    @staticmethod
    def is_role(name: str) -> bool:
        """Say whether the portal knows who has a role, so that no contact needs to say it."""
        return name in USUAL_ROLES


def _desk() -> _Desk:
    held = list(
        Membership.objects.filter(
            organisation__kind=OrganisationKind.PROVIDER, role__in=PROVIDER_ROLES, person__is_active=True
        )
        .order_by("person")
        .values_list("person_id", "role", "team")
    )
    agents: dict[str, tuple[int, ...]] = {}
    for person, role, team in held:
        if role == Role.AGENT:
            agents[team] = (*agents.get(team, ()), person)
    managers = tuple(dict.fromkeys(person for person, role, _ in held if role == Role.SERVICE_MANAGER))
    workers = frozenset(person for person, role, _ in held if role in {Role.AGENT, Role.SERVICE_MANAGER})
    return _Desk(agents, managers, workers)


def _owners(customers: Iterable[int]) -> dict[int, tuple[int, ...]]:
    owners: dict[int, tuple[int, ...]] = {}
    rows = Membership.objects.filter(
        organisation__in=customers,
        organisation__kind=OrganisationKind.CUSTOMER,
        role=Role.CUSTOMER_OWNER,
        person__is_active=True,
    )
    for organisation, person in rows.order_by("person").values_list("organisation_id", "person_id"):
        owners[organisation] = (*owners.get(organisation, ()), person)
    return owners


def is_customer_of(person: int, organisation: int) -> bool:
    """Return whether somebody belongs to a customer, and so may be told about its tickets."""
    return Membership.objects.filter(
        person=person, organisation=organisation, role__in=CUSTOMER_ROLES, person__is_active=True
    ).exists()
