"""A small world for the pages: one provider, two customers, their people, and tickets in every state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from houvast.portal.accounts.models import Membership, Organisation, OrganisationKind, Person, Role, Whose
from houvast.portal.agreements import actions as agreements
from houvast.portal.knowledge import actions as articles
from houvast.portal.knowledge.models import Article, Audience
from houvast.portal.tickets import actions, statuses
from houvast.portal.tickets.models import Ticket

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 12, 28, 10, 20, tzinfo=AMSTERDAM).astimezone(UTC)
"""Monday, the first working day after Christmas: the moment at which everything is looked at."""
PASSWORD = "houvast-for-a-test"
EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "agreements"


def at(text: str) -> datetime:
    """Return a wall time in Amsterdam as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


@dataclass
class World:
    """Everybody and everything, by name."""

    provider: Organisation
    duinrand: Organisation
    zilvermeeuw: Organisation
    contact: Person
    owner: Person
    other: Person
    agent: Person
    colleague: Person
    manager: Person
    limited: Person
    tickets: dict[str, Ticket] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)


def make_world() -> World:
    """Make the world, tickets included."""
    world = _people()
    for name, customer in (("20-duinrand-logistiek", world.duinrand), ("30-zilvermeeuw-zorg", world.zilvermeeuw)):
        text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
        agreements.store(customer, text, by=world.manager, now=at("2026-01-02 09:00"))
    _tickets(world)
    _articles(world)
    return world


def _people() -> World:
    provider = Organisation.objects.create(name="Noorderlicht ICT", slug="noorderlicht", kind=OrganisationKind.PROVIDER)
    duinrand = Organisation.objects.create(name="Duinrand Logistiek", slug="duinrand", kind=OrganisationKind.CUSTOMER)
    zilvermeeuw = Organisation.objects.create(
        name="Zilvermeeuw Zorg", slug="zilvermeeuw", kind=OrganisationKind.CUSTOMER
    )
    return World(
        provider,
        duinrand,
        zilvermeeuw,
        contact=person("contact@duinrand.example", "Tessa Expeditie", duinrand, Role.CUSTOMER_CONTACT),
        owner=person("owner@duinrand.example", "Olaf Contract", duinrand, Role.CUSTOMER_OWNER, language="en"),
        other=person("contact@zilvermeeuw.example", "Zoë Zorg", zilvermeeuw, Role.CUSTOMER_CONTACT),
        agent=person("agent@noorderlicht.example", "Sanne de Vries", provider, Role.AGENT),
        colleague=person("colleague@noorderlicht.example", "Milan Kok", provider, Role.AGENT),
        manager=person("manager@noorderlicht.example", "Ruben Vos", provider, Role.SERVICE_MANAGER),
        limited=_limited(person("limited@duinrand.example", "Lotte Loods", duinrand, Role.CUSTOMER_CONTACT)),
    )


def _limited(who: Person) -> Person:
    """Let somebody read their own tickets and nothing else."""
    who.memberships.update(reads_tickets=Whose.OWN, reads_agreements=False, reads_documents=False, reads_invoices=False)
    return who


def person(email: str, name: str, organisation: Organisation, role: Role, language: str = "nl") -> Person:
    """Make somebody with a role."""
    made = Person.objects.create_user(email, PASSWORD, name=name, language=language)
    Membership.objects.create(person=made, organisation=organisation, role=role)
    return made


def _tickets(world: World) -> None:
    _near(world)
    _breached(world)
    _paused(world)
    _ended(world)
    opened = {"impact": "low", "urgency": "low", "service": "Klantportaal"}
    wish = report(world, "best-effort", "Wens: extra kolom in dagoverzicht", "2026-12-21 09:30", **opened)
    actions.reply(wish, text="Dit komt op de lijst.", by=world.agent, now=at("2026-12-21 10:00"))
    opened = {"impact": "medium", "urgency": "medium", "service": "Klantportaal"}
    report(world, "fresh", "Orderbevestiging toont oud afleveradres", "2026-12-28 10:05", **opened)


def report(world: World, key: str, subject: str, when: str, **said: str) -> Ticket:
    """Report a ticket as the contact of Duinrand."""
    world.tickets[key] = actions.open_ticket(
        organisation=world.duinrand,
        subject=subject,
        text=f"{subject}. Sinds vanochtend, bij iedereen op de afdeling.",
        by=world.contact,
        now=at(when),
        type="incident",
        **said,
    )
    return world.tickets[key]


def _near(world: World) -> None:
    """Six hours and ten minutes of eight are used, with a pause, over Christmas."""
    ticket = report(
        world, "near", "Labelprinters dok 3 en 4 drukken verzendlabels dubbel af", "2026-12-24 19:40",
        impact="medium", urgency="high", service="WMS",
    )  # fmt: skip
    agent, waits = world.agent, statuses.WAITING_CUSTOMER
    actions.assign(ticket, handler=agent, team="Applicatiebeheer", by=agent, now=at("2026-12-24 19:45"))
    actions.reply(ticket, text="We onderzoeken de update van 14:00.", by=agent, now=at("2026-12-24 20:18"))
    actions.reply(ticket, text="Kunt u het logbestand sturen?", by=agent, now=at("2026-12-24 20:29"))
    said = "Het logbestand is gevraagd."
    actions.set_status(ticket, status=waits, reason=said, by=agent, now=at("2026-12-24 20:30"))
    actions.customer_reply(ticket, text="Hierbij, zie de map.", by=world.contact, now=at("2026-12-24 21:00"))
    actions.note(ticket, text="Leverancier gebeld; belt terug.", by=agent, now=at("2026-12-28 08:20"))
    found = "Oorzaak gevonden.\n\nWe draaien de instelling terug om 11:00."
    actions.reply(ticket, text=found, by=agent, now=at("2026-12-28 08:25"))


def _breached(world: World) -> None:
    ticket = report(
        world, "breached", "Toedienregistratie traag op afdeling Noord", "2026-12-28 05:40",
        impact="high", urgency="high", service="WMS",
    )  # fmt: skip
    actions.reply(ticket, text="We kijken ernaar.", by=world.agent, now=at("2026-12-28 05:50"))


def _paused(world: World) -> None:
    ticket = report(
        world, "paused", "Voorraadverschil na nachtelijke telling", "2026-12-22 09:12",
        impact="medium", urgency="medium", service="WMS",
    )  # fmt: skip
    actions.reply(ticket, text="Welke telronde gaf het verschil?", by=world.agent, now=at("2026-12-22 10:30"))
    actions.reply(ticket, text="Graag nog voor de kerst.", by=world.agent, now=at("2026-12-23 11:19"))
    status = statuses.WAITING_CUSTOMER
    actions.set_status(ticket, status=status, reason="Telronde onbekend.", by=world.agent, now=at("2026-12-23 11:20"))


def _ended(world: World) -> None:
    opened = {"impact": "medium", "urgency": "high", "service": "Netwerk"}
    for day in range(1, 9):
        start = f"2026-12-{day:02} 10:00"
        ticket = report(world, f"ended-{day}", f"Scannernetwerk hal B valt kort weg ({day})", start, **opened)
        late = day == 6
        replied = at(start) + timedelta(minutes=30 if not late else 100)
        actions.reply(ticket, text="Hersteld na herstart van de switch.", by=world.colleague, now=replied)
        solved = at(start) + timedelta(hours=2 if not late else 30)
        actions.resolve(ticket, text="De switch is vervangen.", by=world.colleague, now=solved)
    ticket = world.tickets["ended-7"]
    reason = "Het valt weer weg."
    actions.reopen(ticket, reason=reason, by=world.contact, now=at("2026-12-28 09:50"))
    world.tickets["reopened"] = ticket
    cancelled = report(world, "cancelled", "Toch geen storing", "2026-12-15 10:00", **opened)
    actions.cancel(cancelled, reason="Vergissing.", by=world.contact, now=at("2026-12-15 10:20"))


PRINTER_NL = """Een etiket komt dubbel als de printer twee opdrachten krijgt.

## Wat u zelf kunt doen

1. Zet de printer uit en wacht tien tellen.
2. Controleer in het **WMS** of de opdracht twee keer in de wachtrij staat.

Helpt dat niet? [Meld een ticket](/tickets/new/).
"""
PRINTER_EN = """A label comes twice when the printer gets two jobs.

- Switch it off, and wait ten seconds.
- Look at the queue.
"""


def _articles(world: World) -> None:
    """Write one article for everybody, one that only the provider's people read, and a draft."""
    both = {"nl": "Labels komen dubbel uit de printer", "en": "Labels come twice from the printer"}
    bodies = {"nl": PRINTER_NL, "en": PRINTER_EN}
    written = articles.write(
        None, title=both, body=bodies, services=["WMS"], by=world.agent, now=at("2026-11-02 09:00")
    )
    _published(world, "labels", written.article, Audience.EVERYBODY)
    only = {"nl": "Wachtwoorden van de testomgeving"}, {"nl": "Staan in de kluis, map Duinrand."}
    inner = articles.write(None, title=only[0], body=only[1], by=world.agent, now=at("2026-11-03 09:00"))
    _published(world, "internal", inner.article, Audience.INTERNAL)
    draft = {"nl": "Scanner koppelen"}, {"nl": "Houd de knop vijf tellen vast."}
    world.articles["draft"] = articles.write(
        None, title=draft[0], body=draft[1], by=world.colleague, now=at("2026-12-20 09:00")
    ).article


def _published(world: World, key: str, article: Article, audience: Audience) -> None:
    when = at("2026-11-04 09:00")
    articles.show_to(article, audience=audience, by=world.manager, now=when)
    world.articles[key] = articles.publish(article, number=1, by=world.manager, now=when)
