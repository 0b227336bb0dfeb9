"""IJsselkade Advocaten: tickets that were solved, withdrawn, or came back."""

from __future__ import annotations

from houvast.portal.demo.logins import APPLICATIONS, NETWORK, WORKPLACE
from houvast.portal.demo.stories.script import (
    Story,
    ago,
    assign,
    cancel,
    close,
    customer_reply,
    opened,
    reopen,
    reply,
    resolve,
)

TIME_SHEET = Story(
    "time-sheet",
    "office",
    "Urenregistratie rekent zes minuten te veel",
    (
        opened(
            ago(19),
            "bas",
            "Elke nieuwe registratie is zes minuten langer dan ingevoerd.",
            service="Urenregistratie",
            type="incident",
            priority="normal",
        ),
        assign(ago(18), "femke", "mark", APPLICATIONS),
        reply(ago(16), "mark", "De afronding staat op tien minuten naar boven. We zetten die terug."),
        resolve(ago(8), "mark", "Teruggezet; de 41 geraakte registraties zijn herrekend."),
    ),
)

REMOTE = Story(
    "remote",
    "office",
    "Remote desktop disconnects every quarter of an hour",
    (
        opened(
            ago(40),
            "eleanor",
            "Working from home I am disconnected every fifteen minutes.",
            service="Remote access",
            type="incident",
            priority="normal",
        ),
        reply(ago(36), "joost", "Your provider changed the address of your modem. We are adapting our side."),
        assign(ago(35), "femke", "joost", NETWORK),
        customer_reply(ago(24), "eleanor", "It happened four times since."),
        reply(ago(21), "joost", "The change needs a restart outside office hours; it is planned for the same evening."),
        resolve(
            ago(8),
            "joost",
            "The connection has held for a full working day. This took longer than the three business days promised, "
            "because the first restart did not help.",
        ),
    ),
)

PRINTING = Story(
    "printing",
    "office",
    "Double-sided printing turns pages upside down",
    (
        opened(
            ago(14),
            "eleanor",
            "Every second page of a double-sided print is upside down.",
            service="Printing",
            type="incident",
            priority="normal",
        ),
        assign(ago(13), "femke", "samir", WORKPLACE),
        reply(ago(12), "samir", "The driver was reset by an update. We restore the setting on all printers."),
        resolve(ago(9), "samir", "Restored on all printers."),
        reopen(ago(4), "eleanor", "The printer on the second floor still does it."),
        reply(ago(2, 30), "samir", "That printer has its own queue; we are correcting it now."),
    ),
)

ACCESS = Story(
    "access",
    "office",
    "Toegang tot het archief voor een stagiair",
    (
        opened(
            ago(44),
            "bas",
            "Graag leesrechten op het archief voor een stagiair, tot het eind van het kwartaal.",
            service="Dossiersysteem",
            type="request",
            priority="normal",
        ),
        reply(ago(38), "femke", "De rechten staan klaar. We hebben de naam van de begeleider nodig voor het register."),
        customer_reply(ago(34), "bas", "Dat ben ik."),
        resolve(ago(30), "femke", "De rechten zijn gegeven en vervallen vanzelf."),
        close(ago(5), "femke"),
    ),
)

FONT = Story(
    "font",
    "office",
    "Huisstijl ontbreekt in het tekstprogramma",
    (
        opened(
            ago(6),
            "bas",
            "Het lettertype van de huisstijl is weg.",
            service="Werkplek",
            type="question",
            priority="wish",
        ),
        cancel(ago(5, 15), "bas", "Na opnieuw aanmelden stond het er weer."),
    ),
)

ENDED = (TIME_SHEET, REMOTE, PRINTING, ACCESS, FONT)
