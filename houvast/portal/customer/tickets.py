"""`/tickets/`: all tickets of the organisation, filtered, sorted, paged, and as a CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.agreements.services import services_of
from houvast.portal.clocks.models import Standing
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.customer.home import ticket_url
from houvast.portal.pages.lists import MOST_EXPORTED, Choice, choices, csv_file, page_of
from houvast.portal.pages.rows import by_due, ticket_rows
from houvast.portal.pages.services import name_of
from houvast.portal.search.queries import tickets_about
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import visible_to

MOST_OFFERED = 50
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
WHOSE = {
    "": gettext_lazy("All that I may read"),
    "mine": gettext_lazy("My own"),
    "followed": gettext_lazy("Followed by me"),
}
SINCE = {
    "": (gettext_lazy("Any time"), None),
    "7": (gettext_lazy("The last 7 days"), timedelta(days=7)),
    "30": (gettext_lazy("The last 30 days"), timedelta(days=30)),
    "90": (gettext_lazy("The last 90 days"), timedelta(days=90)),
    "365": (gettext_lazy("The last year"), timedelta(days=365)),
}
"""Within which time a ticket was reported."""
TYPES = ("incident", "request", "question", "change")
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
    service: str
    type: str
    whose: str
    since: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out that is there by default."""
        others = self.priority, self.text, self.service, self.type, self.whose, self.since
        return any(others) or self.state != "open"


@for_customer
def tickets(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the tickets that are asked for."""
    now, wanted = visit.now, _wanted(request)
    found = _found(visit, wanted, now)
    if request.GET.get("format") == "csv":
        return _csv(found, now)
    listed = page_of(request, found)
    rows = ticket_rows(list(listed), visit.person, now=now, link=ticket_url, reads_as_customer=True)
    return page(
        request,
        visit,
        "customer/tickets.html",
        {
            "wanted": wanted,
            **_choices(visit, wanted),
            "page": listed,
            "rows": rows,
        },
    )


def _choices(visit: Visit, wanted: Wanted) -> dict[str, list[Choice]]:
    """Return what each filter offers, the chosen one marked."""
    held = Standing.objects.filter(organisation=visit.organisation)
    names = {each.code: name_of(each) for each in services_of(visit.organisation)}
    codes = dict.fromkeys([*names, *_said(held, "service")])
    return {
        "states": choices({key: str(word) for key, word in STATES.items()}, wanted.state),
        "sorts": choices({key: str(word) for key, word in SORTS.items()}, wanted.sort),
        "whose": choices({key: str(word) for key, word in WHOSE.items()}, wanted.whose),
        "periods": choices({key: str(word) for key, (word, _length) in SINCE.items()}, wanted.since),
        "priorities": choices(
            [("", _("Every priority")), *((each, each) for each in _said(held, "priority"))], wanted.priority
        ),
        "services": choices(
            [("", _("Every service")), *((code, names.get(code, code)) for code in codes)], wanted.service
        ),
        "types": choices(
            [("", _("Every kind")), *((each, wording.sentence_case(wording.ticket_type(each))) for each in TYPES)],
            wanted.type,
        ),
    }


def _said(held: QuerySet[Standing], field: str) -> list[str]:
    """Return the words that occur on tickets of the organisation, or did."""
    words = held.exclude(**{field: ""}).order_by().values_list(field, flat=True)
    return sorted(words.distinct()[:MOST_OFFERED])


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    state = asked.get("state", "open")
    state = state if state in STATES else "open"
    sort = asked.get("sort", "")
    if sort not in SORTS:
        sort = "due" if state in {"open", "waiting"} else "newest"
    whose, since = asked.get("whose", ""), asked.get("since", "")
    return Wanted(
        state,
        asked.get("priority", "")[:60],
        asked.get("q", "").strip()[:100],
        sort,
        service=asked.get("service", "")[:100],
        type=asked.get("type", "")[:60],
        whose=whose if whose in WHOSE else "",
        since=since if since in SINCE else "",
    )


def _found(visit: Visit, wanted: Wanted, now: datetime) -> QuerySet[Ticket]:
    mine = visible_to(visit.person).filter(_WHERE[wanted.state], organisation=visit.organisation)
    for field in ("priority", "service", "type"):
        if getattr(wanted, field):
            mine = mine.filter(**{f"standing__{field}": getattr(wanted, field)})
    if wanted.whose == "mine":
        mine = mine.filter(reported_by=visit.person)
    elif wanted.whose == "followed":
        mine = mine.filter(pk__in=visit.person.followed.filter(until=None).values("ticket"))
    if (length := SINCE[wanted.since][1]) is not None:
        mine = mine.filter(opened_at__gte=now - length)
    if wanted.text:
        mine = mine.filter(pk__in=tickets_about(visit.person, wanted.text))
    mine = mine.select_related("organisation", "standing__handler", "reported_by")
    return by_due(mine) if wanted.sort == "due" else mine.order_by(*_ORDERS[wanted.sort])


def _csv(found: QuerySet[Ticket], now: datetime) -> HttpResponse:
    heads = (
        "number",
        "subject",
        "opened_at",
        "phase",
        "status",
        "priority",
        "service",
        "type",
        "handler",
        "reported_by",
    )
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
            ticket.reported_by.name if ticket.reported_by else "",
        )
        for ticket in found[:MOST_EXPORTED]
    )
    return csv_file(f"tickets-{now:%Y-%m-%d}", heads, rows)
