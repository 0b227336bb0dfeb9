"""`/desk/invoices/`: the invoices of all customers; taking them, recording payments, answering disputes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, NotAllowed, customers_where, demand, may
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.invoice_forms import AnswerForm, PaymentForm, TakingForm
from houvast.portal.files.refusals import FileRefused
from houvast.portal.invoices import actions, queries
from houvast.portal.invoices.models import Invoice
from houvast.portal.invoices.refusals import InvoiceRefused, RulesBroken
from houvast.portal.invoices.safe_xml import MOST_BYTES
from houvast.portal.pages import invoice_list as shown
from houvast.portal.pages.invoice_files import pdf_file, xml_file
from houvast.portal.pages.invoices import invoice_page
from houvast.portal.pages.lists import choices, page_of
from houvast.portal.pages.ticket import reading_of
from houvast.portal.wording.invoices import invoice_refusal, rule


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: where its invoice is, or why there is none; and what is to be remarked."""

    name: str
    url: str
    said: str
    findings: list[tuple[str, str]]


@for_desk
def invoices(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the invoices that are asked for, of all customers or of one."""
    manages = customers_where(person, Ability.MANAGE_CUSTOMERS).exists()
    form = TakingForm(person=person, initial={"customer": request.GET.get("customer", "")[:60]}) if manages else None
    return _list(request, person, form, [])


@require_POST
@for_desk
def taking(request: HttpRequest, person: Person) -> HttpResponse:
    """Take the files that were sent, each by itself, and say of each what became of it."""
    if not customers_where(person, Ability.MANAGE_CUSTOMERS).exists():
        raise NotAllowed(person, Ability.MANAGE_CUSTOMERS)
    form = TakingForm(request.POST, {"sent": request.FILES.getlist("sent")}, person=person)
    if not form.is_valid():
        return _list(request, person, form, [], status=422)
    now, customer = timezone.now(), form.cleaned_data["customer"]
    taken = [_take(customer, each, person, now) for each in form.cleaned_data["sent"]]
    blank = TakingForm(person=person, initial={"customer": customer.slug})
    return _list(request, person, blank, taken, status=200 if all(each.url for each in taken) else 422)


def _take(customer: Organisation, file: UploadedFile[Any], person: Person, now: datetime) -> Taken:
    name, content = file.name or "invoice.xml", file.read(MOST_BYTES + 1)
    try:
        there, is_new = actions.import_invoice(customer, content, name=name, by=person, now=now)
    except RulesBroken as refusal:
        told = [(each.rule, rule(each.rule, each.detail)) for each in refusal.findings]
        return Taken(name, "", _("Refused: it breaks rules."), told)
    except InvoiceRefused as refusal:
        return Taken(name, "", invoice_refusal(refusal), [])
    except FileRefused as refusal:
        return Taken(name, "", wording.explain(refusal), [])
    said = _("Taken: %(number)s") if is_new else _("It was here already: %(number)s")
    return Taken(
        name, invoice_url(there), said % vars(there), [(each, rule(each, detail)) for each, detail in there.findings]
    )


@for_desk
def invoice(request: HttpRequest, person: Person, invoice: str) -> HttpResponse:
    """Show one invoice, with what there is to do about it."""
    now = timezone.now()
    return _shown(request, person, _one(person, invoice, now), now=now)


@require_POST
@for_desk
def payment(request: HttpRequest, person: Person, invoice: str) -> HttpResponse:
    """Record that something was paid."""
    now = timezone.now()
    there = _one(person, invoice, now)
    demand(person, Ability.MANAGE_CUSTOMERS, there.organisation)
    form = PaymentForm(request.POST)
    if form.is_valid():
        try:
            actions.record_payment(there, by=person, now=now, **form.cleaned_data)
        except InvoiceRefused as refusal:
            form.add_error(None, invoice_refusal(refusal))
        else:
            messages.success(request, _("The payment was recorded."))
            return redirect(invoice_url(there))
    return _shown(request, person, there, paying=form, now=now, status=422)


@require_POST
@for_desk
def answer(request: HttpRequest, person: Person, invoice: str) -> HttpResponse:
    """Answer a dispute."""
    now = timezone.now()
    there = _one(person, invoice, now)
    demand(person, Ability.MANAGE_CUSTOMERS, there.organisation)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer(there, by=person, now=now, **form.cleaned_data)
        except InvoiceRefused as refusal:
            form.add_error(None, invoice_refusal(refusal))
        else:
            messages.success(request, _("The customer reads your answer."))
            return redirect(invoice_url(there))
    return _shown(request, person, there, answering=form, now=now, status=422)


@for_desk
def pdf(_request: HttpRequest, person: Person, invoice: str) -> HttpResponseBase:
    """Give an invoice as PDF."""
    return pdf_file(_one(person, invoice, timezone.now()))


@for_desk
def xml(_request: HttpRequest, person: Person, invoice: str) -> HttpResponseBase:
    """Give an invoice as its XML."""
    return xml_file(_one(person, invoice, timezone.now()))


def invoice_url(invoice: Invoice) -> str:
    """Return the address of an invoice at the desk."""
    return reverse("desk:invoice", args=[invoice.key])


def _one(person: Person, key: str, now: datetime) -> Any:
    there = get_object_or_404(queries.invoices_visible_to(person), key=key)
    today = actions.today_of(there.organisation, now)
    rows = Invoice.objects.select_related("organisation", "xml", "pdf").filter(pk=there.pk)
    return queries.standing(rows, today=today).get()


def _list(
    request: HttpRequest, person: Person, form: TakingForm | None, taken: list[Taken], status: int = 200
) -> HttpResponse:
    now = timezone.now()
    today, wanted = reading_of(person, now).local(now).date(), shown.wanted_of(request)
    of, all_of = request.GET.get("customer", "")[:60], queries.invoices_visible_to(person)
    mine = all_of.filter(organisation__slug=of) if of else all_of
    found = shown.found(mine, wanted, today=today)
    if request.GET.get("format") == "csv" and request.method == "GET":
        return shown.invoices_file(found, today)
    listed = page_of(request, found)
    customers = customers_where(person, Ability.SEE_INVOICES).order_by("name").values_list("slug", "name")
    context = {
        "wanted": wanted,
        "of": of,
        "customers": choices([("", _("Every customer")), *customers], of),
        "statuses": choices(shown.statuses(), wanted.status),
        "years": choices(shown.years_of(mine), wanted.year),
        "sorts": choices({key: str(word) for key, word in shown.SORTS.items()}, wanted.sort),
        "owed": shown.owed_of(queries.standing(mine, today=today)),
        "page": listed,
        "rows": shown.rows_of(listed, invoice_url),
        "form": form,
        "taken": taken,
    }
    return page(request, person, "desk/invoices.html", context, now=now, status=status)


def _shown(
    request: HttpRequest,
    person: Person,
    there: Any,
    *,
    now: datetime,
    paying: PaymentForm | None = None,
    answering: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    gathered = invoice_page(there, reading_of(person, now), invoice_url)
    manages = may(person, Ability.MANAGE_CUSTOMERS, there.organisation)
    today = actions.today_of(there.organisation, now)
    pays = manages and not there.is_credit and bool(gathered.open > 0 or there.paid_cents)
    context = {
        "invoice": gathered,
        "organisation": there.organisation,
        "paying": paying or PaymentForm(initial={"amount": max(gathered.open, 0), "paid_on": today}) if pays else None,
        "answering": answering or AnswerForm() if manages and gathered.is_disputed else None,
        "pdf_url": reverse("desk:invoice-pdf", args=[there.key]),
        "xml_url": reverse("desk:invoice-xml", args=[there.key]),
    }
    return page(request, person, "desk/invoice.html", context, now=now, status=status)
