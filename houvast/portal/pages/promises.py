"""The promise cards and the table of a ticket's clocks, in plain values: target, state, time, due, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from houvast.portal import wording
from houvast.portal.pages.cards import Face, Pill, face_of, pill, small_ribbon, waits
from houvast.portal.pages.ticks import A_MINUTE, ticks
from houvast.portal.ribbon import Mini, Ribbon, Scale, draw
from houvast.portal.wording import Moment, Reading
from houvast.sla.agreement.model import ALWAYS, Agreement
from houvast.sla.agreement.words import whole as words
from houvast.sla.explain import STANDING_STILL, Explanation, Reason, Segment
from houvast.sla.terms import State, Verdict

_STOPS = {
    "response": gettext_noop("Answered"),
    "resolution": gettext_noop("Resolved"),
    "update": gettext_noop("Updated"),
    "next-reply": gettext_noop("Answered"),
    "lead-time": gettext_noop("Closed"),
}
_CLAUSES = {
    Reason.RUNNING: words.WINDOWS,
    Reason.RUNNING_ON_DATE: words.HOLIDAYS,
    Reason.OUTSIDE_HOURS: words.WINDOWS,
    Reason.HOLIDAY: words.HOLIDAYS,
    Reason.CLOSED_ON_DATE: words.HOLIDAYS,
    Reason.PAUSED: words.PAUSE,
    Reason.HELD_ELSEWHERE: words.PAUSE,
    Reason.RESOLVED: words.REOPENING,
    Reason.BEFORE_CHANGE: words.PRIORITY_CHANGE,
}
"""The clause of the agreement that says so."""
_KEYS = {
    Reason.RUNNING: "rb-count",
    Reason.RUNNING_ON_DATE: "rb-count",
    Reason.PAUSED: "rb-pausebg",
    Reason.HELD_ELSEWHERE: "rb-pausebg",
    Reason.BEFORE_CHANGE: "rb-before",
}


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """
    One promise on a ticket.

    left, note    the large figure and what it is
    lead, due     words before the due moment, and that moment
    why           one or two sentences that say how it came to this
    asks_reply    the clock waits for the customer's answer
    ticks         how the large figure goes on from now, for the script of the page
    """

    key: str
    title: str
    clause: str
    pill: Pill
    mini: Mini
    left: str
    note: str
    tone: str
    lead: str
    due: Moment | None
    why: Sequence[str]
    asks_reply: bool
    is_open: bool
    ticks: str


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One stretch of the table that says why; `key` is the paint of its mark."""

    start: Moment
    end: str
    counted: str
    head: str
    detail: str
    clause: str
    key: str
    hatch: bool


@dataclass(frozen=True, slots=True)
class ClockPage:
    """One clock with everything a ticket page shows of it; no ribbon where nothing is promised."""

    target: str
    cycle: int
    key: str
    card: PromiseCard
    heading: str
    ribbon: Ribbon | None
    rows: Sequence[WhyRow]
    total: str
    promised: str
    conclusion: str
    is_open: bool


def clock_page(
    explained: Explanation,
    agreement: Agreement,
    *,
    reading: Reading,
    waiting_for: str = "",
    scale: Scale = Scale.SERVICE,
    several: bool = False,
) -> ClockPage:
    """Return all that a ticket page shows of one clock; `several` numbers the cycles of its target."""
    face = face_of(explained, agreement)
    title = f"{face.title} {face.cycle}" if several else face.title
    heading = _("Clock: %(title)s") % {"title": title}
    key = f"{face.target}-{face.cycle}"
    drawn = face.promised is not None and face.state is not State.VOID
    return ClockPage(
        target=face.target,
        cycle=face.cycle,
        key=key,
        card=_card(face, title, agreement, reading, waiting_for),
        heading=heading,
        ribbon=draw(explained, agreement, title=heading, reading=reading, scale=scale) if drawn else None,
        rows=why_rows(explained, agreement, reading),
        total=wording.exact_length(explained.counted),
        promised=_promised(face),
        conclusion=_conclusion(face, reading),
        is_open=face.stopped_at is None and face.state is not State.VOID,
    )


def why_rows(explained: Explanation, agreement: Agreement, reading: Reading) -> list[WhyRow]:
    """Return the stretches of a clock's life as rows that join without gap."""
    running = explained.clock.stopped_at is None
    rows = []
    for segment in explained.segments:
        last = running and segment is explained.segments[-1]
        rows.append(
            WhyRow(
                start=reading.fully(segment.start),
                end=_end(segment, reading, is_now=last),
                counted=wording.exact_length(segment.length) if segment.counted else "",
                head=wording.reason(segment, agreement),
                detail=wording.reason_detail(segment, explained.calendar, agreement),
                clause=_CLAUSES[segment.reason],
                key=_KEYS.get(segment.reason, "rb-closed"),
                hatch=segment.reason in STANDING_STILL,
            )
        )
    return rows


def _end(segment: Segment, reading: Reading, *, is_now: bool) -> str:
    if is_now:
        return _("now, %(time)s") % {"time": reading.clock(segment.end)}
    same_day = reading.local(segment.start).date() == reading.local(segment.end - timedelta(microseconds=1)).date()
    clock = reading.clock(segment.end, ending=True)
    return clock if same_day else f"{_weekday(segment.end, reading)} {clock}"


def _weekday(at: datetime, reading: Reading) -> str:
    return reading.dated(reading.local(at - timedelta(microseconds=1)).date())


# -- the card -------------------------------------------------------------------------------------


def _card(face: Face, title: str, agreement: Agreement, reading: Reading, waiting_for: str) -> PromiseCard:
    left, note = _figure(face)
    lead, due = _due(face, reading)
    return PromiseCard(
        key=f"{face.target}-{face.cycle}",
        title=title,
        clause=words.clause_of(agreement, face.target),
        pill=pill(face),
        mini=small_ribbon(face),
        left=left,
        note=note,
        tone=face.tone,
        lead=lead,
        due=due,
        why=list(_why(face, agreement, reading, waiting_for)),
        asks_reply=face.state is State.PAUSED and waiting_for == "you",
        is_open=face.stopped_at is None and face.state is not State.VOID,
        ticks=ticks(face, agreement, now=reading.now, again=A_MINUTE),
    )


def _figure(face: Face) -> tuple[str, str]:
    """Return the large figure of a card and the words behind it."""
    if face.state is State.VOID:
        return wording.DASH, _("counts for nothing")
    if face.promised is None:
        return wording.DASH, _("no moment was promised")
    if face.verdict is Verdict.BREACHED:
        return wording.length(face.over), _("too late") if face.stopped_at else _("overdue")
    if face.state is State.STOPPED:
        return wording.length(face.used), _("of service time used") if face.calendar != ALWAYS else _("used")
    return wording.length(face.left), _("of service time left") if face.calendar != ALWAYS else _("left")


def _due(face: Face, reading: Reading) -> tuple[str, Moment | None]:
    """Return the words before the due moment, and the moment."""
    if face.state is State.VOID:
        return _("Void since"), reading.moment(face.stopped_at) if face.stopped_at else None
    if face.promised is None:
        return _("Started"), reading.moment(face.started_at)
    if face.verdict is Verdict.BREACHED and face.due_at:
        return _("Was due"), reading.moment(face.due_at)
    if face.state is State.PAUSED:
        return _("Stands still since"), reading.moment(face.since) if face.since else None
    return (_("Was due") if face.stopped_at else _("Due")), reading.moment(face.due_at) if face.due_at else None


def _why(face: Face, agreement: Agreement, reading: Reading, waiting_for: str) -> Sequence[str]:
    if face.state is State.VOID:
        return [_("The ticket was cancelled or merged before this clock was decided.")]
    if face.promised is None:
        return [_("The agreement promises best effort for this priority.")]
    said = [_promised_within(face, agreement)]
    if face.stopped_at:
        said.append(_stopped(face, reading))
    elif face.state is State.PAUSED:
        said.append(_paused(waiting_for))
    elif face.verdict is Verdict.BREACHED:
        said.append(_("It counts on until it stops."))
    else:
        said.append(_("%(length)s counted so far.") % {"length": wording.length(face.used)})
    return said


def _promised(face: Face) -> str:
    """Return a promise as a length; one that was carried over to another priority in what it became."""
    if face.promise is None or face.promised is None:
        return ""
    return wording.promised(face.promise)


def _promised_within(face: Face, agreement: Agreement) -> str:
    if face.promise is None:
        return ""
    return _("Promised %(within)s.") % {"within": wording.within(face.promise, agreement)}


def _stopped(face: Face, reading: Reading) -> str:
    verb = _(_STOPS.get(face.target, gettext_noop("Stopped")))
    moment = str(reading.moment(face.stopped_at)) if face.stopped_at else ""
    if face.verdict is Verdict.BREACHED:
        return f"{verb} {moment}."
    return _("%(verb)s %(moment)s, %(length)s to spare.") % {
        "verb": verb,
        "moment": moment,
        "length": wording.length(face.left),
    }


def _paused(waiting_for: str) -> str:
    if waiting_for == "you":
        return _("It goes on as soon as you reply.")
    return _("It stands still: %(reason)s.") % {"reason": waits(waiting_for)}


def _conclusion(face: Face, reading: Reading) -> str:
    """Return what follows from the total of the table."""
    if face.state is State.VOID or face.promised is None:
        return ""
    if face.verdict is Verdict.BREACHED:
        return _("%(length)s over, due was %(moment)s.") % {
            "length": wording.exact_length(face.over),
            "moment": reading.moment(face.due_at) if face.due_at else "",
        }
    left = wording.exact_length(face.left)
    if face.stopped_at:
        return _("%(length)s to spare.") % {"length": left}
    if face.due_at is None:
        return _("%(length)s left once it runs again.") % {"length": left}
    return _("%(length)s left, so due %(moment)s.") % {"length": left, "moment": reading.moment(face.due_at)}
