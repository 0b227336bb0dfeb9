"""IJsselkade Advocaten: business days with a cut-off, court hours, and a contact who writes English."""

from __future__ import annotations

from houvast.portal.demo.logins import APPLICATIONS, NETWORK, SERVICE_DESK, WORKPLACE
from houvast.portal.demo.stories.ijsselkade_ended import ENDED
from houvast.portal.demo.stories.script import (
    Story,
    acknowledge,
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

DICTATION = Story(
    "dictation",
    "court",
    "Dictation app loses the last minutes of a recording",
    (
        opened(
            ago(4, 50),
            "eleanor",
            "Since its last update the dictation app cuts off the end of every recording. Two pleadings had to "
            "be dictated again.",
            service="Dictation",
            type="incident",
            priority="urgent",
        ),
        acknowledge(ago(4, 40), "femke"),
        assign(ago(4, 38), "femke", "mark", APPLICATIONS),
        reply(
            ago(4, 20),
            "mark",
            "We can reproduce it: the app stops uploading when the phone locks. Please keep the screen on while "
            "dictating; recordings made that way are complete.",
        ),
        note(
            ago(3), "mark", "Versie 8.2 van de app sluit de upload bij schermvergrendeling. Terug naar 8.1 kan via MDM."
        ),
        customer_reply(
            ago(2, 30), "eleanor", "Keeping the screen on works, but it is not something I can ask of everyone."
        ),
        reply(
            ago(1, 45),
            "mark",
            "Understood. We are returning all phones to the previous version; that takes about two hours and needs "
            "nothing from you.",
        ),
    ),
)

DOCUMENTS = Story(
    "documents",
    "office",
    "Dossiers openen pas na een minuut",
    (
        opened(
            ago(7),
            "bas",
            "Op de tweede verdieping duurt het openen van een dossier bijna een minuut.",
            service="Dossiersysteem",
            type="incident",
            priority="normal",
        ),
        assign(ago(6), "femke", "joost", NETWORK),
        reply(ago(5), "joost", "De switch op de tweede verdieping zit vol. We verdelen de aansluitingen anders."),
    ),
)

SCANS = Story(
    "scans",
    "office",
    "Scans arrive in the wrong matter",
    (
        opened(
            ago(11),
            "eleanor",
            "Three scans I sent to matter 2214 ended up in 2241.",
            service="Document system",
            type="incident",
            priority="normal",
        ),
        assign(ago(10), "femke", "rosa", APPLICATIONS),
        reply(ago(9), "rosa", "We moved the three scans. To find the cause we need to know which scanner you used."),
        ask_customer(ago(8, 30), "rosa", "Asked which scanner was used, and at what time."),
    ),
)

MAILBOX = Story(
    "mailbox",
    "office",
    "Gedeelde mailbox Faillissementen toont geen nieuwe berichten",
    (
        opened(
            ago(34),
            "bas",
            "De gedeelde mailbox loopt achter: berichten komen een halve dag later binnen.",
            service="E-mail",
            type="incident",
            priority="normal",
        ),
        reply(ago(30), "femke", "De mailbox is te groot voor de synchronisatie. We splitsen het archief af."),
        assign(ago(29), "femke", "samir", WORKPLACE),
        note(ago(16), "samir", "Afsplitsen stopt op beschadigde map 2019. Reparatie draait, duurt nog een dag."),
        reply(
            ago(14),
            "samir",
            "Het afsplitsen stopt op een beschadigde map uit 2019. De reparatie loopt. Dit duurt langer dan de drie "
            "werkdagen die u mag verwachten; nieuwe berichten leest u zolang in de webversie.",
        ),
    ),
)

SIGNING = Story(
    "signing",
    "court",
    "Digitaal ondertekenen geeft een foutmelding",
    (
        opened(
            ago(9),
            "bas",
            "Bij het ondertekenen van processtukken verschijnt fout 1204.",
            service="Ondertekenen",
            type="incident",
            priority="normal",
        ),
        reply(ago(8), "femke", "De melding komt van de dienst voor ondertekenen. We hebben het daar gemeld."),
        assign(ago(7, 50), "femke", "rosa", APPLICATIONS),
        priority(ago(2), "rosa", "Een stuk moet vandaag naar de rechtbank.", priority="urgent"),
        reply(
            ago(1, 30), "rosa", "U kunt tekenen via de reservedienst; de link staat op de startpagina van het dossier."
        ),
    ),
)

SCREENS = Story(
    "screens",
    "office",
    "Tweede scherm voor zes werkplekken",
    (
        opened(
            ago(46),
            "bas",
            "Graag een tweede scherm op de zes plekken van het secretariaat.",
            service="Werkplek",
            type="request",
            priority="wish",
        ),
        reply(ago(38), "femke", "Het model is in bestelling. We plannen de plaatsing met u."),
        assign(ago(37), "femke", "samir", WORKPLACE),
    ),
)

MEETING_ROOM = Story(
    "meeting-room",
    "office",
    "Conference unit for the large meeting room",
    (
        opened(
            ago(22),
            "eleanor",
            "The large meeting room needs a conference unit for hearings by video.",
            service="Workplace",
            type="request",
            priority="normal",
        ),
        reply(ago(17), "femke", "Ordered. Installation takes half a day; please name a day without hearings."),
        customer_reply(ago(15), "eleanor", "Any Friday afternoon suits us."),
        assign(ago(14, 30), "femke", "femke", SERVICE_DESK),
        status(ago(14), "femke", "planned", "Installation planned for a Friday afternoon."),
    ),
)

TOKEN = Story(
    "token",
    "always",
    "Advocatenpas wordt niet herkend",
    (
        opened(
            ago(0, 8),
            "bas",
            "Een advocaat kan sinds de nieuwe pas niet meer in het roljournaal.",
            service="Aanmelden",
            type="incident",
            priority="normal",
        ),
    ),
)

STORIES = (DICTATION, DOCUMENTS, SCANS, MAILBOX, SIGNING, SCREENS, MEETING_ROOM, TOKEN, *ENDED)
