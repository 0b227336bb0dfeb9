"""Errors about targets on tickets: promises and goals, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

PROMISE_MESSAGES: Mapping[str, tuple[str, str]] = {
    "no-targets": ("The agreement promises nothing.", "De overeenkomst belooft niets."),
    "unknown-goal": ("{word} is not a goal.", "{word} is geen doel."),
    "not-a-promise": (
        "{word} is not a promise. Write for example 4h on office, 2bd on office or best effort.",
        "{word} is geen belofte. Schrijf bijvoorbeeld 4h on office, 2bd on office of best effort.",
    ),
    "unit-missing": ("{word} of what? Write w, d, h, m, s or bd.", "{word} wat? Schrijf w, d, h, m, s of bd."),
    "unknown-unit": ("{word} is not a unit.", "{word} is geen eenheid."),
    "fraction": ("{word} is not whole. Write for example 1h30m.", "{word} is niet heel. Schrijf bijvoorbeeld 1h30m."),
    "units-in-disorder": (
        "{word} comes too late: write units once, from large to small.",
        "{word} komt te laat: schrijf eenheden één keer, van groot naar klein.",
    ),
    "business-days-alone": (
        "{word}: business days do not go together with hours.",
        "{word}: werkdagen gaan niet samen met uren.",
    ),
    "business-days-need-calendar": (
        "Business days of which calendar? Write for example 2bd on office.",
        "Werkdagen van welke kalender? Schrijf bijvoorbeeld 2bd on office.",
    ),
    "business-days-never-shut": (
        "{word} never closes, so a business day has no end there. Write hours.",
        "{word} sluit nooit, dus een werkdag heeft daar geen einde. Schrijf uren.",
    ),
    "only-for-business-days": ("{word} belongs to business days (bd).", "{word} hoort bij werkdagen (bd)."),
    "calendar-missing": ("A calendar is missing after on.", "Na on ontbreekt een kalender."),
    "cut-off-missing": ("A time is missing after cut-off.", "Na cut-off ontbreekt een tijd."),
    "unexpected-word": ("{word} does not belong here.", "{word} hoort hier niet."),
    "zero-promise": ("{word} is no time at all.", "{word} is helemaal geen tijd."),
    "promise-too-long": ("Longer than {most} years.", "Langer dan {most} jaar."),
    "same-time-alone": (
        "same-time goes with whole business days only.",
        "same-time hoort alleen bij hele werkdagen.",
    ),
    "after-report-place": (
        "after-report comes straight after a number of business days: 1bd after-report on office.",
        "after-report staat direct achter een aantal werkdagen: 1bd after-report on office.",
    ),
    "share-of-nothing": (
        "{word} can be no open time at all, of which no share is used. Make the goal each, at most or a percentage.",
        "{word} kan helemaal geen open tijd zijn, waarvan geen deel wordt gebruikt. "
        "Maak het doel each, at most of een percentage.",
    ),
    "best-effort-alone": (
        "best effort is no limit. Leave it out, or the others.",
        "best effort is geen grens. Laat die weg, of de andere.",
    ),
}
