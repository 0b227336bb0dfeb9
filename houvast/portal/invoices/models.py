"""Invoices as facts: what the ledger gave, what was paid, what is disputed. No status stands here: it is reckoned."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.files.models import StoredFile, new_key

CENT = Decimal("0.01")


class Invoice(models.Model):
    """
    An invoice or credit note as it was received. INSERT only: a trigger refuses the rest.

    supplier       the number of the supplier; with `number` there is one of each, for ever
    buyer          the number of the buyer as the invoice names it
    refers_to      the first earlier invoice that it credits or corrects; empty where it names none
    payable_cents  what is left to pay as the supplier reckoned it, in hundredths of the currency: whole numbers add up
                   in both databases without rounding; the norm allows no smaller amounts
    content        everything else that was read, amounts as text, exact to the digit (`storing.py`)
    findings       rules that it breaks without being refused: [[number, detail], …]
    xml, pdf       the file as received, and the document inside it if there was one
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invoices")
    is_credit = models.BooleanField()
    supplier = models.CharField(max_length=200)
    number = models.CharField(max_length=100)
    buyer = models.CharField(max_length=200)
    issued_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    payable_cents = models.BigIntegerField()
    tax_cents = models.BigIntegerField()
    refers_to = models.CharField(max_length=100, blank=True, default="")
    content = models.JSONField()
    findings = models.JSONField(default=list, blank=True)
    sha256 = models.CharField(max_length=64)
    xml = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "number"], name="invoice_number_once"),
        ]
        indexes = [models.Index(fields=["organisation", "issued_on"], name="invoice_by_date")]

    def __str__(self) -> str:
        return self.number

    @property
    def payable(self) -> Decimal:
        """What is left to pay, exact."""
        return self.payable_cents * CENT


class Deed(models.TextChoices):
    """What happens to an invoice after it came."""

    PAYMENT = "payment"
    DISPUTE = "dispute"
    ANSWER = "answer"


class InvoiceEvent(models.Model):
    """
    Something that happened to an invoice. INSERT only: a trigger refuses the rest.

    cents      of a payment: what was paid; less than nothing where it was taken back
    happened_on  of a payment: the day on which it was paid
    sent_with  the form it came by, so that one that is sent twice says it once
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="events")
    deed = models.CharField(max_length=10, choices=Deed)
    cents = models.BigIntegerField(default=0)
    happened_on = models.DateField()
    sent_with = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "sent_with"], name="invoice_event_once"),
            models.CheckConstraint(condition=models.Q(deed__in=Deed.values), name="invoice_deed"),
            models.CheckConstraint(
                condition=(models.Q(deed="payment") & ~models.Q(cents=0))
                | (~models.Q(deed="payment") & models.Q(cents=0)),
                name="invoice_payment_has_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.invoice_id}"


class InvoiceWords(models.Model):
    """What somebody wrote with an event: beside the facts, so that it can be taken away without touching them."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    event = models.OneToOneField(InvoiceEvent, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()

    class Meta:
        verbose_name_plural = "invoice words"

    def __str__(self) -> str:
        return self.text[:50]


class BuyerNumber(models.Model):
    """A number by which invoices name a customer: the first invoice that names it says whose it is."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number
