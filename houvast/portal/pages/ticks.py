"""What a page needs to tell a running clock from second to second by itself: see `static/js/clocks.js`."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from houvast.portal.pages.cards import WARN_AT, Face, window
from houvast.sla.agreement.model import Agreement
from houvast.sla.calendar import Calendar, NeverOpens
from houvast.sla.terms import State, Verdict

AHEAD = timedelta(hours=12)
"""How far a page can tell by itself."""
A_MINUTE, MINUTES = timedelta(minutes=1), timedelta(minutes=5)
"""After which a ticket and a list are asked for again: their ribbons are drawn by the server."""


def lengths() -> str:
    """Return the words in which a length is told, as `wording.length` does, for the page to fill in."""
    said = {
        "both": _("%(hours)d h %(minutes)02d m"),
        "hours": _("%(hours)d h"),
        "minutes": _("%(minutes)d m"),
        "seconds": _("%(seconds)d s"),
    }
    return json.dumps(said, ensure_ascii=False)


def ticks(face: Face, agreement: Agreement, *, now: datetime, again: timedelta, word: str = "%s") -> str:
    """
    Return, for a page's script, how a clock goes on from now; '' where it does not run towards a due moment.

    again  after which the page is asked for again at the latest; at a turn of the clock it is anyway
    word   what the length stands in, in the reader's language
    """
    if face.state is not State.RUNNING or face.promised is None or face.stopped_at is not None:
        return ""
    over = face.verdict is Verdict.BREACHED
    calendar = window(agreement, face.calendar)
    until = now + AHEAD
    turns = [] if over else [at for at in (_warned(face, face.promised, calendar, now), face.due_at) if at]
    return json.dumps(
        {
            "at": now.timestamp(),
            "used": (face.over if over else face.left).total_seconds(),
            "over": over,
            "word": word,
            "open": [[_seconds(span.start), _seconds(span.end)] for span in calendar.windows(now, until)],
            "ask": _seconds(min([now + again, *turns])),
        },
        ensure_ascii=False,
    )


def _warned(face: Face, promised: timedelta, calendar: Calendar, now: datetime) -> datetime | None:
    """Return when a clock nears its due moment, where that is still to come."""
    rest = promised * WARN_AT - face.used
    if rest <= timedelta():
        return None
    try:
        return calendar.add(now, rest)
    except NeverOpens:
        return None


def _seconds(at: datetime) -> float:
    return at.timestamp()
