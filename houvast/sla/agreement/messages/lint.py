"""Warnings and notes about an agreement that can be read, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

LINT_MESSAGES: Mapping[str, tuple[str, str]] = {
    "agreement-ended": (
        "The agreement ended on {word}: a ticket opened after that day has no promise.",
        "De overeenkomst liep tot en met {word}: een ticket van daarna heeft geen belofte.",
    ),
    "one-language": (
        "This text has no {missing}: readers of that language see the other one.",
        "Deze tekst heeft geen {missing}: wie die taal leest, ziet de andere.",
    ),
    "glossary-unused": ("{word} occurs nowhere in the agreement.", "{word} komt nergens in de overeenkomst voor."),
    "no-default-priority": (
        "No default: a ticket that says nothing of its priority has no promise.",
        "Geen default: een ticket dat niets zegt over prioriteit heeft geen belofte.",
    ),
    "level-unreachable": (
        "No impact and urgency lead to {word}: only a person can choose it.",
        "Geen impact en urgentie leiden tot {word}: alleen een mens kan die kiezen.",
    ),
    "matrix-gap": (
        "Impact {impact} says nothing of urgency {urgency}: such a ticket gets the default.",
        "Impact {impact} zegt niets over urgentie {urgency}: zo'n ticket krijgt de default.",
    ),
    "calendar-unused": ("No promise counts on {word}.", "Geen belofte telt op {word}."),
    "holidays-without-country": (
        "No country: only the dates named here are closed.",
        "Geen land: alleen de datums die hier staan zijn gesloten.",
    ),
    "date-twice": (
        "{word} has hours of its own too; those hold, and the day is not closed.",
        "{word} heeft ook eigen uren; die gelden, en de dag is niet gesloten.",
    ),
    "date-outside-term": (
        "{word} lies outside the term of the agreement.",
        "{word} ligt buiten de looptijd van de overeenkomst.",
    ),
    "clock-unused": ("No target uses the clock {word}.", "Geen norm gebruikt de klok {word}."),
    "stops-at-any-change": (
        "This clock stops at the first event {word}, whatever it changes.",
        "Deze klok stopt bij de eerste gebeurtenis {word}, wat die ook verandert.",
    ),
    "reopen-without-effect": (
        "This clock does not stop at resolved or closed by name, so reopening never starts it again.",
        "Deze klok noemt resolved of closed niet als stop, dus heropenen start haar nooit opnieuw.",
    ),
    "priority-without-promise": (
        "{word} has no promise: these tickets are never judged here.",
        "{word} heeft geen belofte: deze tickets krijgen hier nooit een oordeel.",
    ),
    "best-effort-not-counted": (
        "{word} has no due time. These tickets do not count towards the goal.",
        "{word} heeft geen uiterste moment. Deze tickets tellen niet mee voor het doel.",
    ),
    "days-as-hours": (
        "{word} is {hours} hours of open time, not {days} business days.",
        "{word} is {hours} uur open tijd, niet {days} werkdagen.",
    ),
    "no-calendar-named": (
        "{word} counts day and night, also on holidays. Name a calendar if that is not meant.",
        "{word} telt dag en nacht, ook op feestdagen. Noem een kalender als dat niet de bedoeling is.",
    ),
    "cut-off-outside-hours": (
        "The cut-off {word} lies outside the hours of {calendar}, so it changes nothing.",
        "De grens {word} ligt buiten de uren van {calendar} en verandert dus niets.",
    ),
    "cut-off-before-hours": (
        "The cut-off {word} lies before the hours of {calendar}: every ticket counts from the next business day.",
        "De grens {word} ligt vóór de uren van {calendar}: elk ticket telt vanaf de volgende werkdag.",
    ),
    "lighter-sooner": (
        "{lighter} is promised sooner than {heavier}.",
        "Voor {lighter} is een kortere tijd beloofd dan voor {heavier}.",
    ),
    "response-after-resolution": (
        "For {word} the promise of {target} is shorter: this one can never matter.",
        "Voor {word} is de belofte van {target} korter: deze doet er nooit toe.",
    ),
    "goal-missing": (
        "No goal: one late ticket misses this target.",
        "Geen doel: één ticket te laat en deze norm is niet gehaald.",
    ),
    "goal-all": (
        "With 100% one late ticket misses this target. Write each if that is meant.",
        "Bij 100% is één ticket te laat genoeg om deze norm te missen. Schrijf each als dat de bedoeling is.",
    ),
    "no-escalation": (
        "Nobody is told before or after a promise is broken.",
        "Niemand krijgt bericht voor of na een overschrijding.",
    ),
    "ladder-without-breach": (
        "The ladder has no step at 100%: a breach itself is told to nobody.",
        "De ladder heeft geen trede op 100%: een overschrijding zelf wordt niemand gemeld.",
    ),
    "days-by-the-clock": (
        "{word} is {hours} hours by the clock, weekends and holidays included. Business days are bd.",
        "{word} is {hours} uur op de klok, ook in het weekend en op feestdagen. Werkdagen zijn bd.",
    ),
    "word-never-said": (
        "No ticket can say {word} here, so that this selects none.",
        "Geen ticket kan hier {word} zeggen, dus dit kiest er geen.",
    ),
    "spelled-otherwise": (
        "{word} is spelled {other} elsewhere: a ticket that says one is not the other.",
        "{word} heet elders {other}: een ticket dat het een zegt, is het ander niet.",
    ),
    "word-not-in-matrix": (
        "{word} is defined, but the matrix says nothing of it.",
        "{word} is omschreven, maar de matrix zegt er niets over.",
    ),
    "level-not-asked": (
        "This target is not about {word}, so that this promise is never made.",
        "Deze norm gaat niet over {word}, dus deze belofte wordt nooit gedaan.",
    ),
    "never-opens": (
        "{word} never opens while the agreement holds.",
        "{word} gaat nooit open zolang de overeenkomst geldt.",
    ),
    "no-holidays": (
        "{word} has no holidays: promised time also counts on Christmas Day.",
        "{word} heeft geen feestdagen: beloofde tijd telt ook op eerste kerstdag.",
    ),
    "many-targets": (
        "{count} targets: each needs figures and attention every period, and over {most} few get either.",
        "{count} normen: elk vraagt elke periode cijfers en aandacht, en boven de {most} krijgen weinig normen dat.",
    ),
    "terms-missing": (
        "Credits are promised, and terms says nothing about: {words}.",
        "Er zijn tegoeden beloofd, en terms zegt niets over: {words}.",
    ),
}
