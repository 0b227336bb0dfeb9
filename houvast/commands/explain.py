"""`houvast explain`: every segment of a ticket's clocks, so that each figure can be added up by hand."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from rich.console import RenderableType

from houvast.commands import given, remarks
from houvast.commands.explaining import clock_document, iso, segment_document, segments_table
from houvast.commands.given_files import events as read_events
from houvast.commands.given_files import moment
from houvast.commands.refusals import WrongUse, unknown
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import heading, line
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement
from houvast.sla.attribution import holdings
from houvast.sla.clock import Clock
from houvast.sla.events import Events
from houvast.sla.explain import Explanation, by_holder, explain
from houvast.sla.terms import EventKind, State, Verdict, instant, micros

_TITLE = {
    "en": "%(ticket)s under %(agreement)s, as of %(at)s (%(zone)s)",
    "nl": "%(ticket)s volgens %(agreement)s, op %(at)s (%(zone)s)",
}
_CLOCK = {
    "en": "%(target)s%(cycle)s, %(priority)s: %(promise)s; %(verdict)s",
    "nl": "%(target)s%(cycle)s, %(priority)s: %(promise)s; %(verdict)s",
}
_LIFE = {
    "started": {"en": "started %s", "nl": "begon %s"},
    "due": {"en": "due %s", "nl": "uiterlijk %s"},
    "stopped": {"en": "stopped %s", "nl": "gestopt %s"},
}
_FOLLOWS = {
    "left": {"en": "%s left", "nl": "nog %s"},
    "spare": {"en": "%s to spare", "nl": "%s over"},
    "exact": {"en": "exactly as promised", "nl": "precies zoals beloofd"},
    "over": {"en": "%s too much", "nl": "%s te veel"},
    "effort": {"en": "nothing promised", "nl": "niets beloofd"},
    "void": {"en": "no verdict", "nl": "geen oordeel"},
}
_VOID = {
    EventKind.CANCELLED: {"en": "void, the ticket was cancelled", "nl": "vervallen, het ticket is geannuleerd"},
    EventKind.MERGED: {
        "en": "void, the ticket was merged into %(into)s",
        "nl": "vervallen, het ticket is samengevoegd met %(into)s",
    },
}
_NO_CLOCKS = {"en": "no clocks", "nl": "geen klokken"}


@dataclass(frozen=True, slots=True)
class Told:
    """
    The clocks of one ticket.

    ended, into  why its clocks are void, if they are: cancelled, or merged into another ticket
    in_force     whether the agreement was when the ticket was opened
    """

    agreement: Agreement
    events: str
    ticket: str
    as_of: datetime
    explanations: list[Explanation]
    ended: EventKind | None
    into: str | None
    in_force: bool


def run(options: Namespace, screen: Screen) -> int:
    """Show the clocks of one ticket with all their segments."""
    agreement = given.agreement(options.agreement)
    wanted = given.target(agreement, options.target) if options.target else None
    as_of = moment(options.as_of, agreement.timezone, "--as-of", screen.lang)
    below = [given.agreement(path) for path in options.below]
    also = given.attributes(agreement, *below)
    events = read_events(options.events, agreement.timezone, screen, also=also).events
    if options.ticket not in events.tickets:
        raise unknown("unknown-ticket", options.ticket, list(events.tickets), file=options.events)
    known = events.of_ticket(options.ticket)
    if not len(known):
        raise WrongUse("withdrawn-ticket", word=options.ticket)
    happened = known.until(micros(as_of))
    if not len(happened):
        at = Wording(screen.lang, agreement.timezone).moment(as_of)
        raise WrongUse("not-open-yet", word=options.ticket, at=at)
    found = explained(events, agreement, options.ticket, as_of=as_of, target=wanted, below=below)
    in_force = agreement.term.holds(instant(happened.at[0]))
    told = Told(agreement, options.events, options.ticket, as_of, found, *_ended(happened), in_force)
    screen.show(_document(told), _text(told, screen.lang))
    return 0


def _ended(happened: Events) -> tuple[EventKind | None, str | None]:
    """Return the merger or last cancellation of a ticket, and the ticket that goes on."""
    mergers = np.flatnonzero(happened.kind == EventKind.MERGED)[:1]  # what follows a merger no longer counts
    rows = mergers.tolist() or np.flatnonzero(happened.kind == EventKind.CANCELLED).tolist()
    if not rows:
        return None, None
    into = happened.into.word(rows[-1]) if happened.into is not None else None
    return EventKind(int(happened.kind[rows[-1]])), into


def explained(
    events: Events,
    agreement: Agreement,
    ticket: str,
    *,
    as_of: datetime,
    target: str | None = None,
    below: Sequence[Agreement] = (),
) -> list[Explanation]:
    """Return the explanations of one ticket's clocks; tickets merged into it are looked at as well."""
    related = events.rows(_related(events, ticket))
    held = holdings(related, agreement, as_of=as_of, olas=below)[ticket]
    found = (by_holder(each, held) for each in explain(related, agreement, as_of=as_of) if each.clock.ticket == ticket)
    return [each for each in found if target in (None, each.clock.target)]


def _related(events: Events, ticket: str) -> NDArray[np.bool_]:
    """Return the rows of a ticket and of every ticket that was merged into it, whatever the chain."""
    sources: dict[str, list[str]] = {}
    if events.into is not None:
        for row in np.flatnonzero(events.kind == EventKind.MERGED).tolist():
            sources.setdefault(events.into.word(row) or "", []).append(events.tickets[int(events.ticket[row])])
    names, found = [ticket], {ticket}
    for name in names:
        fresh = [source for source in sources.get(name, []) if source not in found]
        names += fresh
        found |= set(fresh)
    return np.isin(events.ticket, [code for code, name in enumerate(events.tickets) if name in found])


def _document(told: Told) -> dict[str, Any]:
    return {
        "agreement": told.agreement.name,
        "sha256": told.agreement.sha256,
        "events": told.events,
        "ticket": told.ticket,
        "as_of": iso(told.as_of),
        "timezone": told.agreement.timezone,
        "in_force": told.in_force,
        "clocks": [_clock_document(each, told) for each in told.explanations],
    }


def _clock_document(each: Explanation, told: Told) -> dict[str, Any]:
    is_void = each.clock.state is State.VOID and told.ended is not None
    return {
        **clock_document(each.clock),
        "promise": each.promise,
        "calendar": each.calendar,
        "void_because": told.ended.word if is_void and told.ended is not None else None,
        "into": told.into if is_void else None,
        "segments": [segment_document(segment) for segment in each.segments],
    }


def _text(told: Told, lang: str) -> Iterator[RenderableType]:
    wording = Wording(lang, told.agreement.timezone)
    values = {"ticket": told.ticket, "agreement": told.agreement.name, "zone": told.agreement.timezone}
    yield heading(plain(_TITLE[lang] % {**values, "at": wording.moment(told.as_of)}))
    if not told.in_force:
        yield line(remarks.not_in_force(told.agreement, lang), "yellow")
    year = told.as_of.astimezone(ZoneInfo(told.agreement.timezone)).year
    for each in told.explanations:
        yield line()
        yield heading(plain(_clock_line(each, told, wording)))
        yield line(_life(each.clock, wording, year))
        yield line()
        yield segments_table(each, wording, year=year, follows=_follows(each.clock, wording))
    if not told.explanations:
        yield line(_NO_CLOCKS[lang])


def _clock_line(each: Explanation, told: Told, wording: Wording) -> str:
    clock, others = each.clock, [other for other in told.explanations if other is not each]
    return _CLOCK[wording.lang] % {
        "target": clock.target,
        "cycle": f" {clock.cycle}" if any(other.clock.target == clock.target for other in others) else "",
        "priority": clock.priority,
        "promise": each.promise or _FOLLOWS["effort"][wording.lang],
        "verdict": _verdict(clock, told, wording),
    }


def _verdict(clock: Clock, told: Told, wording: Wording) -> str:
    """Return the verdict; where there is none (yet) what the clock does, or why it is void."""
    if clock.state is State.VOID and told.ended is not None:
        return (_VOID[told.ended][wording.lang] % {"into": told.into or "?"}).strip()
    if clock.verdict in (Verdict.NONE, Verdict.PENDING):
        return wording.word(clock.state.word)
    if clock.state is State.STOPPED:
        return wording.word(clock.verdict.word)
    return f"{wording.word(clock.verdict.word)}, {wording.word(clock.state.word)}"


def _life(clock: Clock, wording: Wording, year: int) -> str:
    instants = {"started": clock.started_at, "due": clock.due_at, "stopped": clock.stopped_at}
    words = [_LIFE[key][wording.lang] % wording.moment(at, year=year) for key, at in instants.items() if at]
    return ", ".join(words)


def _follows(clock: Clock, wording: Wording) -> str:
    """Return what the sum of the counted time means."""
    if clock.state is State.VOID:
        return _FOLLOWS["void"][wording.lang]
    if clock.promised is None:
        return _FOLLOWS["effort"][wording.lang]
    left = clock.promised - clock.elapsed
    if not left:
        return _FOLLOWS["exact"][wording.lang]
    key = "over" if left < timedelta() else "spare" if clock.state is State.STOPPED else "left"
    return _FOLLOWS[key][wording.lang] % wording.length(abs(left))
