"""What can be asked about documents."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery

from houvast.portal.accounts.access import Ability, Someone, customers_where, is_provider
from houvast.portal.accounts.models import Organisation, OrganisationKind, Person
from houvast.portal.documents.models import Document, DocumentVersion, Publication, Read, Receipt

FOR_ALL = Q(organisation__kind=OrganisationKind.PROVIDER)
"""A document of the provider itself is for every customer."""


def documents_visible_to(person: Someone) -> QuerySet[Document]:
    """
    Return the documents somebody may read: for who gives service all; for a customer's people the published ones of
    their organisations and those for every customer.
    """
    customers = customers_where(person, Ability.SEE_DOCUMENTS)
    if is_provider(person):
        return with_current(Document.objects.filter(FOR_ALL | Q(organisation__in=customers)))
    if not customers.exists():
        return with_current(Document.objects.none())
    mine = Document.objects.filter(FOR_ALL | Q(organisation__in=customers))
    return with_current(mine).filter(current__isnull=False)


def documents_for(person: Person, customer: Organisation) -> QuerySet[Any]:
    """Return the published documents that somebody reads for a customer, with `opened` and `confirmed`."""
    mine = documents_visible_to(person).filter(FOR_ALL | Q(organisation=customer))
    receipts = Receipt.objects.filter(version=OuterRef("current"), organisation=customer, person=person)
    return mine.annotate(
        opened=Exists(receipts.filter(read=Read.OPENED)), confirmed=Exists(receipts.filter(read=Read.CONFIRMED))
    )


def with_current(documents: QuerySet[Document]) -> QuerySet[Any]:
    """Return documents with `current`, the key of the version that is published; None where none is."""
    last = Publication.objects.filter(document=OuterRef("pk")).order_by("-pk")
    return documents.annotate(current=Subquery(last.values("version")[:1], output_field=IntegerField()))


def versions_by_key(documents: Any) -> dict[int, DocumentVersion]:
    """Return the published versions of documents with `current`, by their key; one query."""
    keys = [each.current for each in documents if each.current]
    return DocumentVersion.objects.select_related("file").in_bulk(keys)


def may_manage_all(person: Person) -> bool:
    """Say whether somebody keeps documents for every customer: who keeps the records of customers at all."""
    return is_provider(person) and customers_where(person, Ability.MANAGE_CUSTOMERS).exists()
