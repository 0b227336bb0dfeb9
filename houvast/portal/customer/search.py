"""`/search/`: tickets and articles in which words stand; and the articles that fit a ticket while it is written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.pages.articles import Line, lines
from houvast.portal.pages.found import Kinds, found, text_of
from houvast.portal.pages.lists import choices
from houvast.portal.pages.ticket import reading_of
from houvast.portal.search import queries
from houvast.portal.search.queries import Hit


@for_customer
def search(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what was found."""
    kinds, only = _kinds(visit), request.GET.get("kind", "")
    offered = [("", _("Everything")), *((kind, word) for kind, (word, _icon, _find) in kinds.items())]
    context = {
        "text": text_of(request),
        "groups": found(request, kinds, _link, reading_of(visit.person, visit.now)),
        "kinds": choices(offered, only),
        "only": only if only in kinds else "",
    }
    return page(request, visit, "customer/search.html", context)


@for_customer
def suggestions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Answer with the fragment of articles that fit a subject."""
    return render(request, "parts/suggested.html", {"suggested": suggested(visit, request.GET.get("subject", ""))})


def suggested(visit: Visit, subject: str) -> list[Line]:
    """Return the articles that fit a subject and that the reader may read, best first."""
    best = queries.suggestions(visit.person, visit.organisation, subject)
    versions = {each.pk: each.published for each in best if each.published is not None}
    return lines(best, versions, reading_of(visit.person, visit.now))


def _kinds(visit: Visit) -> Kinds:
    person, organisation = visit.person, visit.organisation
    return {
        "ticket": (_("Tickets"), "ticket", lambda text: queries.tickets(person, text, organisation=organisation)),
        "article": (_("Articles"), "book-2", lambda text: queries.articles(person, text, organisation=organisation)),
    }


def _link(hit: Hit) -> str:
    return reverse("customer:ticket" if hit.kind == "ticket" else "customer:article", args=[hit.key])
