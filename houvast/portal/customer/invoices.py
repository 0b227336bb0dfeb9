"""`/invoices/`: what is open and what was paid, each invoice in full, and saying that one is not right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.customer.forms import DisputeForm
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.invoices import actions, queries
from houvast.portal.invoices.models import Invoice
from houvast.portal.invoices.refusals import InvoiceRefused
from houvast.portal.pages import invoice_list as shown
from houvast.portal.pages.invoice_files import pdf_file, xml_file
from houvast.portal.pages.invoices import invoice_page
from houvast.portal.pages.lists import choices, page_of
from houvast.portal.pages.ticket import reading_of
from houvast.portal.wording.invoices import invoice_refusal

ON_HOME = 4


@for_customer
def invoices(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the invoices that are asked for, and what is open of all of them."""
    demand(visit.person, Ability.SEE_INVOICES, visit.organisation)
    mine, today = _mine(visit), actions.today_of(visit.organisation, visit.now)
    wanted = shown.wanted_of(request)
    found = shown.found(mine, wanted, today=today)
    if request.GET.get("format") == "csv":
        return shown.invoices_file(found, today)
    listed = page_of(request, found)
    context = {
        "wanted": wanted,
        "statuses": choices(shown.statuses(), wanted.status),
        "years": choices(shown.years_of(mine), wanted.year),
        "sorts": choices({key: str(word) for key, word in shown.SORTS.items()}, wanted.sort),
        "owed": shown.owed_of(queries.standing(mine, today=today)),
        "page": listed,
        "rows": shown.rows_of(listed, invoice_url),
    }
    return page(request, visit, "customer/invoices.html", context)


@for_customer
def invoice(request: HttpRequest, visit: Visit, invoice: str) -> HttpResponse:
    """Show one invoice."""
    return _shown(request, visit, _one(visit, invoice), DisputeForm())


@require_POST
@for_customer
def dispute(request: HttpRequest, visit: Visit, invoice: str) -> HttpResponse:
    """Say for the organisation that an invoice is not right."""
    there = _one(visit, invoice)
    demand(visit.person, Ability.ACCEPT, visit.organisation)
    form = DisputeForm(request.POST)
    if form.is_valid():
        try:
            actions.dispute(there, by=visit.person, now=visit.now, **form.cleaned_data)
        except InvoiceRefused as refusal:
            form.add_error(None, invoice_refusal(refusal))
        else:
            messages.success(request, _("Your provider reads what is wrong, and answers here."))
            return redirect(invoice_url(there))
    return _shown(request, visit, there, form, status=422)


@for_customer
def pdf(_request: HttpRequest, visit: Visit, invoice: str) -> HttpResponseBase:
    """Give an invoice as PDF."""
    return pdf_file(_one(visit, invoice))


@for_customer
def xml(_request: HttpRequest, visit: Visit, invoice: str) -> HttpResponseBase:
    """Give an invoice as its XML."""
    return xml_file(_one(visit, invoice))


def open_invoices(visit: Visit) -> dict[str, Any]:
    """Return the panel of the home page: what is open, the earliest due first; nothing where it is not granted."""
    if not visit.may(Ability.SEE_INVOICES):
        return {}
    today = actions.today_of(visit.organisation, visit.now)
    owed: Any = queries.standing(_mine(visit), today=today)
    owed = owed.filter(status__in=queries.OWED)
    rows = shown.rows_of(owed.order_by("due_on", "pk")[:ON_HOME], invoice_url)
    return {"rows": rows} if rows else {}


def invoice_url(invoice: Invoice) -> str:
    """Return the address of an invoice on the customer's pages."""
    return reverse("customer:invoice", args=[invoice.key])


def _mine(visit: Visit) -> Any:
    return queries.invoices_visible_to(visit.person).filter(organisation=visit.organisation)


def _one(visit: Visit, key: str) -> Any:
    demand(visit.person, Ability.SEE_INVOICES, visit.organisation)
    today = actions.today_of(visit.organisation, visit.now)
    return get_object_or_404(queries.standing(_mine(visit), today=today).select_related("xml", "pdf"), key=key)


def _shown(request: HttpRequest, visit: Visit, there: Any, form: DisputeForm, status: int = 200) -> HttpResponse:
    reading = reading_of(visit.person, visit.now)
    gathered = invoice_page(there, reading, invoice_url)
    disputes = visit.may(Ability.ACCEPT) and not there.is_credit and not gathered.is_disputed
    context = {
        "invoice": gathered,
        "form": form if disputes and there.status != queries.CREDITED else None,
        "pdf_url": reverse("customer:invoice-pdf", args=[there.key]),
        "xml_url": reverse("customer:invoice-xml", args=[there.key]),
    }
    return page(request, visit, "customer/invoice.html", context, status=status)
