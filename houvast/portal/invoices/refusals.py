"""Why an invoice is not taken, or something is not done with it: one exception a reason, holding values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houvast.portal.invoices.findings import Finding


class InvoiceRefused(Exception):
    """The base of every refusal."""


class NotReadable(InvoiceRefused):
    """The file is no XML that is taken; `why` is one of the codes of `safe_xml`."""

    def __init__(self, why: str) -> None:
        super().__init__(f"not readable: {why}")
        self.why = why


class RulesBroken(InvoiceRefused):
    """It breaks rules that an invoice may not break; `findings` holds them, and the warnings."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(each.rule for each in findings if each.is_fatal))
        self.findings = tuple(findings)


class NumberUsedAgain(InvoiceRefused):
    """The supplier used this `number` before for something else."""

    def __init__(self, number: str) -> None:
        super().__init__(f"number {number} was used before")
        self.number = number


class BuyerIsAnother(InvoiceRefused):
    """It is addressed to another customer; `buyer` is the number of the buyer in it."""

    def __init__(self, buyer: str) -> None:
        super().__init__(f"{buyer} is another customer")
        self.buyer = buyer


class NothingOwed(InvoiceRefused):
    """There is nothing left to pay, or it is a credit note."""


class AmountNotPossible(InvoiceRefused):
    """The amount is nothing, more than is open, or takes back more than was paid; `most` and `least` are its bounds."""

    def __init__(self, least: str, most: str) -> None:
        super().__init__(f"between {least} and {most}")
        self.least, self.most = least, most


class DisputeStands(InvoiceRefused):
    """It is disputed already, and waits for an answer."""


class NothingDisputed(InvoiceRefused):
    """There is no dispute to answer."""


class WordsMissing(InvoiceRefused):
    """Nothing was written."""


class PaidInTheFuture(InvoiceRefused):
    """The date of a payment has not come yet."""
