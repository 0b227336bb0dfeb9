"""The way into every page of the desk: who works here, and what stands around the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts import factors
from houvast.portal.accounts.access import (
    Ability,
    NotAllowed,
    is_provider,
    may_at_the_provider,
    memberships_of,
    only_reads,
    visible_ticket_rows,
)
from houvast.portal.accounts.models import OrganisationKind, Person
from houvast.portal.clocks.models import Standing
from houvast.portal.mailbox.queries import quarantined
from houvast.portal.notices.queries import undelivered
from houvast.portal.pages.frame import MenuItem, Reader, is_below, private, reader_of
from houvast.portal.pages.listening import stream_of, ticket_of
from houvast.portal.pages.ticket import reading_of
from houvast.portal.pages.ticks import lengths
from houvast.portal.tickets.phase import Phase
from houvast.portal.watch.queries import pulse


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tickets are open, and of whom."""

    all: int
    mine: int
    unassigned: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of the menu under one word."""

    title: str
    items: Sequence[MenuItem]


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around a page of the desk."""

    provider: str
    groups: Sequence[Group]
    reader: Reader
    watch: str
    clock: str
    counts: Counts
    live: str
    live_ticket: str
    live_menu: str
    lengths: str

    @property
    def tabs(self) -> list[MenuItem]:
        """The menu of a phone: the first entries."""
        return [item for group in self.groups for item in group.items][:5]


def for_desk(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let the provider's people in; for anybody else there is nothing here."""

    @private
    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, Person) or not is_provider(request.user):
            raise Http404
        if request.method == "POST" and only_reads(request.user):
            raise NotAllowed(request.user, Ability.WORK_TICKETS)
        if factors.is_missing(request.user):
            messages.warning(request, _("Add a second factor first: your organisation asks for one."))
            return redirect("profile:profile")
        return view(request, request.user, *args, **kwargs)

    return entered


def page(
    request: HttpRequest,
    person: Person,
    template: str,
    context: dict[str, Any],
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    """Answer with a page inside the frame of the desk, as of this moment."""
    return render(request, template, {"shell": _shell(request, person, now), **context}, status=status)


def _shell(request: HttpRequest, person: Person, now: datetime) -> Shell:
    counts, reading = counts_of(person), reading_of(person, now)
    clock = f"{reading.dated(reading.local(now).date())} {reading.clock(now)}, {wording.place(reading.zone)}"
    return Shell(
        provider=_provider(person),
        groups=_groups(request, person, counts),
        reader=reader_of(person, None),
        watch=_watch(now),
        clock=clock,
        counts=counts,
        live=stream_of(request, None),
        live_ticket=ticket_of(request),
        live_menu=reverse("desk:counts"),
        lengths=lengths(),
    )


def _provider(person: Person) -> str:
    """Return what the provider is called that somebody works for, by what they are anyway known to be."""
    ours = (held.organisation for held in memberships_of(person) if held.organisation.kind == OrganisationKind.PROVIDER)
    return next((provider.name for provider in ours), "Houvast")


def counts_of(person: Person) -> Counts:
    """Return how many open tickets there are for somebody; one query for each person object, so one a page."""
    held: Counts | None = getattr(person, "_counts", None)
    if held is None:
        held = _counted(person)
        person._counts = held  # type: ignore[attr-defined]
    return held


def _counted(person: Person) -> Counts:
    standing = visible_ticket_rows(Standing.objects.filter(phase=Phase.OPEN), person)
    return Counts(
        **standing.aggregate(
            all=Count("pk"),
            mine=Count("pk", filter=Q(handler=person)),
            unassigned=Count("pk", filter=Q(handler=None)),
            waiting=Count("pk", filter=~Q(waiting_for="")),
        )
    )


def menu(request: HttpRequest, person: Person) -> list[Group]:
    """Return the menu as it reads for somebody."""
    return _groups(request, person, counts_of(person))


def _groups(request: HttpRequest, person: Person, counts: Counts) -> list[Group]:
    queue, view = reverse("desk:queue"), request.GET.get("view", "")
    at_queue = request.path == queue
    lost = undelivered(person).count()
    work = [
        MenuItem(
            queue, _("Queue"), "stack-2", (at_queue and view != "mine") or is_below(request, "desk:tickets"), counts.all
        ),
        MenuItem(f"{queue}?view=mine", _("Mine"), "user-check", at_queue and view == "mine", counts.mine),
    ]
    work += [
        MenuItem(reverse("desk:duty"), _("On duty"), "alert-triangle", is_below(request, "desk:duty")),
        MenuItem(reverse("desk:texts"), _("Ready texts"), "message-2", is_below(request, "desk:texts")),
    ]
    around = [
        MenuItem(reverse("desk:customers"), _("Customers"), "building", is_below(request, "desk:customers")),
        MenuItem(reverse("desk:documents"), _("Documents"), "folder", is_below(request, "desk:documents")),
        MenuItem(reverse("desk:invoices"), _("Invoices"), "file-invoice", is_below(request, "desk:invoices")),
        MenuItem(reverse("desk:articles"), _("Articles"), "book-2", is_below(request, "desk:articles")),
        MenuItem(
            reverse("desk:quarantine"),
            _("Quarantine"),
            "mail-question",
            is_below(request, "desk:quarantine"),
            quarantined(person).count() if at_queue or is_below(request, "desk:quarantine") else 0,
        ),
        MenuItem(reverse("desk:undelivered"), _("Undelivered"), "mail", is_below(request, "desk:undelivered"), lost),
    ]
    administration = _administration(request, person)
    more = [Group(_("Administration"), administration)] if administration else []
    return [Group(_("Work"), work), Group(_("Service"), around), *more]


def _administration(request: HttpRequest, person: Person) -> list[MenuItem]:
    """Return what there is for who manages the provider's people, or audits."""
    audits = may_at_the_provider(person, Ability.SEE_AUDIT)
    entries = [
        ("desk:people", _("People"), "users", audits or may_at_the_provider(person, Ability.MANAGE_PEOPLE)),
        ("desk:audit", _("Audit trail"), "file-check", audits),
    ]
    return [MenuItem(reverse(name), word, icon, is_below(request, name)) for name, word, icon, may in entries if may]


def _watch(now: datetime) -> str:
    """Say whether the watch is alive: it warns of what runs out."""
    watch = pulse(now=now)
    if watch.beat_at is None:
        return _("has not run yet")
    if watch.silent_for is not None:
        return _("silent for %(length)s") % {"length": wording.ago(watch.silent_for)}
    return _("runs")
