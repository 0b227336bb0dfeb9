"""One invoice in full, as plain values, for the customer's pages and the desk alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.invoices import queries
from houvast.portal.invoices.models import CENT, Deed, Invoice, InvoiceEvent
from houvast.portal.invoices.storing import unpacked
from houvast.portal.invoices.values import Party, ReadInvoice
from houvast.portal.pages.cards import Pill
from houvast.portal.pages.invoice_list import Link, pill_of, signed
from houvast.portal.wording import Moment, Reading
from houvast.portal.wording.invoices import money, rule, unit


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of an invoice, as it reads."""

    number: str
    name: str
    description: str
    quantity: str
    price: str
    tax: str
    amount: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something that happened to an invoice."""

    word: str
    who: str
    at: Moment
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """An invoice or credit note that belongs to this one."""

    url: str
    number: str
    amount: str


@dataclass(frozen=True, slots=True)
class InvoicePage:
    """One invoice in full. Where the supplier and buyer stand as lines, the first is the name."""

    invoice: Invoice
    title: str
    pill: Pill
    why: str
    facts: Sequence[tuple[str, str]]
    supplier: Sequence[str]
    buyer: Sequence[str]
    lines: Sequence[ShownLine]
    taxes: Sequence[tuple[str, str, str]]
    totals: Sequence[tuple[str, str]]
    notes: Sequence[str]
    findings: Sequence[tuple[str, str]]
    said: Sequence[Said]
    related: Sequence[Related]
    is_disputed: bool
    is_owed: bool
    open: Decimal


def invoice_page(invoice: Any, reading: Reading, link: Link) -> InvoicePage:
    """
    Return one invoice in full.

    invoice  with its standing
    """
    read = unpacked(invoice.content)
    events = list(invoice.events.select_related("recorded_by", "words"))
    return InvoicePage(
        invoice=invoice,
        title=title_of(invoice),
        pill=pill_of(invoice.status),
        why=_why(invoice, today=reading.local(reading.now).date()),
        facts=facts_of(read),
        supplier=party_lines(read.supplier),
        buyer=party_lines(read.buyer),
        lines=lines_of(read),
        taxes=taxes_of(read),
        totals=totals_of(read),
        notes=[each for each in (read.terms, read.note) if each],
        findings=[(number, rule(number, detail)) for number, detail in invoice.findings],
        said=[_said(event, invoice, reading) for event in events],
        related=_related(invoice, link),
        is_disputed=invoice.last_word == Deed.DISPUTE,
        is_owed=invoice.status in queries.OWED,
        open=invoice.open_cents * CENT,
    )


def title_of(invoice: Invoice) -> str:
    """Return what an invoice is called."""
    title = _("Credit note %(number)s") if invoice.is_credit else _("Invoice %(number)s")
    return title % vars(invoice)


def _why(invoice: Any, today: date) -> str:
    """Say why an invoice stands as it stands."""
    values = {
        "open": money(invoice.open_cents * CENT, invoice.currency),
        "paid": money(invoice.paid_cents * CENT, invoice.currency),
        "credited": money(invoice.credited_cents * CENT, invoice.currency),
        "due": wording.whole_date(invoice.due_on) if invoice.due_on else "",
        "days": (today - invoice.due_on).days if invoice.due_on else 0,
    }
    open_ = _("%(open)s is open, due on %(due)s.") if invoice.due_on else _("%(open)s is open; no date is due.")
    sentences = {
        queries.OPEN: open_,
        queries.OVERDUE: _("%(open)s is open, and was due on %(due)s."),
        queries.DISPUTED: _("It is disputed; %(open)s is open until that is answered."),
        queries.PAID: _("Nothing is open: %(paid)s was paid."),
        queries.CREDITED: _("Nothing is open: %(credited)s was credited."),
        queries.CREDIT: _("It gives back what was charged."),
    }
    said = sentences[invoice.status] % values
    parts = []
    if invoice.status in queries.OWED and invoice.paid_cents:
        parts.append(_("%(paid)s was paid.") % values)
    if invoice.status in queries.OWED and invoice.credited_cents:
        parts.append(_("%(credited)s was credited.") % values)
    return " ".join([said, *parts])


def facts_of(read: ReadInvoice) -> list[tuple[str, str]]:
    """Return label and value of what stands at the head of an invoice."""
    pairs = [
        (_("Date"), wording.whole_date(read.issued_on)),
        (_("Due on"), wording.whole_date(read.due_on) if read.due_on else ""),
        (_("Order number"), read.order),
        (_("Your reference"), read.buyer_reference),
        (_("Refers to"), ", ".join(read.refers_to)),
        *((_("Pay into"), f"{account}, {reference}" if reference else account) for account, reference in read.accounts),
    ]
    return [(label, value) for label, value in pairs if value]


def party_lines(party: Party) -> list[str]:
    """Return a party as lines, the name first."""
    known = [number.removeprefix("0106:") for number in party.numbers if number.startswith("0106:")]
    tail = [_("KVK %(number)s") % {"number": number} for number in known]
    vat = [_("VAT %(number)s") % {"number": party.vat}] if party.vat else []
    return [party.name, *party.address, *tail, *vat]


def lines_of(read: ReadInvoice) -> list[ShownLine]:
    """Return the lines, and below them what was added or taken off as a whole."""
    shown = [
        ShownLine(
            number=line.number,
            name=line.name,
            description=line.description if line.description != line.name else "",
            quantity=f"{_plain(line.quantity)} {unit(line.unit)}".strip(),
            price=money(line.price, read.currency),
            tax=_rate(line.percent),
            amount=money(line.amount, read.currency),
        )
        for line in read.lines
    ]
    extras = [
        ShownLine("", each.reason or _("Discount or charge"), "", "", "", "", money(each.amount, read.currency))
        for each in read.extras
    ]
    return shown + extras


def taxes_of(read: ReadInvoice) -> list[tuple[str, str, str]]:
    """Return rate, what is taxed, and the tax."""
    return [
        (
            " ".join(part for part in (_rate(tax.percent), tax.reason) if part),
            money(tax.taxable, read.currency),
            money(tax.amount, read.currency),
        )
        for tax in read.taxes
    ]


def totals_of(read: ReadInvoice) -> list[tuple[str, str]]:
    """Return label and amount of the totals; what is nothing is left out."""
    totals = read.totals
    pairs = [
        (_("Without VAT"), totals.without_tax, True),
        (_("VAT"), totals.tax, True),
        (_("With VAT"), totals.with_tax, totals.with_tax != totals.payable),
        (_("Paid beforehand"), -totals.prepaid, bool(totals.prepaid)),
        (_("Rounded by the supplier"), totals.rounding, bool(totals.rounding)),
        (_("To give back") if read.is_credit else _("To be paid"), totals.payable, True),
    ]
    return [(label, money(amount, read.currency)) for label, amount, is_shown in pairs if is_shown]


def _said(event: InvoiceEvent, invoice: Invoice, reading: Reading) -> Said:
    amount = money(abs(event.cents) * CENT, invoice.currency)
    words = {
        Deed.PAYMENT: (_("%(amount)s paid on %(day)s") if event.cents > 0 else _("%(amount)s taken back on %(day)s"))
        % {"amount": amount, "day": wording.whole_date(event.happened_on)},
        Deed.DISPUTE: _("Disputed"),
        Deed.ANSWER: _("Answered"),
    }
    text = event.words.text if hasattr(event, "words") else ""
    return Said(words[Deed(event.deed)], event.recorded_by.name, reading.moment(event.recorded_at), text)


def _related(invoice: Invoice, link: Link) -> list[Related]:
    there = queries.credited_by(invoice)
    others = [there] if there else list(queries.credits_of(invoice)[:20])
    return [Related(link(each), each.number, signed(each, each.payable)) for each in others]


def _rate(percent: Decimal | None) -> str:
    return "" if percent is None else f"{_plain(percent)}{wording.NO_BREAK}%"


def _plain(value: Decimal) -> str:
    """Return a number as short as it is exact."""
    short = value.normalize()
    return wording.number(short, max(0, -int(short.as_tuple().exponent)))
