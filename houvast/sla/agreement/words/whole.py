"""
An agreement in plain Dutch or English.

The numbers of clauses are fixed, so that a page, a mail and a report can name them: each section keeps its number in
every agreement. A section of which an agreement has nothing is left out; a clause of one that it has says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from houvast.sla.agreement.model import Agreement, Kind
from houvast.sla.agreement.words import (
    availability,
    calendars,
    claims,
    clocks,
    definitions,
    duties,
    escalation,
    fees,
    limits,
    maintenance,
    ola,
    priorities,
    provisions,
    service_credits,
    services,
    targets,
)
from houvast.sla.agreement.words.document import Clause, Document, Section
from houvast.sla.agreement.words.phrases import called, day_words, say, target_title, titled
from houvast.sla.agreement.words.promise_phrases import promise_words
from houvast.sla.agreement.words.targets import clause_of

__all__ = [
    "BUSINESS_DAYS",
    "CANCELLING",
    "HOLIDAYS",
    "LADDER",
    "MATRIX",
    "PAUSE",
    "PRIORITY_CHANGE",
    "REOPENING",
    "START_AND_STOP",
    "WINDOWS",
    "called",
    "clause_of",
    "document",
    "promise_words",
    "target_title",
]

WINDOWS = "3.1"
HOLIDAYS = "3.2"
BUSINESS_DAYS = "3.3"
MATRIX = "4.1"
START_AND_STOP = "6.1"
PAUSE = "6.2"
REOPENING = "6.3"
PRIORITY_CHANGE = "6.4"
CANCELLING = "6.5"
LADDER = "7.1"
"""Clauses that explain a segment of a clock."""

_KINDS = {
    Kind.SLA: ("Overeenkomst (SLA)", "Agreement (SLA)"),
    Kind.OLA: ("Interne afspraak (OLA)", "Internal agreement (OLA)"),
    Kind.UC: ("Leverancierscontract", "Underpinning contract"),
    Kind.XLA: ("Ervaringsafspraak (XLA)", "Experience agreement (XLA)"),
}
_LANGUAGES = {"nl": ("Nederlandse", "Dutch"), "en": ("Engelse", "English")}


def document(agreement: Agreement, *, lang: str, year: int, until: int | None = None) -> Document:
    """
    Return the agreement in words.

    lang         nl or en
    year, until  first and last year of the lists of holidays and special days; one year without `until`
    """
    nl, en = _KINDS[agreement.kind]
    return Document(
        name=agreement.name,
        kind=say(lang, nl=nl, en=en),
        title=titled(agreement.title, lang, agreement.name),
        lang=lang,
        binding=agreement.language,
        parties=(
            (say(lang, nl="Dienstverlener", en="Provider"), agreement.parties["provider"]),
            (say(lang, nl="Klant", en="Customer"), agreement.parties["customer"]),
        ),
        term=(say(lang, nl="Looptijd", en="Term"), _term(agreement, lang)),
        sections=tuple(_sections(agreement, lang, range(year, (until or year) + 1))),
    )


Making = Callable[[Agreement, str], Section | None]


def _on_tickets(making: Callable[[Agreement, str], Section]) -> Making:
    """Return a maker whose section is left out of an agreement that promises nothing on tickets."""
    return lambda agreement, lang: making(agreement, lang) if agreement.targets else None


def _escalates(agreement: Agreement) -> bool:
    """Say whether there is anything to escalate: promises on tickets, contacts, regimes."""
    return bool(agreement.targets or agreement.escalation.contacts or agreement.escalation.regimes)


_AFTER_CALENDARS: tuple[Making, ...] = (
    _on_tickets(priorities.priorities),
    targets.targets,
    _on_tickets(clocks.clocks),
    lambda agreement, lang: escalation.section(agreement, lang) if _escalates(agreement) else None,
    availability.section,
    maintenance.section,
    fees.section,
    service_credits.section,
    limits.section,
    claims.section,
    duties.section,
    ola.section,
    provisions.section,
)
"""
What makes each further section, in order; one that an agreement does not have is None, and its number stays free.

A new section takes the next number and a line here.
"""


def _sections(agreement: Agreement, lang: str, years: range) -> Iterator[Section]:
    yield _parties(agreement, lang)
    yield services.section(agreement, lang)
    yield calendars.section(agreement, lang, years)
    for making in _AFTER_CALENDARS:
        found = making(agreement, lang)
        if found is not None:
            yield found


def _term(agreement: Agreement, lang: str) -> str:
    first = day_words(agreement.effective_from, lang)
    if agreement.effective_until is None:
        return say(lang, nl=f"vanaf {first}, zonder einddatum", en=f"from {first}, without an end date")
    last = day_words(agreement.effective_until, lang)
    return say(lang, nl=f"{first} tot en met {last}", en=f"{first} up to and including {last}")


def _parties(agreement: Agreement, lang: str) -> Section:
    provider, customer = agreement.parties["provider"], agreement.parties["customer"]
    purpose = say(
        lang,
        nl=f"Deze overeenkomst zegt wat {customer} van {provider} mag verwachten, en hoe dat wordt gemeten.",
        en=f"This agreement says what {customer} may expect of {provider}, and how that is measured.",
    )
    version = say(
        lang,
        nl="Een ticket wordt beoordeeld naar de versie die gold bij de melding.",
        en="A ticket is judged by the version in force when it was reported.",
    )
    nl, en = _LANGUAGES[agreement.language]
    binding = say(lang, nl=f"Bindend is de {nl} tekst.", en=f"The {en} text is binding.")
    term = say(lang, nl=f"De looptijd is {_term(agreement, lang)}.", en=f"The term is {_term(agreement, lang)}.")
    clauses = (
        Clause("1.1", say(lang, nl="Waarvoor", en="Purpose"), (purpose, *_plan(agreement, lang))),
        Clause(
            "1.2",
            say(lang, nl="Looptijd en versies", en="Term and versions"),
            (term, *_renewal(agreement, lang), version),
        ),
        Clause("1.3", say(lang, nl="Taal", en="Language"), (binding,)),
        definitions.clause(agreement, lang),
    )
    return Section(1, say(lang, nl="Partijen, looptijd en begrippen", en="Parties, term and definitions"), clauses)


def _plan(agreement: Agreement, lang: str) -> Iterator[str]:
    if agreement.plan:
        plan = called(agreement.plan, lang, agreement.glossary)
        yield say(lang, nl=f"Zij geldt voor het pakket {plan}.", en=f"It is for the plan {plan}.")


def _renewal(agreement: Agreement, lang: str) -> Iterator[str]:
    if not agreement.renews:
        return
    nl, en = {1: ("maand", "month"), 3: ("kwartaal", "quarter"), 12: ("jaar", "year")}[agreement.renews]
    yield say(
        lang,
        nl=f"Wie zich aansluit, doet dat telkens voor een {nl} vanaf de dag van aansluiting.",
        en=f"Who subscribes does so for a {en} at a time, from the day of subscribing.",
    )
    if agreement.frozen:
        yield say(
            lang,
            nl="Tot de verlenging geldt de versie waarmee dat tijdvak begon.",
            en="Until the renewal the version holds with which that time began.",
        )
    else:
        yield say(
            lang,
            nl="Een nieuwe versie geldt meteen vanaf haar eerste dag.",
            en="A new version holds at once, from its first day.",
        )
