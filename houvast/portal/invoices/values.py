"""An invoice as values: what was read, exact to the digit, before anything of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Party:
    """
    Supplier or buyer.

    numbers  every number by which it is known, as `scheme:number`, the most official first
    address  its lines, from street to country
    """

    name: str
    numbers: tuple[str, ...]
    vat: str
    address: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number that tells it from all others; the name where there is none."""
        return next(iter(self.numbers), self.vat or self.name.casefold())


@dataclass(frozen=True, slots=True)
class Line:
    """One line: amounts without tax, in the currency of the invoice. `percent` is None where no rate applies."""

    number: str
    name: str
    description: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal
    category: str
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Tax:
    """What is taxed at one rate, and how much tax that is, as the supplier reckoned it."""

    category: str
    percent: Decimal | None
    taxable: Decimal
    amount: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Extra:
    """An allowance (negative) or charge on the whole invoice, without tax."""

    reason: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals as given; nothing here is reckoned by us. `payable` is what is left to pay after what was prepaid."""

    lines: Decimal
    without_tax: Decimal
    tax: Decimal
    with_tax: Decimal
    prepaid: Decimal
    rounding: Decimal
    payable: Decimal


@dataclass(frozen=True, slots=True)
class Attached:
    """A document inside the invoice."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReadInvoice:
    """
    An invoice or credit note that was read.

    refers_to  numbers of earlier invoices that it corrects or credits
    accounts   where to pay: account, and the reference to pay under
    """

    is_credit: bool
    type_code: str
    number: str
    issued_on: date
    due_on: date | None
    currency: str
    supplier: Party
    buyer: Party
    order: str
    buyer_reference: str
    refers_to: tuple[str, ...]
    note: str
    terms: str
    accounts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    extras: tuple[Extra, ...]
    taxes: tuple[Tax, ...]
    totals: Totals
    attached: tuple[Attached, ...]
