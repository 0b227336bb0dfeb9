"""What Duinrand Logistiek came with."""

from __future__ import annotations

from houvast.portal.demo.past.matters import Matter, Past

P1 = {"impact": "high", "urgency": "high"}
P2 = {"impact": "medium", "urgency": "high"}
P3 = {"impact": "medium", "urgency": "medium"}
P4 = {"impact": "low", "urgency": "low"}

DOCKS = ("dok 1", "dok 2", "dok 3", "dok 4", "hal A", "hal B", "hal C")

MATTERS = (
    Matter(
        "Scanner bij {place} verliest verbinding",
        "De handscanner bij {place} meldt zich steeds af.",
        "We zien de scanner wisselen tussen twee access points. We passen het bereik aan.",
        "Het bereik is aangepast; we meten een dienst mee.",
        "Geen uitval meer gemeten tijdens een hele dienst.",
        "Netwerk",
        (P2, P3, P3),
        DOCKS,
    ),
    Matter(
        "Order blijft hangen in status Gepland, {place}",
        "Een order voor {place} gaat niet naar de picklijst.",
        "De order mist een ritnummer. We zoeken waarom de planning het niet heeft meegestuurd.",
        "Het ritnummer ging verloren bij een dubbele import. We herstellen de import.",
        "De import is hersteld; de order is vrijgegeven.",
        "WMS",
        (P2, P2, P3),
        DOCKS,
    ),
    Matter(
        "WMS niet bereikbaar in {place}",
        "Geen enkele werkplek in {place} komt in het WMS.",
        "De verbinding met de applicatieserver is weg. We schakelen over.",
        "De reserve draait. We zoeken de oorzaak op de eerste server.",
        "Beide servers draaien. Oorzaak: een volle schijf; de bewaking kijkt daar nu naar.",
        "WMS",
        (P1, P1, P2),
        ("hal A", "hal B", "hal C"),
    ),
    Matter(
        "Pakbon voor {place} toont verkeerde aantallen",
        "Op de pakbon staan dozen in plaats van stuks.",
        "De eenheid komt uit het artikelbestand. We vergelijken dat met de order.",
        "Het artikelbestand is sinds de laatste levering gewijzigd. We zetten de eenheid terug.",
        "De eenheid staat weer op stuks; de pakbon is opnieuw gemaakt.",
        "WMS",
        (P3,),
        DOCKS,
    ),
    Matter(
        "Klant kan zich niet aanmelden in het klantportaal ({place})",
        "Een klant krijgt na het wachtwoord een leeg scherm.",
        "Het account is geblokkeerd na vijf pogingen. We heffen dat op en kijken waarom.",
        "De klant gebruikt een oude bladwijzer. We sturen die nu door.",
        "De klant is aangemeld; oude bladwijzers worden doorgestuurd.",
        "Klantportaal",
        (P3, P3, P4),
        ("tuincentra", "horeca", "bouw", "webwinkels"),
    ),
    Matter(
        "Beeldscherm laaddeur {place} blijft zwart",
        "Het scherm boven de laaddeur geeft geen beeld.",
        "De speler achter het scherm antwoordt niet. We sturen een reserve.",
        "De reserve is onderweg.",
        "De speler is vervangen; het scherm toont de ritten.",
        "Werkplek",
        (P3, P4),
        ("3", "5", "8", "11"),
    ),
    Matter(
        "Telefooncentrale {place} valt uit gesprek",
        "Gesprekken worden na een minuut verbroken.",
        "We zien pakketverlies op de lijn naar de centrale en meten door.",
        "De provider van de lijn is ingeschakeld.",
        "De lijn is omgezet; geen verlies meer gemeten.",
        "Netwerk",
        (P2, P3),
        ("planning", "klantenservice"),
    ),
    Matter(
        "Nieuw account voor {place}",
        "Graag een account met toegang tot het WMS.",
        "We maken het account aan met de rechten van de functie.",
        "Het account is klaar; we wachten op de pas.",
        "Account en pas zijn klaar.",
        "Werkplek",
        (P3, P4),
        ("een planner", "een orderpicker", "een uitzendkracht"),
        type="request",
    ),
)

PAST = Past(
    matters=MATTERS,
    months=(9, 8, 10, 9, 11, 10, 8, 9, 12, 13, 15, 14),
    late=(4, 6, 3, 5, 4, 8, 5, 3, 12, 9, 5, 4),
    hours="warehouse",
    response="response",
    resolution="resolution",
    update="update",
    next_reply="",
    pause="waiting-customer",
    writers=("Ilse Dekker", "Emre Yilmaz", "Anouk Visser"),
    helpers=("Femke de Boer", "Mark Kuipers", "Joost Bakker", "Samir Haddou"),
    thanks=("Dat klopt, zo ziet het er hier ook uit.", "We hebben het geprobeerd: het gebeurt nog steeds.", "Akkoord."),
)
