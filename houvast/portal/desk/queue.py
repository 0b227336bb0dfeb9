"""`/desk/`: the queue, by time left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, Q, QuerySet
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
from houvast.portal.desk.internal import Internal, internal_clocks
from houvast.portal.desk.offered import offered
from houvast.portal.desk.wanted import SORTS, VIEWS, Wanted, clocks_wanted, tickets_without_clock, wanted_of
from houvast.portal.handling import several, views_kept
from houvast.portal.pages.lists import MOST_EXPORTED, Choice, agreements_of, choices, csv_file, page_of
from houvast.portal.pages.rows import TicketRow, row_of, ticket_rows
from houvast.portal.pages.ticket import reading_of
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.sla.agreement.model import Agreement
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
    "all": (gettext_lazy("Tickets"), gettext_lazy("by the day on which they were reported")),
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A ticket with its team, and how that team stands by its own promise."""

    row: TicketRow
    team: str
    internal: Internal | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are due in the same stretch of time."""

    word: str
    said: str
    rows: Sequence[QueueRow]


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
    now, wanted = timezone.now(), wanted_of(request.GET.dict())
    without = wanted.view == "no-clock"
    if request.GET.get("format") == "csv":
        return _csv(clocks_wanted(person, wanted, now), now)
    listed = page_of(request, tickets_without_clock(person, wanted) if without else clocks_wanted(person, wanted, now))
    rows = list(listed)
    tickets = rows if without else [clock.ticket for clock in rows]
    agreements = agreements_of(tickets)
    internal = internal_clocks(tickets, agreements, now=now)
    groups = (
        _plain(rows, internal, person, now) if without else _grouped(rows, agreements, internal, person, wanted, now)
    )
    saved, (priorities, teams) = request.GET.get("saved", ""), _words_in_use(person)
    context = {
        "wanted": wanted,
        "views": _views(counts_of(person), wanted, saved),
        "saved": _saved(person, saved),
        "strip": _strip(person, now),
        "customers": _customers(person, wanted),
        "priorities": _words(priorities, _("Every priority"), wanted.priority),
        "teams": _words(teams, _("Every team"), wanted.team),
        "sorts": choices(((value, str(word)) for value, word in SORTS.items()), wanted.sort),
        "page": listed,
        "groups": groups,
        "offered": offered(person, tickets, agreements),
        "undoable": several.undoable(person, now=now),
        "undo_seconds": several.UNDO_WITHIN.seconds,
    }
    return page(request, person, "desk/queue.html", context, now=now)


# -- rows and groups ------------------------------------------------------------------------------


def _grouped(
    clocks: Sequence[ClockRow],
    agreements: Mapping[int, Agreement],
    internal: Mapping[int, Internal],
    person: Person,
    wanted: Wanted,
    now: datetime,
) -> list[Group]:
    pairs = [
        (
            "all" if wanted.sort else _group_of(clock, person, now),
            QueueRow(
                row_of(
                    clock.ticket,
                    clock,
                    agreements.get(clock.ticket.agreement_id or 0),
                    person,
                    now=now,
                    link=ticket_url,
                ),
                clock.ticket.standing.team,
                internal.get(clock.ticket_id),
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


def _plain(tickets: Sequence[Ticket], internal: Mapping[int, Internal], person: Person, now: datetime) -> list[Group]:
    shown = ticket_rows(tickets, person, now=now, link=ticket_url, reads_as_customer=False)
    rows = [
        QueueRow(row, ticket.standing.team, internal.get(ticket.pk)) for row, ticket in zip(shown, tickets, strict=True)
    ]
    return [Group(str(GROUPS["none"][0]), str(GROUPS["none"][1]), rows)] if rows else []


def ticket_url(ticket: Ticket) -> str:
    """Return the desk's address of a ticket."""
    return reverse("desk:ticket", args=[ticket.number])


# -- what stands above the rows -------------------------------------------------------------------


def _views(counts: Counts, wanted: Wanted, saved: str) -> list[View]:
    numbers = {"": counts.all, "mine": counts.mine, "unassigned": counts.unassigned, "waiting": counts.waiting}
    return [
        View(str(word), f"?view={key}" if key else "?", key == wanted.view and not saved, numbers.get(key))
        for key, word in VIEWS.items()
    ]


def _saved(person: Person, saved: str) -> list[View]:
    """Return the views that somebody kept, and those that others share with them."""
    return [
        View(view.name, f"?{view.query}&saved={view.pk}".replace("?&", "?"), str(view.pk) == saved, None)
        for view in views_kept.seen_by(person)
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


def _words_in_use(person: Person) -> tuple[list[str], list[str]]:
    """Return the priorities and the teams that occur on open tickets; one query."""
    standing = visible_ticket_rows(Standing.objects.filter(phase=Phase.OPEN), person)
    pairs = list(standing.order_by().values_list("priority", "team").distinct()[: 10 * MOST_CHOICES])
    return sorted({priority for priority, _ in pairs if priority}), sorted({team for _, team in pairs if team})


def _words(words: Sequence[str], every: str, chosen: str) -> list[Choice]:
    """Return words as choices, with the one for all first."""
    return choices([("", every), *((word, word) for word in words[:MOST_CHOICES])], chosen)


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
