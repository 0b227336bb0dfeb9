"""Documents, their versions, what was published when, and who opened which version."""

from __future__ import annotations

from django.db import models

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.files.models import StoredFile, new_key


class Document(models.Model):
    """
    A document by name; what it says stands in its versions.

    organisation  the customer it is for; the provider itself where it is for every customer. Never nobody.
    folder        where it stands in the list, parts joined by ` / `; empty at the top
    is_required   its readers are asked to confirm that they read it
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    folder = models.CharField(max_length=200, blank=True, default="")
    is_required = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["folder", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """
    One version of a document. INSERT only: a trigger refuses the rest.

    valid_from, valid_until  first and last day on which it is valid; open where there is none
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_from=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="document_valid_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, version {self.number}"


class Publication(models.Model):
    """A version was published, or the document withdrawn: the last one holds. INSERT only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.version_id or 'withdrawn'}"


class Read(models.TextChoices):
    """What a reader did with a version."""

    OPENED = "opened"
    CONFIRMED = "confirmed"


class Receipt(models.Model):
    """
    Somebody of a customer opened a version for the first time, or confirmed that they read it. INSERT only.

    organisation  the customer for which they read it
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    read = models.CharField(max_length=10, choices=Read)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation", "person", "read"], name="document_receipt_once"),
            models.CheckConstraint(condition=models.Q(read__in=Read.values), name="document_receipt_read"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.read} {self.version_id}"
