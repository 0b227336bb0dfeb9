"""Whom a step reaches: people of the portal, and what somebody must do by hand because no mail can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from houvast.portal.accounts.access import CUSTOMER_ROLES, PROVIDER_ROLES
from houvast.portal.accounts.models import Membership, OrganisationKind
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import parsed
from houvast.portal.notices.errands import NOBODY, errand
from houvast.portal.notices.recipients import Recipients
from houvast.portal.tickets.models import Ticket
from houvast.portal.watch.worker import Decided
from houvast.sla.agreement.escalation_model import TEAM, Channel, Contact, Step

BY_MAIL = (Channel.MAIL, Channel.PORTAL)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Reached:
    """
    Whom a step reaches.

    people   keys of the people who get a mail
    by_hand  what is left to do for somebody at the desk; "" for nothing
    """

    people: tuple[int, ...]
    by_hand: str = ""


class Reach:
    """Answers for one batch of decisions, with a handful of queries however many there are."""

    def __init__(self, decisions: Sequence[Decided]) -> None:
        tickets = {decision.ticket_id for decision in decisions}
        self._recipients = Recipients(tickets)
        self._tickets = {row.pk: row for row in Ticket.objects.filter(pk__in=tickets)}
        keys = {row.agreement_id for row in self._tickets.values() if row.agreement_id is not None}
        self._agreements = {key: parsed(version) for key, version in AgreementVersion.objects.in_bulk(keys).items()}
        self._steps: dict[int, Mapping[str, Step]] = {key: each.steps() for key, each in self._agreements.items()}

    def of(self, decision: Decided) -> Reached:
        """Return whom a decision reaches; who can be reached by no mail, somebody must reach by hand."""
        key = self._tickets[decision.ticket_id].agreement_id
        step = self._steps[key].get(decision.step) if key is not None else None
        contact = self._agreements[key].escalation.contacts.get(decision.role) if key is not None else None
        channels = step.by if step is not None else BY_MAIL
        people = self._people(decision, contact)
        others = [channel.value for channel in channels if channel not in BY_MAIL]
        mailed = people if any(channel in BY_MAIL for channel in channels) else ()
        if mailed and not others:
            return Reached(mailed)
        if contact is None and not people and not others:
            return Reached((), NOBODY)
        return Reached(mailed, errand(decision.role, others, contact)[:_LONGEST])

    def _people(self, decision: Decided, contact: Contact | None) -> tuple[int, ...]:
        """Return the people with a role, those of a team, or the one whose address a contact has."""
        if decision.role.startswith(TEAM):
            return self._recipients.of_team(decision.role.removeprefix(TEAM))
        if contact is None or self._recipients.is_role(decision.role):
            return self._recipients.of(decision.ticket_id, decision.role)
        found = self._with_address.get((contact.mail.lower(), self._tickets[decision.ticket_id].organisation_id))
        return () if found is None else (found,)

    @cached_property
    def _with_address(self) -> Mapping[tuple[str, int], int]:
        """The people that contacts may be, by address and by the customer whose tickets they see."""
        contacts = [each for agreement in self._agreements.values() for each in agreement.escalation.contacts.values()]
        mails = {contact.mail.lower() for contact in contacts}
        customers = {row.organisation_id for row in self._tickets.values()}
        rows = Membership.objects.filter(person__email__in=mails - {""}, person__is_active=True)
        found: dict[tuple[str, int], int] = {}
        for person, mail, role, organisation, kind in rows.values_list(
            "person_id", "person__email", "role", "organisation_id", "organisation__kind"
        ):
            if kind == OrganisationKind.PROVIDER and role in PROVIDER_ROLES:
                found |= {(mail, customer): person for customer in customers}
            elif role in CUSTOMER_ROLES and organisation in customers:
                found[mail, organisation] = person
        return found
