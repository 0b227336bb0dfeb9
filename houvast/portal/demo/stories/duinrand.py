"""Duinrand Logistiek: a warehouse that works six days a week, with four priorities and a ladder of five steps."""

from __future__ import annotations

from houvast.portal.demo.logins import APPLICATIONS, NETWORK, SERVICE_DESK
from houvast.portal.demo.stories.duinrand_ended import ENDED
from houvast.portal.demo.stories.duinrand_weights import P1, P2, P3_URGENT, P4_WISH
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
)

LABELS = Story(
    "labels",
    "warehouse",
    "Labelprinters dok 3 en 4 drukken verzendlabels dubbel af",
    (
        opened(
            ago(8),
            "emre",
            "Sinds de laatste update komt elk verzendlabel twee keer uit de printers bij dok 3 en 4. "
            "We plakken met de hand af en lopen ongeveer 40 pallets achter. Dok 1 en 2 werken normaal.",
            service="WMS",
            type="incident",
            **P2,
        ),
        assign(ago(7, 50), "femke", "femke", SERVICE_DESK),
        reply(
            ago(7, 22),
            "femke",
            "We zien dubbele opdrachten in de wachtrij van printserver 2 en zoeken uit wat de update daar heeft "
            "veranderd. Tot die tijd kunt u printen via dok 1; de koppeling staat klaar.",
        ),
        note(
            ago(7, 5),
            "femke",
            "Wachtrij PS2-D3 en PS2-D4 hebben allebei een vervolgopdracht. Mark, kijk jij naar de instelling van "
            "de update? Niet terugdraaien zonder test, dok 3 draait op dezelfde driver als hal C.",
        ),
        assign(ago(6, 50), "femke", "mark", APPLICATIONS, "De oorzaak ligt in de printkoppeling van het WMS."),
        reply(
            ago(6, 10),
            "mark",
            "Kunt u het logbestand van de printserver in hal A sturen? Dat kunnen we op afstand niet lezen.",
        ),
        ask_customer(ago(6, 9), "mark", "Logbestand van de printserver in hal A gevraagd."),
        customer_reply(ago(4, 29), "emre", "Hierbij. Het duurde even: de sleutel van de kast lag bij de avondploeg."),
        reply(
            ago(2, 15),
            "mark",
            "Oorzaak gevonden: de update zette op twee wachtrijen dezelfde vervolgopdracht. We draaien die "
            "instelling terug en testen daarna met u bij dok 3.",
        ),
    ),
)


SCANNERS = Story(
    "scanners",
    "warehouse",
    "Scannernetwerk hal B valt kort weg",
    (
        opened(
            ago(2, 50),
            "ilse",
            "De handscanners in hal B verliezen om de tien minuten de verbinding, steeds een halve minuut. "
            "Orderpickers moeten regels opnieuw scannen.",
            service="Netwerk",
            type="incident",
            **P2,
        ),
        assign(ago(2, 40), "femke", "joost", NETWORK),
        reply(
            ago(2, 15),
            "joost",
            "Twee access points in hal B zitten sinds een wijziging op hetzelfde kanaal. We verplaatsen er een en "
            "meten daarna een uur mee. U hoort van ons zodra de meting loopt.",
        ),
        note(ago(1, 30), "joost", "AP-B07 naar kanaal 44. Meting loopt; tot nu toe geen uitval."),
    ),
)


WMS_DOWN = Story(
    "wms-down",
    "always",
    "WMS geeft time-outs bij het vrijgeven van orders",
    (
        opened(
            ago(5, 10),
            "emre",
            "Orders vrijgeven duurt langer dan een minuut en loopt daarna op een fout. Het inpakken ligt bijna stil.",
            service="WMS",
            type="incident",
            **P2,
        ),
        assign(ago(5, 5), "femke", "rosa", APPLICATIONS),
        reply(
            ago(5), "rosa", "We zien het: de database wacht op vergrendelde rijen. We zoeken welk proces ze vasthoudt."
        ),
        priority(ago(4, 40), "rosa", "Alle orders staan stil, ook in hal A.", **P1),
        reply(
            ago(4, 10),
            "rosa",
            "Dit is nu een P1: ook hal A ligt stil. Het vasthoudende proces is de nachtelijke herindeling, die "
            "niet is gestopt. We breken die af.",
        ),
        reply(ago(3, 15), "rosa", "De herindeling is afgebroken. De wachtrij van 1.900 orders loopt nu langzaam leeg."),
        customer_reply(ago(2, 40), "ilse", "In hal A gaat het weer, in hal B krijgen we nog steeds fouten."),
        reply(
            ago(2, 25), "rosa", "Klopt: hal B gebruikt een tweede verbinding die is blijven hangen. Die herstarten we."
        ),
        note(ago(1, 50), "rosa", "Herstart van app02 mislukt, schijf vol met logregels. Ruimte maken, dan opnieuw."),
        reply(
            ago(1, 40),
            "rosa",
            "De herstart lukte niet doordat een schijf vol stond. We maken ruimte en proberen het opnieuw.",
        ),
        reply(ago(0, 50), "rosa", "Hal B is terug op halve snelheid. De volgende update krijgt u binnen een uur."),
    ),
)


STOCK = Story(
    "stock",
    "office",
    "Voorraadverschil na nachtelijke telling",
    (
        opened(
            ago(13),
            "emre",
            "Na de nachtelijke telling staat locatie C-14 op 312 stuks, geteld zijn er 288.",
            service="WMS",
            type="incident",
            **P3_URGENT,
        ),
        assign(ago(12, 40), "femke", "mark", APPLICATIONS),
        reply(
            ago(11),
            "mark",
            "Er zijn twee telrondes geboekt, om 02:10 en om 03:40. Het verschil van 24 stuks zit in een van de twee.",
        ),
        reply(ago(9, 31), "mark", "Welke telronde gaf het verschil? Dan boeken we de andere terug."),
        ask_customer(ago(9, 30), "mark", "Welke van de twee telrondes klopt?"),
    ),
)


ADDRESS = Story(
    "address",
    "office",
    "Orderbevestiging toont oud afleveradres",
    (
        opened(
            ago(8, 40),
            "ilse",
            "Klanten die hun adres in het portaal wijzigen, krijgen bij de volgende order nog een bevestiging met "
            "het oude adres. De zending zelf gaat goed.",
            service="Klantportaal",
            type="incident",
            **P3_URGENT,
        ),
        assign(ago(8, 10), "femke", "mark", APPLICATIONS),
        reply(
            ago(6, 30),
            "mark",
            "We kunnen het nadoen: de bevestiging leest het adres uit de vorige order. De aanpassing is gemaakt en "
            "wordt getest.",
        ),
    ),
)


EXTRA_COLUMN = Story(
    "extra-column",
    "office",
    "Wens: extra kolom in dagoverzicht",
    (
        opened(
            ago(31),
            "anouk",
            "Graag het aantal pallets per laaddeur als kolom in het dagoverzicht.",
            service="Klantportaal",
            type="request",
            **P4_WISH,
        ),
        reply(ago(27), "femke", "Genoteerd. Dit gaat naar vermogen; u hoort van ons voordat we eraan beginnen."),
        assign(ago(26, 30), "femke", "mark", APPLICATIONS),
    ),
)


GATE = Story(
    "gate",
    "always",
    "Poort 2 leest kentekens niet",
    (
        opened(
            ago(0, 6),
            "ilse",
            "De camera bij poort 2 herkent geen kentekens meer. De portier opent nu met de hand.",
            service="Netwerk",
            type="incident",
            **P2,
        ),
    ),
)


STORIES = (LABELS, SCANNERS, WMS_DOWN, STOCK, ADDRESS, EXTRA_COLUMN, GATE, *ENDED)
