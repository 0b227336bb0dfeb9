"""What a target on an indicator promises, in words, and how its readings become the figure."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.indicator_model import A_DAY, EVERY_READING, Figure, FigureKind, IndicatorTarget, Slotting
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Quantity
from houvast.sla.agreement.words.amounts import how_words, length_words, number_words, range_words, rounding_words
from houvast.sla.agreement.words.event_phrases import conditions_words
from houvast.sla.agreement.words.phrases import called, listed, percentage, period, say, service_name, target_title
from houvast.sla.agreement.words.promise_phrases import aim_sentence, calendar_phrase

_FIGURES = {
    FigureKind.MEAN: ("het gemiddelde van {of}", "the mean of {of}"),
    FigureKind.MEDIAN: ("de mediaan van {of}", "the median of {of}"),
    FigureKind.PERCENTILE: (
        "de waarde die {rank} van {of} niet te boven gaat",
        "the value that {rank} of {of} are not above",
    ),
    FigureKind.MINIMUM: ("de laagste van {of}", "the least of {of}"),
    FigureKind.MAXIMUM: ("de hoogste van {of}", "the greatest of {of}"),
    FigureKind.SUM: ("de som van {of}", "the sum of {of}"),
    FigureKind.COUNT: ("het aantal van {of} dat meetelt", "the number of {of} that count"),
    FigureKind.SHARE: ("het deel van {of} dat meetelt", "the share of {of} that count"),
    FigureKind.RATIO: (
        "de som van {of}, als deel van de som waar zij op slaan,",
        "the sum of {of}, as a share of the sum that they are of,",
    ),
    FigureKind.LAST: ("de laatste van {of}", "the latest of {of}"),
}
PERCENTAGES = (FigureKind.SHARE, FigureKind.RATIO)
"""Figures that are a percentage."""


def promised(agreement: Agreement, target: IndicatorTarget, lang: str) -> Iterator[str]:
    """Yield what is promised over which period, then what becomes of a reading, in the order of the reckoning."""
    yield _promise(agreement, target, lang)
    if not target.binding:
        yield aim_sentence(lang)
    yield from _which(agreement, target, lang)
    yield from _each_reading(agreement, target, lang)
    yield from _together(agreement, target, lang)
    yield from _verdict(target, lang)


def _promise(agreement: Agreement, target: IndicatorTarget, lang: str) -> str:
    per = period(target.per, lang)
    percents = target.figure.kind in PERCENTAGES and not target.mean_of
    quantity = Quantity.UNAVAILABILITY if percents else Quantity.COUNT
    edges = range_words(target.promised, quantity, lang, is_percentage=percents)
    unit = f" {target.unit}" if target.unit else ""
    if target.mean_of:
        figure = say(lang, nl="het gewogen gemiddelde van deze normen", en="the weighted mean of these targets")
        weighed = [
            f"{target_title(agreement, name, lang)} ({number_words(weight, lang)})"
            for name, weight in target.mean_of.items()
        ]
        figure += say(lang, nl=", met hun gewicht: ", en=", with their weight: ") + listed(weighed, lang) + ","
    else:
        name = called(target.indicator, lang, agreement.glossary)
        readings = say(lang, nl=f"de metingen van {name}", en=f"the readings of {name}")
        figure = _figure(target.figure, readings, lang)
    return say(lang, nl=f"Per {per} is {figure} {edges}{unit}.", en=f"In each {per} {figure} is {edges}{unit}.")


def _figure(figure: Figure, readings: str, lang: str) -> str:
    nl, en = _FIGURES[figure.kind]
    rank = percentage(figure.rank, lang) if figure.rank is not None else ""
    return say(lang, nl=nl, en=en).format(of=readings, rank=rank)


# -- which readings -----------------------------------------------------------------------------------


def _which(agreement: Agreement, target: IndicatorTarget, lang: str) -> Iterator[str]:
    if target.only:
        conditions = conditions_words(agreement, target.only, lang)
        yield say(lang, nl=f"Het gaat om metingen met {conditions}.", en=f"It is about readings with {conditions}.")
    if not target.mean_of:
        where = calendar_phrase(target.calendar, lang, agreement.glossary, full=True).strip(", ")
        yield say(lang, nl=f"Mee telt wat is gemeten {where}.", en=f"What was read {where} counts.")
    if target.exclude:
        causes = listed([called(each, lang, agreement.glossary) for each in target.exclude], lang)
        yield say(lang, nl=f"Niet meegeteld: {causes}.", en=f"Not counted: {causes}.")
    if target.during:
        service = service_name(agreement, target.during, lang)
        yield say(
            lang,
            nl=f"Wat tijdens onderhoud aan {service} wordt gemeten dat niet als uitval telt, telt niet mee.",
            en=f"What is read during maintenance of {service} that is no downtime does not count.",
        )


# -- each reading -------------------------------------------------------------------------------------


def _each_reading(agreement: Agreement, target: IndicatorTarget, lang: str) -> Iterator[str]:
    if target.rounded is not None:
        rounded = rounding_words(target.rounded, lang)
        yield say(lang, nl=f"Elke meting wordt afgerond {rounded}.", en=f"Each reading is rounded {rounded}.")
    for calendar, factor in target.times.items():
        name, times = calendar_phrase(calendar, lang, agreement.glossary), number_words(factor, lang)
        yield say(
            lang,
            nl=f"Een meting{name} wordt vermenigvuldigd met {times}.",
            en=f"A reading{name} is multiplied by {times}.",
        )
    if len(target.times) > 1:
        yield say(lang, nl="De eerste daarvan die past, geldt.", en="The first of these that fits holds.")
    if target.scale is not None:
        low, high = number_words(target.scale.low, lang), number_words(target.scale.high, lang)
        yield say(
            lang,
            nl=f"Metingen van {low} tot {high} worden omgerekend naar 0 tot 100.",
            en=f"Readings from {low} to {high} are converted to 0 to 100.",
        )


# -- all of them together -----------------------------------------------------------------------------


def _together(agreement: Agreement, target: IndicatorTarget, lang: str) -> Iterator[str]:
    if target.slots is not None:
        yield from _slots(target.slots, lang)
    if target.counts != EVERY_READING:
        edges = range_words(target.counts, Quantity.COUNT, lang, is_percentage=False)
        yield say(lang, nl=f"Mee telt een waarde van {edges}.", en=f"What counts is a value of {edges}.")
    if target.by:
        name = called(target.by, lang, agreement.glossary)
        yield say(
            lang,
            nl=f"Elke waarde van {name} heeft een eigen cijfer, en elk daarvan moet de norm halen.",
            en=f"Each value of {name} has a figure of its own, and each of them must reach the target.",
        )


def _slots(slots: Slotting, lang: str) -> Iterator[str]:
    length = say(lang, nl="een dag", en="a day") if slots.length == A_DAY else length_words(slots.length, lang)
    readings = say(lang, nl="de metingen daarin", en="the readings in it")
    figure = _figure(slots.figure, readings, lang).rstrip(",")
    yield say(
        lang,
        nl=f"Metingen worden eerst samengenomen per tijdvak van {length}: {figure}.",
        en=f"Readings are first put together by slots of {length}: {figure}.",
    )
    if slots.empty is None:
        yield say(lang, nl="Een tijdvak zonder meting telt niet mee.", en="A slot without a reading does not count.")
    else:
        empty = number_words(slots.empty, lang)
        yield say(lang, nl=f"Een tijdvak zonder meting is {empty}.", en=f"A slot without a reading is {empty}.")


def _verdict(target: IndicatorTarget, lang: str) -> Iterator[str]:
    if target.decimals is not None:
        places, how = target.decimals.places, how_words(target.decimals.how, lang)
        yield say(
            lang,
            nl=f"Het cijfer wordt afgerond op {places} {'decimaal' if places == 1 else 'decimalen'}, {how}, en dan "
            "beoordeeld.",
            en=f"The figure is rounded to {places} {'decimal' if places == 1 else 'decimals'}, {how}, and then judged.",
        )
    if target.minimum > 1 or (target.minimum and target.figure.kind in (FigureKind.COUNT, FigureKind.SUM)):
        yield say(
            lang,
            nl=f"Bij minder dan {target.minimum} {'meting' if target.minimum == 1 else 'metingen'} is er geen oordeel.",
            en=f"With fewer than {target.minimum} {'reading' if target.minimum == 1 else 'readings'} there is no "
            "verdict.",
        )
    if target.answered is not None:
        share = percentage(target.answered, lang)
        yield say(
            lang,
            nl=f"Er is alleen een oordeel als ten minste {share} van de gevraagden heeft geantwoord.",
            en=f"There is a verdict only when at least {share} of those asked have answered.",
        )
