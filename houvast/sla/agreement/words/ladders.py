"""Clauses 7.1 and 7.2 in words: ladders, as a picture where all steps are shares of the promise, else as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from houvast.sla.agreement.escalation_model import (
    TEAM,
    USUAL_ROLES,
    Channel,
    Contact,
    Ladder,
    Length,
    Step,
    StepKind,
    When,
)
from houvast.sla.agreement.model import ALWAYS, ANY_PRIORITY, Agreement
from houvast.sla.agreement.words.document import Cell, Clause, LadderFigure, Row, Rung, TableFigure
from houvast.sla.agreement.words.event_phrases import conditions_words, events_words
from houvast.sla.agreement.words.phrases import OR, called, duration_words, listed, say, target_title, titled
from houvast.sla.agreement.words.targets import clause_of

_CHANNELS = {
    Channel.MAIL: ("mail", "mail"),
    Channel.PORTAL: ("het portaal", "the portal"),
    Channel.PHONE: ("telefoon", "telephone"),
    Channel.SMS: ("sms", "text message"),
    Channel.CHAT: ("chat", "chat"),
}


def usual(agreement: Agreement, lang: str) -> Clause:
    """Return the clause on the ladder of whatever no other is for; as a picture where all its steps are shares."""
    if all(_can_be_drawn(step) for step in agreement.ladder):
        return _drawn(agreement, lang)
    rule = say(lang, nl="Wie bericht krijgt, en wanneer.", en="Who is told, and when.")
    sentences = (rule, *_about_steps(agreement, agreement.ladder, lang))
    heading = say(lang, nl="Ladder", en="Ladder")
    return Clause("7.1", heading, sentences, (table(agreement, "7.1", agreement.ladder, lang),))


def _can_be_drawn(step: Step) -> bool:
    plain = step.when is When.SHARE and step.to in USUAL_ROLES and step.by == (Channel.MAIL,)
    return plain and not (step.only or step.held_in or step.otherwise)


def others(agreement: Agreement, lang: str) -> Clause:
    """Return the clause on the ladders that are for some tickets or targets only."""
    ladders = agreement.escalation.ladders
    first = say(
        lang,
        nl="Van de volgende ladders geldt de eerste die bij het ticket past; past er geen, dan geldt 7.1.",
        en="Of the following ladders the first that fits the ticket holds; where none does, 7.1 holds.",
    )
    sentences = [first, *(_which(agreement, ladder, lang) for ladder in ladders)]
    sentences += _about_steps(agreement, [step for ladder in ladders for step in ladder.steps], lang)
    figures = tuple(table(agreement, "7.2", ladder.steps, lang, ladder.name) for ladder in ladders)
    return Clause("7.2", say(lang, nl="Andere ladders", en="Other ladders"), tuple(sentences), figures)


def _which(agreement: Agreement, ladder: Ladder, lang: str) -> str:
    name = called(ladder.name, lang, agreement.glossary)
    titles = [f"{target_title(agreement, each, lang)} ({clause_of(agreement, each)})" for each in ladder.targets]
    about = listed([each for each in titles if each], lang)
    only = conditions_words(agreement, ladder.only, lang)
    parts = [say(lang, nl=f"norm {about}", en=f"target {about}")] if about else []
    parts += [say(lang, nl=f"tickets met {only}", en=f"tickets with {only}")] if only else []
    return say(lang, nl=f"{name}: voor {listed(parts, lang)}.", en=f"{name}: for {listed(parts, lang)}.")


def _about_steps(agreement: Agreement, steps: Sequence[Step], lang: str) -> Iterator[str]:
    """Yield what the tables need to be understood."""
    every = [step for first in steps for step in first.chain()]
    lengths = [length for step in every for length in step.lengths.values()]
    if any(not length.calendar for length in lengths):
        yield say(
            lang,
            nl="Een tijd zonder servicevenster telt zoals de belofte telt.",
            en="A time without a service window is counted as the promise is counted.",
        )
    if any(step.when in (When.UNACKNOWLEDGED, When.ELSE) for step in every):
        noticed = events_words(agreement, agreement.escalation.acknowledged_by, lang)
        yield say(lang, nl=f"Als bevestiging telt: {noticed}.", en=f"What counts as acknowledgement: {noticed}.")
    if any(step.held_in for step in every):
        yield say(
            lang,
            nl="Wat buiten het genoemde venster valt, wordt gemeld zodra dat opengaat.",
            en="What falls outside the window named is told as soon as that opens.",
        )


def table(agreement: Agreement, number: str, steps: Sequence[Step], lang: str, name: str = "") -> TableFigure:
    """Return steps as the table of a clause; `name` is of the ladder they belong to."""
    heads = (
        called(name, lang, agreement.glossary) if name else say(lang, nl="Wanneer", en="When"),
        say(lang, nl="Stap", en="Step"),
        say(lang, nl="Wie", en="Who"),
        say(lang, nl="Hoe", en="How"),
    )
    rows = tuple(_row(agreement, number, step, lang) for first in steps for step in first.chain())
    return TableFigure(heads, rows)


def _row(agreement: Agreement, number: str, step: Step, lang: str) -> Row:
    only = conditions_words(agreement, step.only, lang)
    note = say(lang, nl=f"alleen {only}", en=f"only {only}") if only else ""
    held = called(step.held_in, lang, agreement.glossary) if step.held_in else ""
    window = say(lang, nl=f"binnen {held}", en=f"within {held}") if held else ""
    return Row(
        number,
        moment_words(agreement, step, lang),
        (
            Cell(_kind(step, lang)),
            Cell(who_words(agreement, step.to, lang), note),
            Cell(listed([say(lang, nl=nl, en=en) for nl, en in (_CHANNELS[each] for each in step.by)], lang), window),
        ),
    )


def _kind(step: Step, lang: str) -> str:
    if step.kind is StepKind.REMINDER:
        return say(lang, nl="herinnering", en="reminder")
    if step.kind is StepKind.BREACH:
        return say(lang, nl="overschrijding", en="breach")
    if step.is_functional:
        return say(lang, nl="functionele escalatie", en="functional escalation")
    return say(lang, nl="managementescalatie", en="management escalation")


def who_words(agreement: Agreement, to: str, lang: str) -> str:
    """Return what whoever hears of a step is called: a role, a contact, a team."""
    contact = agreement.escalation.contacts.get(to)
    if contact is not None:
        return contact_title(agreement, contact, lang)
    if to.startswith(TEAM):
        name = called(to.removeprefix(TEAM), lang, agreement.glossary)
        return say(lang, nl=f"team {name}", en=f"team {name}")
    return _role_words(to, lang) if to in USUAL_ROLES else called(to, lang, agreement.glossary)


def moment_words(agreement: Agreement, step: Step, lang: str) -> str:
    """Return when a step comes: met nog 30 minuten over, 1 uur na het uiterste moment."""
    length = _lengths(agreement, step.lengths, lang)
    match step.when:
        case When.SHARE if step.percent == 100:
            return say(lang, nl="op het uiterste moment", en="when it is due")
        case When.SHARE:
            return say(lang, nl=f"bij {step.percent} % van de tijd", en=f"at {step.percent}% of the time")
        case When.BEFORE:
            return say(lang, nl=f"{length} voor het uiterste moment", en=f"{length} before it is due")
        case When.AFTER:
            return say(lang, nl=f"{length} na het uiterste moment", en=f"{length} after it was due")
        case When.ELAPSED:
            return say(lang, nl=f"na {length}", en=f"after {length}")
        case When.UNACKNOWLEDGED:
            return say(lang, nl=f"na {length} zonder bevestiging", en=f"after {length} without acknowledgement")
        case When.ELSE:
            return say(
                lang, nl=f"na nog {length} zonder bevestiging", en=f"after {length} more without acknowledgement"
            )
        case When.EVENT:
            return say(lang, nl="bij ", en="at ") + events_words(agreement, step.events, lang)


def _lengths(agreement: Agreement, lengths: Mapping[str, Length], lang: str) -> str:
    """Return lengths with the priorities they are for: 30 minuten (P1) of 1 uur op kantoortijden (overige)."""
    if set(lengths) == {ANY_PRIORITY}:
        return _length(agreement, lengths[ANY_PRIORITY], lang)
    others = say(lang, nl="overige", en="others")
    return listed(
        [
            f"{_length(agreement, length, lang)} "
            f"({others if priority == ANY_PRIORITY else called(priority, lang, agreement.glossary)})"
            for priority, length in lengths.items()
        ],
        lang,
        last=OR,
    )


def _length(agreement: Agreement, length: Length, lang: str) -> str:
    words = duration_words(length.amount, lang, full=True)
    if not length.calendar:
        return words
    if length.calendar == ALWAYS:
        return say(lang, nl=f"{words}, dag en nacht,", en=f"{words}, day and night,")
    name = called(length.calendar, lang, agreement.glossary)
    return say(lang, nl=f"{words} op {name}", en=f"{words} in {name}")


def contact_title(agreement: Agreement, contact: Contact, lang: str) -> str:
    """Return what a contact is called."""
    return titled(contact.title, lang, called(contact.name, lang, agreement.glossary))


# -- as a picture -------------------------------------------------------------------------------------

_CUSTOMER_SIDE = ("customer-owner",)
_ROLES = {
    "handler": ("Behandelaar", "Handler"),
    "team-lead": ("Teamleider", "Team lead"),
    "service-manager": ("Servicemanager", "Service manager"),
    "customer-owner": ("Contracteigenaar", "Contract owner"),
}
_STEPS = {
    StepKind.REMINDER: ("herinnering", "reminder"),
    StepKind.ESCALATION: ("escalatie", "escalation"),
    StepKind.BREACH: ("overschrijding", "breach"),
}


def _drawn(agreement: Agreement, lang: str) -> Clause:
    heading = say(lang, nl="Ladder", en="Ladder")
    if not agreement.ladder:
        none = say(lang, nl="Er is geen escalatie afgesproken.", en="No escalation is agreed.")
        return Clause("7.1", heading, (none,))
    rule = say(
        lang,
        nl="Wie bericht krijgt, bij welk deel van de beloofde tijd. 100 % is het uiterste moment.",
        en="Who is told, at which share of the promised time. 100% is when it is due.",
    )
    percents = list(dict.fromkeys(step.percent for step in agreement.ladder))
    rungs = tuple(
        _rung([step for step in agreement.ladder if step.percent == percent], percent, lang) for percent in percents
    )
    figure = LadderFigure(agreement.parties["provider"], agreement.parties["customer"], rungs)
    return Clause("7.1", heading, (rule,), (figure,))


def _role_words(role: str, lang: str) -> str:
    """Return what a role on the ladder is called."""
    nl, en = _ROLES[role]
    return say(lang, nl=nl, en=en)


def _rung(steps: list[Step], percent: int, lang: str) -> Rung:
    kinds = list(dict.fromkeys(step.kind for step in steps))
    heaviest = max(kinds, key=list(_STEPS).index)
    provider = [_role_words(step.to, lang) for step in steps if step.to not in _CUSTOMER_SIDE]
    customer = [_role_words(step.to, lang) for step in steps if step.to in _CUSTOMER_SIDE]
    share = f"{percent} %" if lang == "nl" else f"{percent}%"
    nl, en = _STEPS[heaviest]
    step = say(lang, nl=nl, en=en)
    return Rung(percent, share, step, ", ".join(dict.fromkeys(provider)), ", ".join(dict.fromkeys(customer)))
