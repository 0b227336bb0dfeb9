"""Lists of invoices as plain values: what is asked for, how each stands, what is open together, and as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.invoices import queries
from houvast.portal.invoices.models import CENT, Invoice
from houvast.portal.pages.cards import Pill
from houvast.portal.pages.lists import MOST_EXPORTED, csv_file
from houvast.portal.wording.invoices import STATUSES, invoice_status, money

SORTS = {
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
    "due": gettext_lazy("Due first"),
    "amount": gettext_lazy("Largest first"),
}


_ORDERS = {
    "newest": ("-issued_on", "-pk"),
    "oldest": ("issued_on", "pk"),
    "due": ("due_on", "-issued_on", "-pk"),
    "amount": ("-payable_cents", "-issued_on", "-pk"),
}


_TONES = {
    queries.OPEN: ("", "clock"),
    queries.OVERDUE: ("breach", "alert-triangle"),
    queries.DISPUTED: ("risk", "message-question"),
    queries.PAID: ("met", "circle-check"),
    queries.CREDITED: ("", "circle-minus"),
    queries.CREDIT: ("", "arrow-back-up"),
}


Link = Callable[[Invoice], str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader wants to see of the list; `owed` is everything of which something is to be paid."""

    status: str
    year: str
    text: str
    sort: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.status or self.year or self.text)


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice of a list."""

    url: str
    number: str
    customer: str
    issued: str
    due: str
    amount: str
    open: str
    pill: Pill


@dataclass(frozen=True, slots=True)
class Owed:
    """What is open in one currency, and what of it is overdue; '' where nothing is."""

    open: str
    overdue: str


def wanted_of(request: HttpRequest) -> Wanted:
    """Return what is asked for; what is no choice is no filter."""
    asked = request.GET
    status, year, sort = asked.get("status", ""), asked.get("year", ""), asked.get("sort", "")
    return Wanted(
        status if status in {*STATUSES, "owed"} else "",
        year if year.isascii() and year.isdecimal() and len(year) == 4 and int(year) > 0 else "",
        asked.get("q", "").replace("\0", "").strip()[:100],
        sort if sort in SORTS else "newest",
    )


def found(invoices: QuerySet[Invoice], wanted: Wanted, *, today: date) -> QuerySet[Any]:
    """Return the invoices that are asked for, with how they stand."""
    rows: QuerySet[Any] = queries.standing(invoices, today=today)
    if wanted.status:
        rows = rows.filter(status__in=queries.OWED if wanted.status == "owed" else [wanted.status])
    if wanted.year:
        rows = rows.filter(issued_on__year=int(wanted.year))
    if wanted.text:
        rows = rows.filter(Q(number__icontains=wanted.text) | Q(organisation__name__icontains=wanted.text))
    return rows.order_by(*_ORDERS[wanted.sort])


def statuses() -> list[tuple[str, str]]:
    """Return the choices of the filter."""
    return [("", _("Every status")), ("owed", _("To be paid")), *((code, invoice_status(code)) for code in STATUSES)]


def years_of(invoices: QuerySet[Invoice]) -> list[tuple[str, str]]:
    """Return the years from which there are invoices, as choices."""
    years = sorted({day.year for day in invoices.order_by().dates("issued_on", "year")}, reverse=True)
    return [("", _("Every year")), *((str(year), str(year)) for year in years)]


def rows_of(invoices: Iterable[Any], link: Link) -> list[InvoiceRow]:
    """Return invoices with their standing as rows."""
    return [
        InvoiceRow(
            url=link(each),
            number=each.number,
            customer=each.organisation.name,
            issued=wording.whole_date(each.issued_on),
            due=wording.whole_date(each.due_on) if each.due_on else "",
            amount=signed(each, each.payable),
            open=money(each.open_cents * CENT, each.currency) if each.status in queries.OWED else "",
            pill=pill_of(each.status),
        )
        for each in invoices
    ]


def owed_of(invoices: QuerySet[Any]) -> list[Owed]:
    """Return what is open and overdue, by currency."""
    return [
        Owed(money(all_open, currency), money(late, currency) if late else "")
        for currency, (all_open, late) in queries.owed(invoices).items()
    ]


def pill_of(status: str) -> Pill:
    """Return how an invoice stands, as icon and word."""
    return Pill(invoice_status(status), *_TONES[status])


def invoices_file(invoices: QuerySet[Any], today: date) -> HttpResponse:
    """Return a list of invoices as a CSV file; amounts are numbers."""
    heads = ("number", "kind", "customer", "issued_on", "due_on", "currency", "payable", "open", "status")
    rows = (
        (
            each.number,
            "credit-note" if each.is_credit else "invoice",
            each.organisation.name,
            each.issued_on,
            each.due_on,
            each.currency,
            each.payable,
            each.open_cents * CENT,
            each.status,
        )
        for each in invoices[:MOST_EXPORTED]
    )
    return csv_file(f"invoices-{today}", heads, rows)


def signed(invoice: Invoice, amount: Decimal) -> str:
    """Return an amount of an invoice; what a credit note gives back is below 0."""
    return money(-amount if invoice.is_credit else amount, invoice.currency)
