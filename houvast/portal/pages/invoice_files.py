"""The files of an invoice: the XML as it came, and the PDF that lay inside it or is typeset from the same facts."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from houvast.layout.bill import Bill, bill_pdf
from houvast.portal.files.handing_out import ALONE, download
from houvast.portal.files.names import safe_name
from houvast.portal.invoices.models import Invoice
from houvast.portal.invoices.storing import unpacked
from houvast.portal.pages.invoices import facts_of, lines_of, party_lines, taxes_of, title_of, totals_of


def xml_file(invoice: Invoice) -> HttpResponseBase:
    """Give the XML as it was received."""
    return download(invoice.xml)


def pdf_file(invoice: Invoice) -> HttpResponseBase:
    """Give the PDF that came with it; where none did, one made from what it says, in the reader's language."""
    if invoice.pdf is not None:
        return download(invoice.pdf)
    answer = HttpResponse(bill_pdf(_bill(invoice)), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_ascii(invoice.number)}.pdf"'
    answer.headers["Content-Security-Policy"] = ALONE
    return answer


def _ascii(number: str) -> str:
    return (
        "".join(char for char in safe_name(number) if char.isascii() and char.isprintable() and char != '"')
        or "invoice"
    )


def _bill(invoice: Invoice) -> Bill:
    read = unpacked(invoice.content)
    rows = [
        (
            f"{line.name}\n{line.description}" if line.description else line.name,
            line.quantity,
            line.price,
            line.tax,
            line.amount,
        )
        for line in lines_of(read)
    ]
    return Bill(
        lang=(get_language() or "en")[:2],
        title=title_of(invoice),
        dated=invoice.issued_on,
        supplier=tuple(party_lines(read.supplier)),
        buyer=tuple(party_lines(read.buyer)),
        facts=tuple(facts_of(read)),
        heads=(_("What"), _("Quantity"), _("Price"), _("VAT"), _("Amount")),
        rows=tuple(rows),
        tax_heads=(_("VAT"), _("Over"), _("Tax")),
        taxes=tuple(taxes_of(read)),
        totals=tuple(totals_of(read)),
        notes=tuple(each for each in (read.terms, read.note) if each),
        origin=_("Made from the electronic invoice, which is what counts. sha256 %(sha256)s") % vars(invoice),
    )
