"""One judged period of availability, as a document and on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rich.console import RenderableType

from houvast.commands.explaining import iso, seconds
from houvast.commands.tables import LEFT, RIGHT, WRAPPED, add, heading, line, table
from houvast.commands.uptime_words import UptimeWords, cut, percent, span
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement
from houvast.sla.figures import Availability
from houvast.sla.held_time import Counted, Stretch
from houvast.sla.standing import WhyCounted

_SHOWN = 30
"""So many stretches are shown of one period; a document has them all."""

_IN_A_DOCUMENT = 6
"""Decimals of a percentage."""

_PLAIN = (
    WhyCounted.NOTHING_RECORDED,
    WhyCounted.PROBE,
    WhyCounted.ERROR_RATE,
    WhyCounted.EMPTY_SLOT,
    WhyCounted.MEMBERS,
)
"""Why a service is up when there is nothing to tell."""

_OVERVIEW = {
    "en": ("Target", "Period", "Promised", "Measured", "Downtime", "Known", "Result"),
    "nl": ("Norm", "Periode", "Beloofd", "Gemeten", "Storing", "Bekend", "Uitkomst"),
}
_HEADING = {
    "en": "%(target)s, %(period)s: %(figure)s, promised %(promised)s: %(result)s",
    "nl": "%(target)s, %(period)s: %(figure)s, beloofd %(promised)s: %(result)s",
}
_FIGURES = {
    "en": "%(with_all)s if nothing were excluded; %(coverage)s of the time so far is known",
    "nl": "%(with_all)s als niets was uitgesloten; %(coverage)s van de tijd tot nu toe is bekend",
}
_BETWEEN = {
    "unknown": {
        "en": "between %(lowest)s and %(highest)s, by what is unknown",
        "nl": "tussen %(lowest)s en %(highest)s, naar wat onbekend is",
    },
    "to-come": {
        "en": "will be between %(lowest)s and %(highest)s, by how the rest goes",
        "nl": "wordt tussen %(lowest)s en %(highest)s, naar hoe de rest verloopt",
    },
}
_EVENTS = {
    "en": "%(good)s of %(all)s requests or probes were good",
    "nl": "%(good)s van %(all)s verzoeken of metingen goed",
}
_SUMS = {
    "window": {"en": "service window so far", "nl": "servicevenster tot nu toe"},
    "unknown": {"en": "unknown", "nl": "onbekend"},
    "known": {"en": "known, not excluded", "nl": "bekend, niet uitgesloten"},
    "base": {"en": "planned time", "nl": "geplande tijd"},
    "downtime": {"en": "downtime", "nl": "storing"},
    "allowed": {"en": "downtime that the promise leaves", "nl": "storing die de belofte toelaat"},
    "excess": {"en": "downtime beyond that", "nl": "storing daarboven"},
}
_STRETCHES = {"en": ("From", "To", "Length", "Counts as", "Why"), "nl": ("Van", "Tot", "Duur", "Telt als", "Waarom")}
_MORE = {"en": "and %(count)s more; --json has them all", "nl": "en nog %(count)s; --json heeft ze alle"}
_OUTSIDE = {
    "en": "wholly outside the service window, so not counted: %s",
    "nl": "geheel buiten het servicevenster, dus niet geteld: %s",
}
_PARTS = {"en": "the mean of:", "nl": "het gemiddelde van:"}


# -- the document ---------------------------------------------------------------------------------------


def period_document(found: Availability, outside: int = 0) -> dict[str, Any]:
    """
    Return a period with all its figures; lengths in seconds, percentages rounded down to six decimals.

    outside  how many outages lie wholly outside the service window
    """
    return {
        "target": found.target,
        "service": found.service,
        "period": found.period.label,
        "from": iso(found.period.span.start),
        "to": iso(found.period.span.end),
        "promised_percent": _number(found.at_least),
        "figure_percent": _number(found.figure),
        "reached": found.reached,
        "lowest_percent": _number(found.lowest),
        "highest_percent": _number(found.highest),
        "with_all_percent": _number(found.with_all),
        "coverage_percent": _number(found.coverage),
        "events": None if found.events is None else {"good": found.events[0], "all": found.events[1]},
        **{f"{name}_seconds": seconds(span(getattr(found, name))) for name in _LENGTHS},
        "excluded_by": [
            {"counted": each.counted.word, "name": each.name, "seconds": seconds(span(each.length))}
            for each in found.excluded_by
        ],
        "incidents": [
            {
                "from": iso(each.span.start),
                "to": iso(each.span.end),
                "counted_seconds": seconds(span(each.counted)),
                "downtime_seconds": seconds(span(each.downtime)),
                "cause": each.cause,
            }
            for each in found.incidents.listed()
        ],
        "outages_outside_window": outside,
        "stretches": [_stretch_document(each) for each in found.stretches.listed()],
        "parts": [{"weight": weight, **period_document(part)} for weight, part in found.parts],
    }


_LENGTHS = (
    "total", "window", "outside", "absent", "to_come", "planned", "excluded", "unknown", "base", "downtime", "allowed",
    "excess",
)  # fmt: skip


def _stretch_document(each: Stretch) -> dict[str, Any]:
    return {
        "from": iso(each.span.start),
        "to": iso(each.span.end),
        "seconds": seconds(each.span.length),
        "counted": each.counted.word,
        "why": each.why.word,
        "weight": float(each.weight),
        "cause": each.cause,
        "component": each.component,
        "maintenance": each.maintenance,
    }


def _number(figure: Fraction | None) -> float | None:
    return None if figure is None else float(cut(figure, _IN_A_DOCUMENT))


# -- the screen -----------------------------------------------------------------------------------------


def overview(judged: Sequence[Availability], agreement: Agreement, wording: Wording) -> RenderableType:
    """Return a row for each period."""
    made = table(_OVERVIEW[wording.lang], (WRAPPED, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, WRAPPED))
    for found in judged:
        words = UptimeWords(wording, agreement, found)
        figures = [percent(each, wording.lang) for each in (found.figure, found.coverage)]
        cells = [words.name, found.period.label, words.promised, figures[0], words.length(found.downtime)]
        add(made, [*cells, figures[1], words.result], _style(found))
    return made


def period_text(found: Availability, outside: int, agreement: Agreement, wording: Wording) -> Iterator[RenderableType]:
    """
    Yield a period: its figures, what they were made of, and every stretch that was not simply up.

    outside  how many outages lie wholly outside the service window
    """
    words, lang = UptimeWords(wording, agreement, found), wording.lang
    names = ("figure", "lowest", "highest", "with_all", "coverage")
    values = {name: percent(getattr(found, name), lang) for name in names}
    values |= {"target": words.name, "period": found.period.label, "result": words.result}
    yield heading(_HEADING[lang] % (values | {"promised": words.promised}))
    if not found.window:
        return
    yield line(_FIGURES[lang] % values)
    if found.lowest != found.highest:
        yield line(_BETWEEN["to-come" if found.to_come else "unknown"][lang] % values, "yellow")
    if found.events is not None:
        good, of = (wording.number(each) for each in found.events)
        yield line(_EVENTS[lang] % {"good": good, "all": of})
    yield line()
    yield _sums(found, words)
    yield from _stretches(found, words)
    if outside:
        yield line(_OUTSIDE[lang] % wording.count(outside, "outage"), "dim")
    yield from _parts(found, words)


def _style(found: Availability) -> str:
    return "red" if found.reached is False else ""


def _sums(found: Availability, words: UptimeWords) -> RenderableType:
    """Return how the service window becomes planned time, and what was down of it."""
    lang = words.wording.lang
    made = table(("", ""), (LEFT, RIGHT))
    made.show_header = False
    add(made, [_SUMS["window"][lang], words.length(found.window)])
    for each in found.excluded_by:
        add(made, [f"– {words.excluded(each)}", words.length(each.length)])
    if found.unknown:
        add(made, [f"– {_SUMS['unknown'][lang]}", words.length(found.unknown)])
    made.add_section()
    promised = ["allowed", *(["excess"] if found.excess else [])] if words.target.binding else []
    for name in ("base", "downtime", *promised):
        add(made, [_SUMS[name][lang], words.length(getattr(found, name))], "red" if name == "excess" else "")
    return made


def _stretches(found: Availability, words: UptimeWords) -> Iterator[RenderableType]:
    """Yield what happened, as long as it is not too much."""
    told = [each for each in found.stretches.listed() if _is_told(each)]
    if not told:
        return
    lang, year = words.wording.lang, found.period.first.year
    made = table(_STRETCHES[lang], (LEFT, LEFT, RIGHT, LEFT, WRAPPED))
    for each in told[:_SHOWN]:
        start, end = each.span.start, each.span.end
        made_of = [
            words.wording.moment(start, year=year, aligned=True),
            words.wording.until(start, end, year=year),
            words.wording.length(each.span.length),
            words.counted(each),
            words.why(each),
        ]
        add(made, made_of, "" if each.counted is Counted.DOWN else "dim")
    yield line()
    yield made
    if len(told) > _SHOWN:
        yield line(_MORE[lang] % {"count": words.wording.number(len(told) - _SHOWN)}, "dim")


def _is_told(each: Stretch) -> bool:
    if each.counted is Counted.UP:
        return each.why not in _PLAIN
    return each.counted <= Counted.UNKNOWN


def _parts(found: Availability, words: UptimeWords) -> Iterator[RenderableType]:
    """Yield the members of a mean with their weights."""
    if not found.parts:
        return
    lang = words.wording.lang
    yield line()
    yield line(_PARTS[lang])
    for weight, part in found.parts:
        figure, downtime = percent(part.figure, lang), words.length(part.downtime)
        yield line(f"  {weight} × {words.called(part.service)}: {figure} ({downtime})")
