"""Tickets and what happened to them. Events are facts: INSERT only, chained by hash; texts lie beside the chain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.files.models import StoredFile
from houvast.sla.terms import EventKind

EVENT_KINDS = [(kind.value, kind.word) for kind in EventKind]


class NumberSeries(models.Model):
    """The next free number of a series; its row is locked while a number is taken."""

    name = models.CharField(max_length=20, unique=True)
    next_number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.name}: {self.next_number}"


class Ticket(models.Model):
    """
    A report of a customer. What happened to it is in its events; this row only names it.

    external_id   what it is called where it came from (for the portal: which form it was sent with); unique within
                  organisation and source
    opened_at     when its `opened` event happened
    agreement     the version in force at that moment: it judges the ticket for ever
    watched_from  steps on the ladder before this instant are history and warn nobody (an import of old tickets)
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    number = models.PositiveBigIntegerField(unique=True)
    subject = models.CharField(max_length=300)
    source = models.CharField(max_length=40, default="portal")
    external_id = models.CharField(max_length=100, blank=True, default="")
    opened_at = models.DateTimeField()
    watched_from = models.DateTimeField()
    agreement = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="reported")

    class Meta:
        ordering = ["-opened_at", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source", "external_id"],
                condition=~Q(external_id=""),
                name="ticket_of_a_source_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-opened_at"], name="ticket_by_opening")]

    def __str__(self) -> str:
        return f"#{self.number} {self.subject}"

    def get_absolute_url(self) -> str:
        """Return the customer's page of this ticket."""
        return reverse("customer:ticket", args=[self.number])


class TicketEvent(models.Model):
    """
    One fact about a ticket. INSERT only: a trigger refuses UPDATE and DELETE.

    sequence     place in the chain of the organisation: 1, 2, 3… without gap
    happened_at  when it happened; recorded_at when we heard of it
    actor        who did it, when they sign in here; a name from elsewhere is in the text beside the chain
    into         the surviving ticket of a merge
    corrects     the event that this correction replaces; `becomes` its new kind, '' the same, `withdrawn` none
    external_id  unique within organisation and source, so that an import can be repeated
    commitment   salted hash of the text beside the chain; empty when there is none
    hash         over the previous hash, the sequence and this row (`chain`)
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events", db_index=False)
    sequence = models.PositiveBigIntegerField()
    kind = models.SmallIntegerField(choices=EVENT_KINDS)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    impact = models.CharField(max_length=60, blank=True, default="")
    urgency = models.CharField(max_length=60, blank=True, default="")
    priority = models.CharField(max_length=60, blank=True, default="")
    status = models.CharField(max_length=60, blank=True, default="")
    type = models.CharField(max_length=60, blank=True, default="")
    service = models.CharField(max_length=100, blank=True, default="")
    channel = models.CharField(max_length=60, blank=True, default="")
    team = models.CharField(max_length=100, blank=True, default="")
    handler = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    into = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="merged_events", db_index=False
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections", db_index=False
    )
    becomes = models.CharField(max_length=20, blank=True, default="")
    source = models.CharField(max_length=40, default="portal")
    external_id = models.CharField(max_length=100, blank=True, default="")
    commitment = models.CharField(max_length=64, blank=True, default="")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["ticket_id", "happened_at", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sequence"], name="event_sequence_once"),
            models.UniqueConstraint(
                fields=["organisation", "source", "external_id"],
                condition=~Q(external_id=""),
                name="event_of_a_source_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in EventKind]), name="event_kind"),
        ]
        indexes = [
            models.Index(fields=["ticket", "happened_at", "sequence"], name="event_in_order"),
            models.Index(fields=["into"], condition=Q(into__isnull=False), name="event_of_a_merge"),
            models.Index(fields=["corrects"], condition=Q(corrects__isnull=False), name="event_of_a_correction"),
        ]

    def __str__(self) -> str:
        return f"{EventKind(self.kind).word} #{self.ticket_id}"


class TicketText(models.Model):
    """
    The words of an event: what was written, and the writer's name where they do not sign in here.

    Beside the chain, which holds only a salted commitment: erasing this row leaves the chain verifiable.
    For a status, a reopening or a correction the body is the reason.
    """

    event = models.OneToOneField(TicketEvent, on_delete=models.PROTECT, primary_key=True, related_name="words")
    salt = models.CharField(max_length=32)
    author = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.body[:60]


class Attachment(models.Model):
    """A file that came with an event. INSERT only; who may read the event may read it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    event = models.ForeignKey(TicketEvent, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="attachment")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class Follower(models.Model):
    """
    Somebody who follows a ticket from one instant until another; the rules are in `followers`.

    added_by  themselves, or who let them read it
    until     empty while they follow
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="followers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="followed", db_index=False)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "ticket"], condition=Q(until=None), name="follower_of_a_ticket_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows #{self.ticket_id}"
