"""Keeping words up to date. One ticket and all tickets take the same path; nothing here is a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from houvast.portal import bulk
from houvast.portal.knowledge import rendering
from houvast.portal.knowledge.actions import ArticleChanged
from houvast.portal.knowledge.models import Article
from houvast.portal.knowledge.queries import latest_versions
from houvast.portal.search.models import ArticleWords, TicketWords
from houvast.portal.tickets.happenings import Happening, Imported, TextsErased
from houvast.portal.tickets.models import Ticket, TicketEvent, TicketText
from houvast.portal.tickets.queries import INTERNAL
from houvast.sla.terms import EventKind

MOST_PUBLIC, MOST_INTERNAL = 60_000, 30_000
"""Characters of a ticket that are indexed, the latest first: PostgreSQL takes no more than a megabyte of words."""
AT_ONCE = 2000
_COLUMNS = ("ticket_id", "organisation_id", "title", "body", "internal", "labels", "scope")
_SAYS_MORE = {EventKind.OPENED, EventKind.CORRECTION}
"""Kinds of event that may change what is found, also without words."""

Progress = Callable[[int, int], None]
"""Is told how many rows are done, of how many."""


def follow(happening: Happening) -> None:
    """Index the ticket to which something happened, when that said something."""
    if happening.event.commitment or happening.event.kind in _SAYS_MORE:
        index_tickets([happening.ticket.pk])


def follow_import(imported: Imported) -> None:
    """Index the tickets that an import touched."""
    index_tickets(imported.ticket_ids)


def follow_erasure(erased: TextsErased) -> None:
    """Index anew what is left of tickets of which words were erased."""
    index_tickets(erased.ticket_ids)


def follow_article(changed: ArticleChanged) -> None:
    """Index the version of an article that is read."""
    index_articles([changed.article_id])


@transaction.atomic
def index_tickets(keys: Sequence[int]) -> None:
    """Write the words of these tickets anew."""
    for start in range(0, len(keys), AT_ONCE):
        chunk = keys[start : start + AT_ONCE]
        TicketWords.objects.filter(pk__in=chunk).delete()
        bulk.insert(TicketWords, _COLUMNS, _rows_of_tickets(chunk))


@transaction.atomic
def index_articles(keys: Sequence[int]) -> None:
    """Write the words of these articles anew."""
    ArticleWords.objects.filter(pk__in=keys).delete()
    articles = list(Article.objects.filter(pk__in=keys).select_related("published"))
    latest = latest_versions(articles)
    for article in articles:
        version = article.published or latest[article.pk]
        ArticleWords.objects.create(
            article=article,
            title="\n".join(version.title.values()),
            body="\n".join(rendering.plain(text) for text in version.body.values()),
            labels=" ".join(version.services),
        )


def rebuild_all(*, progress: Progress | None = None) -> int:
    """Drop every row and write it anew; return how many there are."""
    with transaction.atomic():
        TicketWords.objects.all().delete()
        tickets = list(Ticket.objects.order_by("pk").values_list("pk", flat=True))
        articles = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        total = len(tickets) + len(articles)
        for start in range(0, len(tickets), AT_ONCE):
            index_tickets(tickets[start : start + AT_ONCE])
            if progress:
                progress(min(start + AT_ONCE, len(tickets)), total)
        ArticleWords.objects.all().delete()
        index_articles(articles)
    return total


def rebuild_missing(*, progress: Progress | None = None) -> int:
    """Write every row anew where there are tickets without words, as after an upgrade; return how many there are."""
    is_missing = Ticket.objects.filter(words=None).exists() or Article.objects.filter(words=None).exists()
    return rebuild_all(progress=progress) if is_missing else 0


def _rows_of_tickets(keys: Sequence[int]) -> list[tuple[object, ...]]:
    public, internal = _texts(keys, ~_is_internal()), _texts(keys, _is_internal())
    services = _services(keys)
    names = ("pk", "organisation_id", "subject", "number", "source", "external_id")
    return [
        (
            key,
            organisation,
            subject,
            _joined(public.get(key, ()), MOST_PUBLIC),
            _joined(internal.get(key, ()), MOST_INTERNAL),
            " ".join(filter(None, (str(number), "" if source == "portal" else external, services.get(key)))),
            f"o{organisation}",
        )
        for key, organisation, subject, number, source, external in Ticket.objects.filter(pk__in=keys).values_list(
            *names
        )
    ]


def _is_internal() -> Q:
    """Say which texts only the provider's people read: the same rule as the thread of a ticket."""
    return Q(event__kind__in=INTERNAL) | Q(event__corrects__isnull=False, event__corrects__kind__in=INTERNAL)


def _texts(keys: Sequence[int], which: Q) -> dict[int, list[str]]:
    """Return the words of tickets, by ticket, latest first."""
    found: dict[int, list[str]] = defaultdict(list)
    texts = TicketText.objects.filter(which, event__ticket__in=keys).exclude(body="").order_by("-event__pk")
    for key, body in texts.values_list("event__ticket", "body"):
        found[key].append(body)
    return found


def _services(keys: Sequence[int]) -> dict[int, str]:
    """Return the services that tickets were ever said to be about."""
    said = TicketEvent.objects.filter(ticket__in=keys).exclude(service="").order_by()
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for key, service in said.values_list("ticket", "service").distinct():
        found[key][service] = None
    return {key: " ".join(services) for key, services in found.items()}


def _joined(texts: Iterable[str], most: int) -> str:
    return "\n".join(texts)[:most]
