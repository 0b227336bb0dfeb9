"""The findings about escalation, contacts and regimes as sentences in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

ESCALATION_MESSAGES: Mapping[str, tuple[str, str]] = {
    "unknown-deed": ("A step cannot {word}.", "Een trede kan niet {word}."),
    "unknown-role": ("{word} is not a role.", "{word} is geen rol."),
    "breach-is-at-100": (
        "A breach is at 100%: write at: 100% here, or do: escalate.",
        "Een overschrijding is op 100%: schrijf hier at: 100%, of do: escalate.",
    ),
    "step-twice": ("This step at {word} is there already.", "Deze trede op {word} staat er al."),
    "too-many-steps": (
        "More than {most} steps. Put those for some tickets in a ladder of their own.",
        "Meer dan {most} treden. Zet die voor sommige tickets in een eigen ladder.",
    ),
    "one-moment": (
        "A step has one moment: {first} or {second}, not both.",
        "Een trede heeft één moment: {first} of {second}, niet allebei.",
    ),
    "one-recipient": (
        "One role, team or contact is next; name the others in an else of their own.",
        "Eén rol, team of contact is de volgende; noem de anderen in een eigen else.",
    ),
    "event-cannot-count": (
        "{word} does not count here. These do: {events}.",
        "{word} telt hier niet. Deze wel: {events}.",
    ),
    "ladder-for-nothing": (
        "This ladder is for every ticket. Write its steps under steps, or say targets or when.",
        "Deze ladder geldt voor elk ticket. Zet de treden onder steps, of noem targets of when.",
    ),
    "not-an-address": ("{word} is not a mail address.", "{word} is geen mailadres."),
    "not-a-number-to-call": (
        "{word} is not a telephone number. Write for example +31 10 123 4567.",
        "{word} is geen telefoonnummer. Schrijf bijvoorbeeld +31 10 123 4567.",
    ),
    "regime-without-when": (
        "When does it hold? Say when (what the ticket says) or from (the event that begins it).",
        "Wanneer geldt dit? Noem when (wat het ticket zegt) of from (de gebeurtenis die het begint).",
    ),
    "updates-need-when": (
        "Updates run from the report, so they go with when, not with from.",
        "Updates lopen vanaf de melding; ze horen bij when, niet bij from.",
    ),
    "name-taken": (
        "{word} is there already. Choose another name.",
        "{word} bestaat al. Kies een andere naam.",
    ),
}

ESCALATION_LINT: Mapping[str, tuple[str, str]] = {
    "role-of-nobody": (
        "Nobody is named as {word}: say under contacts who that is and how to reach them.",
        "Niemand heet {word}: noem onder contacts wie dat is en hoe die te bereiken is.",
    ),
    "contact-unused": ("No step and no deadline names {word}.", "Geen trede en geen termijn noemt {word}."),
    "contact-unreachable": (
        "{word} has no mail and no phone: nothing can be sent.",
        "{word} heeft geen mail en geen telefoon: er kan niets gestuurd worden.",
    ),
    "step-by-phone": (
        "A step reaches {word} by phone, and no number is written.",
        "Een trede bereikt {word} per telefoon, en er staat geen nummer.",
    ),
    "step-never-owed": (
        "This step can never be owed: {target} promises nothing to be before or after.",
        "Deze trede komt nooit: {target} belooft niets om voor of na te zijn.",
    ),
    "step-for-nobody": (
        "{word} is for other priorities than this step.",
        "{word} is er voor andere prioriteiten dan deze trede.",
    ),
    "event-step-everywhere": (
        "This step follows an event and its ladder is for several targets: it is told once for each.",
        "Deze trede volgt op een gebeurtenis en haar ladder geldt voor meer normen: zij komt voor elk een keer.",
    ),
    "ladder-never": (
        "An earlier ladder is for all that {word} is for.",
        "Een eerdere ladder geldt voor alles waarvoor {word} geldt.",
    ),
    "legal-before-agreed": (
        "The limit of the law comes before what is agreed.",
        "De grens van de wet komt eerder dan wat is afgesproken.",
    ),
}
