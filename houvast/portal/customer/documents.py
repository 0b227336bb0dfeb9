"""`/documents/`: what the provider laid down for a customer: by folder, with validity, and what is still unread."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, demand
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.documents import actions, queries
from houvast.portal.documents.models import Document, DocumentVersion
from houvast.portal.documents.refusals import DocumentRefused
from houvast.portal.files.handing_out import download
from houvast.portal.pages import documents as shown
from houvast.portal.pages.lists import page_of
from houvast.portal.pages.ticket import reading_of


@for_customer
def documents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the documents by folder, or those whose name holds some words."""
    demand(visit.person, Ability.SEE_DOCUMENTS, visit.organisation)
    text = request.GET.get("q", "").replace("\0", "").strip()[:100]
    mine = queries.documents_for(visit.person, visit.organisation)
    if text:
        mine = mine.filter(title__icontains=text)
    if request.GET.get("show") == "unread":
        mine = mine.filter(opened=False)
    listed = page_of(request, mine.order_by("folder", "title", "pk"))
    rows = shown.rows_of(listed, reading_of(visit.person, visit.now), document_url, for_reader=True)
    context = {
        "text": text,
        "unread": request.GET.get("show") == "unread",
        "page": listed,
        "folders": shown.folders_of(listed, rows),
    }
    return page(request, visit, "customer/documents.html", context)


@for_customer
def document(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """Show one document: which version is published, until when it is valid, and what there is to do."""
    return _shown(request, visit, *_one(visit, document))


@for_customer
def file(_request: HttpRequest, visit: Visit, document: str) -> HttpResponseBase:
    """Hand out the published version, and write down that it was opened."""
    _there, version = _one(visit, document)
    answer = download(version.file)
    if _request.method == "GET":
        actions.open_version(version, customer=visit.organisation, by=visit.person, now=visit.now)
    return answer


@require_POST
@for_customer
def confirmation(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """Confirm that the published version was read."""
    there, version = _one(visit, document)
    try:
        actions.confirm(version, customer=visit.organisation, by=visit.person, now=visit.now)
    except DocumentRefused as refusal:
        return _shown(request, visit, there, version, error=wording.explain(refusal))
    messages.success(request, _("Thank you. Your provider sees that you read it."))
    return redirect(document_url(there))


def document_url(document: Document) -> str:
    """Return the address of a document on the customer's pages."""
    return reverse("customer:document", args=[document.key])


def _one(visit: Visit, key: str) -> tuple[Any, DocumentVersion]:
    demand(visit.person, Ability.SEE_DOCUMENTS, visit.organisation)
    there = get_object_or_404(queries.documents_for(visit.person, visit.organisation), key=key)
    version = DocumentVersion.objects.select_related("file", "document__organisation").filter(pk=there.current).first()
    if version is None:
        raise Http404
    return there, version


def _shown(
    request: HttpRequest, visit: Visit, there: Any, version: DocumentVersion, *, error: str = ""
) -> HttpResponse:
    reading = reading_of(visit.person, visit.now)
    today = reading.local(reading.now).date()
    context = {
        "document": there,
        "version": version,
        "at": reading.moment(version.recorded_at),
        "validity": shown.validity_words(version),
        "pill": shown.validity_pill(version, today),
        "asks": there.is_required and not there.confirmed,
        "error": error,
    }
    return page(request, visit, "customer/document.html", context, status=422 if error else 200)
