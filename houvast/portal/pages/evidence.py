"""One clock as a file: every stretch, counted or not, so that anybody can add it up."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse

from houvast.portal import wording
from houvast.portal.pages.lists import csv_file
from houvast.portal.tickets.models import Ticket
from houvast.sla.agreement.model import Agreement
from houvast.sla.explain import Explanation

HEADS = ("ticket", "target", "cycle", "from", "to", "seconds", "counted_seconds", "reason", "detail", "calendar")


def clock_file(ticket: Ticket, explained: Explanation, agreement: Agreement) -> HttpResponse:
    """Return the stretches of a clock as CSV; instants in UTC, lengths in seconds, codes and words beside them."""
    clock = explained.clock
    rows = [
        (
            ticket.number,
            clock.target,
            clock.cycle,
            _utc(segment.start),
            _utc(segment.end),
            _seconds(segment.length.total_seconds()),
            _seconds(segment.length.total_seconds() if segment.counted else 0),
            segment.reason.value,
            wording.reason_detail(segment, explained.calendar, agreement),
            explained.calendar,
        )
        for segment in explained.segments
    ]
    return csv_file(f"ticket-{ticket.number}-{clock.target}-{clock.cycle}", HEADS, rows)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _seconds(length: float) -> str:
    return f"{length:.6f}".rstrip("0").rstrip(".")
