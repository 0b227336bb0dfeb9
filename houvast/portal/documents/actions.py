"""What can happen to documents: written, followed by a version, published, withdrawn, opened, confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.db import transaction
from django.db.models import Max

from houvast.portal.accounts.access import Ability, NotAllowed, demand
from houvast.portal.accounts.models import Organisation, OrganisationKind, Person
from houvast.portal.announce import announce
from houvast.portal.documents import queries
from houvast.portal.documents.models import Document, DocumentVersion, Publication, Read, Receipt
from houvast.portal.documents.refusals import AlreadyLikeThat, NeverValid, NothingToConfirm, TitleMissing
from houvast.portal.files.actions import keep

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class DocumentPublished:
    """A version of a document may be read from now on."""

    publication: Publication
    now: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What a version is made of: its name and bytes as they came, and when it is valid."""

    name: str
    content: IO[bytes]
    valid_from: date | None = None
    valid_until: date | None = None


@transaction.atomic
def add(
    organisation: Organisation, given: Given, *, title: str, folder: str, is_required: bool, by: Person, now: datetime
) -> Document:
    """
    Keep a document with its first version; nobody of the customer reads it before it is published.

    organisation  a customer, or the provider for a document that is for every customer
    Raises TitleMissing, NeverValid, a FileRefused, NotAllowed.
    """
    _demand_keeping(by, organisation)
    name = _words(title)
    if not name:
        raise TitleMissing
    document = Document.objects.create(
        organisation=organisation,
        title=name,
        folder=folder_of(folder),
        is_required=is_required,
        created_at=now,
        created_by=by,
    )
    _version(document, given, number=1, by=by, now=now)
    return document


@transaction.atomic
def add_version(document: Document, given: Given, *, by: Person, now: datetime) -> DocumentVersion:
    """Keep the next version; the ones before stay. Raises NeverValid, a FileRefused, NotAllowed."""
    _demand_keeping(by, document.organisation)
    _lock(document)
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    return _version(document, given, number=last + 1, by=by, now=now)


@transaction.atomic
def publish(document: Document, version: DocumentVersion, *, by: Person, now: datetime) -> Publication:
    """Let a version be read, instead of any other. Raises AlreadyLikeThat, NotAllowed; ValueError for a foreign one."""
    _demand_keeping(by, document.organisation)
    _lock(document)
    if version.document_id != document.pk:
        raise ValueError(version.pk)
    if _current(document) == version.pk:
        raise AlreadyLikeThat
    made = _publication(document, version, by, now)
    announce(DocumentPublished(made, now))
    return made


@transaction.atomic
def withdraw(document: Document, *, by: Person, now: datetime) -> Publication:
    """Let no version be read any more. Raises AlreadyLikeThat, NotAllowed."""
    _demand_keeping(by, document.organisation)
    _lock(document)
    if _current(document) is None:
        raise AlreadyLikeThat
    return _publication(document, None, by, now)


def open_version(version: DocumentVersion, *, customer: Organisation, by: Person, now: datetime) -> Receipt:
    """Write down that somebody of a customer opened a version; the first time counts."""
    return _receipt(version, Read.OPENED, customer, by, now)


def confirm(version: DocumentVersion, *, customer: Organisation, by: Person, now: datetime) -> Receipt:
    """Write down that somebody says they read a version. Raises NothingToConfirm where none asks, or it is unopened."""
    opened = version.receipts.filter(person=by, organisation=customer, read=Read.OPENED).exists()
    if not version.document.is_required or not opened:
        raise NothingToConfirm
    return _receipt(version, Read.CONFIRMED, customer, by, now)


def folder_of(given: str) -> str:
    """Return a folder as it is kept: its parts without blanks around them, joined by ` / `."""
    parts = (_words(part) for part in given.replace("\\", "/").split("/"))
    return " / ".join(part for part in parts if part)[:LONGEST_TITLE]


def _receipt(version: DocumentVersion, read: Read, customer: Organisation, by: Person, now: datetime) -> Receipt:
    demand(by, Ability.SEE_DOCUMENTS, customer)
    if (
        version.document.organisation_id != customer.pk
        and version.document.organisation.kind != OrganisationKind.PROVIDER
    ):
        raise NotAllowed(by, Ability.SEE_DOCUMENTS)
    made, _is_new = Receipt.objects.get_or_create(
        version=version, organisation=customer, person=by, read=read, defaults={"recorded_at": now}
    )
    return made


def _demand_keeping(by: Person, organisation: Organisation) -> None:
    if organisation.kind == OrganisationKind.CUSTOMER:
        demand(by, Ability.MANAGE_CUSTOMERS, organisation)
    elif not queries.may_manage_all(by):
        raise NotAllowed(by, Ability.MANAGE_CUSTOMERS)


def _words(given: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in given).split())[:LONGEST_TITLE]


def _lock(document: Document) -> None:
    Document.objects.select_for_update(no_key=True).get(pk=document.pk)


def _current(document: Document) -> int | None:
    last = document.publications.order_by("-pk").first()
    return last.version_id if last else None


def _version(document: Document, given: Given, *, number: int, by: Person, now: datetime) -> DocumentVersion:
    if given.valid_from and given.valid_until and given.valid_until < given.valid_from:
        raise NeverValid
    kept = keep(document.organisation, name=given.name, content=given.content, by=by, now=now)
    return DocumentVersion.objects.create(
        organisation=document.organisation,
        document=document,
        number=number,
        file=kept,
        valid_from=given.valid_from,
        valid_until=given.valid_until,
        recorded_at=now,
        recorded_by=by,
    )


def _publication(document: Document, version: DocumentVersion | None, by: Person, now: datetime) -> Publication:
    return Publication.objects.create(
        organisation=document.organisation, document=document, version=version, recorded_at=now, recorded_by=by
    )
