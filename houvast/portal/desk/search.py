"""`/desk/search/`: everything that can be found, by kind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.pages.found import Kinds, found, text_of
from houvast.portal.pages.lists import choices
from houvast.portal.pages.ticket import reading_of
from houvast.portal.search import queries
from houvast.portal.search.queries import Hit


@for_desk
def search(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what was found."""
    now, kinds = timezone.now(), _kinds(person)
    only = request.GET.get("kind", "")
    offered = [("", _("Everything")), *((kind, word) for kind, (word, _icon, _find) in kinds.items())]
    context = {
        "text": text_of(request),
        "groups": found(request, kinds, _link, reading_of(person, now)),
        "kinds": choices(offered, only),
        "only": only if only in kinds else "",
        "names_customers": True,
    }
    return page(request, person, "desk/search.html", context, now=now)


def _kinds(person: Person) -> Kinds:
    return {
        "ticket": (_("Tickets"), "ticket", lambda text: queries.tickets(person, text)),
        "article": (_("Articles"), "book-2", lambda text: queries.articles(person, text)),
        "customer": (_("Customers"), "building", lambda text: queries.customers(person, text)),
        "person": (_("People"), "user", lambda text: queries.people(person, text)),
    }


def _link(hit: Hit) -> str:
    names = {"ticket": "desk:ticket", "article": "desk:article", "customer": "desk:customer", "person": "desk:customer"}
    return reverse(names[hit.kind], args=[hit.key])
