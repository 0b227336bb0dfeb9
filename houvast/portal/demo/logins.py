"""Who is in the demo, and how they sign in. Companies and people are invented; their addresses can not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PASSWORD = "houvast-demo"  # noqa: S105  # printed by `houvast up`: it opens the demo and nothing else

NOORDERLICHT = "noorderlicht"
DUINRAND, ZILVERMEEUW, IJSSELKADE, WADDENKUST = "duinrand", "zilvermeeuw", "ijsselkade", "waddenkust"

SERVICE_DESK, APPLICATIONS, NETWORK, WORKPLACE = "Servicedesk", "Applicaties", "Netwerk", "Werkplek"
"""The provider's teams, as both sides call them."""


@dataclass(frozen=True, slots=True)
class Person:
    """
    Somebody of the demo.

    role  as `accounts.Role` writes it
    team  of an agent; '' works for every team
    look  role and what there is to see, when this is one of the logins to try; '' for a colleague in the background
    """

    name: str
    email: str
    organisation: str
    role: str
    team: str = ""
    language: str = "nl"
    look: str = ""


PEOPLE: Mapping[str, Person] = {
    "ilse": Person(
        "Ilse Dekker",
        "ilse.dekker@duinrand.example",
        DUINRAND,
        "customer-contact",
        look="contact (contactpersoon), Duinrand Logistiek: tickets in every state, one waits for her answer",
    ),
    "anouk": Person(
        "Anouk Visser",
        "anouk.visser@duinrand.example",
        DUINRAND,
        "customer-owner",
        look="contract owner (contracteigenaar), Duinrand Logistiek: are the levels met, and the agreement",
    ),
    "emre": Person("Emre Yilmaz", "emre.yilmaz@duinrand.example", DUINRAND, "customer-contact"),
    "nadia": Person(
        "Nadia El Idrissi",
        "nadia.elidrissi@zilvermeeuw.example",
        ZILVERMEEUW,
        "customer-contact",
        look="contact (contactpersoon), Zilvermeeuw Zorg: day and night, an outage whose promise was broken",
    ),
    "wouter": Person("Wouter Prins", "wouter.prins@zilvermeeuw.example", ZILVERMEEUW, "customer-owner"),
    "carla": Person("Carla Mulder", "carla.mulder@zilvermeeuw.example", ZILVERMEEUW, "customer-contact"),
    "eleanor": Person(
        "Eleanor Whitcombe",
        "eleanor.whitcombe@ijsselkade.example",
        IJSSELKADE,
        "customer-contact",
        language="en",
        look="contact (contactpersoon), IJsselkade Advocaten: reads the portal in English; business days",
    ),
    "bas": Person("Bas ter Horst", "bas.terhorst@ijsselkade.example", IJSSELKADE, "customer-owner"),
    "hanna": Person(
        "Hanna Veenstra",
        "hanna.veenstra@waddenkust.example",
        WADDENKUST,
        "customer-owner",
        look="contract owner (contracteigenaar), Waddenkust Industrie: 24,918 real incidents, a year of figures",
    ),
    "tom": Person("Tom Dijkema", "tom.dijkema@waddenkust.example", WADDENKUST, "customer-contact"),
    "mark": Person(
        "Mark Kuipers",
        "mark.kuipers@noorderlicht.example",
        NOORDERLICHT,
        "agent",
        team=APPLICATIONS,
        look="agent (behandelaar), Noorderlicht ICT: the queue by time left, a ticket near its due moment",
    ),
    "femke": Person("Femke de Boer", "femke.deboer@noorderlicht.example", NOORDERLICHT, "agent", team=SERVICE_DESK),
    "joost": Person("Joost Bakker", "joost.bakker@noorderlicht.example", NOORDERLICHT, "agent", team=NETWORK),
    "rosa": Person("Rosa Vink", "rosa.vink@noorderlicht.example", NOORDERLICHT, "agent", team=APPLICATIONS),
    "samir": Person("Samir Haddou", "samir.haddou@noorderlicht.example", NOORDERLICHT, "agent", team=WORKPLACE),
    "marit": Person(
        "Marit van der Wal",
        "marit.vanderwal@noorderlicht.example",
        NOORDERLICHT,
        "service-manager",
        look="service level manager (servicemanager), Noorderlicht ICT: all customers, breaches and escalations",
    ),
    "jelle": Person(
        "Jelle Postma",
        "jelle.postma@noorderlicht.example",
        NOORDERLICHT,
        "operator",
        look="operator (beheerder), Noorderlicht ICT: keeps people and customers, reads the audit trail",
    ),
    "ruth": Person(
        "Ruth Accountant",
        "ruth.accountant@noorderlicht.example",
        NOORDERLICHT,
        "auditor",
        look="auditor (auditor), Noorderlicht ICT: reads everything, changes nothing",
    ),
    "floor": Person(
        "Floor Hendriks",
        "floor.hendriks@duinrand.example",
        DUINRAND,
        "customer-administrator",
        look="administrator (beheerder), Duinrand Logistiek: invites colleagues and says what they read",
    ),
}
"""Everybody, by the name the stories use."""

LOGINS: tuple[tuple[str, str, str], ...] = tuple(
    (person.email, PASSWORD, person.look) for person in PEOPLE.values() if person.look
)
"""E-mail address, password and what to look at, of the logins to try."""
