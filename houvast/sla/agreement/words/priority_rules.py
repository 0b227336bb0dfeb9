"""What decides the priority besides the matrix, in words: rules, and numbers that stand for an impact or an urgency."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Quantity
from houvast.sla.agreement.words.amounts import range_words
from houvast.sla.agreement.words.event_phrases import conditions_words
from houvast.sla.agreement.words.phrases import called, capital, say, titled

_SCALES = {"levels": ("prioriteit", "priority"), "impact": ("impact", "impact"), "urgency": ("urgentie", "urgency")}


def rules(agreement: Agreement, lang: str) -> Iterator[str]:
    """Yield the rules that go before the matrix, and what its words and a number mean."""
    found = agreement.priority.rules
    for rule in found:
        conditions = conditions_words(agreement, rule.when, lang)
        priority = called(rule.priority, lang, agreement.glossary)
        yield say(
            lang,
            nl=f"Een ticket met {conditions} krijgt prioriteit {priority}.",
            en=f"A ticket with {conditions} gets priority {priority}.",
        )
    if found:
        yield say(
            lang,
            nl="Dat gaat voor al het andere; van meer regels geldt de eerste die past.",
            en="That goes before all else; of several rules the first that fits holds.",
        )
    yield from _meanings(agreement, lang)
    yield from _numbers(agreement, lang)


def _meanings(agreement: Agreement, lang: str) -> Iterator[str]:
    for scale, meanings in agreement.priority.meanings.items():
        nl, en = _SCALES[scale]
        for word, text in meanings.items():
            meaning = titled(text, lang, "").rstrip(".")
            name = called(word, lang, agreement.glossary)
            if meaning:
                yield say(lang, nl=f"{capital(nl)} {name}: {meaning}.", en=f"{capital(en)} {name}: {meaning}.")


def _numbers(agreement: Agreement, lang: str) -> Iterator[str]:
    for scale, bands in agreement.priority.bands.items():
        nl, en = _SCALES[scale]
        for level, band in bands:
            edges = range_words(band, Quantity.COUNT, lang, is_percentage=False)
            word = called(level, lang, agreement.glossary)
            yield say(
                lang,
                nl=f"{capital(nl)} {word} is ook een getal of percentage van {edges}.",
                en=f"{capital(en)} {word} is also a number or a percentage of {edges}.",
            )
