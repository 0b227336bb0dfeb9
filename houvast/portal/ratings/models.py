"""Ratings of solutions. Facts: INSERT only; who thinks again adds another."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.tickets.models import Ticket, TicketEvent

WORST, BEST = 1, 5
MOST_MINUTES = 60 * 1000
"""Time lost that can be told of one ticket: a thousand hours."""


class Rating(models.Model):
    """
    What who reported a ticket thought of one solution.

    resolution    the event that gave the solution: each is rated by itself
    score         from WORST to BEST
    lost_minutes  time lost as they report it; None where they did not say
    replaces      their earlier rating of the same solution
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="ratings")
    resolution = models.ForeignKey(TicketEvent, on_delete=models.PROTECT, related_name="ratings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    score = models.PositiveSmallIntegerField()
    lost_minutes = models.PositiveIntegerField(null=True, blank=True)
    given_at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution"], condition=Q(replaces=None), name="rating_of_a_solution_once"
            ),
            models.CheckConstraint(condition=Q(score__gte=WORST, score__lte=BEST), name="rating_score"),
            models.CheckConstraint(
                condition=Q(lost_minutes=None) | Q(lost_minutes__lte=MOST_MINUTES), name="rating_lost_minutes"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "given_at"], name="rating_of_a_period")]

    def __str__(self) -> str:
        return f"{self.score} for #{self.ticket_id}"


class RatingRemark(models.Model):
    """What somebody wrote with a rating. Beside the fact, so that it can be erased."""

    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, primary_key=True, related_name="remark")
    body = models.TextField()

    def __str__(self) -> str:
        return self.body[:60]
