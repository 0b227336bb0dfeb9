"""`/levels/<target>/`: the tickets behind a figure."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.agreements.queries import in_force_of, parsed, versions_of
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.customer.home import level_url, ticket_url
from houvast.portal.pages.behind import behind, behind_file


@for_customer
def level(request: HttpRequest, visit: Visit, target: str) -> HttpResponse:
    """Show one target in one period, and every ticket it was made from."""
    demand(visit.person, Ability.SEE_AGREEMENT, visit.organisation)
    now = visit.now
    version = in_force_of(versions_of(visit.organisation), now)
    agreement = parsed(version) if version else None
    if agreement is None or target not in agreement.targets:
        raise Http404
    shown = behind(
        request,
        visit.person,
        visit.organisation,
        agreement,
        agreement.targets[target],
        now=now,
        link=level_url,
        ticket_link=ticket_url,
    )
    if request.GET.get("format") == "csv":
        return behind_file(shown, visit.person, now=now)
    return page(request, visit, "customer/level.html", {"level": shown})
