"""Section 10 in words: what is paid, and the rhythm of billing."""

from __future__ import annotations

from houvast.sla.agreement.fee_model import Billing, Fee, FeePer
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.words.amounts import money_words, share_words
from houvast.sla.agreement.words.document import Cell, Clause, Row, Section, TableFigure
from houvast.sla.agreement.words.phrases import called, capital, month_words, say

_PER = {
    FeePer.HOUR: ("per uur", "per hour"),
    FeePer.DAY: ("per dag", "per day"),
    FeePer.WEEK: ("per week", "per week"),
    FeePer.MONTH: ("per maand", "per month"),
    FeePer.QUARTER: ("per kwartaal", "per quarter"),
    FeePer.YEAR: ("per jaar", "per year"),
    FeePer.ONCE: ("eenmalig", "once"),
}


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on fees; None for an agreement that says nothing of money."""
    if not (agreement.fees or agreement.credits.by_name or agreement.credits.billing != Billing()):
        return None
    clauses = [_fees(agreement, lang)] if agreement.fees else []
    title = say(lang, nl="Vergoedingen en facturering", en="Fees and billing")
    return Section(10, title, (*clauses, _billing(agreement, lang)))


def _fees(agreement: Agreement, lang: str) -> Clause:
    rows = tuple(
        Row("", capital(called(name, lang, agreement.glossary)), (Cell(_fee_words(agreement, fee, lang)),))
        for name, fee in agreement.fees.items()
    )
    figure = TableFigure((say(lang, nl="Vergoeding", en="Fee"), say(lang, nl="Bedrag", en="Amount")), rows)
    rule = say(
        lang,
        nl="Is voor een vergoeding iets gefactureerd over de tijd waar het om gaat, dan geldt dat bedrag; anders geldt "
        "de prijs hieronder.",
        en="Where something was invoiced for a fee over the time in question, that amount counts; otherwise the price "
        "below does.",
    )
    return Clause("10.1", say(lang, nl="Vergoedingen", en="Fees"), (rule,), (figure,))


def _fee_words(agreement: Agreement, fee: Fee, lang: str) -> str:
    if fee.share is not None:
        share, of = share_words(fee.share, lang), called(fee.of, lang, agreement.glossary)
        return say(lang, nl=f"{share} van de vergoeding {of}", en=f"{share} of the fee {of}")
    nl, en = _PER[fee.per]
    per = say(lang, nl=nl, en=en)
    if fee.amount is None:
        return say(
            lang, nl=f"zoals gefactureerd, in {fee.currency}, {per}", en=f"as invoiced, in {fee.currency}, {per}"
        )
    return f"{money_words(fee.amount, fee.currency, lang)} {per}"


def _billing(agreement: Agreement, lang: str) -> Clause:
    billing = agreement.credits.billing
    nl, en = {1: ("een maand", "a month"), 3: ("een kwartaal", "a quarter"), 12: ("een jaar", "a year")}[billing.months]
    shorter = _shorter(billing, lang)
    sentences = [
        say(
            lang,
            nl=f"Een factuurcyclus duurt {nl} en begint op dag {billing.day} van de maand{shorter}.",
            en=f"A billing cycle lasts {en} and begins on day {billing.day} of the month{shorter}.",
        )
    ]
    if billing.months > 1:
        month = month_words(agreement.effective_from, lang)
        sentences.append(
            say(
                lang,
                nl=f"De cycli worden geteld vanaf {month}, de maand waarin de overeenkomst ingaat.",
                en=f"Cycles are counted from {month}, the month in which the agreement begins.",
            )
        )
    return Clause("10.2", say(lang, nl="Facturering", en="Billing"), tuple(sentences))


def _shorter(billing: Billing, lang: str) -> str:
    if billing.day <= 28:
        return ""
    return say(lang, nl=", of op de laatste dag van een kortere maand", en=", or on the last day of a shorter month")
