"""
What the rules computed, kept for lists and for the watch. Projections: dropped and rebuilt from the log at will.

These rows are written by the hundred thousand: a key that leads a wider index has none of its own, and the
organisation, which is that of the ticket, is not checked a second time.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.sla.terms import State, Verdict

STATES = [(state.value, state.word) for state in State]
VERDICTS = [(verdict.value, verdict.word) for verdict in Verdict]


class WaitingFor(models.TextChoices):
    """Who has to act before work goes on."""

    NOBODY = "", _("Nobody")
    CUSTOMER = "customer", _("Customer")
    SUPPLIER = "supplier", _("Supplier")


class Standing(models.Model):
    """How a ticket stands now: the latest facts, gathered for lists."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    phase = models.CharField(max_length=10, choices=Phase)
    status = models.CharField(max_length=60, blank=True, default="")
    waiting_for = models.CharField(max_length=10, choices=WaitingFor, blank=True, default=WaitingFor.NOBODY)
    priority = models.CharField(max_length=60, blank=True, default="")
    impact = models.CharField(max_length=60, blank=True, default="")
    urgency = models.CharField(max_length=60, blank=True, default="")
    type = models.CharField(max_length=60, blank=True, default="")
    service = models.CharField(max_length=100, blank=True, default="")
    channel = models.CharField(max_length=60, blank=True, default="")
    team = models.CharField(max_length=100, blank=True, default="")
    handler = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="handles")
    last_event_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "phase", "-last_event_at"], name="standing_by_phase")]

    def __str__(self) -> str:
        return f"#{self.ticket_id}: {self.phase}"


class ClockRow(models.Model):
    """
    One clock: a target, on a ticket, in one cycle. Lengths in microseconds of service time.

    state, verdict  values of houvast.sla.terms
    computed_at     the moment at which all this was so; ask `queries` what it reads now
    late_from       the first instant at which it is breached if it still runs then
    due_at          empty while paused, void, or where nothing is promised
    promise         the cell of the agreement, as written; calendar the one it counts in
    steps           its ladder, as `rows.stored` writes it: text, for the watch reads it whole and nobody searches it
    look_again_at   when the watch must look next; empty when there is nothing to decide
    is_open         not stopped and not void
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="clocks", db_index=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    target = models.CharField(max_length=100)
    cycle = models.PositiveIntegerField()
    priority = models.CharField(max_length=60)
    state = models.SmallIntegerField(choices=STATES)
    verdict = models.SmallIntegerField(choices=VERDICTS)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    verdict_at = models.DateTimeField(null=True)
    elapsed_us = models.BigIntegerField()
    paused_us = models.BigIntegerField()
    promised_us = models.BigIntegerField(null=True)
    promise = models.CharField(max_length=100, blank=True, default="")
    calendar = models.CharField(max_length=100, blank=True, default="")
    steps = models.TextField(default="[]")
    look_again_at = models.DateTimeField(null=True)
    is_open = models.BooleanField()
    computed_at = models.DateTimeField()
    late_from = models.DateTimeField(null=True)

    class Meta:
        ordering = ["ticket_id", "target", "cycle"]
        constraints = [models.UniqueConstraint(fields=["ticket", "target", "cycle"], name="clock_once")]
        indexes = [
            models.Index(fields=["look_again_at"], condition=Q(look_again_at__isnull=False), name="clock_to_look_at"),
            models.Index(fields=["due_at"], condition=Q(is_open=True), name="clock_open_by_due"),
            models.Index(fields=["organisation", "target", "verdict_at"], name="clock_by_verdict"),
        ]

    def __str__(self) -> str:
        return f"#{self.ticket_id} {self.target} {self.cycle}"
