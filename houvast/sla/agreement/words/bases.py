"""Stretches of time, what a percentage is of, deadlines and conditions, in words."""

from __future__ import annotations

from collections.abc import Sequence

from houvast.sla.agreement.claim_model import Deadline, TimeUnit
from houvast.sla.agreement.fee_model import EVERYTHING, Anchor, Base, Reference, Stretch
from houvast.sla.agreement.model import ALWAYS, Agreement
from houvast.sla.agreement.shape_model import Condition, Eligible, Quantity
from houvast.sla.agreement.words.amounts import length_words, range_words
from houvast.sla.agreement.words.phrases import OR, called, day_words, listed, say
from houvast.sla.agreement.words.promise_phrases import business_days, calendar_phrase

# -- stretches ----------------------------------------------------------------------------------------

STRETCHES = {
    Stretch.INCIDENT: ("incident", "incident"),
    Stretch.PERIOD: ("gemeten periode", "measured period"),
    Stretch.MONTH: ("kalendermaand", "calendar month"),
    Stretch.QUARTER: ("kalenderkwartaal", "calendar quarter"),
    Stretch.YEAR: ("kalenderjaar", "calendar year"),
    Stretch.CONTRACT_YEAR: ("contractjaar", "contract year"),
    Stretch.CYCLE: ("factuurcyclus", "billing cycle"),
    Stretch.TERM: ("looptijd", "term"),
}
_NEUTER = (Stretch.INCIDENT, Stretch.QUARTER, Stretch.YEAR, Stretch.CONTRACT_YEAR)

_ANCHORS = {
    Anchor.PERIOD: ("het einde van de gemeten periode", "the end of the measured period"),
    Anchor.PERIOD_START: ("het begin van de gemeten periode", "the start of the measured period"),
    Anchor.INCIDENT: ("het einde van het incident", "the end of the incident"),
    Anchor.INCIDENT_START: ("het begin van het incident", "the start of the incident"),
    Anchor.CREDIT: (
        "het einde van het incident of anders van de gemeten periode",
        "the end of the incident or else of the measured period",
    ),
    Anchor.CYCLE: ("het einde van de factuurcyclus", "the end of the billing cycle"),
    Anchor.CLAIM: ("de aanvraag", "the claim"),
    Anchor.REPORT: ("de melding", "the report"),
}
_BEGINS = {Anchor.PERIOD: Anchor.PERIOD_START, Anchor.INCIDENT: Anchor.INCIDENT_START}
"""A number of days before a period or an incident ends where that begins."""


def stretch_words(over: Reference, lang: str) -> str:
    """Return a stretch of time: de gemeten periode, de vorige kalendermaand, de 30 dagen voor de aanvraag."""
    if over.before:
        anchor = _anchor_words(_BEGINS.get(over.anchor, over.anchor), lang)
        return say(lang, nl=f"de {over.before} dagen voor {anchor}", en=f"the {over.before} days before {anchor}")
    nl, en = STRETCHES[over.stretch]
    article = "het" if over.stretch in _NEUTER else "de"
    if not over.previous:
        return say(lang, nl=f"{article} {nl}", en=f"the {en}")
    return say(lang, nl=f"{article} {nl} daarvoor", en=f"the {en} before")


def _anchor_words(anchor: Anchor, lang: str) -> str:
    nl, en = _ANCHORS[anchor]
    return say(lang, nl=nl, en=en)


# -- what a percentage is of --------------------------------------------------------------------------


def base_words(agreement: Agreement, base: Base, lang: str) -> str:
    """Return the fees that a percentage is of, over which time: de vergoeding hosting over de gemeten periode."""
    over = stretch_words(base.over, lang)
    return say(lang, nl=f"{_fees(agreement, base, lang)} over {over}", en=f"{_fees(agreement, base, lang)} over {over}")


def charged_words(base: Base, lang: str) -> str:
    """Return, as the end of a sentence, what of those fees counts."""
    paid = say(lang, nl=" en is betaald", en=" and has been paid") if base.paid else ""
    if base.affected:
        return say(
            lang,
            nl=f"wat voor het getroffen onderdeel in rekening is gebracht{paid}",
            en=f"what was charged for the part of the service that was hit{paid}",
        )
    return say(
        lang,
        nl=f"wat voor alle onderdelen samen in rekening is gebracht{paid}",
        en=f"what was charged for all parts of the service together{paid}",
    )


def _fees(agreement: Agreement, base: Base, lang: str) -> str:
    names = [called(fee, lang, agreement.glossary) for fee in base.fees]
    if base.fees == (EVERYTHING,):
        found = say(lang, nl="alle vergoedingen", en="all fees")
    elif len(names) == 1:
        found = say(lang, nl=f"de vergoeding {names[0]}", en=f"the fee {names[0]}")
    else:
        found = say(lang, nl=f"de vergoedingen {listed(names, lang)}", en=f"the fees {listed(names, lang)}")
    if not base.without:
        return found
    without = listed([called(fee, lang, agreement.glossary) for fee in base.without], lang)
    return say(lang, nl=f"{found} zonder {without}", en=f"{found} without {without}")


# -- deadlines ----------------------------------------------------------------------------------------


def deadline_words(agreement: Agreement, limit: Deadline, lang: str) -> str:
    """Return a deadline as the end of a sentence: binnen 30 dagen na het einde van de gemeten periode."""
    anchor = _anchor_words(limit.anchor, lang)
    if limit.unit is TimeUnit.CYCLES:
        return _cycles_words(limit, lang)
    length = _length(agreement, limit, lang)
    return say(lang, nl=f"binnen {length} na {anchor}", en=f"within {length} after {anchor}")


def _length(agreement: Agreement, limit: Deadline, lang: str) -> str:
    if limit.unit is TimeUnit.DAYS:
        nl, en = ("dag", "day") if limit.amount == 1 else ("dagen", "days")
        return say(lang, nl=f"{limit.amount} {nl}", en=f"{limit.amount} {en}")
    if limit.unit is TimeUnit.MONTHS:
        nl, en = ("maand", "month") if limit.amount == 1 else ("maanden", "months")
        return say(lang, nl=f"{limit.amount} {nl}", en=f"{limit.amount} {en}")
    where = "" if limit.calendar == ALWAYS else calendar_phrase(limit.calendar, lang, agreement.glossary)
    days = limit.unit is TimeUnit.BUSINESS_DAYS
    return (
        business_days(limit.amount, lang) if days else length_words(limit.amount, lang, calendar=limit.calendar)
    ) + where


def _cycles_words(limit: Deadline, lang: str) -> str:
    """Return the end of the cycle that comes so many after the one in which the anchor lies."""
    anchor = _anchor_words(limit.anchor, lang)
    if not limit.amount:
        return say(
            lang,
            nl=f"uiterlijk aan het einde van de factuurcyclus waarin {anchor} valt",
            en=f"at the latest at the end of the billing cycle in which {anchor} lies",
        )
    return say(
        lang,
        nl=f"uiterlijk aan het einde van de {limit.amount}e factuurcyclus na die waarin {anchor} valt",
        en=f"at the latest at the end of the {_ordinal(limit.amount)} billing cycle after the one of {anchor}",
    )


def _ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


# -- conditions ---------------------------------------------------------------------------------------


def eligible_words(agreement: Agreement, only: Eligible, lang: str) -> str:
    """Return conditions as the end of a sentence; alternatives are told apart by a semicolon."""
    alternatives = [
        listed([_condition_words(agreement, each, lang) for each in conditions], lang) for conditions in only
    ]
    return say(lang, nl="; of ", en="; or ").join(alternatives)


def _condition_words(agreement: Agreement, condition: Condition, lang: str) -> str:
    name = called(condition.attribute, lang, agreement.glossary)
    if condition.words:
        words = listed([yes_or_no(agreement, word, lang) for word in condition.words], lang, last=OR)
        return say(lang, nl=f"{name} is {words}", en=f"{name} is {words}")
    parts = []
    if condition.numbers is not None:
        parts.append(range_words(condition.numbers, Quantity.COUNT, lang, is_percentage=False))
    parts += _dates(condition, lang)
    return say(lang, nl=f"{name} is {' en '.join(parts)}", en=f"{name} is {' and '.join(parts)}")


def _dates(condition: Condition, lang: str) -> Sequence[str]:
    found = []
    if condition.first is not None:
        day = day_words(condition.first, lang)
        found.append(say(lang, nl=f"{day} of later", en=f"{day} or later"))
    if condition.last is not None:
        day = day_words(condition.last, lang)
        found.append(say(lang, nl=f"{day} of eerder", en=f"{day} or earlier"))
    return found


def yes_or_no(agreement: Agreement, word: str, lang: str) -> str:
    """Return a word, with yes and no in the language of the reader."""
    known = {"yes": ("ja", "yes"), "no": ("nee", "no")}
    if word in known and word not in agreement.glossary:
        return say(lang, nl=known[word][0], en=known[word][1])
    return called(word, lang, agreement.glossary)
