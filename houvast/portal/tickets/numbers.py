"""Ticket numbers: each given once, whoever asks at the same time."""

from __future__ import annotations

from houvast.portal.tickets.models import NumberSeries

TICKETS = "tickets"
FIRST_NUMBER = 1001


def take(count: int) -> int:
    """Return the first of `count` numbers that follow each other; call inside a transaction."""
    series, _ = NumberSeries.objects.select_for_update().get_or_create(
        name=TICKETS, defaults={"next_number": FIRST_NUMBER}
    )
    first = series.next_number
    NumberSeries.objects.filter(pk=series.pk).update(next_number=first + count)
    return first
