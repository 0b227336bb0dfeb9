"""Ready texts: the places in them, and what fills these for one ticket and one writer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation

from houvast.portal import wording
from houvast.portal.accounts.models import Person
from houvast.portal.agreements.queries import parsed
from houvast.portal.clocks.models import ClockRow, Standing
from houvast.portal.handling.refusals import UnknownPlaces
from houvast.portal.tickets.models import Ticket

PLACES = ("customer", "contact", "first_name", "number", "subject", "service", "priority", "due", "agent", "team")
"""What can stand in a text, between braces."""
_PLACE = re.compile(r"\{([a-z_]{1,40})\}")


def filled(text: str, ticket: Ticket, *, by: Person, now: datetime) -> str:
    """
    Return a text with its places filled, in the language and zone of who reported the ticket.

    A place that nothing fills stays as it was written, so that the writer sees it; `refuse_places` keeps it from
    being sent.
    """
    if not _PLACE.search(text):
        return text
    values = _values(ticket, by=by, now=now)
    return _PLACE.sub(lambda found: values.get(found[1]) or found[0], text)


def refuse_places(text: str, ticket: Ticket) -> str:
    """Return the text; raise UnknownPlaces where a place in it is not filled."""
    left = dict.fromkeys(_PLACE.findall(text))
    if left:
        raise UnknownPlaces(ticket.number, left)
    return text


def _values(ticket: Ticket, *, by: Person, now: datetime) -> Mapping[str, str]:
    reader, agreement = ticket.reported_by, parsed(ticket.agreement) if ticket.agreement is not None else None
    standing = Standing.objects.get(ticket=ticket)
    zone = reader.timezone if reader is not None else ticket.organisation.timezone
    agreed = ZoneInfo(agreement.timezone) if agreement is not None else None
    with translation.override(reader.language if reader is not None else ticket.organisation.language):
        reading = wording.Reading(now, ZoneInfo(zone), agreed)
        clocks = ClockRow.objects.filter(ticket=ticket, is_open=True, due_at__isnull=False)
        due = clocks.order_by("due_at").values_list("due_at", flat=True).first()
        return {
            "customer": ticket.organisation.name,
            "contact": reader.name if reader is not None else "",
            "first_name": reader.get_short_name() if reader is not None else "",
            "number": f"#{ticket.number}",
            "subject": ticket.subject,
            "service": wording.called(standing.service, agreement),
            "priority": wording.called(standing.priority, agreement),
            "due": str(reading.fully(due)) if due else "",
            "agent": by.name,
            "team": standing.team,
        }
