"""
What the watch decided, once per clock, cycle and step; and that it is alive.

Indexes and checks are as sparing as those of the clocks, and for the same reason.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from houvast.portal.accounts.models import Organisation
from houvast.portal.tickets.models import Ticket
from houvast.sla.agreement.model import StepKind

STEP_KINDS = [(kind.value, kind.value) for kind in StepKind]


class Decision(models.Model):
    """
    A step on the ladder that was owed. INSERT only; the constraint makes it happen once, whoever decides.

    A step that the corrected facts reach at a later instant than anybody decided on is another one
    (docs/decisions/0008).

    due_at      the instant at which the clock reached the step: the same however late it was decided
    decided_at  when the watch got to it
    share       percent of the promise that was used at due_at
    role        who must hear of it: a role, the name of a contact, or `team:` and a team
    collapsed   a later step of the same clock was owed too, so nobody was told of this one; never for a breach
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    target = models.CharField(max_length=100)
    cycle = models.PositiveIntegerField()
    step = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=STEP_KINDS)
    share = models.PositiveIntegerField()
    role = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField()
    collapsed = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "target", "cycle", "step", "due_at"], name="decision_once"),
            models.CheckConstraint(condition=Q(decided_at__gte=models.F("due_at")), name="decision_never_early"),
            models.CheckConstraint(condition=Q(collapsed=False) | ~Q(kind="breach"), name="breach_never_collapsed"),
        ]

    def __str__(self) -> str:
        return f"#{self.ticket_id} {self.target} {self.cycle}: {self.step}"


class Heartbeat(models.Model):
    """When a worker last finished a round, and how far behind the oldest due clock was then (microseconds)."""

    name = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField()
    lateness_us = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.beat_at:%Y-%m-%d %H:%M:%S}"
