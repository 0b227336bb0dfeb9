"""One judged period of an indicator, as a document and on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rich.console import RenderableType

from houvast.commands.explaining import iso
from houvast.commands.indicator_words import IndicatorWords, cut, is_percentage, looks_better_lower
from houvast.commands.ranges import edges_of
from houvast.commands.tables import LEFT, RIGHT, WRAPPED, add, heading, line, table
from houvast.commands.wording import Wording
from houvast.sla.agreement.indicator_model import IndicatorTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.indicated import Indicated

_SHOWN = 30
"""So many parts are shown of one period, those that missed first; a document has them all."""

_IN_A_DOCUMENT = 6
"""Decimals of a figure."""

_OVERVIEW = {
    "en": ("Target", "Period", "Promised", "Measured", "Readings", "Result"),
    "nl": ("Norm", "Periode", "Beloofd", "Gemeten", "Metingen", "Uitkomst"),
}
_HEADING = {
    "en": "%(target)s, %(period)s: %(figure)s, promised %(promised)s: %(result)s",
    "nl": "%(target)s, %(period)s: %(figure)s, beloofd %(promised)s: %(result)s",
}
_HEADING_OF_PARTS = {
    "en": "%(target)s, %(period)s: promised %(promised)s for each %(by)s: %(result)s",
    "nl": "%(target)s, %(period)s: beloofd %(promised)s voor elke %(by)s: %(result)s",
}
_PART_OF = {"en": "%(above)s of %(below)s", "nl": "%(above)s van %(below)s"}
_SUMS = {
    "all": {"en": "readings in the period", "nl": "metingen in de periode"},
    "unanswered": {"en": "asked, not answered", "nl": "gevraagd, niet beantwoord"},
    "outside": {"en": "outside %s", "nl": "buiten %s"},
    "counted": {"en": "readings that count", "nl": "metingen die tellen"},
    "slots": {"en": "slots with readings", "nl": "tijdvakken met metingen"},
}
_VALUES = {"en": ("Measured", "Readings", "Result"), "nl": ("Gemeten", "Metingen", "Uitkomst")}
_OF = {"en": "Of", "nl": "Van"}
_MEMBERS = {
    "en": ("Target", "Weight", "Measured", "Readings", "Result"),
    "nl": ("Norm", "Gewicht", "Gemeten", "Metingen", "Uitkomst"),
}
_MORE = {"en": "and %(count)s more; --json has them all", "nl": "en nog %(count)s; --json heeft ze alle"}

Parts = Sequence[tuple[str, Indicated]]
"""Value of `by`, or target of a mean, with its outcome."""


# -- the document ---------------------------------------------------------------------------------------


def period_document(found: Indicated, agreement: Agreement) -> dict[str, Any]:
    """Return a period with all its figures; figures have six decimals, cut off as on the screen."""
    target = agreement.indicators[found.target]
    return {
        "target": found.target,
        "indicator": target.indicator or None,
        "period": found.period.label,
        "from": iso(found.period.span.start),
        "to": iso(found.period.span.end),
        "promised": {name: _number(value) for name, value in edges_of(target.promised).items()},
        "unit": "%" if is_percentage(target) else target.unit or None,
        **_outcome_document(found, target),
        "parts": [_part_document(name, part, target, agreement) for name, part in found.parts.items()],
    }


def _outcome_document(found: Indicated, target: IndicatorTarget) -> dict[str, Any]:
    up = found.figure is not None and looks_better_lower(target.promised, found.figure)
    return {
        "figure": _number(found.figure, up=up),
        "numerator": _number(found.above),
        "denominator": _number(found.below),
        "reached": found.reached,
        "open": found.open,
        "readings": found.readings,
        "slots": None if found.slots is None else {"with_readings": found.slots[0], "all": found.slots[1]},
        "unanswered": found.unanswered,
        "outside": found.outside,
        "left_out": dict(found.left_out),
    }


def _part_document(name: str, part: Indicated, target: IndicatorTarget, agreement: Agreement) -> dict[str, Any]:
    weight = _number(target.mean_of[name]) if target.mean_of else None
    return {"name": name, "weight": weight, **_outcome_document(part, agreement.indicators[part.target])}


def _number(number: Fraction | None, *, up: bool = False) -> float | int | None:
    if number is None:
        return None
    return int(number) if number.denominator == 1 else float(cut(number, _IN_A_DOCUMENT, up=up))


# -- the screen -----------------------------------------------------------------------------------------


def overview(judged: Sequence[Indicated], agreement: Agreement, wording: Wording) -> RenderableType:
    """Return a row for each period."""
    made = table(_OVERVIEW[wording.lang], (WRAPPED, LEFT, WRAPPED, RIGHT, RIGHT, WRAPPED))
    for found in judged:
        words = _words(found, agreement, wording)
        cells = [words.name, found.period.label, words.promised, words.figure(found.figure)]
        add(made, [*cells, wording.number(found.readings), words.result(found)], _style(found))
    return made


def period_text(found: Indicated, agreement: Agreement, wording: Wording) -> Iterator[RenderableType]:
    """Yield a period: its figure, which readings it was made of, and its parts."""
    words, lang = _words(found, agreement, wording), wording.lang
    values = {"target": words.name, "period": found.period.label, "result": words.result(found)}
    values |= {"figure": words.figure(found.figure), "promised": words.promised}
    values["by"] = words.called(words.target.by)
    yield heading((_HEADING_OF_PARTS if words.target.by else _HEADING)[lang] % values)
    yield line(_made_of(found, words))
    if found.of_period != found.readings or found.slots is not None:
        yield line()
        yield _sums(found, words)
    yield from _parts(found, agreement, wording)


def _words(found: Indicated, agreement: Agreement, wording: Wording) -> IndicatorWords:
    return IndicatorWords(wording, agreement, agreement.indicators[found.target])


def _style(found: Indicated) -> str:
    return "red" if found.reached is False else ""


def _made_of(found: Indicated, words: IndicatorWords) -> str:
    """Return what the figure is: `share at most 300 of wait: 22 of 24 (24 readings)`."""
    parts, count = _part_of(found, words), words.wording.count(found.readings, "reading")
    return f"{words.figure_of}{f': {parts}' if parts else ''} ({count})"


def _part_of(found: Indicated, words: IndicatorWords) -> str:
    if found.above is None or found.below is None:
        return ""
    values = {"above": words.plain_number(found.above), "below": words.plain_number(found.below)}
    return _PART_OF[words.wording.lang] % values


def _sums(found: Indicated, words: IndicatorWords) -> RenderableType:
    """Return which readings count, and why others do not."""
    lang, number = words.wording.lang, words.wording.number
    made = table(("", ""), (LEFT, RIGHT))
    made.show_header = False
    less = {words.left_out(cause): count for cause, count in found.left_out.items()}
    less |= {_SUMS["outside"][lang] % words.called(words.target.calendar): found.outside}
    less |= {_SUMS["unanswered"][lang]: found.unanswered}
    if found.of_period != found.readings:
        add(made, [_SUMS["all"][lang], number(found.of_period)])
        for why, count in less.items():
            if count:
                add(made, [f"– {why}", number(count)])
        made.add_section()
    add(made, [_SUMS["counted"][lang], number(found.readings)])
    if found.slots is not None:
        read, every = (number(each) for each in found.slots)
        add(made, [_SUMS["slots"][lang], _PART_OF[lang] % {"above": read, "below": every}])
    return made


def _parts(found: Indicated, agreement: Agreement, wording: Wording) -> Iterator[RenderableType]:
    """Yield a row for each value of `by`, or each member of a mean; those that missed first."""
    if not found.parts:
        return
    target, lang = agreement.indicators[found.target], wording.lang
    rows = sorted(found.parts.items(), key=lambda each: each[1].reached is not False)
    yield line()
    shown = _members if target.mean_of else _values
    yield shown(rows[:_SHOWN], target, agreement, wording)
    if len(rows) > _SHOWN:
        yield line(_MORE[lang] % {"count": wording.number(len(rows) - _SHOWN)}, "dim")


def _members(rows: Parts, target: IndicatorTarget, agreement: Agreement, wording: Wording) -> RenderableType:
    """Return the members of a mean with their weights."""
    made = table(_MEMBERS[wording.lang], (WRAPPED, RIGHT, RIGHT, RIGHT, WRAPPED))
    for name, part in rows:
        words = _words(part, agreement, wording)
        cells = [words.name, words.plain_number(target.mean_of[name]), words.figure(part.figure)]
        add(made, [*cells, wording.number(part.readings), words.result(part)], _style(part))
    return made


def _values(rows: Parts, target: IndicatorTarget, agreement: Agreement, wording: Wording) -> RenderableType:
    """Return what each value of `by` came to."""
    words = IndicatorWords(wording, agreement, target)
    by, with_parts = words.called(target.by), any(_part_of(part, words) for _, part in rows)
    heads, columns = [by[:1].upper() + by[1:], *_VALUES[wording.lang]], [WRAPPED, RIGHT, RIGHT, WRAPPED]
    if with_parts:
        heads.insert(2, _OF[wording.lang])
        columns.insert(2, RIGHT)
    made = table(heads, columns)
    for name, part in rows:
        cells = [words.called(name), words.figure(part.figure), *([_part_of(part, words)] if with_parts else [])]
        add(made, [*cells, wording.number(part.readings), words.result(part)], _style(part))
    return made
