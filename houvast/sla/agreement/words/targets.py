"""Section 5 in words: every target, with what it promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from houvast.sla.agreement.model import (
    Agreement,
    ClockRule,
    Goal,
    GoalKind,
    Happening,
    Promise,
    Target,
    Unit,
)
from houvast.sla.agreement.words import indicators, uptime
from houvast.sla.agreement.words.document import Cell, Clause, Row, Section, TableFigure
from houvast.sla.agreement.words.event_phrases import conditions_words, events_words
from houvast.sla.agreement.words.phrases import called, listed, percentage, period, say, target_title
from houvast.sla.agreement.words.promise_phrases import amount_words, goal_words, within_words
from houvast.sla.terms import EventKind


def clause_of(agreement: Agreement, target: str) -> str:
    """Return the number of the clause about a target: 5.1 for the first. Raises KeyError for an unknown one."""
    names = [*agreement.targets, *agreement.availability, *agreement.indicators]
    if target not in names:
        raise KeyError(target)
    return f"5.{names.index(target) + 1}"


def targets(agreement: Agreement, lang: str) -> Section:
    """Return the section on targets: a table of all, then a clause for each."""
    clauses = [_overview(agreement, lang)] if agreement.targets else []
    for name, target in agreement.targets.items():
        sentences = [*_about(agreement, target, lang), *_promised(agreement, target, lang), *_reached(target, lang)]
        clauses.append(_clause(agreement, name, sentences, lang))
    for name, available in agreement.availability.items():
        clauses.append(_clause(agreement, name, [*uptime.promised(agreement, available, lang)], lang))
    for name, indicator in agreement.indicators.items():
        clauses.append(_clause(agreement, name, [*indicators.promised(agreement, indicator, lang)], lang))
    return Section(5, say(lang, nl="Normen", en="Targets"), tuple(clauses))


def with_clause(agreement: Agreement, target: str, lang: str) -> str:
    """Return a target with the number of its clause: Oplossing (5.2)."""
    return f"{target_title(agreement, target, lang)} ({clause_of(agreement, target)})"


def _clause(agreement: Agreement, name: str, sentences: list[str], lang: str) -> Clause:
    return Clause(clause_of(agreement, name), target_title(agreement, name, lang), tuple(sentences), (), name)


def _overview(agreement: Agreement, lang: str) -> Clause:
    levels = agreement.priority.levels or ("",)
    heads = [called(level, lang, agreement.glossary) or say(lang, nl="Tijd", en="Time") for level in levels]
    rows = tuple(_row(agreement, target, levels, lang) for target in agreement.targets.values())
    figure = TableFigure((say(lang, nl="Norm", en="Target"), *heads, say(lang, nl="Doel", en="Goal")), rows)
    rule = say(
        lang,
        nl="Elke norm geldt per ticket. Het doel zegt hoe de tickets van een periode samen worden beoordeeld.",
        en="Each target holds per ticket. The goal says how the tickets of a period are judged together.",
    )
    return Clause("5.0", say(lang, nl="Tijden per prioriteit", en="Times per priority"), (rule,), (figure,))


def _row(agreement: Agreement, target: Target, levels: tuple[str, ...], lang: str) -> Row:
    cells = [_cell(agreement, agreement.promise(target.name, level), lang) for level in levels]
    goal = Cell(goal_words(target.goal, lang), say(lang, nl="per ", en="per ") + period(target.per, lang))
    return Row(clause_of(agreement, target.name), target_title(agreement, target.name, lang), (*cells, goal))


def _cell(agreement: Agreement, promise: Promise | None, lang: str) -> Cell:
    if promise is None:
        return Cell("–")
    if promise.unit is Unit.BEST_EFFORT:
        return Cell(amount_words(promise, lang), say(lang, nl="telt niet mee", en="does not count"))
    return Cell(amount_words(promise, lang), called(promise.calendar, lang, agreement.glossary))


def _promised(agreement: Agreement, target: Target, lang: str) -> Iterator[str]:
    """Yield what is promised for each priority, the heaviest in a sentence of its own."""
    levels = agreement.priority.levels or ("",)
    known = [(level, promise) for level in levels if (promise := agreement.promise(target.name, level)) is not None]
    timed = [(level, promise) for level, promise in known if promise.unit is not Unit.BEST_EFFORT]
    alike = len({promise for _level, promise in known}) == 1 and len(known) == len(levels)
    if timed and alike:
        yield _sentence(agreement, target, "", timed[0][1], lang)
        return
    if timed:
        yield _sentence(agreement, target, timed[0][0], timed[0][1], lang)
        yield from _others(agreement, timed[1:], lang)
    yield from _without_due(
        agreement, target, [level for level, _promise in known if (level, _promise) not in timed], lang
    )
    yield from _without_promise(agreement, [level for level in levels if level not in dict(known)], lang)


def _about(agreement: Agreement, target: Target, lang: str) -> Iterator[str]:
    """Say which tickets a target is about, where it is not about all."""
    if target.when:
        conditions = conditions_words(agreement, target.when, lang)
        yield say(lang, nl=f"Dit geldt voor tickets met {conditions}.", en=f"This holds for tickets with {conditions}.")
    if target.opened_in:
        name = called(target.opened_in, lang, agreement.glossary)
        yield say(
            lang,
            nl=f"Dit geldt voor tickets die worden gemeld in {name}.",
            en=f"This holds for tickets that are reported in {name}.",
        )


def _others(agreement: Agreement, promised: list[tuple[str, Promise]], lang: str) -> Iterator[str]:
    glossary = agreement.glossary
    for level, promise in promised:
        word, within = called(level, lang, glossary), within_words(promise, lang, glossary)
        yield say(lang, nl=f"Met prioriteit {word} is dat {within}.", en=f"With priority {word} that is {within}.")


def _without_due(agreement: Agreement, target: Target, levels: list[str], lang: str) -> Iterator[str]:
    if not levels:
        return
    if levels == [""]:
        yield say(lang, nl="Dit gebeurt naar vermogen.", en="This is done with best effort.")
        return
    names = listed([called(level, lang, agreement.glossary) for level in levels], lang)
    yield say(
        lang,
        nl=f"Met prioriteit {names} gebeurt dit naar vermogen; die tickets tellen niet mee.",
        en=f"With priority {names} this is done with best effort; those tickets do not count.",
    )


def _without_promise(agreement: Agreement, levels: list[str], lang: str) -> Iterator[str]:
    if levels:
        names = listed([called(level, lang, agreement.glossary) for level in levels], lang)
        yield say(
            lang, nl=f"Voor prioriteit {names} is niets beloofd.", en=f"Nothing is promised for priority {names}."
        )


def _sentence(agreement: Agreement, target: Target, level: str, promise: Promise, lang: str) -> str:
    word = called(level, lang, agreement.glossary)
    ticket = say(lang, nl="een ticket", en="a ticket")
    if level:
        ticket += say(lang, nl=f" met prioriteit {word}", en=f" with priority {word}")
    within = within_words(promise, lang, agreement.glossary)
    return _deed(agreement, agreement.clocks[target.clock], ticket, within, lang)


def _deed(agreement: Agreement, rule: ClockRule, ticket: str, within: str, lang: str) -> str:
    """Return the sentence for what a clock measures, told by the events that start and stop it."""
    provider, customer = agreement.parties["provider"], agreement.parties["customer"]
    known = None if rule.start_by_all else _DEEDS.get((frozenset(rule.start), frozenset(rule.stop)))
    if known is None:
        start = events_words(agreement, rule.start, lang, together=rule.start_by_all)
        stop = events_words(agreement, rule.stop, lang)
        return say(
            lang,
            nl=f"Van {start} tot {stop}, bij {ticket}: {within}.",
            en=f"From {start} to {stop}, for {ticket}: {within}.",
        )
    nl, en = known
    return say(lang, nl=nl, en=en).format(provider=provider, customer=customer, ticket=ticket, within=within)


_OPENED: frozenset[Happening] = frozenset({EventKind.OPENED})
_REPLY: frozenset[Happening] = frozenset({EventKind.REPLY})
_WORKED_AROUND = (
    "{provider} biedt bij {ticket} een tijdelijke of definitieve oplossing {within}.",
    "{provider} provides a workaround or a solution for {ticket} {within}.",
)
_DEEDS: Mapping[tuple[frozenset[Happening], frozenset[Happening]], tuple[str, str]] = {
    (_OPENED, _REPLY): ("{provider} reageert op {ticket} {within}.", "{provider} responds to {ticket} {within}."),
    (_OPENED, frozenset({EventKind.ACKNOWLEDGED})): (
        "{provider} neemt {ticket} in behandeling {within}.",
        "{provider} takes up {ticket} {within}.",
    ),
    (_OPENED, frozenset({EventKind.ACKNOWLEDGED, EventKind.REPLY})): (
        "{provider} reageert op {ticket} of neemt het in behandeling {within}.",
        "{provider} responds to {ticket} or takes it up {within}.",
    ),
    (_OPENED, frozenset({EventKind.RESOLVED})): (
        "{provider} lost {ticket} op {within}.",
        "{provider} resolves {ticket} {within}.",
    ),
    (_OPENED, frozenset({EventKind.WORKAROUND})): _WORKED_AROUND,
    (_OPENED, frozenset({EventKind.WORKAROUND, EventKind.RESOLVED})): _WORKED_AROUND,
    (_OPENED, frozenset({EventKind.CLOSED})): (
        "{provider} handelt {ticket} af {within}.",
        "{provider} closes {ticket} {within}.",
    ),
    (_REPLY, _REPLY): (
        "Na elk bericht over {ticket} volgt het volgende bericht van {provider} {within}.",
        "After each message on {ticket} the next message of {provider} follows {within}.",
    ),
    (frozenset({EventKind.CUSTOMER_REPLY}), _REPLY): (
        "{provider} antwoordt op elk bericht van {customer} over {ticket} {within}.",
        "{provider} answers each message of {customer} on {ticket} {within}.",
    ),
}


def _reached(target: Target, lang: str) -> Iterator[str]:
    yield _goal_sentence(target.goal, period(target.per, lang), lang)
    if target.minimum > 1:
        yield say(
            lang,
            nl=f"Bij minder dan {target.minimum} tickets in die periode is er geen oordeel.",
            en=f"With fewer than {target.minimum} tickets in that period there is no verdict.",
        )


def _goal_sentence(goal: Goal, per: str, lang: str) -> str:
    figure = percentage(goal.value, lang) if goal.value is not None else ""
    nl, en = {
        GoalKind.EACH: (
            f"Elk ticket telt: per {per} mag er geen te laat zijn.",
            f"Every ticket counts: none may be late in a {per}.",
        ),
        GoalKind.SHARE: (f"Per {per} is ten minste {figure} op tijd.", f"In each {per} at least {figure} is on time."),
        GoalKind.AT_MOST: (
            f"Per {per} mogen ten hoogste {goal.value} tickets te laat zijn.",
            f"In each {per} at most {goal.value} tickets may be late.",
        ),
        GoalKind.MEAN: (
            f"Per {per} blijft de gemiddelde gebruikte tijd binnen de belofte.",
            f"In each {per} the time used stays within the promise on average.",
        ),
        GoalKind.MEDIAN: (
            f"Per {per} blijft het middelste ticket, gesorteerd naar gebruikte tijd, binnen de belofte.",
            f"In each {per} the middle ticket, sorted by time used, stays within the promise.",
        ),
        GoalKind.PERCENTILE: (
            f"Per {per} blijft de snelste {figure} van de tickets binnen de belofte.",
            f"In each {per} the fastest {figure} of the tickets stay within the promise.",
        ),
    }[goal.kind]
    return say(lang, nl=nl, en=en)
