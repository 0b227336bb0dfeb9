"""Section 13 in words: how a credit is obtained, and how it reaches the customer."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.claim_model import ClaimRule, Settled, Settlement
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import CellKind
from houvast.sla.agreement.words.amounts import share_words
from houvast.sla.agreement.words.bases import deadline_words, eligible_words
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.phrases import called, listed, say


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on claims and settlement; None for an agreement without credits."""
    told = agreement.credits
    if not told.by_name and told.claim == ClaimRule() and told.settlements == (Settlement(),):
        return None
    clauses = (
        Clause("13.1", say(lang, nl="Aanvragen", en="Claiming"), tuple(claim_words(agreement, told.claim, lang))),
        Clause("13.2", say(lang, nl="Verrekenen", en="Settlement"), tuple(_settling(agreement, lang))),
    )
    return Section(13, say(lang, nl="Aanvragen en verrekenen", en="Claims and settlement"), clauses)


def claim_words(agreement: Agreement, rule: ClaimRule, lang: str) -> Iterator[str]:
    """Yield how a credit is obtained."""
    provider, customer = agreement.parties["provider"], agreement.parties["customer"]
    if rule.required:
        yield say(lang, nl=f"{customer} moet een tegoed aanvragen.", en=f"{customer} must claim a credit.")
    else:
        yield say(
            lang,
            nl=f"{provider} geeft een tegoed uit zichzelf; {customer} hoeft het niet aan te vragen.",
            en=f"{provider} gives a credit by itself; {customer} need not claim it.",
        )
    if rule.within is not None:
        until = deadline_words(agreement, rule.within, lang)
        yield say(
            lang,
            nl=f"De aanvraag wordt gedaan {until}; daarna vervalt het recht.",
            en=f"The claim is made {until}; after that the right lapses.",
        )
    elif rule.required:
        yield say(lang, nl="Voor de aanvraag geldt geen termijn.", en="There is no time limit for the claim.")
    if rule.reported is not None:
        until = deadline_words(agreement, rule.reported, lang)
        yield say(lang, nl=f"Wat er misging, is gemeld {until}.", en=f"What went wrong has been reported {until}.")
    if rule.evidence:
        items = listed([called(each, lang, agreement.glossary) for each in rule.evidence], lang)
        yield say(lang, nl=f"De aanvraag bevat: {items}.", en=f"The claim holds: {items}.")
    if rule.only:
        conditions = eligible_words(agreement, rule.only, lang)
        yield say(
            lang,
            nl=f"Recht op een tegoed bestaat alleen als {conditions}.",
            en=f"There is a right to a credit only if {conditions}.",
        )


# -- settlement ---------------------------------------------------------------------------------------

_SETTLED = {
    Settled.INVOICE: ("met de eerstvolgende factuur verrekend", "settled with the next invoice"),
    Settled.MONEY: ("in geld uitbetaald", "paid out in money"),
    Settled.TERM: (
        "gegeven als dagen die bij het einde van de looptijd komen",
        "given as days that are added to the end of the term",
    ),
    Settled.WAIVER: ("niet geïnd: zoveel hoeft niet te worden betaald", "not collected: so much need not be paid"),
}


_IN_MONEY = (Settled.INVOICE, Settled.MONEY)


def _gives_days(agreement: Agreement) -> bool:
    """Say whether some credit is in days of service."""
    gifts = [gift for credit in agreement.credits.by_name.values() for gift in credit.gifts.values()]
    parts = [part for gift in gifts for band in gift.bands for part in band.parts]
    return any(part.cell.kind is CellKind.DAYS for part in parts)


def _settling(agreement: Agreement, lang: str) -> Iterator[str]:
    settlements = agreement.credits.settlements
    if len(settlements) > 1:
        yield say(
            lang,
            nl="Van de volgende manieren geldt de eerste die van toepassing is.",
            en="Of the following ways the first that applies holds.",
        )
    for each in settlements:
        yield _settlement(agreement, each, lang)


def _settlement(agreement: Agreement, each: Settlement, lang: str) -> str:
    nl, en = _SETTLED[each.by]
    if each.only:
        conditions = eligible_words(agreement, each.only, lang)
        words = say(lang, nl=f"Als {conditions}: een tegoed wordt {nl}", en=f"If {conditions}: a credit is {en}")
    else:
        words = say(lang, nl=f"Een tegoed wordt {nl}", en=f"A credit is {en}")
    if each.within is not None:
        words += f", {deadline_words(agreement, each.within, lang)}"
    if each.day is not None:
        share = share_words(each.day, lang)
        words += say(
            lang,
            nl=f"; een dag dienst is {share} van de grondslag waard",
            en=f"; a day of service is worth {share} of the fee base",
        )
    elif each.by in _IN_MONEY and _gives_days(agreement):
        words += say(
            lang,
            nl="; een dag dienst is de grondslag waard, gedeeld door haar aantal dagen",
            en="; a day of service is worth the fee base, divided by the number of its days",
        )
    if each.expires is not None:
        until = deadline_words(agreement, each.expires, lang)
        words += say(lang, nl=f"; te gebruiken {until}", en=f"; to be used {until}")
    return f"{words}."
