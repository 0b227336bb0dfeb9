"""Telling open pages that something changed, in the transaction that changes it: what is undone is never told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from houvast.portal.agreements.actions import AgreementStored
from houvast.portal.live.hints import Hint, What, written
from houvast.portal.live.models import Change
from houvast.portal.tickets.happenings import Happening, Imported
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import INTERNAL
from houvast.portal.watch.worker import StepsDecided

CHANNEL = "houvast_live"
KEPT = 10_000
"""Hints that stay in the table on SQLite."""
MOST_NAMED = 50
"""Tickets told one by one; of more, only at which customers they are."""


def tell(happening: Happening) -> None:
    """Tell that something was recorded about tickets."""
    what = What.INSIDE if happening.event.kind in INTERNAL else What.CHANGED
    publish([_hint(what, ticket) for ticket in happening.tickets])


def tell_of_import(imported: Imported) -> None:
    """Tell that many events came in."""
    _tell_of_keys([(imported.organisation_id, key) for key in imported.ticket_ids])


def tell_of_agreement(stored: AgreementStored) -> None:
    """Tell that another agreement may judge a customer's tickets."""
    publish([Hint(What.CHANGED, stored.version.customer_id)])


def tell_of_steps(decided: StepsDecided) -> None:
    """Tell that the watch took steps: clocks have run out, or are about to."""
    _tell_of_keys([(each.organisation_id, each.ticket_id) for each in decided.decisions])


def tell_of_presence(ticket: Ticket) -> None:
    """Tell the desk that who looks at a ticket changed; a customer never hears of it."""
    publish([_hint(What.PRESENCE, ticket)])


def publish(hints: Iterable[Hint]) -> None:
    """Let every process hear of these once the transaction is through."""
    texts = list(dict.fromkeys(written(hint) for hint in hints))
    if not texts:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, hint) FROM unnest(%s::text[]) AS hint", [CHANNEL, texts])
        return
    *_others, last = Change.objects.bulk_create(Change(hint=text) for text in texts)
    Change.objects.filter(pk__lte=last.pk - KEPT).delete()


def _hint(what: What, ticket: Ticket) -> Hint:
    return Hint(what, ticket.organisation_id, ticket.pk, ticket.number, ticket.reported_by_id)


def _tell_of_keys(keys: Sequence[tuple[int, int]]) -> None:
    """Tell of tickets by organisation and key."""
    tickets = {ticket for _organisation, ticket in keys}
    if len(tickets) > MOST_NAMED:
        publish(Hint(What.CHANGED, organisation) for organisation in sorted({first for first, _ in keys}))
    else:
        publish(_hint(What.CHANGED, ticket) for ticket in Ticket.objects.filter(pk__in=tickets).order_by("pk"))
