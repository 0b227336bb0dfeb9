"""
The rules of the Dutch use of the norm, NLCIUS (SI-UBL 2.0), and of its extension for blocked accounts.

Each is one row: its number, whether an invoice is refused for it, and what breaks it. The words stand in
`wording/invoices.py`. The extension numbers no rules in what we know of it; GA-1 to GA-5 are our own numbers.
Source: the names and the content of the test documents of SI-UBL 2.0.3.2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from lxml import etree

from houvast.portal.invoices.findings import Finding
from houvast.portal.invoices.tree import found, text, texts

Root: TypeAlias = etree._Element

_SUPPLIER = "cac:AccountingSupplierParty/cac:Party"
_BUYER = "cac:AccountingCustomerParty/cac:Party"
_DELIVERY = "cac:Delivery/cac:DeliveryLocation"
_FOR_TAX = "cac:TaxRepresentativeParty"
_COUNTRY = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"
_ADDRESSES = (
    f"{_SUPPLIER}/cac:PostalAddress | {_BUYER}/cac:PostalAddress | {_DELIVERY}/cac:Address | "
    f"{_FOR_TAX}/cac:PostalAddress"
)
_OFFICIAL = {"0106", "0190"}
"""Numbers of the Dutch chamber of commerce (KVK), and of Dutch government (OIN)."""
_MEANS = {"30", "48", "49", "57", "58", "59"}
_SEPA = {"58", "59"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `is_broken` looks at the root of an invoice of a Dutch supplier."""

    number: str
    is_fatal: bool
    is_broken: Callable[[Root], bool]


def findings(root: Root) -> list[Finding]:
    """Return the rules that an invoice breaks, of those that it says it keeps."""
    said = _said(root)
    kept: list[Rule] = []
    if "nen.nl:nlcius" in said:
        kept += [rule for rule in RULES if rule.number == EMPTY or _is_dutch(root, _SUPPLIER)]
    if "nen.nl:gaccount" in said:
        kept += GACCOUNT
    return [Finding(rule.number, rule.is_fatal) for rule in kept if rule.is_broken(root)]


def allowed(root: Root) -> frozenset[str]:
    """Return the rules of the norm that the extension lifts: it needs elements which the norm advises against."""
    return _LIFTED if "nen.nl:gaccount" in _said(root) else frozenset()


def _said(root: Root) -> str:
    """Return by which rules an invoice says it was made."""
    return "".join(text(root, "cbc:CustomizationID").split())


def _is_dutch(root: Root, party: str) -> bool:
    return text(root, f"{party}/{_COUNTRY}") == "NL"


def _both_dutch(root: Root) -> bool:
    return _is_dutch(root, _SUPPLIER) and _is_dutch(root, _BUYER)


def _unofficial(root: Root, party: str) -> bool:
    """Say whether a party names no number of the chamber of commerce or of government."""
    numbers = found(root, f"{party}/cac:PartyLegalEntity/cbc:CompanyID")
    return not any(each.get("schemeID") in _OFFICIAL and (each.text or "").strip() for each in numbers)


def _half_an_address(root: Root, party: str) -> bool:
    parts = ("StreetName", "CityName", "PostalZone")
    return not all(text(root, f"{party}/cac:PostalAddress/cbc:{part}") for part in parts)


def _has(path: str) -> Callable[[Root], bool]:
    return lambda root: bool(found(root, path))


def _unpayable(root: Root) -> bool:
    owed = _decimal(text(root, "cac:LegalMonetaryTotal/cbc:PayableAmount"))
    return owed > 0 and not found(root, "cac:PaymentMeans") and etree.QName(root).localname == "Invoice"


def _unknown_means(root: Root) -> bool:
    return bool(set(texts(root, "cac:PaymentMeans/cbc:PaymentMeansCode")) - _MEANS)


def _wrong_type(root: Root) -> bool:
    is_invoice = etree.QName(root).localname == "Invoice"
    return is_invoice and text(root, "cbc:InvoiceTypeCode") not in {"380", "384", "389"}


def _wrong_credit_type(root: Root) -> bool:
    if etree.QName(root).localname == "CreditNote":
        return text(root, "cbc:CreditNoteTypeCode") != "381"
    return text(root, "cbc:InvoiceTypeCode") == "381"


def _branch_for_sepa(root: Root) -> bool:
    return any(
        text(each, "cbc:PaymentMeansCode") in _SEPA
        and found(each, "cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch")
        for each in found(root, "cac:PaymentMeans")
    )


def _reason_code(charged: str) -> Callable[[Root], bool]:
    return _has(
        f".//cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator)='{charged}']/cbc:AllowanceChargeReasonCode"
    )


def _tax_in_other_currency(root: Root) -> bool:
    currency = text(root, "cbc:DocumentCurrencyCode")
    return any(each.get("currencyID") != currency for each in found(root, "cac:TaxTotal/cbc:TaxAmount"))


def _is_empty(root: Root) -> bool:
    return any(len(each) == 0 and not (each.text or "").strip() for each in root.iter(etree.Element))


EMPTY = "PEPPOL-EN16931-R008"
_TAX_LINES = ".//cac:TaxCategory/cbc:TaxExemptionReasonCode | .//cac:ClassifiedTaxCategory/cbc:TaxExemptionReasonCode"

RULES: tuple[Rule, ...] = (
    Rule("BR-NL-1", True, lambda root: _unofficial(root, _SUPPLIER)),
    Rule(
        "BR-NL-2", True, lambda root: not (text(root, "cbc:BuyerReference") or text(root, "cac:OrderReference/cbc:ID"))
    ),
    Rule("BR-NL-3", True, lambda root: _half_an_address(root, _SUPPLIER)),
    Rule("BR-NL-4", True, lambda root: _is_dutch(root, _BUYER) and _half_an_address(root, _BUYER)),
    Rule("BR-NL-5", True, lambda root: _is_dutch(root, _FOR_TAX) and _half_an_address(root, _FOR_TAX)),
    Rule("BR-NL-7", True, _wrong_type),
    Rule("BR-NL-8", True, _wrong_credit_type),
    Rule(
        "BR-NL-9",
        True,
        lambda root: (
            text(root, "cbc:InvoiceTypeCode") == "384"
            and not text(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")
        ),
    ),
    Rule("BR-NL-10", True, lambda root: _both_dutch(root) and _unofficial(root, _BUYER)),
    Rule("BR-NL-11", True, _unpayable),
    Rule("BR-NL-12", True, _unknown_means),
    Rule(
        "BR-NL-13",
        True,
        lambda root: (
            bool(texts(root, ".//cac:OrderLineReference/cbc:LineID")) and not text(root, "cac:OrderReference/cbc:ID")
        ),
    ),
    Rule("BR-NL-19", False, _has("cbc:TaxCurrencyCode")),
    Rule("BR-NL-20", False, _has("cbc:TaxPointDate")),
    Rule("BR-NL-21", False, _has("cac:InvoicePeriod/cbc:DescriptionCode")),
    Rule("BR-NL-24", False, _has("cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate")),
    Rule("BR-NL-25", False, _has(f"{_SUPPLIER}/cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID)!='VAT']")),
    Rule("BR-NL-26", False, _has(f"{_SUPPLIER}/cac:PartyLegalEntity/cbc:CompanyLegalForm")),
    Rule("BR-NL-27", False, lambda root: any(found(each, "cac:AddressLine") for each in found(root, _ADDRESSES))),
    Rule("BR-NL-28", False, lambda root: any(found(each, "cbc:CountrySubentity") for each in found(root, _ADDRESSES))),
    Rule("BR-NL-29", False, _has("cac:PaymentMeans/cbc:PaymentMeansCode[@name]")),
    Rule("BR-NL-30", False, _has("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name")),
    Rule("BR-NL-31", False, _branch_for_sepa),
    Rule("BR-NL-32", False, _reason_code("false")),
    Rule("BR-NL-33", False, _tax_in_other_currency),
    Rule("BR-NL-34", False, _reason_code("true")),
    Rule("BR-NL-35", False, _has(_TAX_LINES)),
    Rule(EMPTY, False, _is_empty),
)


# -- blocked accounts ---------------------------------------------------------------------------------

_LIFTED = frozenset({"UBL-CR-411", "UBL-CR-453", "UBL-CR-459"})
_MEANS_IDS, _TERMS_IDS = "cac:PaymentMeans/cbc:ID", "cac:PaymentTerms/cbc:PaymentMeansID"


def _unnamed(root: Root) -> bool:
    """Say whether a way to pay has no name, or none is the blocked account."""
    names = texts(root, _MEANS_IDS)
    return "GACCOUNT" not in names or len(names) != len(found(root, "cac:PaymentMeans"))


def _unreferred(root: Root) -> bool:
    """Say whether the terms do not name each way to pay, and each once."""
    terms = found(root, "cac:PaymentTerms")
    names = texts(root, _TERMS_IDS)
    return len(names) != len(terms) or sorted(names) != sorted(texts(root, _MEANS_IDS))


def _does_not_add_up(root: Root) -> bool:
    parts = [_decimal(each) for each in texts(root, "cac:PaymentTerms/cbc:Amount")]
    return sum(parts, Decimal(0)) != _decimal(text(root, "cac:LegalMonetaryTotal/cbc:PayableAmount"))


def _decimal(given: str) -> Decimal:
    try:
        return Decimal(given or "0")
    except InvalidOperation:
        return Decimal("NaN")


def _not_two(path: str) -> Callable[[Root], bool]:
    return lambda root: len(found(root, path)) != 2


GACCOUNT: tuple[Rule, ...] = (
    Rule("GA-1", True, _not_two("cac:PaymentMeans")),
    Rule("GA-2", True, _not_two("cac:PaymentTerms")),
    Rule("GA-3", True, _unnamed),
    Rule("GA-4", True, _unreferred),
    Rule("GA-5", True, _does_not_add_up),
)
