"""Section 15 in words: which agreement an internal one or a supplier's supports, and whose time counts."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.event_phrases import conditions_words
from houvast.sla.agreement.words.phrases import called, listed, say
from houvast.sla.agreement.words.targets import with_clause


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on what an agreement supports; None where it says neither that nor whose time counts."""
    clauses = []
    if agreement.supports is not None:
        supported = say(lang, nl="Ondersteunde overeenkomst", en="Supported agreement")
        clauses.append(Clause("15.1", supported, tuple(_supports(agreement, lang))))
    if agreement.holder:
        clauses.append(
            Clause("15.2", say(lang, nl="Wiens tijd telt", en="Whose time counts"), (_holder(agreement, lang),))
        )
    if not clauses:
        return None
    return Section(15, say(lang, nl="Ondersteuning", en="Support"), tuple(clauses))


def _supports(agreement: Agreement, lang: str) -> Iterator[str]:
    if agreement.supports is None:
        return
    name = agreement.supports.agreement
    yield say(
        lang,
        nl=f"Deze overeenkomst maakt het mogelijk dat overeenkomst {name} wordt gehaald.",
        en=f"This agreement makes it possible that the agreement {name} is kept.",
    )
    for target, own in agreement.supports.targets.items():
        theirs = called(target, lang, agreement.glossary)
        ours = listed([with_clause(agreement, each, lang) for each in own], lang)
        yield say(
            lang,
            nl=f"De norm {theirs} daarvan wordt ondersteund door {ours}.",
            en=f"Its target {theirs} is supported by {ours}.",
        )


def _holder(agreement: Agreement, lang: str) -> str:
    provider, conditions = agreement.parties["provider"], conditions_words(agreement, agreement.holder, lang)
    return say(
        lang,
        nl=f"{provider} heeft een ticket zolang het dit zegt: {conditions}. Alleen die tijd telt, tenzij een klok "
        "anders bepaalt.",
        en=f"{provider} has a ticket for as long as it says this: {conditions}. Only that time counts, unless a clock "
        "says otherwise.",
    )
