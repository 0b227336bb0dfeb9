"""Bytes → an invoice and what is to be said of it, or a refusal that names the broken rules."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

from houvast.portal.invoices import nlcius, norm
from houvast.portal.invoices.findings import Finding
from houvast.portal.invoices.refusals import RulesBroken
from houvast.portal.invoices.safe_xml import read_xml
from houvast.portal.invoices.ubl import read_invoice
from houvast.portal.invoices.values import ReadInvoice

MOST = Decimal(10) ** 12
LONGEST_NUMBER = 100


def checked(content: bytes) -> tuple[ReadInvoice, tuple[Finding, ...]]:
    """
    Return what a file holds, and the warnings.

    Raises NotReadable, RulesBroken. Every broken rule is named, not only the first.
    """
    root = read_xml(content)
    lifted = nlcius.allowed(root)
    told = [each for each in norm.findings(root) if each.rule not in lifted]
    if not any(each.rule in {"UBL", "XSD"} for each in told):
        told += nlcius.findings(root)
    if any(each.is_fatal for each in told):
        raise RulesBroken(told)
    invoice = read_invoice(root)
    beyond = _beyond(invoice)
    if beyond:
        raise RulesBroken([*told, *beyond])
    return invoice, tuple(told)


def _beyond(invoice: ReadInvoice) -> list[Finding]:
    """Return what no rule of the norm forbids, and we cannot keep: amounts and numbers beyond all measure."""
    totals = invoice.totals
    amounts = chain(
        (totals.lines, totals.without_tax, totals.tax, totals.with_tax, totals.prepaid, totals.payable),
        (line.amount for line in invoice.lines),
    )
    is_beyond = any(not each.is_finite() or abs(each) >= MOST for each in amounts)
    return [Finding("BEYOND", True)] if is_beyond or len(invoice.number) > LONGEST_NUMBER else []
