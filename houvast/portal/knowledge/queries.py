"""What can be asked about articles. `visible_to` is the only way to them for who reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from houvast.portal.accounts.access import Ability, Someone, customers_where, may_everywhere
from houvast.portal.accounts.models import Organisation
from houvast.portal.knowledge.models import (
    Article,
    ArticleAnswer,
    ArticleCustomer,
    ArticleState,
    ArticleVersion,
    Audience,
)


@dataclass(frozen=True, slots=True)
class Helped:
    """How many people an article helped, of those who said so, each counted once."""

    yes: int
    no: int


def visible_to(person: Someone) -> QuerySet[Article]:
    """
    Return the articles somebody may read.

    The provider's people read all of them, drafts included. Somebody of a customer reads what is published for
    everybody or for that customer; somebody of no customer reads none.
    """
    if may_everywhere(person, Ability.SEE_INTERNAL):
        return Article.objects.all()
    customers = customers_where(person, Ability.SEE_TICKETS)
    return _published_for(customers).filter(Exists(customers))


def visible_within(person: Someone, organisation: Organisation) -> QuerySet[Article]:
    """Return the articles somebody may read as one of this customer's people, who may be of several."""
    return visible_to(person).filter(pk__in=readable_by(organisation).values("pk"))


def readable_by(organisation: Organisation) -> QuerySet[Article]:
    """Return the articles that every reader of a customer may read: what can be sent to them in a reply."""
    return _published_for(Organisation.objects.filter(pk=organisation.pk))


def services_of(articles: QuerySet[Article]) -> dict[str, list[int]]:
    """Return the services that published articles belong to, each with the keys of its articles; one query."""
    found: dict[str, list[int]] = {}
    for key, services in articles.order_by().values_list("pk", "published__services"):
        for service in services or ():
            found.setdefault(service, []).append(key)
    return found


def may_write(person: Someone) -> bool:
    """Say whether somebody may write articles."""
    return may_everywhere(person, Ability.WORK_TICKETS)


def may_publish(person: Someone) -> bool:
    """Say whether somebody may decide what customers read, and which of them."""
    return may_everywhere(person, Ability.MANAGE_CUSTOMERS)


def latest_versions(articles: Iterable[Article]) -> dict[int, ArticleVersion]:
    """Return the latest version of each article, by the article's key; one query. For the provider's people."""
    keys = [article.pk for article in articles]
    newer = ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    found = ArticleVersion.objects.filter(~Exists(newer), article__in=keys).select_related("written_by")
    return {version.article_id: version for version in found}


def helped(articles: Iterable[Article]) -> dict[int, Helped]:
    """Return what the readers of articles said, by key; of somebody's answers the latest counts."""
    keys = [article.pk for article in articles]
    latest = ArticleAnswer.objects.filter(article__in=keys).order_by().values("article", "person")
    last = ArticleAnswer.objects.filter(pk__in=latest.annotate(last=Max("pk")).values("last"))
    counted = last.order_by().values("article")
    rows = counted.annotate(yes=Count("pk", filter=Q(helped=True)), no=Count("pk", filter=Q(helped=False)))
    return {row["article"]: Helped(row["yes"], row["no"]) for row in rows}


def _published_for(customers: QuerySet[Organisation]) -> QuerySet[Article]:
    chosen = ArticleCustomer.objects.filter(article=OuterRef("pk"), organisation__in=customers)
    fits = Q(audience=Audience.EVERYBODY) | (Q(audience=Audience.CHOSEN) & Q(Exists(chosen)))
    return Article.objects.filter(fits, state=ArticleState.PUBLISHED)
