"""Targets on indicators, and duties, as `houvast check` shows them: a row each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from houvast.commands.indicator_words import IndicatorWords, figure_code
from houvast.commands.ranges import edges_of
from houvast.commands.screen import plain
from houvast.commands.wording import Wording
from houvast.sla.agreement.duty_model import Duty
from houvast.sla.agreement.indicator_model import IndicatorTarget
from houvast.sla.agreement.model import ALWAYS, Agreement, Promise
from houvast.sla.periods import Cycle, Per

_AIM = {"en": "an aim", "nl": "een streven"}
_EVERY = {"en": "every %s", "nl": "elke %s"}
_AFTER = {"en": "%(length)s after %(event)s", "nl": "%(length)s na %(event)s"}
_BEFORE = {"en": "at least %(length)s before %(event)s", "nl": "ten minste %(length)s voor %(event)s"}
_BY_LAW = {"en": "by law %s", "nl": "volgens de wet %s"}
_EACH_TIME = {"en": "each time", "nl": "elke keer"}
_NEUTER = ("kwartaal", "jaar", "kalenderjaar", "contractkwartaal", "contractjaar")
"""Dutch words for periods that want `elk`."""


# -- the screen -----------------------------------------------------------------------------------------


def other_rows(agreement: Agreement, wording: Wording) -> Iterator[list[str]]:
    """Yield name, promise and goal of each target on an indicator, then of each duty."""
    for name, target in agreement.indicators.items():
        yield [plain(name), _promised(target, agreement, wording), _goal(target, agreement, wording)]
    for name, duty in agreement.duties.items():
        yield [plain(name), plain(_due(duty, wording.lang)), _occasion(duty, wording)]


def _promised(target: IndicatorTarget, agreement: Agreement, wording: Wording) -> str:
    words = IndicatorWords(wording, agreement, target)
    calendar = "" if target.calendar == ALWAYS else plain(target.calendar)
    aim = "" if target.binding else _AIM[wording.lang]
    return " · ".join(part for part in (words.promised, plain(target.indicator), calendar, aim) if part)


def _goal(target: IndicatorTarget, agreement: Agreement, wording: Wording) -> str:
    return f"{IndicatorWords(wording, agreement, target).figure_kind} per {wording.per(target.per)}"


def _due(duty: Duty, lang: str) -> str:
    """Return by when a duty is to be done, in the words of the agreement."""
    if duty.deadline is not None:
        return duty.deadline.written
    words = _BEFORE if duty.before else _AFTER
    due = words[lang] % {"length": duty.length.written if duty.length else "", "event": duty.event}
    return f"{due} · {_BY_LAW[lang] % duty.legal.written}" if duty.legal else due


def _occasion(duty: Duty, wording: Wording) -> str:
    if duty.every is None:
        return _EACH_TIME[wording.lang]
    per = wording.per(duty.every)
    words = _EVERY[wording.lang] % per
    return words.replace("elke", "elk") if per in _NEUTER else words


# -- the document ---------------------------------------------------------------------------------------


def others_document(agreement: Agreement) -> dict[str, Any]:
    """Return the targets on indicators, and the duties."""
    return {
        "indicators": [_indicator_document(each) for each in agreement.indicators.values()],
        "duties": [_duty_document(each) for each in agreement.duties.values()],
    }


def _indicator_document(target: IndicatorTarget) -> dict[str, Any]:
    return {
        "target": target.name,
        "indicator": target.indicator or None,
        "mean_of": {name: float(weight) for name, weight in target.mean_of.items()},
        "promised": {name: float(value) for name, value in edges_of(target.promised).items()},
        "unit": target.unit or None,
        "figure": figure_code(target),
        "calendar": target.calendar,
        "per": _per(target.per),
        "strength": "promise" if target.binding else "aim",
    }


def _duty_document(duty: Duty) -> dict[str, Any]:
    return {
        "duty": duty.name,
        "owner": duty.owner.value,
        "to": list(duty.to),
        "every": _per(duty.every) if duty.every else None,
        "event": duty.event or None,
        "before": duty.before,
        "within": duty.deadline.written if duty.deadline else _written(duty.length),
        "legal": _written(duty.legal),
    }


def _written(promise: Promise | None) -> str | None:
    return promise.written if promise else None


def _per(per: Per | Cycle) -> str:
    return per.value if isinstance(per, Per) else Wording("en").per(per)
