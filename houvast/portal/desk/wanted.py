"""What somebody wants to see of the queue: read from an address, written to one, and asked of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from houvast.portal.accounts.access import organisations_visible_to
from houvast.portal.accounts.models import Person
from houvast.portal.clocks import queries
from houvast.portal.clocks.models import ClockRow
from houvast.portal.search.queries import tickets_about
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import visible_to

VIEWS = {
    "": gettext_lazy("All, by time left"),
    "mine": gettext_lazy("Mine"),
    "unassigned": gettext_lazy("Unassigned"),
    "waiting": gettext_lazy("Waiting"),
    "no-clock": gettext_lazy("Without clock"),
}
SORTS = {
    "": gettext_lazy("Time left"),
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
}
_ORDERS = {"newest": ("-ticket__opened_at", "-pk"), "oldest": ("ticket__opened_at", "pk")}
_LONGEST = {"view": 20, "customer": 60, "priority": 60, "team": 100, "q": 100, "sort": 10}
"""The parameters of the queue, and how long each may be."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the agent wants to see of the queue."""

    view: str
    customer: str
    priority: str
    team: str
    text: str
    sort: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is set beside the view."""
        return bool(self.customer or self.priority or self.team or self.text)

    @property
    def query(self) -> str:
        """The same as the query of an address, without what is empty."""
        said = {
            "view": self.view, "customer": self.customer, "priority": self.priority, "team": self.team,
            "q": self.text, "sort": self.sort,
        }  # fmt: skip
        return urlencode({name: value for name, value in said.items() if value})


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """Return what parameters ask for; what is unknown or too long is passed over or cut."""
    said = {name: str(asked.get(name, ""))[:longest].strip() for name, longest in _LONGEST.items()}
    return Wanted(
        said["view"] if said["view"] in VIEWS else "",
        said["customer"],
        said["priority"],
        said["team"],
        said["q"],
        said["sort"] if said["sort"] in SORTS else "",
    )


def clocks_wanted(person: Person, wanted: Wanted, now: datetime) -> QuerySet[ClockRow]:
    """Return the most urgent clock of each ticket asked for, soonest due first unless asked otherwise."""
    standing = {f"ticket__standing__{name}": value for name, value in _standing(wanted, person).items()}
    clocks = queries.queue(person, now=now).filter(ticket__standing__phase=Phase.OPEN, **standing)
    if wanted.view == "waiting":
        clocks = clocks.exclude(ticket__standing__waiting_for="")
    if wanted.customer:
        clocks = clocks.filter(ticket__organisation__slug=wanted.customer)
    clocks = clocks.filter(_speaks_of(wanted.text, person, "ticket")) if wanted.text else clocks
    return clocks.order_by(*_ORDERS[wanted.sort]) if wanted.sort else clocks


def tickets_without_clock(person: Person, wanted: Wanted) -> QuerySet[Ticket]:
    """Return the open tickets that no clock watches, newest first."""
    clocks = ClockRow.objects.filter(ticket=OuterRef("pk"), is_open=True)
    standing = {f"standing__{name}": value for name, value in _standing(wanted, person).items()}
    mine = visible_to(person).filter(~Exists(clocks), standing__phase=Phase.OPEN, **standing)
    if wanted.customer:
        mine = mine.filter(organisation__slug=wanted.customer)
    mine = mine.filter(_speaks_of(wanted.text, person, "pk")) if wanted.text else mine
    return mine.select_related("standing__handler").order_by("-opened_at", "-pk")


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


def _speaks_of(text: str, person: Person, ticket: str) -> Q:
    """Say that a ticket has these words, or its customer this name; `ticket` is the path to it."""
    named = organisations_visible_to(person).filter(name__icontains=text)
    return Q(**{f"{ticket}__in": tickets_about(person, text)}) | Q(organisation__in=named.values("pk"))
