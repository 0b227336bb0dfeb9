"""What can be asked about invoices. What is open and how an invoice stands is reckoned here, and only here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from houvast.portal.accounts.access import Ability, Someone, visible_rows
from houvast.portal.invoices.models import CENT, Deed, Invoice, InvoiceEvent

OPEN, OVERDUE, PAID, DISPUTED, CREDITED, CREDIT = "open", "overdue", "paid", "disputed", "credited", "credit"
"""How an invoice stands; a credit note is a `credit` and nothing else."""
STATUSES = (OPEN, OVERDUE, DISPUTED, PAID, CREDITED, CREDIT)
OWED = (OPEN, OVERDUE, DISPUTED)
"""Those of which something is still to be paid."""


def invoices_visible_to(person: Someone) -> QuerySet[Invoice]:
    """Return the invoices somebody may read."""
    return visible_rows(Invoice.objects.select_related("organisation"), person, Ability.SEE_INVOICES)


def standing(invoices: QuerySet[Invoice], *, today: date) -> QuerySet[Invoice]:
    """
    Return invoices with how they stand on a day: `paid_cents`, `credited_cents`, `open_cents`, `last_word`, `status`.

    Credited comes first, then disputed, paid, overdue: a dispute about what was credited is settled by that, one about
    what was paid is not. What is due today is not overdue. Without due date nothing is overdue.
    """
    payments = InvoiceEvent.objects.filter(invoice=OuterRef("pk"), deed=Deed.PAYMENT)
    notes = Invoice.objects.filter(
        is_credit=True,
        organisation=OuterRef("organisation"),
        supplier=OuterRef("supplier"),
        currency=OuterRef("currency"),
        refers_to=OuterRef("number"),
    ).exclude(refers_to="")
    talk = InvoiceEvent.objects.filter(invoice=OuterRef("pk")).exclude(deed=Deed.PAYMENT).order_by("-pk")
    return (
        invoices.annotate(
            paid_cents=_summed(payments, "invoice", "cents"),
            credited_cents=_summed(notes, "refers_to", "payable_cents"),
            last_word=Coalesce(Subquery(talk.values("deed")[:1]), Value("", CharField())),
        )
        .annotate(
            open_cents=Case(
                When(is_credit=True, then=Value(0)),
                default=F("payable_cents") - F("paid_cents") - F("credited_cents"),
                output_field=BigIntegerField(),
            )
        )
        .annotate(status=_status(today))
    )


def _summed(rows: QuerySet[InvoiceEvent] | QuerySet[Invoice], by: str, what: str) -> Coalesce:
    summed = rows.order_by().values(by).annotate(total=Sum(what)).values("total")
    return Coalesce(Subquery(summed, output_field=BigIntegerField()), 0, output_field=BigIntegerField())


def _status(today: date) -> Case:
    is_settled = Q(open_cents__lte=0)
    return Case(
        When(is_credit=True, then=Value(CREDIT)),
        When(is_settled & Q(credited_cents__gt=0), then=Value(CREDITED)),
        When(last_word=Deed.DISPUTE, then=Value(DISPUTED)),
        When(is_settled, then=Value(PAID)),
        When(due_on__lt=today, then=Value(OVERDUE)),
        default=Value(OPEN),
        output_field=CharField(),
    )


def owed(invoices: QuerySet[Any]) -> dict[str, tuple[Decimal, Decimal]]:
    """
    Return what is open and what of it is overdue, by currency: exact sums, never of two currencies together.

    invoices  with their standing
    """
    rows = invoices.filter(status__in=OWED).values_list("currency", "open_cents", "status")
    return _by_currency(rows)


def _by_currency(rows: Iterable[tuple[str, int, str]]) -> dict[str, tuple[Decimal, Decimal]]:
    all_open: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for currency, cents, status in rows:
        all_open[currency] += cents
        late[currency] += cents if status == OVERDUE else 0
    return {currency: (all_open[currency] * CENT, late[currency] * CENT) for currency in sorted(all_open)}


def credits_of(invoice: Invoice) -> QuerySet[Invoice]:
    """Return the credit notes that name an invoice."""
    return Invoice.objects.filter(
        organisation=invoice.organisation, supplier=invoice.supplier, is_credit=True, refers_to=invoice.number
    )


def credited_by(credit: Invoice) -> Invoice | None:
    """Return the invoice that a credit note or correction names; None where it is not here."""
    if not credit.refers_to:
        return None
    return Invoice.objects.filter(
        organisation=credit.organisation, supplier=credit.supplier, number=credit.refers_to
    ).first()
