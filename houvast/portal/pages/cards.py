"""
What pages show of a clock, in plain values: pill, promise card, row of a list, small ribbon.

A `Face` is what one clock reads at a moment, from an explanation or from a stored row; all else is made of it.
The rules of the clock are asked (`sla`, `clocks.queries`), never repeated here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from houvast.portal import wording
from houvast.portal.ribbon import Mini, mini
from houvast.portal.wording import Moment, Reading
from houvast.sla.agreement.model import ALWAYS, Agreement, Promise
from houvast.sla.calendar import Calendar
from houvast.sla.clock import elapsed_later, overdue
from houvast.sla.explain import STANDING_STILL, Explanation
from houvast.sla.terms import MICROSECOND, State, Verdict

WARN_AT = 0.75
"""Share of the promise from which a running clock is shown as nearing its due moment."""
NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Pill:
    """Icon and word of a state; the tone only repeats them."""

    word: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority for its square; weight 1 is the heaviest."""

    name: str
    short: str
    weight: int


@dataclass(frozen=True, slots=True)
class Face:
    """
    What one clock reads at a moment.

    promise  None where the agreement promises nothing (best effort included)
    used     counted time; left until due, over since due: service time, zero where it does not apply
    since    from when it stands still; None while it runs, or where that is not known
    """

    target: str
    cycle: int
    title: str
    state: State
    verdict: Verdict
    promise: Promise | None
    calendar: str
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    promised: timedelta | None
    used: timedelta
    left: timedelta
    over: timedelta
    since: datetime | None = None
    notches: Sequence[float] = ()

    @property
    def share(self) -> float | None:
        """The part of the promise that is used, 1.0 at due; None where nothing is promised."""
        if not self.promised:
            return None
        if self.verdict is Verdict.BREACHED:
            return 1 + self.over / self.promised
        return self.used / self.promised

    @property
    def tone(self) -> str:
        """One of '', 'risk', 'breach', 'pause', 'met'."""
        if self.verdict is Verdict.BREACHED:
            return "breach"
        if self.state is State.STOPPED and self.verdict is Verdict.MET:
            return "met"
        if self.promised is None or self.state is State.VOID:
            return ""
        if self.state is State.PAUSED:
            return "pause"
        return "risk" if (self.share or 0) >= WARN_AT else ""


class Row(Protocol):
    """A stored clock, fresh: see `clocks.queries`."""

    target: str
    cycle: int
    priority: str
    state: int
    calendar: str
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    elapsed_us: int
    promised_us: int | None
    computed_at: datetime


def window(agreement: Agreement, calendar: str) -> Calendar:
    """Return the service window that a clock counts in."""
    return agreement.calendars.get(calendar) or Calendar.always()


def face_of_row(row: Row, verdict: Verdict, agreement: Agreement, *, now: datetime) -> Face:
    """Return what a stored clock reads now; `verdict` is its fresh one."""
    promised = None if row.promised_us is None else row.promised_us * MICROSECOND
    used = used_by(row, agreement, now=now)
    return Face(
        target=row.target,
        cycle=row.cycle,
        title=wording.target_title(agreement, row.target),
        state=State(row.state),
        verdict=verdict,
        promise=_promise(agreement, row.target, row.priority),
        calendar=row.calendar or ALWAYS,
        started_at=row.started_at,
        due_at=row.due_at,
        stopped_at=row.stopped_at,
        promised=promised,
        used=used,
        left=max(promised - used, NOTHING) if promised is not None else NOTHING,
        over=overdue(used, promised, verdict),
    )


def used_by(row: Row, agreement: Agreement, *, now: datetime) -> timedelta:
    """Return what a stored clock has counted by now."""
    counts = window(agreement, row.calendar)
    elapsed = row.elapsed_us * MICROSECOND
    return elapsed_later(elapsed, State(row.state), counts, since=row.computed_at, now=now)


def face_of(explained: Explanation, agreement: Agreement) -> Face:
    """Return what an explained clock reads as of the moment it was explained."""
    clock = explained.clock
    paused = [each for each in explained.segments if each.reason in STANDING_STILL]
    stands_still = clock.state is State.PAUSED and bool(paused)
    return Face(
        target=clock.target,
        cycle=clock.cycle,
        title=wording.target_title(agreement, clock.target),
        state=clock.state,
        verdict=clock.verdict,
        promise=_promise(agreement, clock.target, clock.priority),
        calendar=explained.calendar or ALWAYS,
        started_at=clock.started_at,
        due_at=clock.due_at,
        stopped_at=clock.stopped_at,
        promised=clock.promised,
        used=clock.elapsed,
        left=max(clock.promised - clock.elapsed, NOTHING) if clock.promised is not None else NOTHING,
        over=overdue(clock.elapsed, clock.promised, clock.verdict),
        since=paused[-1].start if stands_still else None,
        notches=_notches(explained),
    )


def _promise(agreement: Agreement, target: str, priority: str) -> Promise | None:
    return agreement.promise(target, priority) if target in agreement.targets else None


def _notches(explained: Explanation) -> list[float]:
    """Return the shares of the promise at which the clock stood still before it went on."""
    counted, notches = NOTHING, []
    for segment in explained.segments:
        if segment.reason in STANDING_STILL and explained.clock.promised:
            notches.append(counted / explained.clock.promised)
        counted += segment.length if segment.counted else NOTHING
    return [notch for notch in notches if notch != counted / (explained.clock.promised or counted)]


# -- words on a face ------------------------------------------------------------------------------


def pill(face: Face) -> Pill:
    """Return the state of a clock as a pill."""
    if face.state is State.VOID:
        return Pill(_("Void"), "", "circle-minus")
    if face.promised is None:
        return Pill(_("Best effort"), "", "circle-dashed")
    if face.verdict is Verdict.BREACHED:
        return Pill(_("Missed") if face.stopped_at else _("Overdue"), "breach", "alert-octagon")
    if face.state is State.STOPPED:
        return Pill(_("Kept"), "met", "circle-check")
    if face.state is State.PAUSED:
        return Pill(_("Paused"), "pause", "player-pause-filled")
    if face.tone == "risk":
        return Pill(_("75 % past"), "risk", "alert-triangle")
    return Pill(_("Running"), "met", "player-play")


def small_ribbon(face: Face) -> Mini:
    """Return the small ribbon of a clock, with the same in words for who does not see it."""
    tone = face.tone if face.tone in {"risk", "breach"} else ""
    paused = face.state is State.PAUSED and face.verdict is Verdict.PENDING
    share = None if face.state is State.VOID else face.share
    return mini(share, label=_ribbon_label(face), tone=tone, paused=paused, notches=face.notches)


def _ribbon_label(face: Face) -> str:
    if face.share is None or face.state is State.VOID:
        return _("%(clock)s: no due moment") % {"clock": face.title}
    state = pill(face).word.lower()
    return _("%(clock)s: %(percent)d %% used, %(state)s") % {
        "clock": face.title,
        "percent": int(face.share * 100),
        "state": state,
    }


def percent_used(face: Face) -> str:
    """Return the share used as `77 %`; empty where nothing is promised."""
    return "" if face.share is None else f"{int(face.share * 100)}{wording.NO_BREAK}%"


@dataclass(frozen=True, slots=True)
class Left:
    """Time left (or over, or taken) with its icon, and the moment under it: `lead` stands before the moment."""

    text: str
    tone: str = ""
    icon: str = ""
    lead: str = ""
    moment: Moment | None = None


def time_left(face: Face, reading: Reading, waiting_for: str = "") -> Left:
    """Return what a row of a list says of a clock: time left over due, or why there is none."""
    due = reading.moment(face.due_at) if face.due_at else None
    if face.state is State.VOID:
        return Left(wording.DASH, lead=_("void"))
    if face.promised is None:
        return Left(wording.DASH, lead=_("best effort"))
    if face.verdict is Verdict.BREACHED:
        word = _("%(length)s late") if face.stopped_at else _("%(length)s over")
        over = word % {"length": wording.length(face.over)}
        return Left(over, "breach", "alert-octagon", _("was"), due)
    if face.state is State.STOPPED:
        return Left(wording.length(face.used), "met", "circle-check", _("due"), due)
    left = wording.length(face.left)
    if face.state is State.PAUSED:
        return Left(left, "pause", "player-pause-filled", waits(waiting_for))
    risk = face.tone == "risk"
    return Left(left, face.tone, "alert-triangle" if risk else "", "", due)


_WAITS = {
    "customer": gettext_noop("waiting for the customer"),
    "supplier": gettext_noop("waiting for a supplier"),
    "you": gettext_noop("waiting for you"),
}


def waits(waiting_for: str) -> str:
    """Return for whom a ticket waits, in words; `you` is the customer who reads."""
    return _(_WAITS[waiting_for]) if waiting_for in _WAITS else _("stands still")


def promise_in_brief(face: Face, agreement: Agreement) -> str:
    """Return promise and service window in a few words: `8 h · office hours`."""
    if face.promise is None or face.promised is None:
        return _("best effort")
    return f"{wording.promised_briefly(face.promise)} · {wording.calendar_name(face.calendar, agreement)}"


def priority(name: str, agreement: Agreement | None) -> Priority | None:
    """Return a priority for its square; None where a ticket has none."""
    if not name:
        return None
    levels = agreement.priority.levels if agreement else ()
    weight = levels.index(name) + 1 if name in levels else 3
    called = wording.called(name, agreement)
    return Priority(called, wording.priority_short(called), min(weight, 4))
