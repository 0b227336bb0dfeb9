"""Articles. What was written, what was done with it and whether it helped are facts: INSERT only."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Organisation, Person


class ArticleState(models.TextChoices):
    """Whether customers read an article."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Audience(models.TextChoices):
    """Who an article is for once it is published. There is no empty audience, and so none that means everybody."""

    EVERYBODY = "everybody", _("All customers")
    CHOSEN = "chosen", _("Chosen customers")
    INTERNAL = "internal", _("Only our own people")


class DeedKind(models.TextChoices):
    """What was done with an article, beside writing it."""

    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SHOWN_TO = "shown-to", _("Audience changed")


class Article(models.Model):
    """
    An article: its address, and how it stands. Its words are in its versions, its history in its deeds.

    slug       its address, for ever: links in replies lead to it
    published  the version that its audience reads; kept when the article is withdrawn
    """

    slug = models.SlugField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=ArticleState, default=ArticleState.DRAFT)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.INTERNAL)
    published = models.ForeignKey(
        "ArticleVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ArticleState.values), name="article_state"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="article_audience"),
            models.CheckConstraint(
                condition=~Q(state=ArticleState.PUBLISHED) | Q(published__isnull=False),
                name="article_published_has_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the customer's page of this article."""
        return reverse("customer:article", args=[self.slug])


class ArticleCustomer(models.Model):
    """A customer that an article for chosen customers is for."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="customers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "organisation"], name="article_customer_once")]

    def __str__(self) -> str:
        return f"{self.article_id} for {self.organisation_id}"


class ArticleVersion(models.Model):
    """
    One text of an article, never changed; a new text is a new version.

    number    1, 2, 3… within the article
    title     by language: {"nl": …, "en": …}, one of them at least
    body      the same, in Markdown
    services  names of the services it belongs to
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title: models.JSONField[dict[str, str]] = models.JSONField()
    body: models.JSONField[dict[str, str]] = models.JSONField()
    services: models.JSONField[list[str]] = models.JSONField(default=list)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["article_id", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_version_once")]

    def __str__(self) -> str:
        return f"{self.article_id}, version {self.number}"


class ArticleDeed(models.Model):
    """
    What was done with an article, by whom, and why. INSERT only.

    said  published: the version; withdrawn: the reason; shown-to: the audience, and keys of chosen customers
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="deeds")
    kind = models.CharField(max_length=10, choices=DeedKind)
    said: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["article_id", "pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=DeedKind.values), name="article_deed_kind")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.kind}"


class ArticleAnswer(models.Model):
    """Whether a version helped somebody of a customer. INSERT only: of several answers the latest counts."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="answers")
    version = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    helped = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["article_id", "pk"]

    def __str__(self) -> str:
        return f"{self.article_id}: {'helped' if self.helped else 'did not help'}"
