"""`/tickets/`: all tickets of the organisation, filtered, sorted, paged, and as a CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal.clocks.models import Standing
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.customer.home import ticket_url
from houvast.portal.pages.lists import MOST_EXPORTED, choices, csv_file, page_of
from houvast.portal.pages.rows import by_due, ticket_rows
from houvast.portal.search.queries import tickets_about
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import visible_to

STATES = {
    "open": gettext_lazy("Open"),
    "waiting": gettext_lazy("Waiting for you"),
    "resolved": gettext_lazy("Resolved"),
    "closed": gettext_lazy("Closed"),
    "all": gettext_lazy("All"),
}
SORTS = {
    "due": gettext_lazy("Due first"),
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
}
_ENDED = (Phase.CLOSED, Phase.CANCELLED, Phase.MERGED)
_WHERE = {
    "open": Q(standing__phase=Phase.OPEN),
    "waiting": Q(standing__phase=Phase.OPEN, standing__waiting_for="customer"),
    "resolved": Q(standing__phase=Phase.RESOLVED),
    "closed": Q(standing__phase__in=_ENDED),
    "all": Q(),
}
_ORDERS = {"newest": ("-opened_at", "-number"), "oldest": ("opened_at", "number")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader wants to see of the list."""

    state: str
    priority: str
    text: str
    sort: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out that is there by default."""
        return bool(self.priority or self.text or self.state != "open")


@for_customer
def tickets(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the tickets that are asked for."""
    now, wanted = timezone.now(), _wanted(request)
    found = _found(visit, wanted)
    if request.GET.get("format") == "csv":
        return _csv(found, now)
    listed = page_of(request, found)
    rows = ticket_rows(list(listed), visit.person, now=now, link=ticket_url, reads_as_customer=True)
    priorities = _priorities(visit)
    return page(
        request,
        visit,
        "customer/tickets.html",
        {
            "wanted": wanted,
            "states": choices({key: str(word) for key, word in STATES.items()}, wanted.state),
            "sorts": choices({key: str(word) for key, word in SORTS.items()}, wanted.sort),
            "priorities": choices([("", _("Every priority")), *((each, each) for each in priorities)], wanted.priority),
            "page": listed,
            "rows": rows,
        },
    )


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    state = asked.get("state", "open")
    state = state if state in STATES else "open"
    sort = asked.get("sort", "")
    if sort not in SORTS:
        sort = "due" if state in {"open", "waiting"} else "newest"
    return Wanted(state, asked.get("priority", "")[:60], asked.get("q", "").strip()[:100], sort)


def _found(visit: Visit, wanted: Wanted) -> QuerySet[Ticket]:
    mine = visible_to(visit.person).filter(_WHERE[wanted.state], organisation=visit.organisation)
    if wanted.priority:
        mine = mine.filter(standing__priority=wanted.priority)
    if wanted.text:
        mine = mine.filter(pk__in=tickets_about(visit.person, wanted.text))
    mine = mine.select_related("organisation", "standing__handler")
    return by_due(mine) if wanted.sort == "due" else mine.order_by(*_ORDERS[wanted.sort])


def _priorities(visit: Visit) -> list[str]:
    """Return the priorities that occur on open tickets of the organisation, or did."""
    held = Standing.objects.filter(organisation=visit.organisation).exclude(priority="")
    return sorted(held.order_by().values_list("priority", flat=True).distinct()[:20])


def _csv(found: QuerySet[Ticket], now: datetime) -> HttpResponse:
    heads = ("number", "subject", "opened_at", "phase", "status", "priority", "service", "type", "handler")
    rows = (
        (
            ticket.number,
            ticket.subject,
            ticket.opened_at.isoformat(),
            ticket.standing.phase,
            ticket.standing.status,
            ticket.standing.priority,
            ticket.standing.service,
            ticket.standing.type,
            ticket.standing.handler.name if ticket.standing.handler else "",
        )
        for ticket in found[:MOST_EXPORTED]
    )
    return csv_file(f"tickets-{now:%Y-%m-%d}", heads, rows)
