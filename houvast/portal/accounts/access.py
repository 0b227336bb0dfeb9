"""
The one answer to "may they see this?".

A role counts only in an organisation of its own kind: an agent's row in a customer's organisation grants nothing.
The provider's people serve every customer; a customer's people see their own organisation and no other, and of that
what their membership grants.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from houvast.portal.accounts.models import Membership, Organisation, OrganisationKind, Person, Role, Whose

Someone = Person | AnonymousUser
Row = TypeVar("Row", bound=Model)


class Ability(StrEnum):
    """
    What can be asked for, always towards one customer organisation.

    see-tickets       those one reported oneself or follows; with see-all-tickets, everybody's
    correct           replace an earlier fact of a ticket by a corrected one, which its clocks follow
    accept            say yes or no for the customer: to agreements, reports, invoices
    manage-people     invite people of the customer, change what they may, send them away
    manage-customers  keep the provider's records: customers, their services, documents and invoices
    see-audit         read who was given or refused access to what
    """

    SEE_TICKETS = "see-tickets"
    SEE_ALL_TICKETS = "see-all-tickets"
    REPORT_TICKET = "report-ticket"
    REPLY = "reply"
    WORK_TICKETS = "work-tickets"
    CORRECT = "correct"
    SEE_INTERNAL = "see-internal"
    SEE_AGREEMENT = "see-agreement"
    SEE_DOCUMENTS = "see-documents"
    SEE_INVOICES = "see-invoices"
    ACCEPT = "accept"
    MANAGE_PEOPLE = "manage-people"
    MANAGE_CUSTOMERS = "manage-customers"
    SEE_AUDIT = "see-audit"
    OPERATE = "operate"


_READ = frozenset(
    {
        Ability.SEE_TICKETS,
        Ability.SEE_ALL_TICKETS,
        Ability.SEE_AGREEMENT,
        Ability.SEE_DOCUMENTS,
        Ability.SEE_INVOICES,
    }
)
_TAKE_PART = _READ | {Ability.REPORT_TICKET, Ability.REPLY}
_WORK = _TAKE_PART | {Ability.WORK_TICKETS, Ability.SEE_INTERNAL}
_KEEP = frozenset({Ability.MANAGE_PEOPLE, Ability.MANAGE_CUSTOMERS, Ability.OPERATE, Ability.SEE_AUDIT})

ABILITIES: Mapping[Role, frozenset[Ability]] = {
    Role.CUSTOMER_CONTACT: _TAKE_PART,
    Role.CUSTOMER_OWNER: _TAKE_PART | {Ability.ACCEPT},
    Role.CUSTOMER_ADMINISTRATOR: _TAKE_PART | {Ability.MANAGE_PEOPLE},
    Role.AGENT: _WORK,
    Role.SERVICE_MANAGER: _WORK | _KEEP | {Ability.CORRECT},
    Role.OPERATOR: _READ | {Ability.SEE_INTERNAL} | _KEEP,
    Role.AUDITOR: _READ | {Ability.SEE_INTERNAL, Ability.SEE_AUDIT},
}
"""What each role is able to do at most; what a customer's people read is narrowed by GRANTED."""

GRANTED: Mapping[Ability, tuple[str, object]] = {
    Ability.SEE_ALL_TICKETS: ("reads_tickets", Whose.ALL),
    Ability.SEE_AGREEMENT: ("reads_agreements", True),
    Ability.SEE_DOCUMENTS: ("reads_documents", True),
    Ability.SEE_INVOICES: ("reads_invoices", True),
}
"""Which field of a customer's membership must hold what, beside the role."""

CUSTOMER_ROLES = (Role.CUSTOMER_CONTACT, Role.CUSTOMER_OWNER, Role.CUSTOMER_ADMINISTRATOR)
PROVIDER_ROLES = (Role.AGENT, Role.SERVICE_MANAGER, Role.OPERATOR, Role.AUDITOR)


class NotAllowed(Exception):
    """Somebody asked for what they may not; answered as if it did not exist. Holds `person`, `ability`."""

    def __init__(self, person: Someone, ability: Ability) -> None:
        super().__init__(f"person {person.pk} may not {ability}")
        self.person, self.ability = person, ability


def is_provider(person: Someone) -> bool:
    """Return whether somebody works for the provider, and so starts at the desk."""
    return bool(_provider_roles(person))


def members_of_the_provider() -> QuerySet[Membership]:
    """Return the roles that count with the provider."""
    return Membership.objects.filter(organisation__kind=OrganisationKind.PROVIDER, role__in=PROVIDER_ROLES)


def organisations_visible_to(person: Someone) -> QuerySet[Organisation]:
    """Return the customer organisations that somebody belongs to or serves; none for who is not signed in."""
    return customers_where(person, Ability.SEE_TICKETS)


def own_customers(person: Someone) -> list[Organisation]:
    """Return the customers that somebody belongs to, by name, from their memberships as they were read."""
    held = [each.organisation for each in memberships_of(person) if _grants(each, Ability.SEE_TICKETS)]
    mine = {each.pk: each for each in held if each.kind == OrganisationKind.CUSTOMER}
    return sorted(mine.values(), key=lambda each: each.name)


def customers_where(person: Someone, ability: Ability | str) -> QuerySet[Organisation]:
    """Return the customers towards which somebody has an ability."""
    customers = Organisation.objects.filter(kind=OrganisationKind.CUSTOMER)
    if _serves_all(person, Ability(ability)):
        return customers
    if not _signed_in(person):
        return customers.none()
    own = Membership.objects.filter(_of_customers(Ability(ability)), person=person.pk)
    return customers.filter(pk__in=own.values("organisation"))


def visible_rows(
    rows: QuerySet[Row], person: Someone, ability: Ability | str, *, of: str = "organisation"
) -> QuerySet[Row]:
    """
    Return the rows of the customers towards which somebody has an ability.

    of  the field that holds the customer. Who serves every customer needs no condition, which spares the database
        the longest way to the queue.
    """
    if _serves_all(person, Ability(ability)):
        return rows
    return rows.filter(**{f"{of}__in": customers_where(person, ability)})


def visible_ticket_rows(rows: QuerySet[Row], person: Someone, *, ticket: str = "ticket__") -> QuerySet[Row]:
    """
    Return the rows about tickets that somebody may read: their own and those they follow, or everybody's of a customer.

    ticket  the path from a row to its ticket; '' when the rows are tickets. Each row names its organisation itself.
    """
    if _serves_all(person, Ability.SEE_ALL_TICKETS):
        return rows
    everybodys = Q(organisation__in=customers_where(person, Ability.SEE_ALL_TICKETS))
    if not isinstance(person, Person) or not _signed_in(person):
        return rows.none()
    followed = person.followed.filter(until=None).values("ticket")
    own = Q(**{f"{ticket}reported_by": person.pk}) | Q(**{f"{ticket}pk__in": followed})
    return rows.filter(everybodys | (Q(organisation__in=customers_where(person, Ability.SEE_TICKETS)) & own))


def may(person: Someone, ability: Ability | str, organisation: Organisation) -> bool:
    """Return whether somebody has an ability towards this customer; ValueError for an ability that does not exist."""
    wanted = Ability(ability)
    if organisation.kind != OrganisationKind.CUSTOMER:
        return False
    return _serves_all(person, wanted) or any(
        held.organisation == organisation and _grants(held, wanted) for held in memberships_of(person)
    )


def may_everywhere(person: Someone, ability: Ability | str) -> bool:
    """Return whether somebody has an ability towards every customer: for what belongs to none of them."""
    return _serves_all(person, Ability(ability))


def people_who_may(ability: Ability | str, organisation: Organisation) -> QuerySet[Person]:
    """Return everybody who has an ability towards this customer: what `may` says, asked from the other side."""
    wanted = Ability(ability)
    if organisation.kind != OrganisationKind.CUSTOMER:
        return Person.objects.none()
    able = [role for role in PROVIDER_ROLES if wanted in ABILITIES[role]]
    ours = Q(organisation__kind=OrganisationKind.PROVIDER, role__in=able)
    theirs = Q(organisation=organisation) & _of_customers(wanted)
    return Person.objects.filter(is_active=True, pk__in=Membership.objects.filter(ours | theirs).values("person"))


def customers_people_who_may(ability: Ability | str, organisation: Organisation) -> QuerySet[Person]:
    """Return the people of a customer itself who have an ability there; nobody of the provider."""
    if organisation.kind != OrganisationKind.CUSTOMER:
        return Person.objects.none()
    held = Membership.objects.filter(_of_customers(Ability(ability)), organisation=organisation)
    return Person.objects.filter(is_active=True, pk__in=held.values("person"))


def members_who(ability: Ability | str) -> QuerySet[Membership]:
    """Return the roles with the provider that give an ability towards every customer, of people who are still here."""
    able = [role for role in PROVIDER_ROLES if Ability(ability) in ABILITIES[role]]
    return members_of_the_provider().filter(role__in=able, person__is_active=True)


def may_read_ticket(person: Person, organisation: Organisation, ticket: int, reporter: int | None) -> bool:
    """
    Return whether somebody of `active_people` may read a ticket: what `visible_ticket_rows` says, without the database.

    ticket, reporter  its key, and that of who reported it where it was somebody who signs in
    """
    if may(person, Ability.SEE_ALL_TICKETS, organisation):
        return True
    own = reporter == person.pk or any(
        each.ticket_id == ticket and each.until is None for each in person.followed.all()
    )
    return own and may(person, Ability.SEE_TICKETS, organisation)


def active_people(keys: Collection[int]) -> dict[int, Person]:
    """Return the people with these keys who may come in, with what they are read ahead; three queries, however many."""
    following = Person.objects.prefetch_related("followed")
    people = {person.pk: person for person in following.filter(pk__in=keys, is_active=True)}
    held: dict[int, list[Membership]] = {key: [] for key in people}
    for membership in Membership.objects.filter(person__in=people).select_related("organisation"):
        held[membership.person_id].append(membership)
    for key, person in people.items():
        person._held = held[key]  # type: ignore[attr-defined]
    return people


def demand(person: Someone, ability: Ability | str, organisation: Organisation) -> None:
    """Raise NotAllowed unless somebody has this ability towards this customer."""
    if not may(person, ability, organisation):
        raise NotAllowed(person, Ability(ability))


def only_reads(person: Someone) -> bool:
    """Return whether somebody of the provider reads everything and changes nothing."""
    return set(_provider_roles(person)) == {Role.AUDITOR}


def may_at_the_provider(person: Someone, ability: Ability | str) -> bool:
    """Return whether a role with the provider gives an ability: towards every customer, and the provider itself."""
    return _serves_all(person, Ability(ability))


def demand_at_the_provider(person: Someone, ability: Ability | str) -> None:
    """Raise NotAllowed unless a role with the provider gives this ability."""
    if not may_at_the_provider(person, ability):
        raise NotAllowed(person, Ability(ability))


def may_manage_people(person: Someone, organisation: Organisation) -> bool:
    """Return whether somebody may invite, change and send away people of an organisation, the provider included."""
    if organisation.kind == OrganisationKind.PROVIDER:
        return may_at_the_provider(person, Ability.MANAGE_PEOPLE)
    return may(person, Ability.MANAGE_PEOPLE, organisation)


def demand_over_people(person: Someone, organisation: Organisation) -> None:
    """Raise NotAllowed unless somebody may manage the people of an organisation."""
    if not may_manage_people(person, organisation):
        raise NotAllowed(person, Ability.MANAGE_PEOPLE)


def roles_of(organisation: Organisation) -> tuple[Role, ...]:
    """Return the roles that count in an organisation of this kind."""
    return PROVIDER_ROLES if organisation.kind == OrganisationKind.PROVIDER else CUSTOMER_ROLES


def _serves_all(person: Someone, ability: Ability) -> bool:
    """Return whether somebody has an ability towards every customer, by a role with the provider."""
    return any(ability in ABILITIES[role] for role in _provider_roles(person))


def _provider_roles(person: Someone) -> list[Role]:
    ours = OrganisationKind.PROVIDER
    held = [Role(row.role) for row in memberships_of(person) if row.organisation.kind == ours]
    return [role for role in held if role in PROVIDER_ROLES]


def _grants(held: Membership, ability: Ability) -> bool:
    """Return whether a membership of a customer gives an ability there; the same rule as `_of_customers`."""
    field, wanted = GRANTED.get(ability, ("pk", held.pk))
    role = Role(held.role)
    return role in CUSTOMER_ROLES and ability in ABILITIES[role] and getattr(held, field) == wanted


def _of_customers(ability: Ability) -> Q:
    """Say which memberships of customers give an ability there; the same rule as `_grants`."""
    roles = [role for role in CUSTOMER_ROLES if ability in ABILITIES[role]]
    granted = Q(**dict([GRANTED[ability]])) if ability in GRANTED else Q()
    return Q(role__in=roles) & granted


def _signed_in(person: Someone) -> bool:
    return isinstance(person, Person) and person.is_active and person.pk is not None


def memberships_of(person: Someone) -> list[Membership]:
    """Return what somebody is, and where, read once per person object: one page asks many times."""
    if not isinstance(person, Person) or not _signed_in(person):
        return []
    held = getattr(person, "_held", None)
    if held is None:
        held = list(person.memberships.select_related("organisation"))
        person._held = held  # type: ignore[attr-defined]
    return held
