"""`/desk/`: the queue, by time left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal.accounts.access import organisations_visible_to, visible_ticket_rows
from houvast.portal.accounts.models import Person
from houvast.portal.clocks import queries
from houvast.portal.clocks.models import ClockRow, Standing
from houvast.portal.desk.frame import Counts, counts_of, for_desk, page
from houvast.portal.pages.lists import MOST_EXPORTED, Choice, agreements_of, choices, csv_file, page_of
from houvast.portal.pages.rows import TicketRow, row_of, ticket_rows
from houvast.portal.pages.ticket import reading_of
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import visible_to
from houvast.sla.terms import State, Verdict

SOON = timedelta(hours=1)
MOST_CHOICES = 200
GROUPS = {
    "over": (gettext_lazy("Over time"), gettext_lazy("due moment has passed")),
    "hour": (gettext_lazy("Within an hour"), gettext_lazy("by due moment")),
    "today": (gettext_lazy("Today"), gettext_lazy("by due moment")),
    "later": (gettext_lazy("Later"), gettext_lazy("by due moment")),
    "paused": (gettext_lazy("Paused"), gettext_lazy("the clock stands still; no due moment until it runs")),
    "none": (gettext_lazy("Without a due moment"), gettext_lazy("best effort, or no clock")),
}
VIEWS = {
    "": gettext_lazy("All, by time left"),
    "mine": gettext_lazy("Mine"),
    "unassigned": gettext_lazy("Unassigned"),
    "waiting": gettext_lazy("Waiting"),
    "no-clock": gettext_lazy("Without clock"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the agent wants to see of the queue."""

    view: str
    customer: str
    priority: str
    team: str
    text: str

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is set beside the view."""
        return bool(self.customer or self.priority or self.team or self.text)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are due in the same stretch of time."""

    word: str
    said: str
    rows: Sequence[TicketRow]


@dataclass(frozen=True, slots=True)
class View:
    """One tab above the queue."""

    word: str
    url: str
    here: bool
    count: int | None


@for_desk
def queue(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the tickets that are asked for, grouped by time left."""
    now, wanted = timezone.now(), _wanted(request)
    without = wanted.view == "no-clock"
    if request.GET.get("format") == "csv":
        return _csv(_clocks(person, wanted, now), now)
    listed = page_of(request, _without_clock(person, wanted) if without else _clocks(person, wanted, now))
    groups = _plain(list(listed), person, now) if without else _grouped(list(listed), person, now)
    return page(
        request,
        person,
        "desk/queue.html",
        {
            "wanted": wanted,
            "views": _views(counts_of(person), wanted),
            "strip": _strip(person, now),
            "customers": _customers(person, wanted),
            "priorities": _distinct(person, "priority", _("Every priority"), wanted.priority),
            "teams": _distinct(person, "team", _("Every team"), wanted.team),
            "page": listed,
            "groups": groups,
        },
        now=now,
    )


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    view = asked.get("view", "")
    return Wanted(
        view if view in VIEWS else "",
        asked.get("customer", "")[:60],
        asked.get("priority", "")[:60],
        asked.get("team", "")[:100],
        asked.get("q", "").strip()[:100],
    )


def _standing(wanted: Wanted, person: Person) -> dict[str, object]:
    """Return the filters that look at how a ticket stands, without the path to it."""
    asked: dict[str, object] = {}
    if wanted.view == "mine":
        asked["handler"] = person
    if wanted.view == "unassigned":
        asked["handler"] = None
    if wanted.priority:
        asked["priority"] = wanted.priority
    if wanted.team:
        asked["team"] = wanted.team
    return asked


def _clocks(person: Person, wanted: Wanted, now: datetime) -> QuerySet[ClockRow]:
    """Return the most urgent clock of each ticket asked for, soonest due first."""
    standing = {f"ticket__standing__{name}": value for name, value in _standing(wanted, person).items()}
    clocks = queries.queue(person, now=now).filter(ticket__standing__phase=Phase.OPEN, **standing)
    if wanted.view == "waiting":
        clocks = clocks.exclude(ticket__standing__waiting_for="")
    if wanted.customer:
        clocks = clocks.filter(ticket__organisation__slug=wanted.customer)
    return clocks.filter(_speaks_of(wanted.text, "ticket__")) if wanted.text else clocks


def _without_clock(person: Person, wanted: Wanted) -> QuerySet[Ticket]:
    """Return the open tickets that no clock watches, newest first."""
    clocks = ClockRow.objects.filter(ticket=OuterRef("pk"), is_open=True)
    standing = {f"standing__{name}": value for name, value in _standing(wanted, person).items()}
    mine = visible_to(person).filter(~Exists(clocks), standing__phase=Phase.OPEN, **standing)
    if wanted.customer:
        mine = mine.filter(organisation__slug=wanted.customer)
    mine = mine.filter(_speaks_of(wanted.text, "")) if wanted.text else mine
    return mine.select_related("standing__handler").order_by("-opened_at", "-pk")


def _speaks_of(text: str, path: str) -> Q:
    number = text.lstrip("#")
    found = Q(**{f"{path}subject__icontains": text}) | Q(**{f"{path}organisation__name__icontains": text})
    if number.isdecimal() and len(number) < 18:
        found |= Q(**{f"{path}number": int(number)})
    return found


# -- rows and groups ------------------------------------------------------------------------------


def _grouped(clocks: Sequence[ClockRow], person: Person, now: datetime) -> list[Group]:
    agreements = agreements_of([clock.ticket for clock in clocks])
    pairs = [
        (
            _group_of(clock, person, now),
            row_of(
                clock.ticket,
                clock,
                agreements.get(clock.ticket.agreement_id or 0),
                person,
                now=now,
                link=ticket_url,
            ),
        )
        for clock in clocks
    ]
    pairs.sort(key=lambda pair: list(GROUPS).index(pair[0]))
    return [
        Group(str(GROUPS[key][0]), str(GROUPS[key][1]), [row for _key, row in rows])
        for key, rows in groupby(pairs, key=lambda pair: pair[0])
    ]


def _group_of(clock: ClockRow, person: Person, now: datetime) -> str:
    if queries.reads_now(clock, now=now) is Verdict.BREACHED:
        return "over"
    if clock.due_at is None:
        return "paused" if clock.state == State.PAUSED and clock.promised_us is not None else "none"
    if clock.due_at - now <= SOON:
        return "hour"
    reading = reading_of(person, now)
    return "today" if reading.local(clock.due_at).date() == reading.local(now).date() else "later"


def _plain(tickets: Sequence[Ticket], person: Person, now: datetime) -> list[Group]:
    rows = ticket_rows(tickets, person, now=now, link=ticket_url, reads_as_customer=False)
    return [Group(str(GROUPS["none"][0]), str(GROUPS["none"][1]), rows)] if rows else []


def ticket_url(ticket: Ticket) -> str:
    """Return the desk's address of a ticket."""
    return reverse("desk:ticket", args=[ticket.number])


# -- what stands above the rows -------------------------------------------------------------------


def _views(counts: Counts, wanted: Wanted) -> list[View]:
    numbers = {"": counts.all, "mine": counts.mine, "unassigned": counts.unassigned, "waiting": counts.waiting}
    return [
        View(str(word), f"?view={key}" if key else "?", key == wanted.view, numbers.get(key))
        for key, word in VIEWS.items()
    ]


def _strip(person: Person, now: datetime) -> dict[str, int]:
    """Return how many tickets are over time, run out within the hour, and stand still; one query."""
    clocks = queries.open_clocks_of(person, now=now).filter(ticket__standing__phase=Phase.OPEN).order_by()
    soon = queries.reads(Verdict.PENDING, now) & Q(due_at__lte=now + SOON)
    return clocks.aggregate(
        over=Count("ticket", distinct=True, filter=queries.reads(Verdict.BREACHED, now)),
        soon=Count("ticket", distinct=True, filter=soon),
        paused=Count("ticket", distinct=True, filter=Q(state=State.PAUSED)),
    )


def _customers(person: Person, wanted: Wanted) -> list[Choice]:
    visible = organisations_visible_to(person).order_by("name").values_list("slug", "name")[:MOST_CHOICES]
    return choices([("", _("Every customer")), *visible], wanted.customer)


def _distinct(person: Person, field: str, every: str, chosen: str) -> list[Choice]:
    """Return what occurs on open tickets as choices, with the one for all first."""
    standing = visible_ticket_rows(Standing.objects.filter(phase=Phase.OPEN), person)
    values = standing.exclude(**{field: ""}).order_by(field).values_list(field, flat=True).distinct()[:MOST_CHOICES]
    return choices([("", every), *((value, value) for value in values)], chosen)


def _csv(clocks: QuerySet[ClockRow], now: datetime) -> HttpResponse:
    heads = ("number", "subject", "customer", "priority", "target", "state", "due_at", "handler", "team")
    rows = (
        (
            clock.ticket.number,
            clock.ticket.subject,
            clock.ticket.organisation.name,
            clock.ticket.standing.priority,
            clock.target,
            State(clock.state).word,
            clock.due_at.isoformat() if clock.due_at else "",
            clock.ticket.standing.handler.name if clock.ticket.standing.handler else "",
            clock.ticket.standing.team,
        )
        for clock in clocks[:MOST_EXPORTED]
    )
    return csv_file(f"queue-{now:%Y-%m-%d-%H%M}", heads, rows)
