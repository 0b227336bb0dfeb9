"""
The one answer to "may they see this?".

A role counts only in an organisation of its own kind: an agent's row in a customer's organisation grants nothing.
The provider's people serve every customer; a customer's people see their own organisation and no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from houvast.portal.accounts.models import Membership, Organisation, OrganisationKind, Person, Role

Someone = Person | AnonymousUser
Row = TypeVar("Row", bound=Model)


class Ability(StrEnum):
    """What can be asked for, always towards one customer organisation."""

    SEE_TICKETS = "see-tickets"
    REPORT_TICKET = "report-ticket"
    REPLY = "reply"
    WORK_TICKETS = "work-tickets"
    SEE_INTERNAL = "see-internal"
    SEE_AGREEMENT = "see-agreement"
    OPERATE = "operate"


_READ = frozenset({Ability.SEE_TICKETS, Ability.SEE_AGREEMENT})
_TAKE_PART = _READ | {Ability.REPORT_TICKET, Ability.REPLY}
_WORK = _TAKE_PART | {Ability.WORK_TICKETS, Ability.SEE_INTERNAL}

ABILITIES: Mapping[Role, frozenset[Ability]] = {
    Role.CUSTOMER_CONTACT: _TAKE_PART,
    Role.CUSTOMER_OWNER: _TAKE_PART,
    Role.AGENT: _WORK,
    Role.SERVICE_MANAGER: _WORK | {Ability.OPERATE},
    Role.OPERATOR: _READ | {Ability.SEE_INTERNAL, Ability.OPERATE},
}

CUSTOMER_ROLES = (Role.CUSTOMER_CONTACT, Role.CUSTOMER_OWNER)
PROVIDER_ROLES = (Role.AGENT, Role.SERVICE_MANAGER, Role.OPERATOR)


class NotAllowed(Exception):
    """Somebody asked for what they may not; answered as if it did not exist. Holds `person`, `ability`."""

    def __init__(self, person: Someone, ability: Ability) -> None:
        super().__init__(f"person {person.pk} may not {ability}")
        self.person, self.ability = person, ability


def is_provider(person: Someone) -> bool:
    """Return whether somebody works for the provider, and so starts at the desk."""
    return bool(_roles(person, OrganisationKind.PROVIDER))


def members_of_the_provider() -> QuerySet[Membership]:
    """Return the roles that count with the provider."""
    return Membership.objects.filter(organisation__kind=OrganisationKind.PROVIDER, role__in=PROVIDER_ROLES)


def organisations_visible_to(person: Someone) -> QuerySet[Organisation]:
    """Return the customer organisations whose rows somebody may read; none for who is not signed in."""
    return customers_where(person, Ability.SEE_TICKETS)


def customers_where(person: Someone, ability: Ability) -> QuerySet[Organisation]:
    """Return the customers towards which somebody has an ability."""
    customers = Organisation.objects.filter(kind=OrganisationKind.CUSTOMER)
    if any(ability in ABILITIES[role] for role in _roles(person, OrganisationKind.PROVIDER)):
        return customers
    roles = [role for role in CUSTOMER_ROLES if ability in ABILITIES[role]]
    own = Q(memberships__person_id=person.pk, memberships__role__in=roles)
    return customers.filter(own).distinct() if _signed_in(person) else customers.none()


def visible_rows(rows: QuerySet[Row], person: Someone, *, of: str = "organisation") -> QuerySet[Row]:
    """
    Return the rows whose customer somebody may read.

    of  the field that holds the customer. Who serves every customer needs no condition, which spares the database
        the longest way to the queue.
    """
    if any(Ability.SEE_TICKETS in ABILITIES[role] for role in _roles(person, OrganisationKind.PROVIDER)):
        return rows
    return rows.filter(**{f"{of}__in": organisations_visible_to(person)})


def may(person: Someone, ability: Ability | str, organisation: Organisation) -> bool:
    """Return whether somebody has an ability towards this customer; ValueError for an ability that does not exist."""
    wanted = Ability(ability)
    if organisation.kind != OrganisationKind.CUSTOMER:
        return False
    held = _roles(person, OrganisationKind.PROVIDER) | _roles(person, OrganisationKind.CUSTOMER, organisation)
    return any(wanted in ABILITIES[role] for role in held)


def people_who_may(ability: Ability | str, organisation: Organisation) -> QuerySet[Person]:
    """Return everybody who has an ability towards this customer: what `may` says, asked from the other side."""
    roles = [role for role, abilities in ABILITIES.items() if Ability(ability) in abilities]
    ours = Q(organisation__kind=OrganisationKind.PROVIDER, role__in=[role for role in roles if role in PROVIDER_ROLES])
    theirs = Q(organisation=organisation, role__in=[role for role in roles if role in CUSTOMER_ROLES])
    if organisation.kind != OrganisationKind.CUSTOMER:
        return Person.objects.none()
    return Person.objects.filter(is_active=True, pk__in=Membership.objects.filter(ours | theirs).values("person"))


def demand(person: Someone, ability: Ability | str, organisation: Organisation) -> None:
    """Raise NotAllowed unless somebody has this ability towards this customer."""
    if not may(person, ability, organisation):
        raise NotAllowed(person, Ability(ability))


def _roles(person: Someone, kind: OrganisationKind, organisation: Organisation | None = None) -> set[Role]:
    """Return somebody's roles in organisations of a kind (in one organisation, where it is named)."""
    if not _signed_in(person):
        return set()
    proper = PROVIDER_ROLES if kind == OrganisationKind.PROVIDER else CUSTOMER_ROLES
    return {
        Role(role)
        for role, owner, owners_kind in _memberships(person)
        if owners_kind == kind and Role(role) in proper and organisation in (None, owner)
    }


def _signed_in(person: Someone) -> bool:
    return isinstance(person, Person) and person.is_active and person.pk is not None


def _memberships(person: Someone) -> list[tuple[str, Organisation, str]]:
    """Return role, organisation and its kind, read once per person object: one page asks many times."""
    held = getattr(person, "_held", None)
    if held is None and isinstance(person, Person):
        rows = person.memberships.select_related("organisation")
        held = [(row.role, row.organisation, row.organisation.kind) for row in rows]
        person._held = held  # type: ignore[attr-defined]
    return held or []
