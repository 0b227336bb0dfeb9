"""
What can be done with articles. All take the person who acts (`by`) and the moment (`now`).

Who works on tickets writes; who keeps the provider's records says what customers read, and which of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from houvast.portal.accounts.access import Ability, NotAllowed, demand, may_everywhere
from houvast.portal.accounts.models import Language, Organisation, OrganisationKind, Person
from houvast.portal.announce import announce
from houvast.portal.knowledge import refusals
from houvast.portal.knowledge.models import (
    Article,
    ArticleAnswer,
    ArticleCustomer,
    ArticleDeed,
    ArticleState,
    ArticleVersion,
    Audience,
    DeedKind,
)
from houvast.portal.knowledge.queries import visible_to

LONGEST_TITLE = 200
LONGEST_BODY = 40_000
LONGEST_SERVICE = 100
MOST_SERVICES = 20
LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class ArticleChanged:
    """An article was written, published, withdrawn, or shown to others."""

    article_id: int


@transaction.atomic
def write(
    article: Article | None,
    *,
    title: Mapping[str, str],
    body: Mapping[str, str],
    services: Sequence[str] = (),
    by: Person,
    now: datetime,
) -> ArticleVersion:
    """
    Add a version, to a new article when none is given; customers read it when it is published.

    title, body  by language; a language has both or neither
    Raises NotAllowed, ArticleEmpty, LanguageIncomplete, ArticleTooLong.
    """
    _demand(by, Ability.WORK_TICKETS)
    titles, bodies = _written(title, LONGEST_TITLE), _written(body, LONGEST_BODY)
    for language in titles.keys() ^ bodies.keys():
        raise refusals.LanguageIncomplete(language)
    if not titles:
        raise refusals.ArticleEmpty
    if article is None:
        locked = Article.objects.create(slug=_address(next(iter(titles.values()))), changed_at=now)
    else:
        locked = _locked(article, now)
    latest = locked.versions.order_by("-number").values_list("number", flat=True).first()
    version = ArticleVersion.objects.create(
        article=locked,
        number=(latest or 0) + 1,
        title=titles,
        body=bodies,
        services=_named(services),
        written_at=now,
        written_by=by,
    )
    announce(ArticleChanged(locked.pk))
    return version


@transaction.atomic
def publish(article: Article, *, number: int, by: Person, now: datetime) -> Article:
    """Let its audience read this version from now on; raises NoSuchVersion, AlreadyPublished."""
    _demand(by, Ability.MANAGE_CUSTOMERS)
    locked = _locked(article, now)
    version = locked.versions.filter(number=number).first()
    if version is None:
        raise refusals.NoSuchVersion(number)
    if locked.state == ArticleState.PUBLISHED and locked.published_id == version.pk:
        raise refusals.AlreadyPublished
    Article.objects.filter(pk=locked.pk).update(state=ArticleState.PUBLISHED, published=version)
    return _done(locked, DeedKind.PUBLISHED, {"version": number}, by, now)


@transaction.atomic
def withdraw(article: Article, *, reason: str, by: Person, now: datetime) -> Article:
    """Let no customer read it any more; raises NotPublished."""
    _demand(by, Ability.MANAGE_CUSTOMERS)
    locked = _locked(article, now)
    if locked.state != ArticleState.PUBLISHED:
        raise refusals.NotPublished
    Article.objects.filter(pk=locked.pk).update(state=ArticleState.WITHDRAWN)
    return _done(locked, DeedKind.WITHDRAWN, {"reason": reason}, by, now)


@transaction.atomic
def show_to(
    article: Article, *, audience: Audience, customers: Collection[Organisation] = (), by: Person, now: datetime
) -> Article:
    """Say who it is for, at once; raises NobodyChosen when it is for chosen customers and names none."""
    _demand(by, Ability.MANAGE_CUSTOMERS)
    locked = _locked(article, now)
    chosen = [each for each in customers if each.kind == OrganisationKind.CUSTOMER]
    if audience != Audience.CHOSEN:
        chosen = []
    elif not chosen:
        raise refusals.NobodyChosen
    locked.customers.all().delete()
    ArticleCustomer.objects.bulk_create(ArticleCustomer(article=locked, organisation=each) for each in chosen)
    Article.objects.filter(pk=locked.pk).update(audience=audience)
    said = {"audience": audience.value, "customers": sorted(each.pk for each in chosen)}
    return _done(locked, DeedKind.SHOWN_TO, said, by, now)


@transaction.atomic
def answer(article: Article, *, organisation: Organisation, helped: bool, by: Person, now: datetime) -> ArticleAnswer:
    """Say whether it helped; for somebody of a customer who may read it. Raises NotAllowed, NotPublished."""
    demand(by, Ability.SEE_TICKETS, organisation)
    if not visible_to(by).filter(pk=article.pk).exists():
        raise NotAllowed(by, Ability.SEE_TICKETS)
    current = Article.objects.select_related("published").get(pk=article.pk)
    if current.published is None:
        raise refusals.NotPublished
    return ArticleAnswer.objects.create(
        article=current,
        version=current.published.number,
        organisation=organisation,
        person=by,
        helped=helped,
        answered_at=now,
    )


def _demand(by: Person, ability: Ability) -> None:
    """Raise NotAllowed without the ability towards every customer: an article belongs to none of them."""
    if not may_everywhere(by, ability):
        raise NotAllowed(by, ability)


def _locked(article: Article, now: datetime) -> Article:
    """Return the article with its row locked until the transaction ends, changed now."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    Article.objects.filter(pk=locked.pk).update(changed_at=now)
    return locked


def _done(article: Article, kind: DeedKind, said: Mapping[str, Any], by: Person, now: datetime) -> Article:
    ArticleDeed.objects.create(article=article, kind=kind, said=dict(said), done_at=now, done_by=by)
    announce(ArticleChanged(article.pk))
    return Article.objects.get(pk=article.pk)


def _written(texts: Mapping[str, str], longest: int) -> dict[str, str]:
    """Return what was written, by language, without blanks around it and without languages that are empty."""
    kept = {code: texts.get(code, "").strip() for code in Language.values}
    if any(len(text) > longest for text in kept.values()):
        raise refusals.ArticleTooLong(longest)
    return {code: text for code, text in kept.items() if text}


def _named(services: Sequence[str]) -> list[str]:
    named = (" ".join(name.split())[:LONGEST_SERVICE] for name in services)
    return list(dict.fromkeys(name for name in named if name))[:MOST_SERVICES]


def _address(title: str) -> str:
    """Return an address that no article has: the title in letters that fit, with a number where it is taken."""
    wanted = slugify(title)[:LONGEST_SLUG].strip("-") or "artikel"
    taken = set(Article.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken | {"new", "preview"} else next(each for each in numbered if each not in taken)
