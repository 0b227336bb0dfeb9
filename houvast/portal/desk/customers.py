"""`/desk/customers/`: every customer, how their levels stand, and their agreement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from houvast.portal.accounts.access import Ability, demand, may, may_at_the_provider, organisations_visible_to
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import in_force_of, parsed, versions_of
from houvast.portal.clocks import queries
from houvast.portal.clocks.models import ClockRow, Standing
from houvast.portal.clocks.queries import open_tickets_of
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.queue import ticket_url
from houvast.portal.pages import levels
from houvast.portal.pages.answers import answers_panel, objected_to
from houvast.portal.pages.behind import behind, behind_file
from houvast.portal.pages.document import document_page, source_file
from houvast.portal.pages.lists import MOST_EXPORTED, csv_file, page_of
from houvast.portal.pages.ratings import lost_words
from houvast.portal.pages.rows import by_due, ticket_rows
from houvast.portal.pages.ticket import reading_of
from houvast.portal.ratings.queries import satisfaction
from houvast.portal.tickets.phase import Phase
from houvast.sla.periods import period_of
from houvast.sla.terms import Span, Verdict

TICKETS_SHOWN = 20
PEOPLE_SHOWN = 20
RATED_IN = timedelta(days=90)


@for_desk
def customers(request: HttpRequest, person: Person) -> HttpResponse:
    """List the customers, those with tickets over time first."""
    now, text = timezone.now(), request.GET.get("q", "").strip()[:100]
    found = _with_counts(organisations_visible_to(person), now)
    if text:
        found = found.filter(name__icontains=text)
    found = found.order_by(F("late").desc(), "name")
    if request.GET.get("format") == "csv":
        rows = ((each.name, each.slug, each.open_tickets, each.late) for each in found[:MOST_EXPORTED])  # type: ignore[attr-defined]
        return csv_file("customers", ("name", "slug", "open_tickets", "late_tickets"), rows)
    listed = page_of(request, found)
    adds = may_at_the_provider(person, Ability.MANAGE_CUSTOMERS)
    return page(request, person, "desk/customers.html", {"page": listed, "text": text, "adds": adds}, now=now)


def _with_counts(organisations: QuerySet[Organisation], now: datetime) -> QuerySet[Organisation]:
    """Return organisations with the numbers of their open tickets, and of those over time."""
    open_ = Standing.objects.filter(organisation=OuterRef("pk"), phase=Phase.OPEN)
    late = ClockRow.objects.filter(
        queries.reads(Verdict.BREACHED, now),
        organisation=OuterRef("pk"),
        is_open=True,
        ticket__standing__phase=Phase.OPEN,
    )
    return organisations.annotate(open_tickets=_counted(open_, "pk"), late=_counted(late, "ticket"))


def _counted(rows: QuerySet[Any], what: str) -> Coalesce:
    counted = rows.order_by().values("organisation").annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@for_desk
def customer(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Show how one customer's levels stand, and their most urgent tickets."""
    organisation = _organisation(person, slug)
    now = timezone.now()
    versions = versions_of(organisation)
    version = in_force_of(versions, now)
    agreement = parsed(version) if version else None
    thought = satisfaction(person, organisation, span=Span(now - RATED_IN, now))
    cards = (
        levels.cards_of(person, organisation, agreement, at=now, now=now, link=_level_url(slug)) if agreement else []
    )
    mine = by_due(open_tickets_of(person).filter(organisation=organisation).select_related("standing__handler"))
    tickets = list(mine[:TICKETS_SHOWN])
    period = period_of(now, next(iter(agreement.targets.values())).per, agreement.timezone) if cards else None  # type: ignore[union-attr]
    context = {
        "organisation": organisation,
        "version": version,
        "agreement": agreement,
        "agreement_url": reverse("desk:agreement", args=[slug]),
        "cards": cards,
        "answer": levels.answer(cards, current=True) if cards else "",
        "below": levels.below(cards),
        "period": levels.period_name(period) if period else "",
        "rows": ticket_rows(tickets, person, now=now, link=ticket_url, reads_as_customer=False),
        "objections": objected_to(person, versions, now=now),
        "satisfaction": thought,
        "lost": lost_words(thought.lost // timedelta(minutes=1)),
        "works": may(person, Ability.WORK_TICKETS, organisation),
        "manages": may(person, Ability.MANAGE_CUSTOMERS, organisation),
        "people": organisation.memberships.select_related("person").order_by("person__name")[:PEOPLE_SHOWN],
    }
    return page(request, person, "desk/customer.html", context, now=now)


@for_desk
def level(request: HttpRequest, person: Person, slug: str, target: str) -> HttpResponse:
    """Show the tickets behind a figure."""
    organisation, now = _organisation(person, slug), timezone.now()
    version = in_force_of(versions_of(organisation), now)
    agreement = parsed(version) if version else None
    if agreement is None or target not in agreement.targets:
        raise Http404
    shown = behind(
        request,
        person,
        organisation,
        agreement,
        agreement.targets[target],
        now=now,
        link=_level_url(slug),
        ticket_link=ticket_url,
    )
    if request.GET.get("format") == "csv":
        return behind_file(shown, person, now=now)
    return page(request, person, "desk/level.html", {"level": shown, "organisation": organisation}, now=now)


@for_desk
def agreement(request: HttpRequest, person: Person, slug: str, version: int | None = None) -> HttpResponse:
    """Show an agreement in plain words, as the customer reads it."""
    organisation = _organisation(person, slug)
    demand(person, Ability.SEE_AGREEMENT, organisation)
    now, versions = timezone.now(), versions_of(organisation)
    if not versions:
        raise Http404
    in_force = in_force_of(versions, now)
    shown = _version(versions, version) if version else in_force or versions[-1]
    reading = reading_of(person, now, shown.timezone)
    gathered = document_page(shown, versions, in_force, reading, year=request.GET.get("year", ""))
    context = {
        "agreement": gathered,
        "organisation": organisation,
        "base": reverse("desk:agreement", args=[slug]),
        "answers": answers_panel(person, shown, versions, reading),
    }
    return page(request, person, "desk/agreement.html", context, now=now)


@for_desk
def source(_request: HttpRequest, person: Person, slug: str, version: int) -> HttpResponse:
    """Give the text of a version as it was stored."""
    organisation = _organisation(person, slug)
    demand(person, Ability.SEE_AGREEMENT, organisation)
    return source_file(_version(versions_of(organisation), version))


def _organisation(person: Person, slug: str) -> Organisation:
    return get_object_or_404(organisations_visible_to(person), slug=slug)


def _version(versions: list[AgreementVersion], wanted: int) -> AgreementVersion:
    for version in reversed(versions):
        if version.version == wanted:
            return version
    raise Http404


def _level_url(slug: str) -> Callable[[str, str, str], str]:
    def url(target: str, period: str, verdict: str) -> str:
        query = urlencode({"period": period, **({"verdict": verdict} if verdict else {})})
        return f"{reverse('desk:level', args=[slug, target])}?{query}"

    return url
