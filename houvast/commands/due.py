"""`houvast due`: the simulator. One ticket that nobody touches: when is a promise due, and why then."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from houvast.commands import given, remarks
from houvast.commands.explaining import iso, seconds, segment_document, segments_table
from houvast.commands.given_files import moment
from houvast.commands.refusals import WrongUse, unknown
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import heading, line
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement, Happening, Moment
from houvast.sla.events import ATTRIBUTES, Events
from houvast.sla.explain import Explanation, explain
from houvast.sla.terms import EventKind

_TICKET = "simulated"
_DUE = {
    "en": "%(target)s, %(priority)s: due %(due)s (%(utc)s)",
    "nl": "%(target)s, %(priority)s: uiterlijk %(due)s (%(utc)s)",
}
_NO_DUE = {"en": "%(target)s, %(priority)s: no due instant", "nl": "%(target)s, %(priority)s: geen uiterste moment"}
_PROMISED = {
    "en": "promised %(promise)s, from %(start)s (times in %(zone)s)",
    "nl": "beloofd %(promise)s, vanaf %(start)s (tijden in %(zone)s)",
}
_EFFORT = {
    "en": "%(promise)s: nothing is promised, so nothing can be late",
    "nl": "%(promise)s: er is niets beloofd, dus niets kan te laat zijn",
}
_AS_PROMISED = {"en": "as promised", "nl": "zoals beloofd"}


def run(options: Namespace, screen: Screen) -> int:
    """Show the due instant and every stretch up to it."""
    agreement = given.agreement(options.agreement)
    target = given.target(agreement, options.target)
    _check_priority(agreement, options.priority)
    opened = moment(options.opened, agreement.timezone, "--opened", screen.lang)
    found = simulated(agreement, target, _ticket(options, agreement, opened))
    if found is None:
        raise WrongUse("no-clock", target=target, asks=_asks(agreement, target))
    screen.show(_document(found, agreement, opened), _text(found, agreement, opened, screen.lang))
    return 0


def simulated(agreement: Agreement, target: str, opened: dict[str, Any]) -> Explanation | None:
    """
    Return the clock of a target on a ticket that is only opened, explained up to its due instant.

    opened  the row of the `opened` event; what starts the clock, where that is another event, happens with it
    None when the clock asks for something the ticket does not say.
    """
    rule = agreement.clock_of(target)
    rows = [opened]
    if rule.start_by_all or EventKind.OPENED not in rule.start:
        needed = rule.start if rule.start_by_all else rule.start[:1]
        rows += [{**opened, **_said(each), "seq": 1} for each in needed if each is not EventKind.OPENED]
    events = Events.of(rows, also=agreement.attributes)
    at_once = _of_target(events, agreement, target, opened["at"])
    due = at_once.clock.due_at if at_once else None
    return _of_target(events, agreement, target, due) if due else at_once


def _said(happening: Happening) -> dict[str, Any]:
    """Return what the event says that a clock names; of several words the first."""
    if not isinstance(happening, Moment):
        return {"event": happening.word}
    return {"event": happening.kind.word, **{name: words[0] for name, words in happening.said}}


def _of_target(events: Events, agreement: Agreement, target: str, as_of: datetime) -> Explanation | None:
    return next((each for each in explain(events, agreement, as_of=as_of) if each.clock.target == target), None)


def _ticket(options: Namespace, agreement: Agreement, opened: datetime) -> dict[str, Any]:
    """Return the row of the opening: what the options say of the ticket."""
    said = {name: getattr(options, name) for name in ("priority", "channel", "type", "service")}
    known = [*ATTRIBUTES, *agreement.attributes]
    for name, word in (given.pair(each, "--attribute") for each in options.attribute):
        if name not in known:
            raise unknown("unknown-attribute", name, known)
        said[name] = word
    return {"ticket": _TICKET, "at": opened, "event": EventKind.OPENED.word, **said}


def _check_priority(agreement: Agreement, name: str) -> None:
    known = remarks.priorities(agreement)
    if known and name not in known:
        raise unknown("unknown-priority", name, known)


def _asks(agreement: Agreement, target: str) -> str:
    rule = agreement.clock_of(target)
    asks = [f"{field} {', '.join(words)}" for field, words in rule.only.items()]
    return "; ".join([*asks, *([f"opened_in {rule.opened_in}"] if rule.opened_in else [])])


def _document(found: Explanation, agreement: Agreement, opened: datetime) -> dict[str, Any]:
    due = found.clock.due_at
    return {
        "agreement": agreement.name,
        "sha256": agreement.sha256,
        "target": found.clock.target,
        "priority": found.clock.priority,
        "opened_at": iso(opened),
        "in_force": agreement.term.holds(opened),
        "due_at": iso(due),
        "due_local": due.astimezone(ZoneInfo(agreement.timezone)).isoformat() if due else None,
        "timezone": agreement.timezone,
        "promise": found.promise,
        "calendar": found.calendar,
        "promised_seconds": seconds(found.clock.promised),
        "segments": [segment_document(segment) for segment in found.segments],
    }


def _text(found: Explanation, agreement: Agreement, opened: datetime, lang: str) -> Iterator[RenderableType]:
    wording, clock = Wording(lang, agreement.timezone), found.clock
    if not agreement.term.holds(opened):
        yield line(remarks.not_in_force(agreement, lang), "yellow")
    values = {"target": clock.target, "priority": clock.priority, "promise": found.promise, "zone": agreement.timezone}
    if clock.due_at is None:
        yield heading(plain(_NO_DUE[lang] % values))
        yield line(plain(_EFFORT[lang] % values))
        return
    values |= {"due": wording.moment(clock.due_at), "utc": str(iso(clock.due_at))}
    values |= {"start": wording.moment(clock.started_at)}
    yield heading(plain(_DUE[lang] % values))
    yield line(plain(_PROMISED[lang] % values))
    yield line()
    year = clock.due_at.astimezone(ZoneInfo(agreement.timezone)).year
    yield segments_table(found, wording, year=year, follows=_AS_PROMISED[lang])
