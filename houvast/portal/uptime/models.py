"""Outages and maintenance as they were told. Facts: INSERT only; what is heard later is the next fact."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements.models import Service


class Kind(models.TextChoices):
    """What is, was or will be the matter; the words are those of the rules."""

    OUTAGE = "outage", _("Outage")
    DEGRADED = "degraded", _("Degraded")
    MAINTENANCE = "maintenance", _("Maintenance")


class Disruption(models.Model):
    """One thing that is the matter with one service of one customer; how it stands is in its last fact."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="disruptions")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="disruptions", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=Kind.values), name="disruption_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.service_id}"


class DisruptionFact(models.Model):
    """
    How a disruption stands by what was told so far. Each fact says all of it; the one before stays readable.

    number        1, 2, 3… within the disruption
    ends_at       None while nobody knows
    announced_at  when the present window was first told; None where nothing was announced
    cancelled     it does not take place, or was told in error
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    disruption = models.ForeignKey(Disruption, on_delete=models.PROTECT, related_name="facts", db_index=False)
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=100, blank=True, default="")
    cancelled = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["disruption", "number"]
        constraints = [
            models.UniqueConstraint(fields=["disruption", "number"], name="disruption_fact_once"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="disruption_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-starts_at"], name="disruption_of_a_customer")]

    def __str__(self) -> str:
        return f"{self.disruption_id}: {self.number}"


class DisruptionNote(models.Model):
    """What the customer was told with a fact. Beside it, so that a name in it can be erased."""

    fact = models.OneToOneField(DisruptionFact, on_delete=models.PROTECT, primary_key=True, related_name="note")
    body = models.TextField()

    def __str__(self) -> str:
        return self.body[:60]
