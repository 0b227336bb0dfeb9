"""Section 12 in words: how credits over one period are combined, and the limits on them, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from houvast.sla.agreement.claim_model import Bound, Combination, Limit, Take
from houvast.sla.agreement.fee_model import Stretch
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import CellKind
from houvast.sla.agreement.words.amounts import cell_words
from houvast.sla.agreement.words.bases import STRETCHES, base_words, charged_words
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.phrases import called, listed, say


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on combining and limits; None where there are neither credits nor limits."""
    if not (agreement.credits.by_name or agreement.credits.limits or agreement.credits.combinations):
        return None
    clauses = (
        Clause("12.1", say(lang, nl="Samenloop", en="Combining"), tuple(_combining(agreement, lang))),
        Clause("12.2", say(lang, nl="Grenzen", en="Limits"), tuple(_limits(agreement, lang))),
    )
    return Section(12, say(lang, nl="Samenloop en grenzen", en="Combining and limits"), clauses)


# -- combining ----------------------------------------------------------------------------------------

_TAKEN = {
    Take.SUM: ("Over dezelfde periode worden {these} opgeteld.", "Over the same period {these} are added up."),
    Take.MAXIMUM: (
        "Over dezelfde periode wordt van {these} alleen het hoogste gegeven.",
        "Over the same period only the greatest of {these} is given.",
    ),
    Take.FIRST: (
        "Over dezelfde periode wordt van {these} alleen het eerste gegeven, in de volgorde van deze overeenkomst.",
        "Over the same period only the first of {these} is given, in the order of this agreement.",
    ),
}


def _combining(agreement: Agreement, lang: str) -> Iterator[str]:
    for each in agreement.credits.combinations or (Combination(Take.SUM),):
        nl, en = _TAKEN[each.take]
        these = credits_words(agreement, each.credits, lang)
        yield say(lang, nl=nl, en=en).format(these=these)
    yield say(
        lang,
        nl="Dat geldt voor tegoeden over hetzelfde onderdeel; een tegoed dat hier niet is genoemd, staat daarnaast.",
        en="That is for credits over the same part of the service; a credit not named here stands beside them.",
    )


def credits_words(agreement: Agreement, names: Sequence[str], lang: str) -> str:
    """Return several credits: de tegoeden Uptime en Reactie; without names all of them."""
    if not names:
        every = say(lang, nl="alle tegoeden", en="all credits")
        bonuses = any(credit.bonus for credit in agreement.credits.by_name.values())
        return every + say(lang, nl=" die geen bonus zijn", en=" that are no bonus") if bonuses else every
    worded = listed([called(name, lang, agreement.glossary) for name in names], lang)
    if len(names) == 1:
        return say(lang, nl=f"het tegoed {worded}", en=f"the credit {worded}")
    return say(lang, nl=f"de tegoeden {worded}", en=f"the credits {worded}")


# -- limits -------------------------------------------------------------------------------------------


def _limits(agreement: Agreement, lang: str) -> Iterator[str]:
    limits = agreement.credits.limits
    if not limits:
        yield say(
            lang,
            nl="Voor alle tegoeden samen is geen grens afgesproken.",
            en="For all credits together no limit is agreed.",
        )
        return
    if len(limits) > 1:
        yield say(lang, nl="Deze grenzen gelden in deze volgorde.", en="These limits hold in this order.")
    for limit in limits:
        these = credits_words(agreement, limit.credits, lang)
        yield limit_words(agreement, limit, say(lang, nl=f"het totaal van {these}", en=f"the total of {these}"), lang)
    if any(limit.bound is Bound.AT_MOST for limit in limits):
        yield say(
            lang,
            nl="Een bovengrens raakt op in de volgorde van de tijd, en daarna in die van deze overeenkomst; ook wat "
            "eerder is gegeven, telt mee.",
            en="A cap is used up in the order of time, then in that of this agreement; what was given before counts "
            "too.",
        )


def limit_words(agreement: Agreement, limit: Limit, subject: str, lang: str) -> str:
    """Return a limit on something: Per kalendermaand is dit tegoed ten hoogste 50 % van …"""
    when = _when(limit, lang)
    amount = _amount(agreement, limit, lang)
    nl, en = {
        Bound.AT_MOST: (f"{when} is {subject} ten hoogste {amount}.", f"{when} {subject} is at most {amount}."),
        Bound.AT_LEAST: (f"{when} is {subject} ten minste {amount}.", f"{when} {subject} is at least {amount}."),
        Bound.IGNORE_BELOW: (
            f"{when} wordt {subject} niet gegeven als het minder is dan {amount}.",
            f"{when} {subject} is not given when it is less than {amount}.",
        ),
        Bound.IGNORE_UP_TO: (
            f"{when} wordt {subject} niet gegeven als het niet meer is dan {amount}.",
            f"{when} {subject} is not given when it is no more than {amount}.",
        ),
    }[limit.bound]
    return say(lang, nl=nl, en=en)


def _when(limit: Limit, lang: str) -> str:
    if limit.days:
        found = say(lang, nl=f"In elke {limit.days} dagen", en=f"In any {limit.days} days")
    elif limit.per is Stretch.TERM:
        found = say(lang, nl="Over de hele looptijd", en="Over the whole term")
    else:
        nl, en = STRETCHES[limit.per]
        found = say(lang, nl=f"Per {nl}", en=f"Per {en}")
    if limit.each:
        found += say(lang, nl=", voor elk onderdeel apart,", en=", for each part of the service apart,")
    return found


def _amount(agreement: Agreement, limit: Limit, lang: str) -> str:
    base = limit.base
    amount = cell_words(limit.cell, lang, of=base_words(agreement, base, lang) if base.fees else "")
    if limit.cell.kind is CellKind.MONEY or not base.fees:
        return amount
    charged = charged_words(base, lang)
    return amount + say(lang, nl=f" (mee telt {charged})", en=f" (what counts is {charged})")
