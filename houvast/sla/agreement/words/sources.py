"""What availability is measured by, in words: outages, counters of requests and errors, probes."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.availability_model import (
    AvailabilityTarget,
    CounterFigure,
    CounterRule,
    Empty,
    ProbeFigure,
    ProbeRule,
    Since,
    Source,
)
from houvast.sla.agreement.words.amounts import length_words, points_words
from houvast.sla.agreement.words.phrases import listed, say

_SOURCES = {
    Source.OUTAGES: ("de vastgelegde storingen", "the recorded outages"),
    Source.COUNTERS: (
        "de aantallen verzoeken en fouten per tijdvak",
        "the numbers of requests and errors in each slot",
    ),
    Source.PROBES: ("controles van buitenaf", "probes from outside"),
}


def sources(target: AvailabilityTarget, lang: str) -> Iterator[str]:
    """Yield what a target is measured by, and how that becomes availability."""
    named = listed([say(lang, nl=_SOURCES[each][0], en=_SOURCES[each][1]) for each in target.sources], lang)
    yield say(lang, nl=f"Gemeten wordt aan de hand van {named}.", en=f"It is measured by {named}.")
    if Source.OUTAGES in target.sources:
        yield say(
            lang,
            nl="Waar niets is vastgelegd, was de dienst beschikbaar.",
            en="Where nothing is recorded, the service was available.",
        )
    if Source.COUNTERS in target.sources:
        yield from _counters(target.counters, lang)
    if Source.PROBES in target.sources:
        yield from _probes(target.probes, lang)


_EMPTY = {
    Empty.UP: ("Een tijdvak zonder verzoeken is beschikbaar.", "A slot without requests is available."),
    Empty.DOWN: ("Een tijdvak zonder verzoeken is uitval.", "A slot without requests is downtime."),
    Empty.LEFT_OUT: ("Een tijdvak zonder verzoeken telt niet mee.", "A slot without requests does not count."),
}


def _counters(rule: CounterRule, lang: str) -> Iterator[str]:
    if rule.figure is CounterFigure.MEAN:
        yield say(
            lang,
            nl="Het cijfer volgt uit het gemiddelde van de foutpercentages van de tijdvakken.",
            en="The figure follows from the mean of the error rates of the slots.",
        )
    else:
        yield say(
            lang,
            nl="Het cijfer volgt uit alle fouten samen, gedeeld door alle verzoeken samen.",
            en="The figure follows from all errors together, divided by all requests together.",
        )
    if rule.down_above is None:
        yield say(
            lang,
            nl="Elk foutpercentage verlaagt de beschikbaarheid met dat percentage.",
            en="Each error rate lowers availability by that rate.",
        )
    else:
        limit = points_words(rule.down_above, lang)
        yield say(
            lang,
            nl=f"Een tijdvak met meer dan {limit} fouten is uitval; elk ander tijdvak is beschikbaar.",
            en=f"A slot with an error rate above {limit} is downtime; any other slot is available.",
        )
    yield from _answers(rule, lang)
    nl, en = _EMPTY[rule.empty]
    yield say(lang, nl=nl, en=en)


def _answers(rule: CounterRule, lang: str) -> Iterator[str]:
    if rule.errors:
        errors = listed(rule.errors, lang)
        yield say(lang, nl=f"Fouten zijn deze antwoorden: {errors}.", en=f"Errors are these answers: {errors}.")
    if rule.ignored:
        ignored = listed(rule.ignored, lang)
        yield say(
            lang,
            nl=f"Deze antwoorden tellen niet als verzoek: {ignored}.",
            en=f"These answers do not count as requests: {ignored}.",
        )


def _probes(rule: ProbeRule, lang: str) -> Iterator[str]:
    if rule.figure is ProbeFigure.TIME:
        yield say(
            lang,
            nl="Controles worden geteld naar de tijd waarvoor zij gelden.",
            en="Probes count by the time they speak for.",
        )
    else:
        yield say(
            lang,
            nl="Het cijfer is het deel van de controles dat slaagt.",
            en="The figure is the share of probes that succeed.",
        )
    yield _down_after(rule, lang)
    if rule.holds is None:
        yield say(lang, nl="Een controle geldt tot de volgende.", en="A probe speaks until the next.")
    else:
        length = length_words(rule.holds, lang)
        yield say(
            lang,
            nl=f"Een controle geldt tot de volgende, maar ten hoogste {length}.",
            en=f"A probe speaks until the next, but for {length} at most.",
        )


def _down_after(rule: ProbeRule, lang: str) -> str:
    since = {
        Since.FIRST: ("vanaf de eerste daarvan", "from the first of these"),
        Since.CONFIRMED: ("vanaf de laatste daarvan", "from the last of these"),
    }[rule.since]
    nl, en = ("mislukte controle", "failed probe") if rule.down_after == 1 else ("mislukte controles", "failed probes")
    return say(
        lang,
        nl=f"Na {rule.down_after} {nl} op rij ligt de dienst plat, {since[0]}.",
        en=f"After {rule.down_after} {en} in a row the service is down, {since[1]}.",
    )
