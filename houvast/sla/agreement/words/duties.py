"""Section 14 in words: what must be done by when, besides tickets."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.duty_model import Duty, Party
from houvast.sla.agreement.model import ALWAYS, Agreement, Promise, Unit
from houvast.sla.agreement.words.amounts import length_words
from houvast.sla.agreement.words.bases import deadline_words
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.phrases import OR, called, capital, listed, period, say, titled
from houvast.sla.agreement.words.promise_phrases import business_days, calendar_phrase, variant_words


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on duties, a clause for each; None where there are none."""
    if not agreement.duties:
        return None
    clauses = []
    for name, duty in agreement.duties.items():
        number, title = _clause_of(agreement, name), _title(agreement, name, lang)
        clauses.append(Clause(number, title, tuple(_duty(agreement, duty, lang))))
    return Section(14, say(lang, nl="Plichten", en="Duties"), tuple(clauses))


def with_clause(agreement: Agreement, name: str, lang: str) -> str:
    """Return a duty with the number of its clause: Maandrapportage (14.1)."""
    return f"{_title(agreement, name, lang)} ({_clause_of(agreement, name)})"


def _clause_of(agreement: Agreement, name: str) -> str:
    return f"14.{list(agreement.duties).index(name) + 1}"


def _title(agreement: Agreement, name: str, lang: str) -> str:
    return capital(titled(agreement.duties[name].title, lang, called(name, lang, agreement.glossary)))


def _duty(agreement: Agreement, duty: Duty, lang: str) -> Iterator[str]:
    owner = agreement.parties["customer" if duty.owner is Party.CUSTOMER else "provider"]
    yield from _by_when(agreement, duty, owner, lang)
    if duty.legal is not None:
        length = _length(agreement, duty.legal, lang)
        yield say(
            lang,
            nl=f"De wet stelt daarvoor deze termijn, die ook wordt beoordeeld: {length}.",
            en=f"The law sets this time limit for it, which is judged as well: {length}.",
        )
    if duty.to:
        told = listed([called(each, lang, agreement.glossary) for each in duty.to], lang)
        yield say(lang, nl=f"Het is voor: {told}.", en=f"It is for: {told}.")


def _by_when(agreement: Agreement, duty: Duty, owner: str, lang: str) -> Iterator[str]:
    if duty.every is not None:
        per = period(duty.every, lang)
        until = f", {deadline_words(agreement, duty.deadline, lang)}" if duty.deadline is not None else ""
        yield say(lang, nl=f"{owner} doet dit per {per}{until}.", en=f"{owner} does this for each {per}{until}.")
        return
    event = called(duty.event, lang, agreement.glossary)
    length = _length(agreement, duty.length, lang) if duty.length is not None else ""
    if duty.before:
        yield say(
            lang,
            nl=f"{owner} doet dit ten minste {length} voor dit moment: {event}.",
            en=f"{owner} does this at least {length} before this moment: {event}.",
        )
    else:
        yield say(
            lang,
            nl=f"{owner} doet dit binnen {length} na dit moment: {event}.",
            en=f"{owner} does this within {length} after this moment: {event}.",
        )


def _length(agreement: Agreement, promise: Promise, lang: str) -> str:
    """Return how long: 48 uur, 10 werkdagen op kantoortijden; the earliest of several."""
    return listed([_limit(agreement, limit, lang) for limit in promise.limits], lang, last=OR)


def _limit(agreement: Agreement, limit: Promise, lang: str) -> str:
    if limit.unit is Unit.BUSINESS_DAYS:
        length = business_days(limit.amount, lang)
    else:
        length = length_words(limit.amount, lang, calendar=limit.calendar)
    if limit.plus == 0:
        length += say(lang, nl=" bij opening", en=" at opening")
    elif limit.plus is not None:
        length += f" + {length_words(limit.plus, lang, calendar=limit.calendar)}"
    where = "" if limit.calendar == ALWAYS else calendar_phrase(limit.calendar, lang, agreement.glossary)
    return length + where + variant_words(limit, lang)
