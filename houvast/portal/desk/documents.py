"""`/desk/documents/`: keeping documents for one customer or for all, publishing, withdrawing, and who read them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, NotAllowed, customers_where, may
from houvast.portal.accounts.models import OrganisationKind, Person
from houvast.portal.desk.document_forms import DocumentForm, VersionForm
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.documents import actions, queries
from houvast.portal.documents.models import Document, Read, Receipt
from houvast.portal.documents.refusals import DocumentRefused
from houvast.portal.files.handing_out import download
from houvast.portal.files.refusals import FileRefused
from houvast.portal.pages import documents as shown
from houvast.portal.pages.lists import choices, page_of
from houvast.portal.pages.ticket import reading_of

RECEIPTS_SHOWN = 100


@for_desk
def documents(request: HttpRequest, person: Person) -> HttpResponse:
    """List the documents; for who keeps them, with the form for a new one."""
    slug = request.GET.get("customer", "")[:60]
    form = DocumentForm(person=person, initial={"organisation": slug}) if queries.may_manage_all(person) else None
    return _list(request, person, form)


@require_POST
@for_desk
def adding(request: HttpRequest, person: Person) -> HttpResponse:
    """Keep a new document; it is published apart."""
    if not queries.may_manage_all(person):
        raise NotAllowed(person, Ability.MANAGE_CUSTOMERS)
    form = DocumentForm(request.POST, request.FILES, person=person)
    if form.is_valid():
        said = form.cleaned_data
        kept = {name: said[name] for name in ("title", "folder", "is_required")}
        try:
            made = actions.add(said["organisation"], form.given(), **kept, by=person, now=timezone.now())
        except (DocumentRefused, FileRefused) as refusal:
            form.add_error("file" if isinstance(refusal, FileRefused) else "title", wording.explain(refusal))
        else:
            messages.success(request, _("It was kept. Nobody of the customer reads it before you publish it."))
            return redirect(document_url(made))
    return _list(request, person, form, status=422)


@for_desk
def document(request: HttpRequest, person: Person, document: str) -> HttpResponse:
    """Show one document: its versions, what is published, and who read it."""
    return _shown(request, person, _one(person, document))


@require_POST
@for_desk
def version(request: HttpRequest, person: Person, document: str) -> HttpResponse:
    """Keep the next version."""
    there = _kept(person, document)
    form = VersionForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_version(there, form.given(), by=person, now=timezone.now())
        except (DocumentRefused, FileRefused) as refusal:
            form.add_error("file", wording.explain(refusal))
        else:
            messages.success(request, _("The version was kept. What is published stays until you publish this one."))
            return redirect(document_url(there))
    return _shown(request, person, there, form=form, status=422)


@require_POST
@for_desk
def publishing(request: HttpRequest, person: Person, document: str) -> HttpResponse:
    """Publish a version, or withdraw the document where none is named."""
    there, number = _kept(person, document), request.POST.get("version", "")
    wanted = there.versions.filter(number=int(number)).first() if number.isdecimal() and len(number) < 9 else None
    if wanted is None and number != "none":
        return _shown(request, person, there, status=422)
    try:
        with transaction.atomic():
            if wanted is None:
                actions.withdraw(there, by=person, now=timezone.now())
            else:
                actions.publish(there, wanted, by=person, now=timezone.now())
    except DocumentRefused:
        messages.info(request, _("Nothing changed: it was like that already."))
    else:
        messages.success(request, _("It is published.") if wanted else _("It is withdrawn."))
    return redirect(document_url(there))


@for_desk
def file(_request: HttpRequest, person: Person, document: str, version: int) -> HttpResponseBase:
    """Hand out a version; that the provider's people open it is no receipt."""
    there = _one(person, document)
    return download(get_object_or_404(there.versions.select_related("file"), number=version).file)


def document_url(document: Document) -> str:
    """Return the address of a document at the desk."""
    return reverse("desk:document", args=[document.key])


def _one(person: Person, key: str) -> Any:
    return get_object_or_404(queries.documents_visible_to(person).select_related("organisation"), key=key)


def _keeps(person: Person, document: Document) -> bool:
    if document.organisation.kind == OrganisationKind.PROVIDER:
        return queries.may_manage_all(person)
    return may(person, Ability.MANAGE_CUSTOMERS, document.organisation)


def _kept(person: Person, key: str) -> Any:
    there = _one(person, key)
    if not _keeps(person, there):
        raise NotAllowed(person, Ability.MANAGE_CUSTOMERS)
    return there


def _list(request: HttpRequest, person: Person, form: DocumentForm | None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    of, text = request.GET.get("customer", "")[:60], request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = queries.documents_visible_to(person).select_related("organisation")
    found = found.filter(organisation__slug=of) if of else found
    found = found.filter(title__icontains=text) if text else found
    listed = page_of(request, found.order_by("folder", "title", "pk"))
    rows = shown.rows_of(listed, reading_of(person, now), document_url, for_reader=False)
    customers = customers_where(person, Ability.SEE_DOCUMENTS).order_by("name").values_list("slug", "name")
    context = {
        "text": text,
        "of": of,
        "customers": choices([("", _("Everybody")), *customers], of),
        "page": listed,
        "folders": shown.folders_of(listed, rows),
        "form": form,
    }
    return page(request, person, "desk/documents.html", context, now=now, status=status)


def _shown(
    request: HttpRequest, person: Person, there: Any, *, form: VersionForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    reading = reading_of(person, now)
    receipts = Receipt.objects.filter(version__document=there).select_related("person", "organisation", "version")
    versions = [
        {
            "version": each,
            "at": reading.moment(each.recorded_at),
            "validity": shown.validity_words(each),
            "pill": shown.validity_pill(each, reading.local(now).date()),
            "is_current": each.pk == there.current,
        }
        for each in there.versions.select_related("file", "recorded_by").order_by("-number")
    ]
    keeps = _keeps(person, there)
    context = {
        "document": there,
        "is_for_all": there.organisation.kind == OrganisationKind.PROVIDER,
        "versions": versions,
        "receipts": [
            {"receipt": each, "at": reading.moment(each.recorded_at), "confirmed": each.read == Read.CONFIRMED}
            for each in receipts.order_by("-pk")[:RECEIPTS_SHOWN]
        ],
        "form": (form or VersionForm()) if keeps else None,
    }
    return page(request, person, "desk/document.html", context, now=now, status=status)
