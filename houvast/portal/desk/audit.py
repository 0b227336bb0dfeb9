"""`/desk/audit/`: every decision about access, as it was written down; for who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from houvast.portal.accounts.access import Ability, demand_at_the_provider
from houvast.portal.accounts.models import AccessDecision, Deed, Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.pages.lists import MOST_EXPORTED, choices, csv_file, page_of
from houvast.portal.pages.ticket import reading_of


@for_desk
def audit(request: HttpRequest, person: Person) -> HttpResponse:
    """List what was decided, the latest first."""
    demand_at_the_provider(person, Ability.SEE_AUDIT)
    text, deed = request.GET.get("q", "").strip()[:100], request.GET.get("deed", "")
    days = [_day(request, name) for name in ("from", "until")]
    found = _found(text, deed, *days)
    if request.GET.get("format") == "csv":
        return _file(found)
    shown, reading = page_of(request, found), reading_of(person, timezone.now())
    rows = [(each, reading.moment(each.happened_at), said(each)) for each in shown]
    deeds = [("", _("Everything")), *((value, str(label)) for value, label in Deed.choices)]
    context = {
        "page": shown,
        "rows": rows,
        "text": text,
        "deeds": choices(deeds, deed),
        "first": days[0],
        "last": days[1],
        "narrowed": bool(text or deed or any(days)),
    }
    return page(request, person, "desk/audit.html", context, now=timezone.now())


def _day(request: HttpRequest, name: str) -> str:
    """Return a day that was asked for as it is written, or nothing when it is none."""
    text = request.GET.get(name, "")
    try:
        return text if parse_date(text) else ""
    except ValueError:
        return ""


def _found(text: str, deed: str, first: str, last: str) -> QuerySet[AccessDecision]:
    found = AccessDecision.objects.select_related("by", "about", "organisation")
    if text:
        names = [f"{who}__{field}__icontains" for who in ("by", "about") for field in ("name", "email")]
        some = Q(organisation__name__icontains=text) | Q(ip=text if _is_address(text) else None, ip__isnull=False)
        for name in names:
            some |= Q(**{name: text})
        found = found.filter(some)
    if deed in Deed.values:
        found = found.filter(deed=deed)
    if first:
        found = found.filter(happened_at__date__gte=first)
    return found.filter(happened_at__date__lte=last) if last else found


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


def said(line: AccessDecision) -> str:
    """Return what a line says beside who and what, in codes as they were kept."""
    return "; ".join(_pairs(line.said))


def _pairs(told: dict[str, Any]) -> Iterable[str]:
    for key, value in told.items():
        if isinstance(value, dict):
            yield from _pairs(value)
        elif isinstance(value, list) and key not in {"by_way_of"}:
            yield f"{key}: {' → '.join(map(str, value))}"
        else:
            yield ", ".join(map(str, value)) if isinstance(value, list) else f"{key}: {value}"


def _file(found: QuerySet[AccessDecision]) -> HttpResponse:
    heads = ("at", "deed", "by", "about", "organisation", "address", "said")
    rows = (
        (
            each.happened_at.isoformat(),
            each.deed,
            each.by.email if each.by else "",
            each.about.email if each.about else "",
            each.organisation.slug if each.organisation else "",
            each.ip or "",
            said(each),
        )
        for each in found[:MOST_EXPORTED]
    )
    return csv_file("audit", heads, rows)
