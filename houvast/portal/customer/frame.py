"""The way into every customer page: who reads, for which organisation, and what stands around the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from houvast.portal.accounts.access import Ability, is_provider, may, own_customers
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.clocks.queries import open_tickets_of
from houvast.portal.pages.frame import MenuItem, Reader, is_below, private, provider_name, reader_of
from houvast.portal.pages.listening import stream_of, ticket_of
from houvast.portal.pages.ticks import lengths

TABS = 4
CHOSEN = "organisation"
"""Where the session keeps which organisation somebody of several looks at; and the parameter that chooses."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody of a customer looks at a page of their organisation, at one moment: the page is as of then."""

    person: Person
    organisation: Organisation
    now: datetime

    def may(self, ability: Ability) -> bool:
        """Say whether they have an ability towards their organisation."""
        return may(self.person, ability, self.organisation)


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around a customer's page; `organisations` only where there is a choice."""

    provider: str
    customer: str
    menu: Sequence[MenuItem]
    may_report: bool
    reads_agreement: bool
    reader: Reader
    organisations: Sequence[Organisation]
    live: str
    live_ticket: str
    lengths: str

    @property
    def tabs(self) -> Sequence[MenuItem]:
        """The menu of a phone: the first entries, or all where they fit."""
        return self.menu if len(self.menu) <= TABS + 1 else self.menu[:TABS]

    @property
    def more(self) -> Sequence[MenuItem]:
        """The entries that a phone shows behind a last tab."""
        return self.menu[len(self.tabs) :]

    @property
    def at_more(self) -> bool:
        """Whether one is on one of those."""
        return any(item.here for item in self.more)


def for_customer(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a customer's people in, with their organisation; lead the provider's people to their desk."""

    @private
    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, Person) or is_provider(person):
            return redirect(_at_the_desk(kwargs))
        organisation = chosen_organisation(request, list(own_customers(person)))
        if organisation is None:
            return render(request, "customer/nowhere.html", status=403)
        return view(request, Visit(person, organisation, timezone.now()), *args, **kwargs)

    return entered


def _at_the_desk(kwargs: dict[str, Any]) -> str:
    if "article" in kwargs:
        return reverse("desk:article", args=[kwargs["article"]])
    if "document" in kwargs:
        return reverse("desk:document", args=[kwargs["document"]])
    if "invoice" in kwargs:
        return reverse("desk:invoice", args=[kwargs["invoice"]])
    if "number" in kwargs:
        return reverse("desk:ticket", args=[kwargs["number"]])
    return reverse("desk:queue")


def chosen_organisation(request: HttpRequest, organisations: Sequence[Organisation]) -> Organisation | None:
    """Return the organisation somebody looks at: the one just chosen, chosen before, or the first by name."""
    wanted = request.GET.get(CHOSEN) or request.session.get(CHOSEN, "")
    mine = next((each for each in organisations if each.slug == wanted), None)
    if mine is not None and request.session.get(CHOSEN) != mine.slug:
        request.session[CHOSEN] = mine.slug
    return mine or next(iter(organisations), None)


def page(
    request: HttpRequest,
    visit: Visit,
    template: str,
    context: dict[str, Any],
    status: int = 200,
    *,
    open_tickets: int | None = None,
) -> HttpResponse:
    """Answer with a page inside the customer's frame; `open_tickets` where the page has counted them already."""
    return render(request, template, {"shell": _shell(request, visit, open_tickets), **context}, status=status)


def _shell(request: HttpRequest, visit: Visit, open_tickets: int | None) -> Shell:
    several = own_customers(visit.person)
    return Shell(
        provider=provider_name(),
        customer=visit.organisation.name,
        menu=_menu(request, visit, open_tickets),
        may_report=visit.may(Ability.REPORT_TICKET),
        reads_agreement=visit.may(Ability.SEE_AGREEMENT),
        reader=reader_of(visit.person, visit.organisation),
        organisations=several if len(several) > 1 else (),
        live=stream_of(request, visit.organisation),
        live_ticket=ticket_of(request),
        lengths=lengths(),
    )


def _menu(request: HttpRequest, visit: Visit, open_tickets: int | None) -> list[MenuItem]:
    home = reverse("customer:home")
    if open_tickets is None:
        open_tickets = open_tickets_of(visit.person).filter(organisation=visit.organisation).count()
    at_levels = request.path.startswith("/levels/")
    return [
        MenuItem(home, _("Overview"), "home", request.path == home or at_levels),
        MenuItem(
            reverse("customer:tickets"),
            _("Tickets"),
            "ticket",
            is_below(request, "customer:tickets"),
            open_tickets,
        ),
        MenuItem(reverse("customer:status"), _("Status"), "activity", is_below(request, "customer:status")),
        *_papers(request, visit),
        MenuItem(reverse("customer:articles"), _("Articles"), "book-2", is_below(request, "customer:articles")),
        *_people(request, visit),
        MenuItem(reverse("customer:contacts"), _("Contacts"), "phone", is_below(request, "customer:contacts")),
    ]


def _people(request: HttpRequest, visit: Visit) -> list[MenuItem]:
    """Return the entry for who manages the people of the organisation."""
    here = is_below(request, "customer:colleagues")
    managed = visit.may(Ability.MANAGE_PEOPLE)
    return [MenuItem(reverse("customer:colleagues"), _("Colleagues"), "users", here)] if managed else []


def _papers(request: HttpRequest, visit: Visit) -> list[MenuItem]:
    """Return the entries for what somebody reads beside tickets, each where it is granted."""
    papers = [
        (Ability.SEE_AGREEMENT, "customer:agreement", _("Agreement"), "file-certificate"),
        (Ability.SEE_DOCUMENTS, "customer:documents", _("Documents"), "folder"),
        (Ability.SEE_INVOICES, "customer:invoices", _("Invoices"), "file-invoice"),
    ]
    return [
        MenuItem(reverse(name), word, icon, is_below(request, name))
        for ability, name, word, icon in papers
        if visit.may(ability)
    ]
