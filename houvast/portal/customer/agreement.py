"""`/agreement/`: the agreement in plain words, its versions, and its source."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import in_force_of, versions_of
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.pages.document import document_page, source_file
from houvast.portal.pages.ticket import reading_of


@for_customer
def agreement(request: HttpRequest, visit: Visit, version: int | None = None) -> HttpResponse:
    """Show the version in force, or the one asked for."""
    demand(visit.person, Ability.SEE_AGREEMENT, visit.organisation)
    now = timezone.now()
    versions = versions_of(visit.organisation)
    if not versions:
        return page(request, visit, "customer/no_agreement.html", {})
    in_force = in_force_of(versions, now)
    shown = _version(versions, version) if version else in_force or versions[-1]
    reading = reading_of(visit.person, now, shown.timezone)
    gathered = document_page(shown, versions, in_force, reading, year=request.GET.get("year", ""))
    return page(
        request, visit, "customer/agreement.html", {"agreement": gathered, "base": reverse("customer:agreement")}
    )


@for_customer
def source(request: HttpRequest, visit: Visit, version: int) -> HttpResponse:
    """Give the text as it was signed: what anybody can recompute with."""
    demand(visit.person, Ability.SEE_AGREEMENT, visit.organisation)
    return source_file(_version(versions_of(visit.organisation), version))


def _version(versions: list[AgreementVersion], wanted: int) -> AgreementVersion:
    """Return the latest stored version of that number; raise Http404 where there is none."""
    for version in reversed(versions):
        if version.version == wanted:
            return version
    raise Http404
