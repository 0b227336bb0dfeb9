"""Duinrand Logistiek: tickets that were solved, withdrawn, merged, or came back."""

from __future__ import annotations

from houvast.portal.demo.logins import NETWORK, WORKPLACE
from houvast.portal.demo.stories.duinrand_weights import P2, P3, P4, P4_PLANNED
from houvast.portal.demo.stories.script import (
    Story,
    ago,
    assign,
    cancel,
    close,
    customer_reply,
    merge,
    opened,
    reopen,
    reply,
    resolve,
    status,
)

SAME_LABELS = Story(
    "same-labels",
    "warehouse",
    "Verzendlabels komen twee keer uit de printer",
    (
        opened(
            ago(7, 40),
            "ilse",
            "Bij dok 4 komen alle labels dubbel. Is dat bekend?",
            service="WMS",
            type="incident",
            **P2,
        ),
        merge(ago(7, 25), "femke", "labels", "Zelfde storing als bij dok 3; verder in dat ticket."),
    ),
)


MAIL_DELAY = Story(
    "mail-delay",
    "office",
    "E-mail van vervoerders komt een uur later binnen",
    (
        opened(
            ago(9),
            "ilse",
            "Berichten van twee vervoerders komen ruim een uur te laat binnen.",
            service="Werkplek",
            type="incident",
            **P3,
        ),
        assign(ago(8, 45), "femke", "samir", WORKPLACE),
        reply(
            ago(7, 50),
            "samir",
            "Het spamfilter houdt deze afzenders vast voor een tweede controle. We passen de regel aan.",
        ),
        resolve(
            ago(3),
            "samir",
            "De regel is aangepast; de laatste 20 berichten kwamen binnen een minuut aan. Komt het terug, heropen "
            "dan dit ticket.",
        ),
    ),
)


VPN = Story(
    "vpn",
    "warehouse",
    "VPN valt weg bij planners die thuis werken",
    (
        opened(
            ago(14),
            "ilse",
            "Vijf planners verliezen thuis om het half uur de VPN. Ze kunnen geen ritten vrijgeven.",
            service="Netwerk",
            type="incident",
            **P2,
        ),
        assign(ago(13, 50), "femke", "joost", NETWORK),
        reply(ago(13, 30), "joost", "De verbinding wordt na 30 minuten door ons verbroken. We zoeken sinds wanneer."),
        reply(ago(10), "joost", "Sinds de nieuwe firmware. We testen een oudere versie met een van uw planners."),
        reply(ago(6, 30), "joost", "De oudere versie houdt stand. We zetten die na werktijd terug voor iedereen."),
        resolve(
            ago(4),
            "joost",
            "De oudere firmware staat op beide concentrators. Alle vijf planners werken langer dan twee uur zonder "
            "onderbreking. Dit duurde langer dan beloofd: de leverancier gaf pas na zes uur antwoord.",
        ),
    ),
)


CHARGING = Story(
    "charging",
    "office",
    "PDA’s laden niet op in het dock van hal C",
    (
        opened(
            ago(16),
            "emre",
            "Acht van de twaalf PDA’s staan ’s ochtends leeg in het dock.",
            service="Werkplek",
            type="incident",
            **P3,
        ),
        assign(ago(15, 30), "femke", "samir", WORKPLACE),
        reply(ago(15), "samir", "We brengen een nieuwe voeding voor het dock mee."),
        resolve(ago(10), "samir", "De voeding van het dock is vervangen; alle twaalf PDA’s laden."),
        reopen(ago(5), "emre", "Er waren er weer vier leeg, steeds de onderste rij."),
        reply(ago(3), "samir", "De onderste rij heeft een eigen kabel. Die vervangen we en we meten een nacht mee."),
    ),
)


WITHDRAWN = Story(
    "withdrawn",
    "office",
    "Geen toegang tot de map Tarieven",
    (
        opened(
            ago(5),
            "anouk",
            "Ik kan de map Tarieven niet openen.",
            service="Werkplek",
            type="question",
            **P4,
        ),
        cancel(ago(4, 30), "anouk", "Al gevonden: ik was met mijn oude account aangemeld."),
    ),
)


LAPTOP = Story(
    "laptop",
    "office",
    "Nieuwe laptop voor planner, start maandag",
    (
        opened(
            ago(44),
            "ilse",
            "Graag een laptop met twee schermen voor een nieuwe planner.",
            service="Werkplek",
            type="request",
            **P4,
        ),
        reply(ago(41), "femke", "De laptop ligt klaar en wordt ingericht. Waar kunnen we hem afgeven?"),
        customer_reply(ago(36), "ilse", "Bij de receptie, op mijn naam."),
        resolve(ago(24), "samir", "De laptop is afgegeven bij de receptie en getest met het WMS."),
        close(ago(4), "femke"),
    ),
)


FIRMWARE = Story(
    "firmware",
    "night",
    "Wijziging: firmware van de access points in hal B",
    (
        opened(
            ago(13),
            "ilse",
            "Graag ’s nachts, zodat de dagploeg er niets van merkt.",
            service="Netwerk",
            type="change",
            **P4_PLANNED,
        ),
        reply(
            ago(12, 30), "joost", "Ingepland. Per access point is er twee minuten geen dekking; we doen ze na elkaar."
        ),
        status(ago(12), "joost", "scheduled", "Uitvoering in de nacht, na de laatste ploeg."),
        assign(ago(9), "femke", "joost", NETWORK, "Uitvoering begint."),
        resolve(
            ago(2), "joost", "Alle twaalf access points draaien op de nieuwe versie; dekking gemeten in elke gang."
        ),
    ),
)


ENDED = (SAME_LABELS, MAIL_DELAY, VPN, CHARGING, WITHDRAWN, LAPTOP, FIRMWARE)
