"""What can happen to invoices: one is taken, paid, disputed, answered. Each adds facts and changes none."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.announce import announce
from houvast.portal.files.actions import keep
from houvast.portal.files.models import StoredFile
from houvast.portal.invoices import queries
from houvast.portal.invoices.checking import checked
from houvast.portal.invoices.findings import Finding
from houvast.portal.invoices.models import CENT, BuyerNumber, Deed, Invoice, InvoiceEvent, InvoiceWords
from houvast.portal.invoices.refusals import (
    AmountNotPossible,
    BuyerIsAnother,
    DisputeStands,
    NothingDisputed,
    NothingOwed,
    NumberUsedAgain,
    PaidInTheFuture,
    WordsMissing,
)
from houvast.portal.invoices.storing import packed
from houvast.portal.invoices.values import Party, ReadInvoice

LONGEST_WORDS = 5_000
_OFFICIAL = ("0106:", "0190:")


@dataclass(frozen=True, slots=True)
class InvoiceReceived:
    """An invoice or credit note was taken."""

    invoice: Invoice
    now: datetime


@dataclass(frozen=True, slots=True)
class InvoiceDisputed:
    """A customer says that an invoice is not right."""

    event: InvoiceEvent
    now: datetime


@dataclass(frozen=True, slots=True)
class DisputeAnswered:
    """The provider answered a dispute."""

    event: InvoiceEvent
    now: datetime


@dataclass(frozen=True, slots=True)
class _Kept:
    """By whom and when something is kept."""

    by: Person | None
    now: datetime

    def file(self, customer: Organisation, name: str, media_type: str, content: bytes) -> StoredFile:
        return keep(customer, name=name, content=io.BytesIO(content), media_type=media_type, by=self.by, now=self.now)


@transaction.atomic
def import_invoice(
    customer: Organisation, content: bytes, *, name: str, by: Person | None, now: datetime
) -> tuple[Invoice, bool]:
    """
    Take an invoice for a customer; return it, and whether it is new: the same file again is the invoice that exists.

    by  None for the operator at the machine itself
    Raises NotReadable, RulesBroken, NumberUsedAgain, BuyerIsAnother, NotAllowed; then nothing is kept.
    """
    if by is not None:
        demand(by, Ability.MANAGE_CUSTOMERS, customer)
    invoice, findings = checked(content)
    digest = sha256(content).hexdigest()
    list(Organisation.objects.select_for_update(no_key=True).filter(pk=customer.pk))
    known = Invoice.objects.filter(supplier=_kept(invoice.supplier), number=invoice.number).first()
    if known is not None:
        if known.sha256 == digest and known.organisation_id == customer.pk:
            return known, False
        raise NumberUsedAgain(invoice.number)
    _remember_buyer(customer, invoice.buyer)
    try:
        with transaction.atomic():
            made = _row(customer, (invoice, findings), content, name, _Kept(by, now))
    except IntegrityError:  # another customer's was faster with the same number
        raise NumberUsedAgain(invoice.number) from None
    announce(InvoiceReceived(made, now))
    return made, True


def _remember_buyer(customer: Organisation, buyer: Party) -> None:
    """Refuse an invoice whose buyer is known as another customer; learn the number of one that is not known."""
    official = [each[:200] for each in buyer.numbers if each.startswith(_OFFICIAL)] or (
        [buyer.vat] if buyer.vat else []
    )
    for number in official:
        row, _made = BuyerNumber.objects.get_or_create(number=number, defaults={"organisation": customer})
        if row.organisation_id != customer.pk:
            raise BuyerIsAnother(number)


def _kept(party: Party) -> str:
    return party.number[:200]


def _row(
    customer: Organisation, read: tuple[ReadInvoice, tuple[Finding, ...]], content: bytes, name: str, kept: _Kept
) -> Invoice:
    invoice, findings = read
    xml = kept.file(customer, name, "application/xml", content)
    attached = next(iter(invoice.attached), None)
    return Invoice.objects.create(
        organisation=customer,
        is_credit=invoice.is_credit,
        supplier=_kept(invoice.supplier),
        number=invoice.number,
        buyer=_kept(invoice.buyer),
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        currency=invoice.currency,
        payable_cents=cents(invoice.totals.payable),
        tax_cents=cents(invoice.totals.tax),
        refers_to=next(iter(invoice.refers_to), "")[:100],
        content=packed(invoice),
        findings=[[each.rule, each.detail] for each in findings],
        sha256=xml.sha256,
        xml=xml,
        pdf=kept.file(customer, attached.name, attached.media_type, attached.content) if attached else None,
        recorded_at=kept.now,
        recorded_by=kept.by,
    )


def cents(amount: Decimal) -> int:
    """Return an amount in hundredths; ValueError where that would take rounding: an amount is never rounded."""
    hundredths = amount * 100
    if hundredths != hundredths.to_integral_value():
        raise ValueError(amount)
    return int(hundredths)


@transaction.atomic
def record_payment(
    invoice: Invoice, *, amount: Decimal, paid_on: date, by: Person, now: datetime, sent_with: UUID | None = None
) -> InvoiceEvent:
    """
    Record that something was paid; less than nothing takes back what was recorded before. A part is enough.

    Raises NothingOwed, AmountNotPossible, PaidInTheFuture, NotAllowed.
    """
    demand(by, Ability.MANAGE_CUSTOMERS, invoice.organisation)
    stands = _locked(invoice, now)
    again = _sent_before(invoice, sent_with)
    if again is not None:
        return again
    if paid_on > today_of(invoice.organisation, now):
        raise PaidInTheFuture
    paid, most = stands.paid_cents, max(stands.open_cents, 0)  # type: ignore[attr-defined]
    if invoice.is_credit or (most == 0 and paid == 0):
        raise NothingOwed
    asked = amount * 100
    if asked == 0 or asked != asked.to_integral_value() or not -paid <= asked <= most:
        raise AmountNotPossible(str(-paid * CENT), str(most * CENT))
    return _event(invoice, Deed.PAYMENT, paid_on, by, now, cents=int(asked), sent_with=sent_with)


@transaction.atomic
def dispute(invoice: Invoice, *, reason: str, by: Person, now: datetime, sent_with: UUID | None = None) -> InvoiceEvent:
    """
    Say for the customer that an invoice is not right.

    Raises WordsMissing, DisputeStands, NothingOwed, NotAllowed.
    """
    demand(by, Ability.ACCEPT, invoice.organisation)
    stands = _locked(invoice, now)
    again = _sent_before(invoice, sent_with)
    if again is not None:
        return again
    if invoice.is_credit or stands.status == queries.CREDITED:  # type: ignore[attr-defined]
        raise NothingOwed
    if stands.last_word == Deed.DISPUTE:  # type: ignore[attr-defined]
        raise DisputeStands
    event = _event(
        invoice, Deed.DISPUTE, today_of(invoice.organisation, now), by, now, text=reason, sent_with=sent_with
    )
    announce(InvoiceDisputed(event, now))
    return event


@transaction.atomic
def answer(invoice: Invoice, *, text: str, by: Person, now: datetime, sent_with: UUID | None = None) -> InvoiceEvent:
    """
    Answer a dispute; with that it ends: what was right about it comes as a credit note.

    Raises WordsMissing, NothingDisputed, NotAllowed.
    """
    demand(by, Ability.MANAGE_CUSTOMERS, invoice.organisation)
    stands = _locked(invoice, now)
    again = _sent_before(invoice, sent_with)
    if again is not None:
        return again
    if stands.last_word != Deed.DISPUTE:  # type: ignore[attr-defined]
        raise NothingDisputed
    event = _event(invoice, Deed.ANSWER, today_of(invoice.organisation, now), by, now, text=text, sent_with=sent_with)
    announce(DisputeAnswered(event, now))
    return event


def today_of(organisation: Organisation, now: datetime) -> date:
    """Return the day it is where a customer is: the day by which something is overdue."""
    return now.astimezone(ZoneInfo(organisation.timezone)).date()


def _locked(invoice: Invoice, now: datetime) -> Invoice:
    """Return how an invoice stands, while nobody else of this customer writes."""
    list(Organisation.objects.select_for_update(no_key=True).filter(pk=invoice.organisation_id))
    today = today_of(invoice.organisation, now)
    return queries.standing(Invoice.objects.filter(pk=invoice.pk), today=today).get()


def _sent_before(invoice: Invoice, sent_with: UUID | None) -> InvoiceEvent | None:
    return invoice.events.filter(sent_with=sent_with).first() if sent_with else None


def _event(
    invoice: Invoice,
    deed: Deed,
    happened_on: date,
    by: Person,
    now: datetime,
    *,
    cents: int = 0,
    text: str = "",
    sent_with: UUID | None = None,
) -> InvoiceEvent:
    words = text.replace("\0", "").strip()[:LONGEST_WORDS]
    if deed != Deed.PAYMENT and not words:
        raise WordsMissing
    event = InvoiceEvent.objects.create(
        organisation=invoice.organisation,
        invoice=invoice,
        deed=deed,
        cents=cents,
        happened_on=happened_on,
        sent_with=sent_with,
        recorded_at=now,
        recorded_by=by,
    )
    if words:
        InvoiceWords.objects.create(organisation=invoice.organisation, event=event, text=words)
    return event
