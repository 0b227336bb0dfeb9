"""Telling a customer's people of papers: an invoice that was taken, a document that may be read."""

from __future__ import annotations

from django.urls import reverse

from houvast.portal.accounts.access import Ability, customers_people_who_may
from houvast.portal.accounts.models import OrganisationKind
from houvast.portal.documents.actions import DocumentPublished
from houvast.portal.invoices.actions import InvoiceReceived
from houvast.portal.notices.actions import tell
from houvast.portal.notices.models import Subject


def tell_of_invoice(received: InvoiceReceived) -> None:
    """Tell the customer's people who read invoices that one has come."""
    invoice = received.invoice
    tell(
        customers_people_who_may(Ability.SEE_INVOICES, invoice.organisation),
        Subject.INVOICE,
        organisation=invoice.organisation,
        about=invoice.number,
        address=reverse("customer:invoice", args=[invoice.key]),
        ability=Ability.SEE_INVOICES,
        now=received.now,
    )


def tell_of_document(published: DocumentPublished) -> None:
    """
    Tell the customer's people who read documents that one may be read.

    A document for every customer is marked as unread on their pages, and mailed to nobody.
    """
    document = published.publication.document
    if published.publication.version is None or document.organisation.kind != OrganisationKind.CUSTOMER:
        return
    tell(
        customers_people_who_may(Ability.SEE_DOCUMENTS, document.organisation),
        Subject.DOCUMENT,
        organisation=document.organisation,
        about=document.title,
        address=reverse("customer:document", args=[document.key]),
        ability=Ability.SEE_DOCUMENTS,
        now=published.now,
    )
