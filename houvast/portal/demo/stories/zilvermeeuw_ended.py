"""Zilvermeeuw Zorg: tickets that were solved, withdrawn, merged, or came back."""

from __future__ import annotations

from houvast.portal.demo.logins import APPLICATIONS, NETWORK
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
    workaround,
)

SAME_MEDICATION = Story(
    "same-medication",
    "always",
    "Toedienlijst opent niet",
    (
        opened(
            ago(2, 12),
            "nadia",
            "Op De Wadden opent geen enkele toedienlijst.",
            service="Cliëntdossier",
            type="incident",
            impact="one",
            urgency="yes",
        ),
        merge(ago(2, 5), "femke", "medication", "Zelfde storing; verder in dat ticket."),
    ),
)

SIGN_IN = Story(
    "sign-in",
    "always",
    "Niemand kan zich aanmelden bij het dossier",
    (
        opened(
            ago(30),
            "carla",
            "Alle locaties krijgen een wit scherm na het aanmelden.",
            service="Aanmelden",
            type="incident",
            impact="all",
            urgency="yes",
        ),
        assign(ago(29, 57), "femke", "joost", NETWORK),
        reply(ago(29, 54), "joost", "De aanmeldserver antwoordt niet. We schakelen over naar de reserve."),
        reply(ago(29, 5), "joost", "De overschakeling loopt; over een kwartier kunt u zich weer aanmelden."),
        workaround(
            ago(28, 50),
            "joost",
            "U kunt zich weer aanmelden; de reserveserver draait. Sluit het scherm en begin opnieuw.",
        ),
        reply(ago(28, 10), "joost", "De eerste server is vervangen. We houden beide een dag in de gaten."),
        resolve(ago(27, 20), "joost", "Oorzaak: een defecte schijf. Beide servers draaien en zijn getest."),
        close(ago(3), "joost"),
    ),
)

PLAN = Story(
    "plan",
    "always",
    "Zorgplannen tonen de versie van vorige week",
    (
        opened(
            ago(50),
            "nadia",
            "In alle dossiers staat het zorgplan van vorige week. Wijzigingen van deze week zijn niet te zien.",
            service="Cliëntdossier",
            type="incident",
            impact="all",
            urgency="no",
        ),
        assign(ago(49, 50), "femke", "rosa", APPLICATIONS),
        reply(ago(49, 30), "rosa", "De wijzigingen zijn er nog; het scherm leest uit een oude kopie."),
        reply(ago(46), "rosa", "De kopie loopt vijf dagen achter. We bouwen hem opnieuw op."),
        reply(ago(42, 30), "rosa", "De opbouw loopt; de helft van de dossiers is bij."),
        reply(ago(39), "rosa", "Op twee locaties na zijn alle dossiers bij."),
        resolve(
            ago(38),
            "rosa",
            "Alle zorgplannen tonen de laatste versie. Het herstel duurde 12 uur, 4 uur langer dan beloofd: de opbouw "
            "moest na een fout opnieuw beginnen. De bewaking waarschuwt nu als de kopie achterloopt.",
        ),
    ),
)

PRINTER = Story(
    "printer",
    "day-and-evening",
    "Etiketten voor medicijndozen zijn onleesbaar",
    (
        opened(
            ago(30),
            "carla",
            "De etikettenprinter van De Kwelder drukt strepen.",
            service="Werkplek",
            type="incident",
            impact="one",
            urgency="no",
        ),
        reply(ago(29), "femke", "We sturen een nieuwe printkop; die klikt u zelf vast. De handleiding gaat mee."),
        assign(ago(28, 50), "femke", "samir", "Werkplek"),
        resolve(ago(20), "samir", "De printkop is geleverd en werkt."),
        reopen(ago(4), "carla", "Na twee dozen kwamen de strepen terug."),
        reply(ago(2), "samir", "Dan is het de rol. We brengen een andere printer, dan hoeft u niet te wachten."),
    ),
)

LETTER = Story(
    "letter",
    "day-and-evening",
    "Brief aan huisarts krijgt verkeerde datum",
    (
        opened(
            ago(26),
            "nadia",
            "Nieuwe brieven krijgen de datum van de volgende dag.",
            service="Cliëntdossier",
            type="incident",
            impact="one",
            urgency="no",
        ),
        assign(ago(25), "femke", "mark", APPLICATIONS),
        reply(ago(24), "mark", "De tijdzone van de briefmodule staat verkeerd. We passen dat aan."),
        customer_reply(ago(22), "nadia", "Dank, we wachten zolang met brieven."),
        resolve(ago(15), "mark", "Aangepast en getest met een brief van locatie De Wadden."),
    ),
)

VIDEO = Story(
    "video",
    "day-and-evening",
    "Beeldbellen met familie doet het niet",
    (
        opened(
            ago(7),
            "carla",
            "De tablet in de huiskamer belt niet.",
            service="Beeldbellen",
            type="incident",
            impact="one",
            urgency="no",
        ),
        cancel(ago(6, 30), "carla", "De tablet stond in vliegtuigstand."),
    ),
)

ENDED = (SAME_MEDICATION, SIGN_IN, PLAN, PRINTER, LETTER, VIDEO)
