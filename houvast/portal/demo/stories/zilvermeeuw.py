"""Zilvermeeuw Zorg: a care record that runs day and night, with updates at fixed intervals."""

from __future__ import annotations

from houvast.portal.demo.logins import APPLICATIONS, NETWORK, SERVICE_DESK
from houvast.portal.demo.stories.script import (
    Story,
    ago,
    ask_customer,
    assign,
    customer_reply,
    note,
    opened,
    priority,
    reply,
    status,
)
from houvast.portal.demo.stories.zilvermeeuw_ended import ENDED

CRITICAL = {"impact": "all", "urgency": "yes"}
HIGH = {"impact": "all", "urgency": "no"}
NORMAL = {"impact": "one", "urgency": "no"}
"""How many locations are hit and whether care is at risk, named after what the matrix makes of it."""

MEDICATION = Story(
    "medication",
    "always",
    "Toedienregistratie traag op alle locaties",
    (
        opened(
            ago(2, 22),
            "carla",
            "Het openen van een toedienlijst duurt drie minuten of langer. De medicatieronde loopt uit; we werken "
            "met de papieren lijsten.",
            service="Cliëntdossier",
            type="incident",
            **CRITICAL,
        ),
        assign(ago(2, 20), "femke", "rosa", APPLICATIONS),
        reply(
            ago(2, 15),
            "rosa",
            "We zien de vertraging op alle locaties. De database beantwoordt de vraag naar toedienlijsten zonder "
            "index. We zetten de index terug.",
        ),
        customer_reply(ago(1, 50), "carla", "Geldt dit ook voor de nieuwe opnames?"),
        reply(
            ago(1, 25),
            "rosa",
            "Ja, ook daarvoor. De index wordt opgebouwd; dat is voor 40 % klaar. Tot die tijd blijft het traag.",
        ),
        note(
            ago(0, 50),
            "rosa",
            "Opbouw staat stil op 72 %: de nachtelijke kopie houdt een slot vast. Kopie afgebroken, Marit weet het.",
        ),
        reply(
            ago(0, 35),
            "rosa",
            "De opbouw stond stil door de nachtelijke kopie; die is afgebroken. Het herstel duurt langer dan beloofd. "
            "Over een half uur hoort u opnieuw van ons.",
        ),
    ),
)

PHARMACY = Story(
    "pharmacy",
    "always",
    "Berichten van de apotheek komen niet aan",
    (
        opened(
            ago(6, 30),
            "nadia",
            "Wijzigingen van de apotheek komen niet meer in het dossier. De apotheek belt ze nu door.",
            service="Koppelingen",
            type="incident",
            **HIGH,
        ),
        assign(ago(6, 20), "femke", "mark", APPLICATIONS),
        reply(
            ago(6, 10),
            "mark",
            "Het certificaat van de koppeling is verlopen. We vragen een nieuw certificaat aan bij de apotheek.",
        ),
        reply(
            ago(2, 20),
            "mark",
            "Het nieuwe certificaat is binnen en staat op de testomgeving. Na de proef met de apotheek gaat het over.",
        ),
    ),
)

REPORTS = Story(
    "reports",
    "day-and-evening",
    "Overdrachtsrapport laat lege regels zien",
    (
        opened(
            ago(9),
            "nadia",
            "Op locatie De Wadden staan lege regels in het overdrachtsrapport.",
            service="Cliëntdossier",
            type="incident",
            **NORMAL,
        ),
        assign(ago(8, 30), "femke", "rosa", APPLICATIONS),
        reply(ago(8), "rosa", "Kunt u zeggen sinds welke dienst u de lege regels ziet?"),
        customer_reply(ago(2), "nadia", "Sinds de laatste avonddienst, alleen bij cliënten zonder afspraken."),
    ),
)

ACCOUNT = Story(
    "account",
    "day-and-evening",
    "Nieuwe medewerker kan zich niet aanmelden",
    (
        opened(
            ago(12),
            "carla",
            "Een nieuwe verzorgende op locatie De Kwelder krijgt de melding dat haar pas onbekend is.",
            service="Aanmelden",
            type="incident",
            **NORMAL,
        ),
        reply(ago(11), "femke", "Het account is gemaakt. Het pasnummer staat nog niet in het personeelssysteem."),
        assign(ago(10, 45), "femke", "femke", SERVICE_DESK),
        ask_customer(ago(10, 30), "femke", "Het nummer op de achterkant van de pas gevraagd."),
    ),
)

WIFI = Story(
    "wifi",
    "day-and-evening",
    "Wifi valt weg in de oostvleugel van De Kwelder",
    (
        opened(
            ago(20),
            "carla",
            "In de kamers aan de oostkant heeft de tablet geen bereik.",
            service="Netwerk",
            type="incident",
            **NORMAL,
        ),
        assign(ago(19), "femke", "joost", NETWORK),
        reply(ago(16, 30), "joost", "Het access point is defect. Een nieuw exemplaar is besteld bij de leverancier."),
        status(ago(16), "joost", "waiting-supplier", "Levering toegezegd binnen twee werkdagen."),
    ),
)

ROSTER = Story(
    "roster",
    "always",
    "Rooster van morgen is niet te openen",
    (
        opened(
            ago(6),
            "wouter",
            "Op locatie De Wadden blijft het rooster van morgen leeg.",
            service="Rooster",
            type="incident",
            **NORMAL,
        ),
        reply(ago(5, 40), "femke", "We zien het. We kijken of andere locaties ook geraakt zijn."),
        priority(ago(5), "femke", "Alle locaties hebben het.", **HIGH),
        assign(ago(4, 55), "femke", "mark", APPLICATIONS),
        reply(
            ago(3, 30),
            "mark",
            "Alle locaties zijn geraakt; de prioriteit is verhoogd. De import van gisteren is halverwege gestopt. We "
            "draaien hem opnieuw.",
        ),
        reply(ago(1, 10), "mark", "De import loopt en is over ongeveer twee uur klaar."),
    ),
)

BELL = Story(
    "bell",
    "always",
    "Oproep komt niet door op de tablet van de nachtdienst",
    (
        opened(
            ago(0, 4),
            "carla",
            "Eén tablet op De Wadden geeft geen geluid bij een oproep. De andere twee werken.",
            service="Zorgoproep",
            type="incident",
            **NORMAL,
        ),
    ),
)

STORIES = (MEDICATION, PHARMACY, REPORTS, ACCOUNT, WIFI, ROSTER, BELL, *ENDED)
