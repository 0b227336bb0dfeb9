"""Whom to call now: the contacts of the agreement, by which way, in which hours, and who is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts.models import Membership, OrganisationKind, Role
from houvast.portal.pages.cards import Pill
from houvast.portal.pages.document import ShownClause, ShownSection, sections_of
from houvast.portal.pages.windows import window_now
from houvast.portal.wording import Reading
from houvast.sla.agreement.escalation_model import Contact, Side, Step
from houvast.sla.agreement.model import ALWAYS, Agreement
from houvast.sla.agreement.words.ladders import contact_title

CONTACTS_CLAUSE = "7.3"
ESCALATION = 7
MOST = 10


@dataclass(frozen=True, slots=True)
class Reachable:
    """
    Somebody to reach.

    title, person  what they are, and their name where it is said
    phone, mail    '' where it is not said; call is the number as a link takes it
    state          whether they can be reached now
    hours          in which hours, in words; until says when that ends, or begins
    urgent         who is called first in a major incident
    """

    title: str
    person: str
    phone: str
    mail: str
    state: Pill
    hours: str
    until: str
    only: str
    urgent: bool
    open_now: bool

    @property
    def call(self) -> str:
        """The number for a link: digits, and the plus before them."""
        return "".join(char for char in self.phone if char.isdigit() or char == "+")


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """The provider's contacts, the customer's own, those outside; the steps of the ladders; the service managers."""

    ours: Sequence[Reachable]
    theirs: Sequence[Reachable]
    outside: Sequence[Reachable]
    managers: Sequence[Reachable]
    ladders: Sequence[ShownClause]

    @property
    def first(self) -> Sequence[Reachable]:
        """Whom to call first, in short: of the provider, who can be reached now before who cannot."""
        return [*self.ours, *self.managers][:3]


def contacts_page(agreement: Agreement | None, reading: Reading, *, with_ladders: bool) -> ContactsPage:
    """Return whom to reach; `with_ladders` for who may read the agreement, whose words those are."""
    sides: dict[Side, list[Reachable]] = {}
    if agreement is not None:
        for each in agreement.escalation.contacts.values():
            sides.setdefault(each.side, []).append(_contact(each, agreement, reading))
    return ContactsPage(
        ours=sorted(sides.get(Side.PROVIDER, ()), key=_first),
        theirs=sorted(sides.get(Side.CUSTOMER, ()), key=_first),
        outside=sorted(sides.get(Side.OUTSIDE, ()), key=_first),
        managers=managers(),
        ladders=_ladders(agreement, reading.local(reading.now).year) if agreement and with_ladders else (),
    )


def _first(each: Reachable) -> tuple[bool, bool]:
    return not each.urgent, not each.open_now


def _contact(contact: Contact, agreement: Agreement, reading: Reading) -> Reachable:
    hours = contact.hours or ALWAYS
    window = window_now(agreement, hours, reading)
    levels = wording.listed([wording.level(each, agreement) for each in contact.priorities])
    return Reachable(
        title=contact_title(agreement, contact, wording.language()),
        person=contact.person,
        phone=contact.phone,
        mail=contact.mail,
        state=Pill(_("Reachable now"), "met", "circle-check") if window.is_open else Pill(_("Closed now"), "", "clock"),
        hours=window.name,
        until=window.until,
        only=_("only for %(priorities)s") % {"priorities": levels} if levels else "",
        urgent=contact.name in set(_called_in_major_incidents(agreement)),
        open_now=window.is_open,
    )


def _called_in_major_incidents(agreement: Agreement) -> Iterator[str]:
    for regime in agreement.escalation.regimes.values():
        steps: Sequence[Step] = regime.steps or ()
        yield from (each.to for step in steps for each in step.chain())
        yield from (each.to for each in regime.deadlines)


def _ladders(agreement: Agreement, year: int) -> list[ShownClause]:
    """Return the clauses of the agreement about who hears of it and who is next, as the agreement's page shows them."""
    found: list[ShownSection] = [each for each in sections_of(agreement, year) if each.section.number == ESCALATION]
    return [clause for section in found for clause in section.clauses if clause.clause.number != CONTACTS_CLAUSE]


def managers() -> list[Reachable]:
    """Return the provider's service level managers, to whom a customer turns about the service as a whole."""
    held = Membership.objects.filter(
        organisation__kind=OrganisationKind.PROVIDER, role=Role.SERVICE_MANAGER, person__is_active=True
    )
    title = wording.sentence_case(wording.role("service-manager"))
    people = held.order_by("person__name").values_list("person__name", "person__email").distinct()
    return [
        Reachable(title, name, "", mail, Pill(""), "", "", "", urgent=False, open_now=False)
        for name, mail in people[:MOST]
    ]
