"""Why a stretch of a clock's life counts, or does not, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from houvast.portal.wording.codes import calendar_name, status, text_in
from houvast.portal.wording.lengths import exact_length
from houvast.sla.agreement.model import ALWAYS, Agreement
from houvast.sla.calendar import Calendar
from houvast.sla.explain import Reason, Segment

_HEADS = {
    Reason.RUNNING: gettext_noop("Running"),
    Reason.RUNNING_ON_DATE: gettext_noop("Running"),
    Reason.OUTSIDE_HOURS: gettext_noop("Closed"),
    Reason.HOLIDAY: gettext_noop("Holiday"),
    Reason.CLOSED_ON_DATE: gettext_noop("Closed"),
    Reason.PAUSED: gettext_noop("Paused"),
    Reason.HELD_ELSEWHERE: gettext_noop("With others"),
    Reason.RESOLVED: gettext_noop("Resolved"),
    Reason.BEFORE_CHANGE: gettext_noop("Before the change of priority"),
}


def reason(segment: Segment, agreement: Agreement) -> str:
    """Return why a stretch counts or not, in a word or two: `Paused: waiting for customer`."""
    head = _(_HEADS[segment.reason])
    if segment.reason is Reason.PAUSED and segment.detail:
        return f"{head}: {status(segment.detail, agreement)}"
    return head


def reason_detail(segment: Segment, calendar: str, agreement: Agreement) -> str:
    """
    Return what adds to the reason: the service window, the holiday's name, the time that does not count.

    calendar  name of the service window that counts
    """
    match segment.reason:
        case Reason.RUNNING:
            return calendar_name(calendar, agreement)
        case Reason.RUNNING_ON_DATE:
            return _("hours of this date")
        case Reason.OUTSIDE_HOURS:
            return _("outside %(calendar)s") % {"calendar": calendar_name(calendar, agreement)}
        case Reason.CLOSED_ON_DATE:
            return _("closed on this date")
        case Reason.HOLIDAY:
            return text_in(segment.names, "")
        case Reason.PAUSED | Reason.HELD_ELSEWHERE | Reason.RESOLVED:
            return _not_counted(segment, calendar, agreement.calendars[calendar])
        case Reason.BEFORE_CHANGE:
            return _("counting began again at zero")


def _not_counted(segment: Segment, calendar: str, window: Calendar) -> str:
    lost = exact_length(window.between(segment.start, segment.end))
    if calendar == ALWAYS:
        return _("%(length)s does not count") % {"length": lost}
    return _("%(length)s of service time does not count") % {"length": lost}
