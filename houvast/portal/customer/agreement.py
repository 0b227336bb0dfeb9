"""`/agreement/`: the agreement in plain words, its versions, and its source."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, demand
from houvast.portal.agreements import acceptance as accepting
from houvast.portal.agreements.models import AgreementVersion, Answer
from houvast.portal.agreements.queries import in_force_of, parsed, versions_of
from houvast.portal.agreements.refusals import AgreementRefused
from houvast.portal.customer.forms import AcceptanceForm
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.pages.answers import answers_panel
from houvast.portal.pages.document import dates, document_page, source_file
from houvast.portal.pages.ticket import reading_of


@for_customer
def agreement(request: HttpRequest, visit: Visit, version: int | None = None) -> HttpResponse:
    """Show the version in force, or the one asked for."""
    demand(visit.person, Ability.SEE_AGREEMENT, visit.organisation)
    now = visit.now
    versions = versions_of(visit.organisation)
    if not versions:
        return page(request, visit, "customer/no_agreement.html", {})
    in_force = in_force_of(versions, now)
    shown = _version(versions, version) if version else in_force or versions[-1]
    reading = reading_of(visit.person, now, shown.timezone)
    gathered = document_page(shown, versions, in_force, reading, year=request.GET.get("year", ""))
    answers = visit.may(Ability.ACCEPT)
    context = {
        "agreement": gathered,
        "base": reverse("customer:agreement"),
        "answers": answers_panel(visit.person, shown, versions, reading),
        "answer_url": reverse("customer:acceptance", args=[shown.version]) if answers else "",
    }
    return page(request, visit, "customer/agreement.html", context)


@for_customer
def acceptance(request: HttpRequest, visit: Visit, version: int) -> HttpResponse:
    """Say what is accepted, and accept it or object, for the organisation."""
    for ability in (Ability.SEE_AGREEMENT, Ability.ACCEPT):
        demand(visit.person, ability, visit.organisation)
    now, versions = visit.now, versions_of(visit.organisation)
    wanted = _version(versions, version)
    form = AcceptanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(wanted, form, visit, now)
        except AgreementRefused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("Your answer was recorded."))
            return redirect("customer:agreement-version", version)
    reading = reading_of(visit.person, now, wanted.timezone)
    context = {
        "version": wanted,
        "title": wording.text_in(parsed(wanted).title, wanted.name),
        "dates": dates(wanted),
        "answers": answers_panel(visit.person, wanted, versions, reading),
        "form": form,
    }
    return page(request, visit, "customer/acceptance.html", context, 422 if request.method == "POST" else 200)


def _answer(version: AgreementVersion, form: AcceptanceForm, visit: Visit, now: datetime) -> None:
    said = form.cleaned_data
    if said["answer"] == Answer.ACCEPTED:
        accepting.accept(version, sha256=said["sha256"], by=visit.person, now=now)
    else:
        accepting.object_to(version, reason=said["reason"], sha256=said["sha256"], by=visit.person, now=now)


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
