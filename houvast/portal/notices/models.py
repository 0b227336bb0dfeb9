"""The outbox: every message to a person, and what became of it. People read the same rows in the portal."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.watch.models import Decision


class Subject(models.TextChoices):
    """What a notice is about."""

    REMINDER = "reminder", _("Promise runs out")
    ESCALATION = "escalation", _("Escalation")
    BREACH = "breach", _("Promise broken")
    RECEIPT = "receipt", _("Ticket received")
    NEW_TICKET = "new-ticket", _("New ticket")
    REPLY = "reply", _("Reply")
    CUSTOMER_REPLY = "customer-reply", _("Reply by the customer")
    ASSIGNED = "assigned", _("Ticket assigned")
    RESOLVED = "resolved", _("Ticket resolved")
    REOPENED = "reopened", _("Ticket reopened")
    MENTION = "mention", _("Mentioned in a note")
    AGREEMENT = "agreement", _("Agreement to read")
    DOCUMENT = "document", _("New document")
    INVOICE = "invoice", _("New invoice")
    REPORT = "report", _("Report published")


class Delivery(models.TextChoices):
    """
    What became of the mail.

    unknown  handed over, but the connection broke before the answer: it may have arrived; somebody must look
    unwanted its reader wants no mail of this kind
    failed   the mail server refused it for good, or nobody has the role that must hear of it
    """

    PENDING = "pending", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    UNKNOWN = "unknown", _("Unconfirmed")
    UNWANTED = "unwanted", _("In the portal only")


class Notice(models.Model):
    """
    One message to one person, with a stable id that every attempt to deliver carries.

    ticket        empty for a notice about something else: then `about`, `address` and `ability` say of what
    about         what it is called: the title of a document, the number of an invoice
    address       the page it leads to, from the first slash
    ability       what the reader must have towards the customer, asked again when it is delivered or listed
    recipient     nobody when no one holds the role: then it has failed, and is shown
    try_again_at  when delivery may be tried; while sending, when the attempt counts as lost; empty when it is over
    held_up       at the last attempt the mail server took nothing from us, whatever the message: our fault to mend
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    ticket = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="notices", db_index=False
    )
    about = models.CharField(max_length=200, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    ability = models.CharField(max_length=30, blank=True, default="")
    recipient = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="notices", db_index=False
    )
    subject = models.CharField(max_length=20, choices=Subject)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="notices", db_index=False
    )
    event = models.ForeignKey(
        TicketEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="notices", db_index=False
    )
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Delivery, default=Delivery.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    try_again_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, default="")
    held_up = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "recipient"], condition=Q(decision__isnull=False), name="notice_of_a_decision_once"
            ),
            models.UniqueConstraint(
                fields=["event", "recipient", "subject"],
                condition=Q(event__isnull=False),
                name="notice_of_an_event_once",
            ),
            models.CheckConstraint(
                condition=Q(ticket__isnull=False) | (~Q(about="") & ~Q(address="") & ~Q(ability="")),
                name="notice_is_about_something",
            ),
            models.CheckConstraint(condition=Q(state__in=Delivery.values), name="notice_state"),
            models.CheckConstraint(condition=~Q(state="sent") | ~Q(sent_at=None), name="notice_sent_has_a_moment"),
            models.CheckConstraint(
                condition=~Q(state__in=["pending", "sending"]) | ~Q(try_again_at=None), name="notice_waits_for_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(recipient=None) | Q(state="failed"), name="notice_without_reader_failed"
            ),
        ]
        indexes = [
            models.Index(fields=["try_again_at"], condition=Q(try_again_at__isnull=False), name="notice_to_deliver"),
            models.Index(fields=["state"], condition=Q(sent_at__isnull=True), name="notice_not_sent"),
            models.Index(fields=["recipient", "-created_at"], name="notice_of_a_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipient}: {self.state}"


class Choice(models.Model):
    """How somebody wants to be told of one kind; without a row by mail and in the portal."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=20, choices=Subject)
    mail = models.BooleanField(default=True)
    portal = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "subject"], name="choice_of_a_kind_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.subject}: mail {self.mail}, portal {self.portal}"
