"""Agreements as they were signed, one row per version, never changed; and the services that are delivered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Organisation, Person
from houvast.sla.agreement.term import Term


class AgreementVersion(models.Model):
    """
    One version of an agreement with a customer, stored as written. INSERT only: a trigger refuses the rest.

    name             the agreement's own name; versions of one name follow each other
    version          1, 2, 3… within customer and name
    effective_from, effective_until   first and last day, in the agreement's zone; no last day when open-ended
    """

    customer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreement_versions")
    name = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=3)
    timezone = models.CharField(max_length=60)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["customer", "effective_from", "name", "version"]
        constraints = [
            models.UniqueConstraint(fields=["customer", "name", "version"], name="agreement_version_once"),
            models.UniqueConstraint(fields=["customer", "sha256"], name="agreement_text_once"),
            models.CheckConstraint(
                condition=models.Q(effective_until=None) | models.Q(effective_until__gte=models.F("effective_from")),
                name="agreement_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    @property
    def term(self) -> Term:
        """From when until when it holds by its own dates; a later version of its name may take over before."""
        return Term(self.effective_from, self.effective_until, self.timezone)


class Answer(models.TextChoices):
    """What a customer says of a version that is laid before them."""

    ACCEPTED = "accepted", _("Accepted")
    OBJECTED = "objected", _("Objected")


class Acceptance(models.Model):
    """
    What somebody of a customer said of one version, for their organisation. INSERT only; a later one holds.

    sha256  of the text they had before them: that of the version
    reason  why they object; nothing with an acceptance
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="acceptances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True, default="")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(answer__in=Answer.values), name="acceptance_answer"),
            models.CheckConstraint(
                condition=~models.Q(answer="objected") | ~models.Q(reason=""), name="objection_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.version_id}"


class Service(models.Model):
    """
    A service that a customer receives, as both sides call it: what tickets and outages are about.

    code    the word that events and agreement use for it; never changes
    names   {"nl": …, "en": …}; empty where the agreement or the code says enough
    is_active   offered when reporting; one that ended stays in the history
    """

    customer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    code = models.CharField(max_length=100)
    names = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["customer", "code"]
        constraints = [
            models.UniqueConstraint(fields=["customer", "code"], name="service_once"),
            models.CheckConstraint(condition=~models.Q(code=""), name="service_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code
