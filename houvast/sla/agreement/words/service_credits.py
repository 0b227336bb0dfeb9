"""Section 11 in words: each credit, with what it looks at, what it gives, and what raises or bounds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from houvast.sla.agreement.claim_model import FollowUp, Misses, Whose
from houvast.sla.agreement.credit_model import Credit, Gift
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Quantity, Range
from houvast.sla.agreement.words import duties
from houvast.sla.agreement.words.amounts import number_words, rounding_words, value_words
from houvast.sla.agreement.words.bands import Scale, parts_words, rows
from houvast.sla.agreement.words.bases import base_words, charged_words, deadline_words, eligible_words
from houvast.sla.agreement.words.claims import claim_words
from houvast.sla.agreement.words.document import Clause, Row, Section, TableFigure
from houvast.sla.agreement.words.groups import said_once
from houvast.sla.agreement.words.indicators import PERCENTAGES
from houvast.sla.agreement.words.limits import limit_words
from houvast.sla.agreement.words.phrases import called, capital, listed, say
from houvast.sla.agreement.words.targets import with_clause


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on credits: 11.0 for all of them, then a clause for each; None without credits."""
    if not agreement.credits.by_name:
        return None
    clauses = [Clause("11.0", say(lang, nl="Berekening", en="Calculation"), tuple(_for_all(lang)))]
    for place, credit in enumerate(agreement.credits.by_name.values(), 1):
        title = capital(called(credit.name, lang, agreement.glossary))
        told = tuple(_credit(agreement, credit, lang))
        clauses.append(Clause(f"11.{place}", title, told, _tables(agreement, credit, lang)))
    return Section(11, say(lang, nl="Tegoeden", en="Credits"), tuple(clauses))


def _for_all(lang: str) -> Iterator[str]:
    yield say(
        lang,
        nl="Een tegoed wordt in deze volgorde berekend: wat is gemeten, de waarde waarmee het tegoed groeit, de rij of "
        "het aantal blokken, het deel van de grondslag, de vermenigvuldiging, de afronding, de grenzen van het tegoed, "
        "de samenloop en de grenzen van artikel 12.",
        en="A credit is calculated in this order: what was measured, the value that the credit grows with, the row or "
        "the number of blocks, the share of the fee base, the multiplication, rounding, the limits of the credit, and "
        "combining and the limits of section 12.",
    )
    yield say(
        lang,
        nl="Wat voor de berekening niet bekend is, geeft geen bedrag en wordt apart vermeld; het is geen tegoed van "
        "nul.",
        en="What is not known for the calculation gives no amount and is stated apart; it is not a credit of nothing.",
    )


def _credit(agreement: Agreement, credit: Credit, lang: str) -> Iterator[str]:
    yield from _looks_at(agreement, credit, lang)
    if credit.only:
        conditions = eligible_words(agreement, credit.only, lang)
        yield say(lang, nl=f"Het geldt alleen als {conditions}.", en=f"It holds only if {conditions}.")
    if credit.attribute and ANY_OTHER not in credit.gifts:
        name = called(credit.attribute, lang, agreement.glossary)
        named = listed([called(value, lang, agreement.glossary) for value in credit.gifts], lang)
        yield say(lang, nl=f"Het geldt alleen bij {name} {named}.", en=f"It holds only with {name} {named}.")
    for told in (_promise, _when, _quantity, _given, _band_rule, _base, _raises, _rounding, _limits):
        yield from _of_all(agreement, credit, told, lang)
    yield from (_follow_up(agreement, each, lang) for each in credit.follow_ups)
    if credit.claim is not None:
        yield (
            say(lang, nl="In plaats van 13.1 geldt hiervoor:", en="Instead of 13.1, for this holds:")
            + " "
            + " ".join(claim_words(agreement, credit.claim, lang))
        )


ANY_OTHER = "*"

Telling = Callable[[Agreement, Credit, Gift, str], Iterator[str]]


def _of_all(agreement: Agreement, credit: Credit, told: Telling, lang: str) -> Iterator[str]:
    """Yield what is said of the gifts of a credit, with the values of its attribute where these differ."""
    name = called(credit.attribute, lang, agreement.glossary)
    gifts = [(_value_name(agreement, value, lang), gift) for value, gift in credit.gifts.items()]

    def lead(values: list[str]) -> str:
        return say(lang, nl=f"Bij {name} {listed(values, lang)}: ", en=f"With {name} {listed(values, lang)}: ")

    return said_once(gifts, lambda gift: told(agreement, credit, gift, lang), lead)


def _value_name(agreement: Agreement, value: str, lang: str) -> str:
    if value == ANY_OTHER:
        return say(lang, nl="anders dan genoemd", en="other than named")
    return called(value, lang, agreement.glossary)


# -- what it looks at ---------------------------------------------------------------------------------


def _looks_at(agreement: Agreement, credit: Credit, lang: str) -> Iterator[str]:
    named = listed([_source(agreement, source, lang) for source in credit.sources], lang)
    if credit.bonus:
        provider = agreement.parties["provider"]
        yield say(
            lang,
            nl=f"Dit is een bonus: wat {provider} krijgt, op grond van {named}.",
            en=f"This is a bonus: what {provider} gets, on the basis of {named}.",
        )
    else:
        customer = agreement.parties["customer"]
        yield say(
            lang,
            nl=f"Dit is wat {customer} krijgt, op grond van {named}.",
            en=f"This is what {customer} gets, on the basis of {named}.",
        )
    if len(credit.sources) > 1:
        together = all(gift.quantity is Quantity.MISSES for gift in credit.gifts.values())
        yield _each_or_together(together, lang)


def _each_or_together(together: bool, lang: str) -> str:
    if together:
        return say(lang, nl="Zij worden samen geteld.", en="They are counted together.")
    return say(lang, nl="Elk daarvan geeft dit apart.", en="Each of them gives this apart.")


def _source(agreement: Agreement, source: str, lang: str) -> str:
    if any(source in targets for targets in (agreement.targets, agreement.availability, agreement.indicators)):
        return with_clause(agreement, source, lang)
    if source in agreement.duties:
        return duties.with_clause(agreement, source, lang)
    return called(source, lang, agreement.glossary)


def _scale(agreement: Agreement, credit: Credit, gift: Gift, lang: str) -> Scale:
    """Return how values are written: the figure of a target is a percentage, that of another measure may be."""
    shares = [name for name, each in agreement.indicators.items() if each.figure.kind in PERCENTAGES]
    targets = {*agreement.targets, *agreement.availability, *shares}
    return Scale(gift.quantity, targets.issuperset(credit.sources), lang)


# -- what it gives ------------------------------------------------------------------------------------


def _promise(agreement: Agreement, credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    if gift.promise is None:
        return
    percent = _scale(agreement, credit, gift, lang).is_percentage
    value = value_words(gift.promise, Quantity.FIGURE, lang, is_percentage=percent)
    nl, en = ("ten hoogste", "at most") if gift.promise_is_most else ("ten minste", "at least")
    yield say(
        lang,
        nl=f"Hiervoor is de norm dat het cijfer {nl} {value} is.",
        en=f"For this the target is a figure of {en} {value}.",
    )


def _when(_agreement: Agreement, _credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    if not gift.bands:
        return
    if gift.when_missed:
        yield say(
            lang,
            nl="Het wordt alleen gegeven als de norm is gemist.",
            en="It is given only when the target was missed.",
        )
    else:
        yield say(
            lang,
            nl="Het wordt gegeven wanneer de waarde hieronder daar aanleiding toe geeft, ook als de norm is gehaald.",
            en="It is given whenever the value below says so, also when the target was met.",
        )


def _quantity(agreement: Agreement, credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    if not gift.bands:
        return
    scale = _scale(agreement, credit, gift, lang)
    yield say(lang, nl=f"De waarde is {scale.name}.", en=f"The value is {scale.name}.")
    if gift.quantity is Quantity.INCIDENT:
        yield say(lang, nl="Elk incident wordt apart berekend.", en="Each incident is calculated by itself.")
    if gift.quantity is Quantity.OVERDUE:
        yield say(lang, nl="Elke overschrijding wordt apart berekend.", en="Each overrun is calculated by itself.")
    if gift.quantity_rounding is not None:
        rounded = rounding_words(gift.quantity_rounding, lang, is_length=gift.quantity.is_length)
        yield say(lang, nl=f"De waarde wordt eerst afgerond {rounded}.", en=f"The value is first rounded {rounded}.")


def _given(agreement: Agreement, credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    """Say what is given where that needs no table."""
    if not _in_table(credit):
        for band in gift.bands:
            given = parts_words(band.parts, _scale(agreement, credit, gift, lang))
            yield say(lang, nl=f"Gegeven wordt {given}.", en=f"What is given is {given}.")


def _in_table(credit: Credit) -> bool:
    """Say whether what a credit gives needs a table: it has bands, or differs by an attribute."""
    bands = [band for gift in credit.gifts.values() for band in gift.bands]
    return bool(credit.attribute) or any(band.within != Range() for band in bands)


def _band_rule(_agreement: Agreement, _credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    if len(gift.bands) > 1:
        yield say(
            lang,
            nl="Passen er meer rijen, dan geldt die met de hoogste ondergrens, en daarvan die met de laagste "
            "bovengrens. Past er geen, dan wordt niets gegeven.",
            en="Where several rows fit, the one with the highest lower edge counts, and of those the one with the "
            "lowest upper edge. Where none fits, nothing is given.",
        )


def _base(agreement: Agreement, _credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    if gift.base.fees:
        base, charged = base_words(agreement, gift.base, lang), charged_words(gift.base, lang)
        yield say(
            lang,
            nl=f"De grondslag bestaat uit {base}; mee telt {charged}.",
            en=f"The fee base consists of {base}; what counts is {charged}.",
        )


def _raises(_agreement: Agreement, _credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    for each in gift.raises:
        after, times = _misses(each.after, lang), number_words(each.times, lang)
        yield say(
            lang,
            nl=f"{after} wordt het tegoed vermenigvuldigd met {times}.",
            en=f"{after} the credit is multiplied by {times}.",
        )
    if len(gift.raises) > 1:
        yield say(lang, nl="De eerste daarvan die geldt, telt.", en="The first of these that holds counts.")


def _rounding(_agreement: Agreement, _credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    if not gift.bands:
        return
    if gift.rounding is None:
        yield say(lang, nl="Het tegoed wordt niet afgerond.", en="The credit is not rounded.")
    else:
        rounded = rounding_words(gift.rounding, lang)
        yield say(lang, nl=f"Het tegoed wordt afgerond {rounded}.", en=f"The credit is rounded {rounded}.")


def _limits(agreement: Agreement, credit: Credit, gift: Gift, lang: str) -> Iterator[str]:
    subject = say(lang, nl="dit tegoed", en="this credit")
    if credit.bonus:
        subject = say(lang, nl="deze bonus", en="this bonus")
    for limit in gift.limits:
        yield limit_words(agreement, limit, subject, lang)


# -- after misses -------------------------------------------------------------------------------------


def _misses(after: Misses, lang: str) -> str:
    if after.count == after.among:
        nl = f"Na {after.count} periodes op rij waarin de norm is gemist" if after.count > 1 else "Na elke gemiste norm"
        en = f"After {after.count} periods in a row with a miss" if after.count > 1 else "After each miss"
        return say(lang, nl=nl, en=en)
    return say(
        lang,
        nl=f"Na {after.count} gemiste periodes van de laatste {after.among}",
        en=f"After misses in {after.count} of the last {after.among} periods",
    )


def _follow_up(agreement: Agreement, each: FollowUp, lang: str) -> str:
    after, word = _misses(each.after, lang), called(each.word, lang, agreement.glossary)
    until = f", {deadline_words(agreement, each.within, lang)}" if each.within is not None else ""
    if each.whose is Whose.RIGHT:
        customer = agreement.parties["customer"]
        return say(
            lang,
            nl=f"{after} heeft {customer} dit recht: {word}{until}.",
            en=f"{after} {customer} has this right: {word}{until}.",
        )
    provider = agreement.parties["provider"]
    return say(
        lang,
        nl=f"{after} heeft {provider} deze plicht: {word}{until}.",
        en=f"{after} {provider} has this duty: {word}{until}.",
    )


# -- the table of bands -------------------------------------------------------------------------------


def _tables(agreement: Agreement, credit: Credit, lang: str) -> tuple[TableFigure, ...]:
    """Return the table of bands; where the credit differs by an attribute, with a column for its values."""
    if not _in_table(credit):
        return ()
    value = say(lang, nl="Waarde", en="Value")
    given = say(lang, nl="Bonus", en="Bonus") if credit.bonus else say(lang, nl="Tegoed", en="Credit")
    heads: tuple[str, ...] = (value, given)
    if credit.attribute:
        heads = (capital(called(credit.attribute, lang, agreement.glossary)), value, given)
    found = _rows(agreement, credit, credit.gifts, lang)
    return (TableFigure(heads, found),) if found else ()


def _rows(agreement: Agreement, credit: Credit, gifts: Mapping[str, Gift], lang: str) -> tuple[Row, ...]:
    found: list[Row] = []
    for value, gift in gifts.items():
        head = capital(_value_name(agreement, value, lang)) if credit.attribute else ""
        found += rows(gift.bands, _scale(agreement, credit, gift, lang), head=head)
    return tuple(found)
