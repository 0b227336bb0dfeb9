"""Why a promise ends when it does, in a few words, said before anything has happened to the ticket."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.wording import Reading
from houvast.sla.agreement.model import Agreement, Promise
from houvast.sla.opening_hours import Stretch, Why

MOST = 3
"""Holidays that are named; a promise of weeks passes more than anybody wants to read."""


def because(promise: Promise, due: datetime | None, agreement: Agreement, reading: Reading) -> str:
    """
    Return why a promise that begins now is due then: the promise, and the closed hours that it passes.

    due  None where nothing is due: then only the promise is said
    """
    said = [wording.within(promise, agreement)]
    calendar = agreement.calendars.get(promise.calendar)
    if due is not None and calendar is not None:
        closed = [each for each in calendar.stretches(reading.now, due) if not each.is_open]
        said += [*_first_closing(closed, reading), *_holidays(closed)]
    return "; ".join(said)


def _first_closing(closed: list[Stretch], reading: Reading) -> list[str]:
    """Return from when until when it is closed first: stretches closed for several reasons may follow each other."""
    if not closed:
        return []
    start, end = closed[0].start, closed[0].end
    for each in closed[1:]:
        end = each.end if each.start == end else end
    if start <= reading.now:
        return [_("closed until %(moment)s") % {"moment": reading.moment(end)}]
    return [
        _("closed from %(start)s until %(end)s") % {"start": reading.moment(start), "end": reading.moment(end)},
    ]


def _holidays(closed: list[Stretch]) -> list[str]:
    names = [wording.text_in(each.names, "") for each in closed if each.why is Why.HOLIDAY and each.names]
    return [_("%(holiday)s does not count") % {"holiday": name} for name in dict.fromkeys(names)][:MOST]
