"""An article with a reply: which may be sent to a customer, and the line that leads to one."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from houvast.portal.knowledge.models import Article
from houvast.portal.knowledge.queries import readable_by
from houvast.portal.knowledge.texts import told
from houvast.portal.pages.articles import readers_language
from houvast.portal.pages.lists import Choice
from houvast.portal.tickets.models import Ticket

MOST_OFFERED = 100


def offered(ticket: Ticket) -> list[Choice]:
    """Return the articles that every reader of the ticket may read, by title."""
    found = [Choice(each.slug, title, chosen=False) for each, title in _titled(_sendable(ticket), readers_language())]
    return sorted(found, key=lambda choice: choice.word.casefold())


def with_link(text: str, slug: str, ticket: Ticket) -> str:
    """Return a reply with a line that leads to an article; as it was where there is none that the customer may read."""
    reader = ticket.reported_by.language if ticket.reported_by else ticket.organisation.language
    for article, title in _titled(_sendable(ticket).filter(slug=slug[:80]), reader):
        return f"{text}\n\n{title}: {settings.BASE_URL}{article.get_absolute_url()}"
    return text


def _sendable(ticket: Ticket) -> QuerySet[Article]:
    return readable_by(ticket.organisation).select_related("published")


def _titled(articles: QuerySet[Article], language: str) -> Iterable[tuple[Article, str]]:
    for article in articles[:MOST_OFFERED]:
        if article.published is not None:
            yield article, told(article.published, language).title
