"""
An agreement in plain Dutch or English.

The numbers of clauses are fixed, so that a page, a mail and a report can name them: each section keeps its number in
every agreement, and a clause that has nothing to say says so.
"""

from __future__ import annotations

from houvast.sla.agreement import word_calendars, word_clocks, word_escalation, word_targets
from houvast.sla.agreement.document import Clause, Document, Section
from houvast.sla.agreement.model import Agreement, Kind
from houvast.sla.agreement.phrases import called, day_words, listed, promise_words, say, target_title, titled
from houvast.sla.agreement.word_targets import clause_of

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


def document(agreement: Agreement, *, lang: str, year: int) -> Document:
    """
    Return the agreement in words.

    lang  nl or en
    year  of the list of holidays and special days
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
        sections=(
            _parties(agreement, lang),
            _services(agreement, lang),
            word_calendars.section(agreement, lang, year),
            word_targets.priorities(agreement, lang),
            word_targets.targets(agreement, lang),
            word_clocks.clocks(agreement, lang),
            word_escalation.section(agreement, lang),
        ),
    )


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
        Clause("1.1", say(lang, nl="Waarvoor", en="Purpose"), (purpose,)),
        Clause("1.2", say(lang, nl="Looptijd en versies", en="Term and versions"), (term, version)),
        Clause("1.3", say(lang, nl="Taal", en="Language"), (binding,)),
    )
    return Section(1, say(lang, nl="Partijen en looptijd", en="Parties and term"), clauses)


def _services(agreement: Agreement, lang: str) -> Section:
    provider, customer = agreement.parties["provider"], agreement.parties["customer"]
    sentences = [
        say(
            lang,
            nl=f"De normen gelden voor de tickets van {customer} bij {provider}.",
            en=f"The targets hold for the tickets of {customer} with {provider}.",
        )
    ]
    services = dict.fromkeys(target.service for target in agreement.availability.values())
    if services:
        names = listed([called(service, lang, agreement.glossary) for service in services], lang)
        sentences.append(
            say(lang, nl=f"Beschikbaarheid is beloofd voor {names}.", en=f"Availability is promised for {names}.")
        )
    clause = Clause("2.1", say(lang, nl="Wat erbij hoort", en="What is included"), tuple(sentences))
    return Section(2, say(lang, nl="Diensten", en="Services"), (clause,))
