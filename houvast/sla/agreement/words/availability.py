"""Section 8 in words: how availability is measured, what is downtime, and how the figure is made and rounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from houvast.sla.agreement.availability_model import (
    Base,
    Counts,
    CountsFrom,
    LengthOf,
    Minimum,
    SlotDown,
    Slots,
    Steps,
    Unknown,
)
from houvast.sla.agreement.model import Agreement, AvailabilityTarget
from houvast.sla.agreement.service_model import PLANNED_MAINTENANCE
from houvast.sla.agreement.words.amounts import how_words, length_words, share_words
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.groups import said_once
from houvast.sla.agreement.words.phrases import listed, percentage, say
from houvast.sla.agreement.words.sources import sources
from houvast.sla.agreement.words.targets import clause_of

Telling = Callable[[AvailabilityTarget, str], Iterator[str]]


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on measuring availability; None where none is promised."""
    if not agreement.availability:
        return None
    parts: tuple[tuple[str, str, str, Telling], ...] = (
        ("8.2", "Bron", "Source", sources),
        ("8.3", "Uitval", "Downtime", _downtime),
        ("8.4", "Wat niet meetelt", "What does not count", partial(_left_out, agreement)),
        ("8.5", "Onbekende tijd", "Unknown time", _unknown),
        ("8.6", "Het cijfer", "The figure", _figure),
        ("8.7", "Afronding", "Rounding", _rounding),
    )
    order = Clause("8.1", say(lang, nl="Meetwijze", en="Method"), tuple(_order(lang)))
    clauses = [
        Clause(number, say(lang, nl=nl, en=en), tuple(_of_all(agreement, told, lang))) for number, nl, en, told in parts
    ]
    title = say(lang, nl="Meten van beschikbaarheid", en="Measuring availability")
    return Section(8, title, (order, *clauses))


def _of_all(agreement: Agreement, told: Telling, lang: str) -> Iterator[str]:
    targets = [(clause_of(agreement, name), target) for name, target in agreement.availability.items()]

    def lead(numbers: list[str]) -> str:
        worded = listed(numbers, lang)
        return say(lang, nl=f"Voor de norm in {worded}: ", en=f"For the target in {worded}: ")

    return said_once(targets, lambda target: told(target, lang), lead)


def _order(lang: str) -> Iterator[str]:
    yield say(
        lang,
        nl="Elke periode wordt in deze volgorde beoordeeld: wat is gemeten, hoe elk onderdeel ervoor staat, onderhoud "
        "en oorzaken die niet meetellen, de onderdelen samen als dienst, vanaf welke duur een storing telt en hoe die "
        "duur wordt afgerond, het venster, het cijfer, de afronding, het oordeel.",
        en="Each period is judged in this order: what was measured, how each part stands, maintenance and causes that "
        "do not count, the parts together as the service, from which length an outage counts and how that "
        "length is rounded, the window, the figure, rounding, the verdict.",
    )
    yield say(
        lang,
        nl="Vallen storingen samen, dan telt de zwaarste; een storing om een oorzaak die meetelt gaat voor een storing "
        "om een oorzaak die niet meetelt.",
        en="Where outages coincide, the heaviest counts; an outage for a cause that counts goes before one for a cause "
        "that does not.",
    )


# -- downtime -----------------------------------------------------------------------------------------

_COUNTS_FROM = {
    CountsFrom.START: ("Een storing telt vanaf haar begin.", "An outage counts from its start."),
    CountsFrom.DETECTED: (
        "Een storing telt vanaf het moment waarop zij is ontdekt.",
        "An outage counts from the moment at which it was detected.",
    ),
    CountsFrom.REPORTED: (
        "Een storing telt vanaf het moment waarop zij is gemeld.",
        "An outage counts from the moment at which it was reported.",
    ),
}


def _downtime(target: AvailabilityTarget, lang: str) -> Iterator[str]:
    rule = target.downtime
    nl, en = _COUNTS_FROM[rule.counts_from]
    yield say(lang, nl=nl, en=en)
    yield from _minimum(rule.minimum, lang)
    if rule.rounded is not None:
        steps = _steps(rule.rounded, lang)
        yield say(
            lang,
            nl=f"De duur van elke storing die telt, wordt daarna afgerond op {steps}.",
            en=f"The length of each outage that counts is then rounded to {steps}.",
        )
    if rule.slots is not None:
        yield _slots(rule.slots, lang)
    yield _degraded(share_words(rule.degraded, lang) if rule.degraded else "", lang)
    if rule.share:
        yield say(
            lang,
            nl="Een storing weegt naar het aandeel van de gebruikers dat zij raakt.",
            en="An outage weighs by the share of the users that it hits.",
        )
    else:
        yield say(
            lang,
            nl="Een storing telt ten volle, hoeveel gebruikers zij ook raakt.",
            en="An outage counts in full, however many users it hits.",
        )


def _minimum(minimum: Minimum | None, lang: str) -> Iterator[str]:
    if minimum is None:
        yield say(lang, nl="Elke storing telt, hoe kort ook.", en="Every outage counts, however short.")
        return
    length = length_words(minimum.length, lang)
    nl, en = ("ten minste", "at least") if minimum.inclusive else ("langer dan", "longer than")
    yield say(
        lang, nl=f"Een storing telt als zij {nl} {length} duurt.", en=f"An outage counts when it lasts {en} {length}."
    )
    if minimum.of is LengthOf.OUTAGE:
        yield say(
            lang,
            nl="Daarvoor geldt de duur van de storing zelf, ook buiten het venster en buiten de periode.",
            en="That is the length of the outage itself, also outside of the window and of the period.",
        )
    else:
        yield say(
            lang,
            nl="Daarvoor geldt de duur van wat van de storing meetelt.",
            en="That is the length of what counts of the outage.",
        )
    if minimum.counts is Counts.WHOLE:
        yield say(lang, nl="Zo'n storing telt in haar geheel.", en="Such an outage counts as a whole.")
    else:
        yield say(
            lang,
            nl=f"Van zo'n storing telt alleen wat {length} te boven gaat.",
            en=f"Of such an outage only what is beyond {length} counts.",
        )


def _slots(slots: Slots, lang: str) -> str:
    length = length_words(slots.length, lang)
    if slots.down is SlotDown.ANY:
        return say(
            lang,
            nl=f"Uitval telt in tijdvakken van {length}, vanaf middernacht UTC: een tijdvak is uitval zodra een deel "
            "ervan uitval is.",
            en=f"Downtime counts in slots of {length}, from midnight UTC: a slot is down as soon as any of it is.",
        )
    return say(
        lang,
        nl=f"Uitval telt in tijdvakken van {length}, vanaf middernacht UTC: een tijdvak is alleen uitval als het "
        "helemaal uitval is.",
        en=f"Downtime counts in slots of {length}, from midnight UTC: a slot is down only when all of it is.",
    )


def _degraded(weight: str, lang: str) -> str:
    if not weight:
        return say(lang, nl="Verminderde dienst is geen uitval.", en="Degraded service is no downtime.")
    return say(
        lang,
        nl=f"Verminderde dienst telt voor {weight} als uitval.",
        en=f"Degraded service counts as downtime for {weight}.",
    )


# -- what does not count, and what is not known -------------------------------------------------------


def _left_out(agreement: Agreement, target: AvailabilityTarget, lang: str) -> Iterator[str]:
    yield say(
        lang,
        nl="Tijd buiten het venster, buiten de looptijd van de overeenkomst en waarin de dienst niet in dienst is, "
        "telt niet mee.",
        en="Time outside of the window, outside of the term of the agreement and in which the service is not in "
        "service does not count.",
    )
    excused = {PLANNED_MAINTENANCE, *(each.name for each in agreement.maintenance)} & {*target.exclude}
    if not excused:
        yield say(lang, nl="Onderhoud is uitval.", en="Maintenance is downtime.")
    elif agreement.maintenance:
        yield say(
            lang,
            nl="Onderhoud dat de norm niet meetelt, moet aan artikel 9 voldoen; ander onderhoud is uitval.",
            en="Maintenance that the target leaves out must keep to section 9; any other is downtime.",
        )
    else:
        yield say(
            lang,
            nl="Onderhoud telt niet mee als het is aangekondigd voordat het begint; ander onderhoud is uitval.",
            en="Maintenance does not count when it was announced before it begins; any other is downtime.",
        )


_UNKNOWN = {
    Unknown.LEFT_OUT: (
        "Tijd waarvan niet bekend is hoe de dienst ervoor stond, telt niet mee.",
        "Time of which nobody knows how the service stood does not count.",
    ),
    Unknown.UP: (
        "Tijd waarvan niet bekend is hoe de dienst ervoor stond, telt als beschikbaar.",
        "Time of which nobody knows how the service stood counts as available.",
    ),
    Unknown.DOWN: (
        "Tijd waarvan niet bekend is hoe de dienst ervoor stond, telt als uitval.",
        "Time of which nobody knows how the service stood counts as downtime.",
    ),
}


def _unknown(target: AvailabilityTarget, lang: str) -> Iterator[str]:
    nl, en = _UNKNOWN[target.unknown]
    yield say(lang, nl=nl, en=en)
    if target.coverage is None:
        yield say(
            lang,
            nl="Er is pas een oordeel als wat onbekend is er niets meer aan kan veranderen.",
            en="There is a verdict only when what is unknown can no longer change it.",
        )
    else:
        share = percentage(target.coverage, lang)
        yield say(
            lang,
            nl=f"Er is alleen een oordeel als van ten minste {share} van het venster bekend is hoe de dienst ervoor "
            "stond.",
            en=f"There is a verdict only when it is known of at least {share} of the window how the service stood.",
        )


# -- the figure ---------------------------------------------------------------------------------------


def _figure(target: AvailabilityTarget, lang: str) -> Iterator[str]:
    divided = {
        Base.PLANNED: (
            "de tijd van het venster zonder wat niet meetelt",
            "the time of the window without what does not count",
        ),
        Base.WINDOW: (
            "alle tijd van het venster; wat niet meetelt, telt daarin als beschikbaar",
            "all time of the window; what does not count is available in it",
        ),
        Base.FIXED: (
            f"{length_words(target.denominator.length, lang)}, hoe lang de periode ook is",
            f"{length_words(target.denominator.length, lang)}, however long the period is",
        ),
    }
    nl, en = divided[target.denominator.base]
    yield say(
        lang,
        nl=f"De beschikbaarheid is 100 % min de uitval als deel van deze tijd: {nl}.",
        en=f"Availability is 100% minus downtime as a share of this time: {en}.",
    )


def _rounding(target: AvailabilityTarget, lang: str) -> Iterator[str]:
    if target.downtime_in is not None:
        steps = _steps(target.downtime_in, lang)
        yield say(
            lang,
            nl=f"Alle uitval van een periode samen wordt afgerond op {steps}.",
            en=f"All downtime of a period together is rounded to {steps}.",
        )
    if target.decimals is None:
        yield say(
            lang,
            nl="Het cijfer wordt niet afgerond voordat het wordt beoordeeld.",
            en="The figure is not rounded before it is judged.",
        )
        return
    places, how = target.decimals.places, how_words(target.decimals.how, lang)
    yield say(
        lang,
        nl=f"Het cijfer wordt afgerond op {places} {'decimaal' if places == 1 else 'decimalen'}, {how}; het afgeronde "
        "cijfer wordt beoordeeld.",
        en=f"The figure is rounded to {places} {'decimal' if places == 1 else 'decimals'}, {how}; the rounded figure "
        "is judged.",
    )


def _steps(steps: Steps, lang: str) -> str:
    unit, how = length_words(steps.unit, lang), how_words(steps.how, lang)
    return say(lang, nl=f"een veelvoud van {unit}, {how}", en=f"a multiple of {unit}, {how}")
