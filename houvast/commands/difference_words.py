"""Differences between two agreements as documents and tables; tickets and availability show theirs alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rich.console import RenderableType

from houvast.commands.credit_words import CreditWords
from houvast.commands.explaining import iso
from houvast.commands.screen import plain
from houvast.commands.tables import LEFT, RIGHT, WRAPPED, add, heading, line, table
from houvast.commands.uptime_words import UptimeWords, cut, percent
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement
from houvast.sla.difference import Changed, ClockChange, ClockDifference, Given, Side
from houvast.sla.figures import Availability
from houvast.sla.target import Outcome

_SHOWN = 20
"""So many changed clocks are shown; a document has them all."""

_TITLE = {
    "en": "From %(before)s to %(after)s: what comes out otherwise",
    "nl": "Van %(before)s naar %(after)s: wat anders uitkomt",
}
_AS_OF = {"en": "as of %(at)s (%(zone)s)", "nl": "op %(at)s (%(zone)s)"}
_NOTHING = {
    "en": "Nothing changes: everything comes out the same.",
    "nl": "Er verandert niets: alles komt hetzelfde uit.",
}
_VERDICTS = {
    "en": "%(changed)s of %(compared)s change",
    "nl": "%(changed)s van %(compared)s veranderen",
}
_TURNED = {"en": ("Target", "Before", "After", "Clocks"), "nl": ("Norm", "Voor", "Na", "Klokken")}
_MOVED = {"en": "due moved", "nl": "uiterste moment verschoven"}
_NO_CLOCK = {"en": "no clock", "nl": "geen klok"}
_ROWS = {
    "en": ("Ticket", "Target", "Verdict", "Due before", "Due after"),
    "nl": ("Ticket", "Norm", "Oordeel", "Uiterlijk voor", "Uiterlijk na"),
}
_MORE = {"en": "and %s more; --json has them all", "nl": "en nog %s; --json heeft ze alle"}
_PERIODS = {
    "en": ("Target", "Period", "Before", "After", "Result"),
    "nl": ("Norm", "Periode", "Voor", "Na", "Uitkomst"),
}
_CREDITS = {"en": ("Credit", "Period", "Before", "After"), "nl": ("Tegoed", "Periode", "Voor", "Na")}
_UNDECIDED = {"en": "not decided", "nl": "niet beslist"}
_DASH, _ARROW = "–", "→"


def title(before: Agreement, after: Agreement, at: str, lang: str) -> Iterator[RenderableType]:
    """Yield the lines that say what is compared, and when."""
    values = {"before": before.name, "after": after.name, "at": at, "zone": before.timezone}
    yield heading(plain(_TITLE[lang] % values))
    yield line(_AS_OF[lang] % values)


def agreements_document(before: Agreement, after: Agreement) -> dict[str, Any]:
    """Return the two agreements."""
    return {
        name: {"agreement": each.name, "sha256": each.sha256} for name, each in (("before", before), ("after", after))
    }


def nothing(lang: str) -> RenderableType:
    """Return the line that says that nothing changes."""
    return line(_NOTHING[lang])


# -- clocks ---------------------------------------------------------------------------------------------


def clocks_document(found: ClockDifference) -> dict[str, Any]:
    """Return the clocks that differ: how many, how they turned, and each of them."""
    return {
        "compared": found.compared,
        "changed": len(found),
        "verdicts": [
            {"target": target, "before": before or None, "after": after or None, "count": count}
            for (target, before, after), count in found.verdicts().items()
        ],
        "due_moved": [{"target": target, "count": count} for target, count in found.moved().items()],
        "rows": [
            {
                "ticket": each.ticket,
                "target": each.target,
                "cycle": each.cycle,
                "before": _side_document(each.before),
                "after": _side_document(each.after),
            }
            for each in found.listed()
        ],
    }


def _side_document(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {"priority": side.priority, "verdict": side.verdict.word, "due_at": iso(side.due_at)}


def clocks_text(found: ClockDifference, wording: Wording) -> Iterator[RenderableType]:
    """Yield how many clocks turned, from which verdict to which, and the first of them."""
    lang = wording.lang
    values = {"changed": wording.number(len(found)), "compared": wording.count(found.compared, "clock")}
    yield line()
    yield line(_VERDICTS[lang] % values)
    if not len(found):
        return
    yield line()
    yield _turned(found, wording)
    yield line()
    listed = sorted(found.listed(), key=lambda each: not _is_turned(each))
    yield _rows(listed[:_SHOWN], wording)
    if len(found) > _SHOWN:
        yield line(_MORE[lang] % wording.number(len(found) - _SHOWN), "dim")


def _is_turned(each: ClockChange) -> bool:
    return each.before is None or each.after is None or each.before.verdict is not each.after.verdict


def _turned(found: ClockDifference, wording: Wording) -> RenderableType:
    made = table(_TURNED[wording.lang], (WRAPPED, LEFT, LEFT, RIGHT))
    for (target, before, after), count in found.verdicts().items():
        style = "red" if after == "breached" else ""
        words = (wording.word(each) if each else _NO_CLOCK[wording.lang] for each in (before, after))
        add(made, [plain(target), *words, wording.number(count)], style)
    for target, count in found.moved().items():
        add(made, [plain(target), _MOVED[wording.lang], "", wording.number(count)], "dim")
    return made


def _rows(changes: Sequence[ClockChange], wording: Wording) -> RenderableType:
    made = table(_ROWS[wording.lang], (WRAPPED, WRAPPED, WRAPPED, LEFT, LEFT), tight=True)
    for each in changes:
        turned = _arrow(*(_verdict(side, wording) for side in (each.before, each.after)))
        dues = (wording.moment(side.due_at) if side and side.due_at else _DASH for side in (each.before, each.after))
        style = "red" if each.after and each.after.verdict.word == "breached" and _is_turned(each) else ""
        add(made, [plain(each.ticket), plain(each.target), turned, *dues], style)
    return made


def _verdict(side: Side | None, wording: Wording) -> str:
    return wording.word(side.verdict.word) if side else _NO_CLOCK[wording.lang]


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} {_ARROW} {after}"


# -- periods --------------------------------------------------------------------------------------------


def outcomes_document(changes: Sequence[Changed[Outcome]]) -> list[dict[str, Any]]:
    """Return the periods of tickets that differ."""

    def side(each: Outcome | None) -> dict[str, Any] | None:
        if each is None:
            return None
        figure = None if each.figure is None else float(cut(each.figure, 1))
        return {"met": each.met, "breached": each.breached, "figure_percent": figure, "reached": each.reached}

    return [_change(each, side(each.before), side(each.after)) for each in changes]


def judged_document(changes: Sequence[Changed[Availability]]) -> list[dict[str, Any]]:
    """Return the periods of availability that differ."""

    def side(each: Availability | None) -> dict[str, Any] | None:
        if each is None:
            return None
        figures = {"promised_percent": each.at_least, "figure_percent": each.figure}
        lengths = {"downtime_seconds": each.downtime, "base_seconds": each.base}
        return (
            {name: None if value is None else float(cut(value, 6)) for name, value in figures.items()}
            | {name: float(cut(value / 1_000_000, 6)) for name, value in lengths.items()}
            | {"reached": each.reached}
        )

    return [_change(each, side(each.before), side(each.after)) for each in changes]


def _change(
    each: Changed[Outcome] | Changed[Availability], before: dict[str, Any] | None, after: dict[str, Any] | None
) -> dict[str, Any]:
    return {"target": each.name, "period": each.period, "about": each.about, "before": before, "after": after}


def periods_text(
    changes: Sequence[Changed[Outcome]] | Sequence[Changed[Availability]],
    agreements: tuple[Agreement, Agreement],
    wording: Wording,
) -> Iterator[RenderableType]:
    """Yield a row for each period that differs."""
    if not changes:
        return
    made = table(_PERIODS[wording.lang], (WRAPPED, LEFT, RIGHT, RIGHT, WRAPPED))
    for each in changes:
        sides = (each.before, each.after)
        figures = [_figure(side, wording) for side in sides]
        results = _arrow(*(_result(*side, wording) for side in zip(sides, agreements, strict=True)))
        add(made, [_named(each), each.period, *figures, results], "red" if _is_worse(each) else "")
    yield line()
    yield made


def _figure(side: Outcome | Availability | None, wording: Wording) -> str:
    return percent(side.figure if side else None, wording.lang)


def _named(each: Changed[Any]) -> str:
    return plain(f"{each.name} {each.about}".strip())


def _result(side: Outcome | Availability | None, agreement: Agreement, wording: Wording) -> str:
    if isinstance(side, Availability):
        return UptimeWords(wording, agreement, side).result
    return wording.reached(side.reached) if side else _DASH


def _is_worse(each: Changed[Outcome] | Changed[Availability]) -> bool:
    return (
        each.after is not None and each.after.reached is False and (each.before is None or each.before.reached is True)
    )


# -- credits --------------------------------------------------------------------------------------------


def credits_document(changes: Sequence[Changed[Given]]) -> list[dict[str, Any]]:
    """Return the credits that differ; amounts are decimal numbers as words."""

    def side(given: Given | None) -> dict[str, Any] | None:
        if given is None:
            return None
        return {"amounts": {unit: f"{each:f}" for unit, each in given.amounts.items()}, "undecided": given.undecided}

    return [
        {
            "credit": each.name,
            "period": each.period,
            "about": each.about,
            "before": side(each.before),
            "after": side(each.after),
        }
        for each in changes
    ]


def credits_text(changes: Sequence[Changed[Given]], words: CreditWords) -> Iterator[RenderableType]:
    """Yield a row for each credit that differs."""
    if not changes:
        return
    made = table(_CREDITS[words.wording.lang], (WRAPPED, LEFT, RIGHT, RIGHT))
    for each in changes:
        add(made, [_named(each), each.period, *(_amounts(side, words) for side in (each.before, each.after))])
    yield line()
    yield made


def _amounts(given: Given | None, words: CreditWords) -> str:
    if given is None:
        return _DASH
    parts = [words.amount(Fraction(each), unit) for unit, each in given.amounts.items()]
    return ", ".join(parts + [_UNDECIDED[words.wording.lang]] * given.undecided)
