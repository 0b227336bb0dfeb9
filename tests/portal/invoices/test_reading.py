"""Every official document is taken with the totals of its manifest, or refused with the rule it is named after."""

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.portal.invoices.actions import cents
from houvast.portal.invoices.checking import checked
from houvast.portal.invoices.refusals import NotReadable, RulesBroken
from houvast.portal.invoices.safe_xml import DEEPEST, MOST_BYTES, read_xml
from houvast.portal.invoices.storing import packed, unpacked
from tests.portal.invoices.documents import document, manifest, simple

GOOD = [row for row in manifest() if row["expected_by_filename"] != "error"]
BAD = [row for row in manifest() if row["expected_by_filename"] == "error"]


def short(row):
    return row["file"].rsplit("/", 1)[-1]


def rules_named(name):
    return re.findall(r"BR-NL-\d+|BR-S-\d+|UBL-[SC]R-\d+", name)


@pytest.mark.parametrize("row", GOOD, ids=short)
def test_a_good_document_is_taken_with_the_totals_of_the_manifest(row):
    invoice, findings = checked(document(row["file"]))
    totals = invoice.totals
    read = (totals.lines, totals.without_tax, totals.with_tax, totals.payable, totals.tax)
    named = ("line_extension", "tax_exclusive", "tax_inclusive", "payable", "tax_amount")
    assert read == tuple(Decimal(row[name] or 0) for name in named)
    assert (invoice.number, str(invoice.issued_on), invoice.currency) == (row["id"], row["issue_date"], row["currency"])
    assert len(invoice.lines) == int(row["lines"])
    assert invoice.is_credit == (row["root"] == "CreditNote")
    warned = {each.rule for each in findings}
    assert bool(warned) == (row["expected_by_filename"] == "warning")
    if warned:
        assert warned >= set(rules_named(row["file"]))


@pytest.mark.parametrize("row", BAD, ids=short)
def test_a_bad_document_is_refused_with_the_rule_it_is_named_after(row):
    with pytest.raises(RulesBroken) as refusal:
        checked(document(row["file"]))
    broken = {each.rule for each in refusal.value.findings if each.is_fatal}
    expected = rules_named(row["file"]) or ({"BR-01"} if "customizationid" in row["file"] else [])
    assert broken >= set(expected)
    assert broken
    if "gaccount" in row["file"]:
        assert all(rule.startswith("GA-") for rule in broken)


def test_what_is_kept_is_what_was_read_to_the_digit():
    for row in GOOD:
        invoice, _findings = checked(document(row["file"]))
        again = unpacked(packed(invoice))
        assert (again.totals, again.lines, again.taxes, again.supplier) == (
            invoice.totals,
            invoice.lines,
            invoice.taxes,
            invoice.supplier,
        )


@pytest.mark.parametrize("row", GOOD, ids=short)
def test_totals_reconcile(row):
    """What the lines, the extras and the taxes say adds up to what is to be paid, without rounding anything."""
    invoice, _findings = checked(document(row["file"]))
    totals = invoice.totals
    assert totals.lines + sum((each.amount for each in invoice.extras), Decimal(0)) == totals.without_tax
    assert totals.without_tax + totals.tax == totals.with_tax
    assert totals.with_tax - totals.prepaid + totals.rounding == totals.payable


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(payable=st.decimals("-99999", "99999", places=2))
def test_a_total_that_does_not_reconcile_is_refused(payable):
    said = simple(**{'PayableAmount currencyID="EUR">242.00<': f'PayableAmount currencyID="EUR">{payable}<'})
    if payable == Decimal("242.00"):
        assert checked(said)[0].totals.payable == payable
        return
    with pytest.raises(RulesBroken) as refusal:
        checked(said)
    assert "BR-CO-16" in {each.rule for each in refusal.value.findings}


@given(st.integers(-(10**14), 10**14))
def test_cents_and_amounts_are_the_same_to_the_digit(number):
    assert cents(Decimal(number) / 100) == number


@pytest.mark.parametrize("amount", ["0.001", "12.345", "-0.005"])
def test_an_amount_is_never_rounded(amount):
    with pytest.raises(ValueError, match=amount):
        cents(Decimal(amount))


LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not-xml"),
        (b"not xml at all", "not-xml"),
        (b"\x00" * 50, "not-text"),
        ("<Invoice/>".encode("utf-16"), "not-text"),
        (b'<?xml version="1.0" encoding="UTF-7"?><Invoice/>', "not-text"),
        (b"<a>" + b" " * MOST_BYTES + b"</a>", "too-large"),
        (b"<a>" * (DEEPEST + 2) + b"</a>" * (DEEPEST + 2), "too-deep"),
        (b"<a>" + b"<b/>" * 200_001 + b"</a>", "too-many"),
        (LAUGHS, "declares"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', "declares"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "declares"),
        (b'<?xml version="1.0"?>\n<!doctype a><a/>', "declares"),
        (b"<a>&undeclared;</a>", "not-xml"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nt14_what_could_fetch_or_explode_is_refused_before_it_is_read(content, why):
    with pytest.raises(NotReadable) as refusal:
        read_xml(content)
    assert refusal.value.why == why


def test_nt14_a_schema_named_in_the_file_is_not_fetched(monkeypatch):
    """The checker of schemas would load what the file names; so the name is taken out before it looks."""
    hint = 'xsi:schemaLocation="urn:evil http://127.0.0.1:9/evil.xsd"'
    said = simple().replace(
        b"<Invoice ", f'<Invoice xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {hint} '.encode(), 1
    )
    root = read_xml(said)
    assert not [name for name in root.attrib if "schemaLocation" in name]
    assert checked(said)[0].totals.payable == Decimal(242)


def test_nt14_a_document_named_by_its_address_stays_an_address():
    """The full example names one on another site; nothing in the package opens addresses, and no file comes of it."""
    invoice, _findings = checked(document("SI-UBL-2.0_ok_full.xml"))
    assert invoice.attached == ()


@pytest.mark.parametrize("root", ["<Order/>", "<Invoice/>", '<Invoice xmlns="urn:other"/>', "<html/>"])
def test_what_is_no_invoice_is_refused_by_name(root):
    with pytest.raises(RulesBroken) as refusal:
        checked(root.encode())
    assert [each.rule for each in refusal.value.findings] == ["UBL"]


def test_amounts_beyond_measure_are_refused():
    huge = "9" * 15
    said = simple(**{"242.00<": f"{huge}<", "200.00<": f"{huge}<", "42.00<": "0.00<"})
    with pytest.raises(RulesBroken):
        checked(said)
