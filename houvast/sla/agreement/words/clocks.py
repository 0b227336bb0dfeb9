"""Section 6 in words: what clocks do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from houvast.sla.agreement.model import Agreement, ClockRule, OnPriorityChange, OnReopen
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.event_phrases import conditions_words, events_words
from houvast.sla.agreement.words.phrases import OR, called, capital, listed, say, target_title
from houvast.sla.agreement.words.targets import clause_of
from houvast.sla.terms import EventKind


def clocks(agreement: Agreement, lang: str) -> Section:
    """Return the section on what clocks do."""
    parts: tuple[tuple[str, str, str, Callable[[Agreement, str], Iterator[str]]], ...] = (
        ("6.1", "Start en stop", "Start and stop", _start_stop),
        ("6.2", "Pauze", "Pause", _pause),
        ("6.3", "Heropenen", "Reopening", _reopening),
        ("6.4", "Andere prioriteit", "Change of priority", _priority_change),
        ("6.5", "Intrekken en samenvoegen", "Cancelling and merging", _cancelling),
        ("6.6", "Welke tickets", "Which tickets", _which_tickets),
    )
    clauses = [Clause(number, say(lang, nl=nl, en=en), tuple(said(agreement, lang))) for number, nl, en, said in parts]
    return Section(6, say(lang, nl="Wat de klok doet", en="What the clock does"), tuple(clauses))


def _used(agreement: Agreement) -> list[ClockRule]:
    names = dict.fromkeys(target.clock for target in agreement.targets.values())
    return [agreement.clocks[name] for name in names]


def _name(agreement: Agreement, rules: Sequence[ClockRule], lang: str) -> str:
    """Return clocks by the targets they belong to: de klok van Oplossing (5.2)."""
    clocks_of = {rule.name for rule in rules}
    names = [name for name, target in agreement.targets.items() if target.clock in clocks_of]
    worded = [f"{target_title(agreement, name, lang)} ({clause_of(agreement, name)})" for name in names]
    several = len(worded) > 1
    return say(
        lang,
        nl=f"{'de klokken' if several else 'de klok'} van {listed(worded, lang)}",
        en=f"{'the clocks' if several else 'the clock'} of {listed(worded, lang)}",
    )


def _start_stop(agreement: Agreement, lang: str) -> Iterator[str]:
    for rule in _used(agreement):
        name = capital(_name(agreement, [rule], lang))
        start = events_words(agreement, rule.start, lang, together=rule.start_by_all)
        stop = events_words(agreement, rule.stop, lang)
        if rule.start == rule.stop:
            yield say(
                lang,
                nl=f"{name} begint bij {start}, en bij elk volgende opnieuw.",
                en=f"{name} starts at {start}, and again at each next one.",
            )
        else:
            yield say(lang, nl=f"{name} loopt van {start} tot {stop}.", en=f"{name} runs from {start} to {stop}.")
    if any(not rule.follows_to_the_end and not rule.runs_on for rule in _used(agreement)):
        yield say(
            lang,
            nl="Een klok stopt uiterlijk als het ticket is opgelost of afgesloten.",
            en="A clock stops at the latest when the ticket is resolved or closed.",
        )
    if running := [rule for rule in _used(agreement) if rule.runs_on]:
        name = capital(_name(agreement, running, lang))
        yield say(
            lang,
            nl=f"{name} {'lopen' if len(running) > 1 else 'loopt'} door als het ticket is opgelost of afgesloten.",
            en=f"{name} {'run' if len(running) > 1 else 'runs'} on when the ticket is resolved or closed.",
        )
    if any(EventKind.REPLY in (*rule.start, *rule.stop) for rule in _used(agreement)):
        yield say(
            lang,
            nl="Een automatische ontvangstbevestiging en een interne notitie zijn geen bericht.",
            en="An automatic confirmation and an internal note are not messages.",
        )
    yield from _at_due(agreement, lang)


def _at_due(agreement: Agreement, lang: str) -> Iterator[str]:
    late = [rule for rule in _used(agreement) if not rule.met_at_due]
    if len(late) < len(_used(agreement)):
        yield say(
            lang, nl="Stoppen precies op het uiterste moment is op tijd.", en="Stopping exactly when due is on time."
        )
    if late:
        name = _name(agreement, late, lang)
        yield say(
            lang,
            nl=f"Voor {name} is precies op het uiterste moment te laat.",
            en=f"For {name} exactly when due is too late.",
        )


def _pause(agreement: Agreement, lang: str) -> Iterator[str]:
    pausing = [rule for rule in _used(agreement) if rule.pause]
    for rule in pausing:
        name = capital(_name(agreement, [rule], lang))
        states = listed([called(status, lang, agreement.glossary) for status in rule.pause], lang, last=OR)
        yield say(
            lang,
            nl=f"{name} staat stil zolang het ticket deze status heeft: {states}.",
            en=f"{name} is paused for as long as the ticket has this status: {states}.",
        )
    yield from _held(agreement, lang)
    if not pausing:
        yield say(lang, nl="Geen status zet een klok stil.", en="No status pauses a clock.")
        return
    yield say(
        lang,
        nl="Een pauze na het uiterste moment maakt een overschrijding niet ongedaan.",
        en="A pause after the due time does not undo a breach.",
    )


def _held(agreement: Agreement, lang: str) -> Iterator[str]:
    for rule in (rule for rule in _used(agreement) if rule.held_by):
        name = capital(_name(agreement, [rule], lang))
        conditions = conditions_words(agreement, rule.held_by, lang)
        yield say(
            lang,
            nl=f"{name} begint als het ticket voor het eerst {conditions} heeft, en telt alleen zolang dat zo is.",
            en=f"{name} begins when the ticket first has {conditions}, and counts only for as long as it does.",
        )


_REOPENED = {
    OnReopen.RESUME: (
        "Voor {name} geldt na heropenen: verder tellen, zonder de tijd dat het ticket opgelost was.",
        "For {name}, reopening means: counting on, without the time the ticket was resolved.",
    ),
    OnReopen.CONTINUE: (
        "Voor {name} geldt na heropenen: verder tellen, met de tijd dat het ticket opgelost was.",
        "For {name}, reopening means: counting on, with the time the ticket was resolved.",
    ),
    OnReopen.RESTART: (
        "Voor {name} geldt na heropenen: opnieuw beginnen; wat ervoor was, houdt zijn oordeel.",
        "For {name}, reopening means: starting again; what went before keeps its verdict.",
    ),
}
_CHANGED = {
    OnPriorityChange.FROM_START: (
        "Verandert de prioriteit, dan geldt voor {name} de nieuwe belofte vanaf het begin.",
        "When the priority changes, the new promise holds for {name} from the beginning.",
    ),
    OnPriorityChange.FROM_CHANGE: (
        "Verandert de prioriteit, dan begint voor {name} het tellen op dat moment opnieuw, met de nieuwe belofte.",
        "When the priority changes, counting starts again at that moment for {name}, with the new promise.",
    ),
    OnPriorityChange.CARRY_OVER: (
        "Verandert de prioriteit, dan blijft voor {name} het gebruikte deel van de belofte staan.",
        "When the priority changes, the used share of the promise is kept for {name}.",
    ),
}


def _reopening(agreement: Agreement, lang: str) -> Iterator[str]:
    ending = [rule for rule in _used(agreement) if rule.follows_to_the_end]
    for how, (nl, en) in _REOPENED.items():
        rules = [rule for rule in ending if rule.on_reopen is how]
        if rules:
            yield say(lang, nl=nl, en=en).format(name=_name(agreement, rules, lang))
    if not ending:
        yield say(lang, nl="Heropenen start geen klok opnieuw.", en="Reopening starts no clock again.")


def _priority_change(agreement: Agreement, lang: str) -> Iterator[str]:
    changing = [rule for rule in _used(agreement) if _depends_on_priority(agreement, rule)]
    if not changing:
        yield say(lang, nl="Er is maar één belofte per norm.", en="There is only one promise per target.")
        return
    for how, (nl, en) in _CHANGED.items():
        rules = [rule for rule in changing if rule.on_priority_change is how]
        if rules:
            yield say(lang, nl=nl, en=en).format(name=_name(agreement, rules, lang))
    yield say(
        lang,
        nl="Een overschrijding die er al is, blijft staan.",
        en="A breach that is there already stays.",
    )


def _depends_on_priority(agreement: Agreement, rule: ClockRule) -> bool:
    promises = [set(target.within.values()) for target in agreement.targets.values() if target.clock == rule.name]
    return len(agreement.priority.levels) > 1 and any(len(each) > 1 for each in promises)


def _cancelling(_agreement: Agreement, lang: str) -> Iterator[str]:
    yield say(
        lang,
        nl="Wordt een ticket ingetrokken voor het uiterste moment, dan vervalt de klok zonder oordeel.",
        en="When a ticket is cancelled before it is due, its clock lapses without a verdict.",
    )
    yield say(
        lang,
        nl="Bij samenvoegen telt voor het ticket dat blijft het vroegste begin; de klokken van het andere vervallen.",
        en="When tickets are merged, the one that stays counts from the earliest start; the clocks of the other lapse.",
    )


def _which_tickets(agreement: Agreement, lang: str) -> Iterator[str]:
    narrowed = [rule for rule in _used(agreement) if rule.only]
    for rule in narrowed:
        name = capital(_name(agreement, [rule], lang))
        conditions = conditions_words(agreement, rule.only, lang)
        yield say(
            lang,
            nl=f"{name} geldt alleen voor tickets met {conditions}.",
            en=f"{name} is only for tickets with {conditions}.",
        )
    if not narrowed:
        yield say(
            lang,
            nl="Elke klok geldt voor elk ticket waar haar norm over gaat.",
            en="Every clock is for every ticket that its target is about.",
        )
