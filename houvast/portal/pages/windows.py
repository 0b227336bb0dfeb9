"""Whether service windows are open now, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.wording import Reading
from houvast.sla.agreement.model import ALWAYS, Agreement
from houvast.sla.calendar import Calendar, NeverOpens


@dataclass(frozen=True, slots=True)
class OpenNow:
    """One service window: its name, whether it is open, and until when."""

    name: str
    is_open: bool
    until: str


def open_now(agreement: Agreement, reading: Reading) -> Sequence[OpenNow]:
    """Return every service window that promises count in, but for the one that never closes."""
    used = {promise.calendar for target in agreement.targets.values() for promise in target.within.values()}
    return [window_now(agreement, name, reading) for name in agreement.calendars if name in used and name != ALWAYS]


def window_now(agreement: Agreement, name: str, reading: Reading) -> OpenNow:
    """Return one service window, the one that never closes included."""
    is_open = _calendar(agreement, name).is_open(reading.now)
    edge = _edge(agreement, name, reading.now, is_open=is_open)
    if edge is None:
        until = ""
    elif is_open:
        until = _("open until %(moment)s") % {"moment": reading.moment(edge, ending=True)}
    else:
        until = _("closed, opens %(moment)s") % {"moment": reading.moment(edge)}
    return OpenNow(wording.sentence_case(wording.calendar_name(name, agreement)), is_open, until)


def _edge(agreement: Agreement, name: str, now: datetime, *, is_open: bool) -> datetime | None:
    calendar = _calendar(agreement, name)
    try:
        return calendar.next_close(now) if is_open else calendar.next_open(now)
    except NeverOpens:
        return None


def _calendar(agreement: Agreement, name: str) -> Calendar:
    return agreement.calendars.get(name) or Calendar.always()
