"""Section 7 in words: who hears of it when time runs out, who can be reached, and what differs in a major incident."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.escalation_model import Contact, Deadline, Regime, Side
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.words import ladders
from houvast.sla.agreement.words.document import Cell, Clause, Row, Section, TableFigure
from houvast.sla.agreement.words.event_phrases import conditions_words, events_words
from houvast.sla.agreement.words.ladders import contact_title, who_words
from houvast.sla.agreement.words.phrases import OR, called, listed, say, target_title, titled
from houvast.sla.agreement.words.promise_phrases import promise_words
from houvast.sla.agreement.words.targets import clause_of


def section(agreement: Agreement, lang: str) -> Section:
    """Return the section on escalation; the numbers of its clauses are fixed, those without content are left out."""
    escalation = agreement.escalation
    clauses = [ladders.usual(agreement, lang)]
    if escalation.ladders:
        clauses.append(ladders.others(agreement, lang))
    if escalation.contacts:
        clauses.append(_contacts(agreement, lang))
    if escalation.regimes:
        clauses.append(_regimes(agreement, lang))
    return Section(7, say(lang, nl="Escalatie", en="Escalation"), tuple(clauses))


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
        contact_title(agreement, contact, lang),
        (
            Cell(sides[contact.side], contact.person),
            Cell(reach or "–"),
            Cell(called(contact.hours, lang, agreement.glossary), note),
        ),
    )


# -- regimes -------------------------------------------------------------------------------------------


def _regimes(agreement: Agreement, lang: str) -> Clause:
    sentences: list[str] = []
    figures: list[TableFigure] = []
    for regime in agreement.escalation.regimes.values():
        sentences += _regime(agreement, regime, lang)
        name = titled(regime.title, lang, called(regime.name, lang, agreement.glossary))
        if regime.steps:
            figures.append(ladders.table(agreement, "7.4", regime.steps, lang, name))
        if regime.deadlines:
            figures.append(_deadlines(agreement, regime, name, lang))
    return Clause(
        "7.4", say(lang, nl="Bijzondere situaties", en="Special situations"), tuple(sentences), tuple(figures)
    )


def _regime(agreement: Agreement, regime: Regime, lang: str) -> Iterator[str]:
    name = titled(regime.title, lang, called(regime.name, lang, agreement.glossary))
    only = conditions_words(agreement, regime.only, lang)
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
