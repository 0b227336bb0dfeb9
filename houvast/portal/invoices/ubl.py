"""UBL 2.1 → values. Only for a tree that the schema and the norm found good: then everything needed is there."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lxml import etree

from houvast.portal.invoices.tree import found, text, texts
from houvast.portal.invoices.values import Attached, Extra, Line, Party, ReadInvoice, Tax, Totals

_PDF = b"%PDF-"


def is_credit_note(root: etree._Element) -> bool:
    """Say whether a document credits, rather than charges."""
    return str(etree.QName(root).localname) == "CreditNote"


def read_invoice(root: etree._Element) -> ReadInvoice:
    """Return the invoice or credit note of a checked tree."""
    is_credit = is_credit_note(root)
    return ReadInvoice(
        is_credit=is_credit,
        type_code=text(root, "cbc:CreditNoteTypeCode" if is_credit else "cbc:InvoiceTypeCode"),
        number=text(root, "cbc:ID"),
        issued_on=date.fromisoformat(text(root, "cbc:IssueDate")[:10]),
        due_on=_due_on(root),
        currency=text(root, "cbc:DocumentCurrencyCode"),
        supplier=_party(root, "cac:AccountingSupplierParty/cac:Party"),
        buyer=_party(root, "cac:AccountingCustomerParty/cac:Party"),
        order=text(root, "cac:OrderReference/cbc:ID"),
        buyer_reference=text(root, "cbc:BuyerReference"),
        refers_to=tuple(texts(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")),
        note="\n".join(texts(root, "cbc:Note")),
        terms="\n".join(texts(root, "cac:PaymentTerms/cbc:Note")),
        accounts=_accounts(root),
        lines=tuple(_lines(root, is_credit)),
        extras=tuple(_extras(root)),
        taxes=tuple(_taxes(root)),
        totals=_totals(root),
        attached=tuple(_attached(root)),
    )


def _due_on(root: etree._Element) -> date | None:
    given = text(root, "cbc:DueDate") or text(root, "cac:PaymentMeans/cbc:PaymentDueDate")
    return date.fromisoformat(given[:10]) if given else None


def _accounts(root: etree._Element) -> tuple[tuple[str, str], ...]:
    means = found(root, "cac:PaymentMeans")
    pairs = ((text(each, "cac:PayeeFinancialAccount/cbc:ID"), text(each, "cbc:PaymentID")) for each in means)
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0]))


def _party(root: etree._Element, path: str) -> Party:
    where = found(root, path)[0]
    numbers = [
        f"{element.get('schemeID', '')}:{(element.text or '').strip()}".lstrip(":")
        for path in ("cac:PartyLegalEntity/cbc:CompanyID", "cbc:EndpointID", "cac:PartyIdentification/cbc:ID")
        for element in found(where, path)
        if (element.text or "").strip()
    ]
    parts = ("StreetName", "AdditionalStreetName", "PostalZone", "CityName")
    street, further, postal, city = (text(where, f"cac:PostalAddress/cbc:{part}") for part in parts)
    country = text(where, "cac:PostalAddress/cac:Country/cbc:IdentificationCode")
    return Party(
        name=text(where, "cac:PartyLegalEntity/cbc:RegistrationName") or text(where, "cac:PartyName/cbc:Name"),
        numbers=tuple(dict.fromkeys(numbers)),
        vat=text(where, "cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID)='VAT']/cbc:CompanyID"),
        address=tuple(line for line in (street, further, f"{postal} {city}".strip(), country) if line),
    )


def _lines(root: etree._Element, is_credit: bool) -> Iterator[Line]:
    line, quantity = ("CreditNoteLine", "CreditedQuantity") if is_credit else ("InvoiceLine", "InvoicedQuantity")
    for each in found(root, f"cac:{line}"):
        count = found(each, f"cbc:{quantity}")
        yield Line(
            number=text(each, "cbc:ID"),
            name=text(each, "cac:Item/cbc:Name"),
            description=text(each, "cac:Item/cbc:Description"),
            quantity=_amount(each, f"cbc:{quantity}"),
            unit=count[0].get("unitCode", "") if count else "",
            price=_amount(each, "cac:Price/cbc:PriceAmount"),
            amount=_amount(each, "cbc:LineExtensionAmount"),
            category=text(each, "cac:Item/cac:ClassifiedTaxCategory/cbc:ID"),
            percent=_percent(each, "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent"),
        )


def _extras(root: etree._Element) -> Iterator[Extra]:
    for each in found(root, "cac:AllowanceCharge"):
        amount = _amount(each, "cbc:Amount")
        charged = text(each, "cbc:ChargeIndicator") in {"true", "1"}
        yield Extra(text(each, "cbc:AllowanceChargeReason"), amount if charged else -amount)


def _taxes(root: etree._Element) -> Iterator[Tax]:
    for each in found(root, "cac:TaxTotal/cac:TaxSubtotal"):
        yield Tax(
            category=text(each, "cac:TaxCategory/cbc:ID"),
            percent=_percent(each, "cac:TaxCategory/cbc:Percent"),
            taxable=_amount(each, "cbc:TaxableAmount"),
            amount=_amount(each, "cbc:TaxAmount"),
            reason=text(each, "cac:TaxCategory/cbc:TaxExemptionReason"),
        )


def _totals(root: etree._Element) -> Totals:
    """Return the totals; the tax is the one in the currency of the invoice, not that of its bookkeeping."""
    currency, total = text(root, "cbc:DocumentCurrencyCode"), "cac:LegalMonetaryTotal/cbc:"
    taxes = [each for each in found(root, "cac:TaxTotal/cbc:TaxAmount") if each.get("currencyID") == currency]
    return Totals(
        lines=_amount(root, f"{total}LineExtensionAmount"),
        without_tax=_amount(root, f"{total}TaxExclusiveAmount"),
        tax=Decimal((taxes[0].text or "0").strip()) if taxes else Decimal(0),
        with_tax=_amount(root, f"{total}TaxInclusiveAmount"),
        prepaid=_amount(root, f"{total}PrepaidAmount"),
        rounding=_amount(root, f"{total}PayableRoundingAmount"),
        payable=_amount(root, f"{total}PayableAmount"),
    )


def _attached(root: etree._Element) -> Iterator[Attached]:
    """Yield the documents that lie inside; one that is only named by its address is not fetched."""
    for each in found(root, "cac:AdditionalDocumentReference/cac:Attachment/cbc:EmbeddedDocumentBinaryObject"):
        try:
            content = base64.b64decode("".join((each.text or "").split()), validate=True)
        except (binascii.Error, ValueError):
            continue
        if content.startswith(_PDF):
            yield Attached(each.get("filename", "") or "invoice.pdf", "application/pdf", content)


def _percent(where: etree._Element, path: str) -> Decimal | None:
    given = text(where, path)
    return Decimal(given) if given else None


def _amount(where: etree._Element, path: str) -> Decimal:
    return Decimal(text(where, path) or "0")
