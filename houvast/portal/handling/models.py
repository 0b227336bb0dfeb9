"""
What handling tickets leaves behind, beside the log of the tickets themselves.

Facts (INSERT only): links between tickets, who was mentioned, who took an escalation, why a promise was broken.
Settings of the desk: saved views, canned replies, macros. Passing: who is at a ticket, what can be undone for a moment.
Words that people write about a customer lie with an event, in the log of the ticket, and not here.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.watch.models import Decision


class SavedView(models.Model):
    """
    A view of the queue that somebody kept: its filters, as the queue's address holds them.

    is_shared  others see it too: those of `team`, or everybody at the desk where it names none
    place      its place among the views of its owner
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600, blank=True, default="")
    is_shared = models.BooleanField(default=False)
    team = models.CharField(max_length=100, blank=True, default="")
    place = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name


class CannedReply(models.Model):
    """A ready text with places to fill in (`texts`); for one team, or for everybody where it names none."""

    name = models.CharField(max_length=80)
    body = models.TextField()
    team = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "canned replies"
        constraints = [models.UniqueConstraint(fields=["name", "team"], name="canned_reply_once")]

    def __str__(self) -> str:
        return self.name


class Macro(models.Model):
    """
    Several actions under one name; those that are left empty are not done.

    reply            a text with places to fill in, sent to the customer
    status, reason   a status to enter, and why
    assign_to_me     who runs it takes the ticket; assign_team: the team that gets it
    resolves         the ticket is resolved, after everything else
    """

    name = models.CharField(max_length=80)
    team = models.CharField(max_length=100, blank=True, default="")
    reply = models.TextField(blank=True, default="")
    status = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    assign_to_me = models.BooleanField(default=False)
    assign_team = models.CharField(max_length=100, blank=True, default="")
    impact = models.CharField(max_length=60, blank=True, default="")
    urgency = models.CharField(max_length=60, blank=True, default="")
    priority = models.CharField(max_length=60, blank=True, default="")
    resolves = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["name", "team"], name="macro_once")]

    def __str__(self) -> str:
        return self.name


class LinkKind(models.TextChoices):
    """What a ticket is to another, read from the first to the second."""

    RELATED = "related", _("Related to")
    CAUSED_BY = "caused-by", _("Caused by")
    PARENT = "parent", _("Part of")
    SPLIT = "split", _("Split off from")


class TicketLink(models.Model):
    """
    That a ticket belongs with another of the same customer. INSERT only; `withdraws` is the link that is taken back.

    PARENT: `other` is the major incident, `ticket` follows it. SPLIT: `event` is the message it was made of.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=10, choices=LinkKind)
    event = models.ForeignKey(TicketEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdraws = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawal")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(ticket=F("other")), name="link_between_two_tickets"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="link_kind"),
        ]

    def __str__(self) -> str:
        return f"#{self.ticket_id} {self.kind} #{self.other_id}"


class Mention(models.Model):
    """That a note named somebody of the provider. INSERT only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(TicketEvent, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.person} in {self.event}"


class StepTaken(models.Model):
    """That somebody acknowledged an escalation step, by an event in the log of the ticket. INSERT only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="taken")
    event = models.ForeignKey(TicketEvent, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.decision}: {self.recorded_by}"


class Cause(models.TextChoices):
    """Why a promise was broken, as far as the handler knows."""

    CAPACITY = "capacity", _("Not enough people")
    LATE_PICK_UP = "late-pick-up", _("Picked up too late")
    HANDED_OVER = "handed-over", _("Handed over too often")
    SUPPLIER = "supplier", _("A supplier was late")
    CUSTOMER = "customer", _("The customer was late")
    COMPLEXITY = "complexity", _("Harder than the promise allows for")
    WRONG_PRIORITY = "wrong-priority", _("Wrong priority")
    REGISTRATION = "registration", _("Solved in time, recorded too late")
    OTHER = "other", _("Something else")


class BreachCause(models.Model):
    """
    Why the promise of one clock was broken. INSERT only; a later one for the same clock speaks instead.

    event  the internal note that holds the words; they can be erased there
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="breach_causes")
    target = models.CharField(max_length=100)
    cycle = models.PositiveIntegerField()
    cause = models.CharField(max_length=20, choices=Cause)
    event = models.ForeignKey(TicketEvent, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(cause__in=Cause.values), name="breach_cause")]

    def __str__(self) -> str:
        return f"#{self.ticket_id} {self.target} {self.cycle}: {self.cause}"


class CustomerNote(models.Model):
    """What the provider's people should know of a customer; the latest one stands."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True, default="")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Presence(models.Model):
    """That somebody of the provider has a ticket open; it counts until `queries.GONE_AFTER` after `seen_at`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    is_writing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person} at #{self.ticket_id}"


class Run(models.Model):
    """
    One action on several tickets at once, kept so that it can be undone for a moment.

    deeds  JSON: for each ticket what was recorded, and how it stood before
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    deed = models.CharField(max_length=10)
    deeds = models.TextField(default="[]")

    def __str__(self) -> str:
        return f"{self.deed} at {self.done_at:%Y-%m-%d %H:%M:%S}"
