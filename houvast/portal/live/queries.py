"""What an open page must know to miss nothing."""

from __future__ import annotations

from django.db.models import Max

from houvast.portal.tickets.models import TicketEvent


def last_event() -> int:
    """
    Return the key of the latest event of all: a page of the desk carries it, so that what came between is not missed.

    A customer's page carries the length of their own chain instead: how busy others are is not told to them.
    """
    return TicketEvent.objects.order_by().aggregate(last=Max("pk"))["last"] or 0
