"""What Zilvermeeuw Zorg came with."""

from __future__ import annotations

from houvast.portal.demo.past.matters import Matter, Past

CRITICAL = {"impact": "all", "urgency": "yes"}
LOCAL_CARE = {"impact": "one", "urgency": "yes"}
HIGH = {"impact": "all", "urgency": "no"}
NORMAL = {"impact": "one", "urgency": "no"}

LOCATIONS = ("De Wadden", "De Kwelder", "De Slufter", "Het Baken")

MATTERS = (
    Matter(
        "Toedienlijst van {place} laadt niet",
        "De toedienlijst van {place} blijft leeg.",
        "We zien de fout. De lijst wordt opnieuw opgebouwd.",
        "De opbouw loopt.",
        "De lijst is volledig; vergeleken met die van de apotheek.",
        "Cliëntdossier",
        (LOCAL_CARE, NORMAL, NORMAL),
        LOCATIONS,
    ),
    Matter(
        "Dossier traag op {place}",
        "Een dossier openen duurt meer dan een halve minuut.",
        "De lijn van deze locatie is vol. We zoeken wat hem vult.",
        "Een kopie van foto’s loopt overdag; die verplaatsen we naar de nacht.",
        "De kopie loopt voortaan in de nacht; een dossier opent binnen twee seconden.",
        "Cliëntdossier",
        (NORMAL, NORMAL, HIGH),
        LOCATIONS,
    ),
    Matter(
        "Aanmelden met pas lukt niet op {place}",
        "De paslezer geeft een rood licht.",
        "De paslezer is niet meer bekend op de server. We melden hem opnieuw aan.",
        "De lezer is aangemeld; probeert u een pas?",
        "Twee passen getest, de lezer werkt.",
        "Aanmelden",
        (NORMAL,),
        LOCATIONS,
    ),
    Matter(
        "Berichten van het laboratorium blijven uit ({place})",
        "Uitslagen van vandaag staan niet in het dossier.",
        "De koppeling staat stil sinds een herstart. We starten hem en lezen de achterstand in.",
        "De achterstand wordt ingelezen.",
        "Alle uitslagen zijn ingelezen en geteld.",
        "Koppelingen",
        (HIGH, HIGH, NORMAL),
        LOCATIONS,
    ),
    Matter(
        "Dossier niet bereikbaar, alle locaties ({place} meldt als eerste)",
        "Het dossier opent nergens meer.",
        "We zien de uitval en schakelen over naar de reserve.",
        "De reserve draait; het dossier opent weer. We zoeken de oorzaak.",
        "De oorzaak is weggenomen en beide omgevingen zijn getest.",
        "Cliëntdossier",
        (CRITICAL,),
        LOCATIONS,
    ),
    Matter(
        "Tablet van {place} start niet",
        "De tablet blijft hangen op het logo.",
        "We wissen de tablet op afstand en zetten hem opnieuw klaar.",
        "De tablet wordt opnieuw ingericht.",
        "De tablet is ingericht en getest met het dossier.",
        "Werkplek",
        (NORMAL,),
        LOCATIONS,
    ),
    Matter(
        "Rechten voor een nieuwe medewerker op {place}",
        "Graag toegang tot de dossiers van de locatie.",
        "We geven de rechten van de functie zodra het contract in het personeelssysteem staat.",
        "Het contract staat er; de rechten worden gegeven.",
        "De rechten zijn gegeven.",
        "Aanmelden",
        (NORMAL,),
        LOCATIONS,
        type="request",
    ),
)

PAST = Past(
    matters=MATTERS,
    months=(8, 9, 8, 10, 9, 8, 11, 9, 10, 13, 12, 13),
    late=(2, 0, 3, 0, 0, 2, 8, 3, 0, 2, 0, 2),
    hours="day-and-evening",
    response="response",
    resolution="recovery",
    update="update",
    next_reply="next-reply",
    pause="waiting-customer",
    writers=("Nadia El Idrissi", "Carla Mulder", "Wouter Prins"),
    helpers=("Femke de Boer", "Rosa Vink", "Mark Kuipers", "Joost Bakker"),
    thanks=("Op beide afdelingen is het hetzelfde.", "Het gaat om drie cliënten.", "Dat kan wachten tot na de ronde."),
)
