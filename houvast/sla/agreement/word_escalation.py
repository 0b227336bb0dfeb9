"""Section 7 in words: who hears of it when time runs out, who can be reached, and what differs in a major incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from houvast.sla.agreement import word_clocks
from houvast.sla.agreement.document import Cell, Clause, Row, Section, TableFigure
from houvast.sla.agreement.escalation_model import (
    TEAM,
    USUAL_ROLES,
    Channel,
    Contact,
    Deadline,
    Ladder,
    Length,
    Regime,
    Side,
    Step,
    StepKind,
    When,
)
from houvast.sla.agreement.model import ALWAYS, ANY_PRIORITY, Agreement
from houvast.sla.agreement.phrases import (
    OR,
    called,
    conditions_words,
    duration_words,
    events_words,
    listed,
    promise_words,
    say,
    target_title,
    titled,
)
from houvast.sla.agreement.word_targets import clause_of

Only = Mapping[str, tuple[str, ...]]

_CHANNELS = {
    Channel.MAIL: ("mail", "mail"),
    Channel.PORTAL: ("het portaal", "the portal"),
    Channel.PHONE: ("telefoon", "telephone"),
    Channel.SMS: ("sms", "text message"),
    Channel.CHAT: ("chat", "chat"),
}


def section(agreement: Agreement, lang: str) -> Section:
    """Return the section on escalation; the numbers of its clauses are fixed, those without content are left out."""
    escalation = agreement.escalation
    clauses = [_usual(agreement, lang)]
    if escalation.ladders:
        clauses.append(_ladders(agreement, lang))
    if escalation.contacts:
        clauses.append(_contacts(agreement, lang))
    if escalation.regimes:
        clauses.append(_regimes(agreement, lang))
    return Section(7, say(lang, nl="Escalatie", en="Escalation"), tuple(clauses))


# -- ladders -------------------------------------------------------------------------------------------


def _usual(agreement: Agreement, lang: str) -> Clause:
    """Return the clause on the ladder of whatever no other is for; as a picture where all its steps are shares."""
    if all(_can_be_drawn(step) for step in agreement.ladder):
        (clause,) = word_clocks.ladder(agreement, lang).clauses
        return clause
    rule = say(lang, nl="Wie bericht krijgt, en wanneer.", en="Who is told, and when.")
    sentences = (rule, *_about_steps(agreement, agreement.ladder, lang))
    heading = say(lang, nl="Ladder", en="Ladder")
    return Clause("7.1", heading, sentences, (_table(agreement, "7.1", agreement.ladder, lang),))


def _can_be_drawn(step: Step) -> bool:
    plain = step.when is When.SHARE and step.to in USUAL_ROLES and step.by == (Channel.MAIL,)
    return plain and not (step.only or step.held_in or step.otherwise)


def _ladders(agreement: Agreement, lang: str) -> Clause:
    ladders = agreement.escalation.ladders
    first = say(
        lang,
        nl="Van de volgende ladders geldt de eerste die bij het ticket past; past er geen, dan geldt 7.1.",
        en="Of the following ladders the first that fits the ticket holds; where none does, 7.1 holds.",
    )
    sentences = [first, *(_which(agreement, ladder, lang) for ladder in ladders)]
    sentences += _about_steps(agreement, [step for ladder in ladders for step in ladder.steps], lang)
    figures = tuple(_table(agreement, "7.2", ladder.steps, lang, ladder.name) for ladder in ladders)
    return Clause("7.2", say(lang, nl="Andere ladders", en="Other ladders"), tuple(sentences), figures)


def _which(agreement: Agreement, ladder: Ladder, lang: str) -> str:
    name = called(ladder.name, lang, agreement.glossary)
    titles = [f"{target_title(agreement, each, lang)} ({clause_of(agreement, each)})" for each in ladder.targets]
    about = listed([each for each in titles if each], lang)
    only = _conditions(agreement, ladder.only, lang)
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


def _table(agreement: Agreement, number: str, steps: Sequence[Step], lang: str, name: str = "") -> TableFigure:
    heads = (
        called(name, lang, agreement.glossary) if name else say(lang, nl="Wanneer", en="When"),
        say(lang, nl="Stap", en="Step"),
        say(lang, nl="Wie", en="Who"),
        say(lang, nl="Hoe", en="How"),
    )
    rows = tuple(_row(agreement, number, step, lang) for first in steps for step in first.chain())
    return TableFigure(heads, rows)


def _row(agreement: Agreement, number: str, step: Step, lang: str) -> Row:
    only = _conditions(agreement, step.only, lang)
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
        return _title(agreement, contact, lang)
    if to.startswith(TEAM):
        name = called(to.removeprefix(TEAM), lang, agreement.glossary)
        return say(lang, nl=f"team {name}", en=f"team {name}")
    return word_clocks.role_words(to, lang) if to in USUAL_ROLES else called(to, lang, agreement.glossary)


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


def _conditions(agreement: Agreement, only: Only, lang: str) -> str:
    return conditions_words(agreement, only, lang)


# -- contacts ------------------------------------------------------------------------------------------


def _contacts(agreement: Agreement, lang: str) -> Clause:
    heads = (
        say(lang, nl="Contact", en="Contact"),
        say(lang, nl="Van", en="Of"),
        say(lang, nl="Bereikbaar", en="How"),
        say(lang, nl="Wanneer", en="When"),
    )
    rows = tuple(_contact(agreement, each, lang) for each in agreement.escalation.contacts.values())
    rule = say(lang, nl="Wie te bereiken is, hoe en wanneer.", en="Who can be reached, how and when.")
    return Clause("7.3", say(lang, nl="Contacten", en="Contacts"), (rule,), (TableFigure(heads, rows),))


def _contact(agreement: Agreement, contact: Contact, lang: str) -> Row:
    sides = {
        Side.PROVIDER: agreement.parties["provider"],
        Side.CUSTOMER: agreement.parties["customer"],
        Side.OUTSIDE: say(lang, nl="buiten de partijen", en="outside the parties"),
    }
    reach = listed([each for each in (contact.phone, contact.mail) if each], lang, last=OR)
    levels = listed([called(each, lang, agreement.glossary) for each in contact.priorities], lang)
    note = say(lang, nl=f"alleen {levels}", en=f"only {levels}") if levels else ""
    return Row(
        "7.3",
        _title(agreement, contact, lang),
        (
            Cell(sides[contact.side], contact.person),
            Cell(reach or "–"),
            Cell(called(contact.hours, lang, agreement.glossary), note),
        ),
    )


def _title(agreement: Agreement, contact: Contact, lang: str) -> str:
    return titled(contact.title, lang, called(contact.name, lang, agreement.glossary))


# -- regimes -------------------------------------------------------------------------------------------


def _regimes(agreement: Agreement, lang: str) -> Clause:
    sentences: list[str] = []
    figures: list[TableFigure] = []
    for regime in agreement.escalation.regimes.values():
        sentences += _regime(agreement, regime, lang)
        name = titled(regime.title, lang, called(regime.name, lang, agreement.glossary))
        if regime.steps:
            figures.append(_table(agreement, "7.4", regime.steps, lang, name))
        if regime.deadlines:
            figures.append(_deadlines(agreement, regime, name, lang))
    return Clause(
        "7.4", say(lang, nl="Bijzondere situaties", en="Special situations"), tuple(sentences), tuple(figures)
    )


def _regime(agreement: Agreement, regime: Regime, lang: str) -> Iterator[str]:
    name = titled(regime.title, lang, called(regime.name, lang, agreement.glossary))
    only = _conditions(agreement, regime.only, lang)
    begins = events_words(agreement, regime.since, lang)
    parts = [say(lang, nl=f"voor tickets met {only}", en=f"for tickets with {only}")] if only else []
    parts += [say(lang, nl=f"vanaf {begins}", en=f"from {begins}")] if begins else []
    yield say(lang, nl=f"{name} geldt {', '.join(parts)}.", en=f"{name} holds {', '.join(parts)}.")
    if regime.steps is not None:
        yield say(
            lang,
            nl="Zijn ladder gaat dan voor alle andere.",
            en="Its ladder then goes before all others.",
        )
    if regime.updates:
        within = promise_words(next(iter(agreement.targets[regime.updates].within.values())), lang, agreement.glossary)
        number = clause_of(agreement, regime.updates)
        yield say(
            lang,
            nl=f"Er komt dan steeds een bericht binnen {within} ({number}).",
            en=f"A message then comes every time within {within} ({number}).",
        )


def _deadlines(agreement: Agreement, regime: Regime, name: str, lang: str) -> TableFigure:
    heads = (
        name,
        say(lang, nl="Aan", en="To"),
        say(lang, nl="Binnen", en="Within"),
        say(lang, nl="Volgens de wet", en="By law"),
    )
    return TableFigure(heads, tuple(_deadline(agreement, each, lang) for each in regime.deadlines))


def _deadline(agreement: Agreement, deadline: Deadline, lang: str) -> Row:
    rule = agreement.clock_of(deadline.target)
    start = events_words(agreement, rule.start, lang)
    legal = _within(agreement, deadline.legal, lang) if deadline.legal else "–"
    basis = titled(deadline.basis, lang, "")
    return Row(
        clause_of(agreement, deadline.target),
        target_title(agreement, deadline.target, lang),
        (
            Cell(who_words(agreement, deadline.to, lang) if deadline.to else "–"),
            Cell(_within(agreement, deadline.target, lang), say(lang, nl=f"vanaf {start}", en=f"from {start}")),
            Cell(legal, basis),
        ),
    )


def _within(agreement: Agreement, target: str, lang: str) -> str:
    promises = dict.fromkeys(agreement.targets[target].within.values())
    return listed([promise_words(each, lang, agreement.glossary) for each in promises], lang, last=OR)
