"""
Finding. Every question joins who may read a row before anything is found, counted, ranked or cut off.

Order: what has the words in its title first, then the newest. No figure over all rows goes into it, so nothing that
somebody may not read moves what they see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, overload

from django.db.models import Case, F, IntegerField, Model, Q, QuerySet, Value, When
from django.utils.translation import get_language

from houvast.portal.accounts.access import (
    Ability,
    Someone,
    customers_where,
    may_everywhere,
    organisations_visible_to,
    visible_ticket_rows,
)
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.knowledge import queries as knowledge
from houvast.portal.knowledge.models import Article
from houvast.portal.search.matching import Matching
from houvast.portal.search.models import ArticleWords, TicketWords
from houvast.portal.search.snippets import Piece, marked, snippet
from houvast.portal.search.stops import STOPS
from houvast.portal.search.words import Asked, asked

MOST_FOUND = 500
"""Rows of a kind that are ranked; of more, the newest."""
SUGGESTED = 3
PUBLIC = ("title", "body", "labels")
ALL = (*PUBLIC, "internal")


@dataclass(frozen=True, slots=True)
class Hit:
    """
    Something that was found.

    key      of what it is: the number of a ticket, the slug of an article or customer
    title    in pieces, what was found marked; so is the snippet
    beside   whose it is, where that is not clear
    internal whether it was found only in what the provider keeps to itself
    """

    kind: str
    key: str
    title: Sequence[Piece]
    snippet: Sequence[Piece]
    beside: str
    at: datetime | None = None
    internal: bool = False


class Hits(Sequence[Hit]):
    """What was found, of which only the part that is looked at is read: with its words, and a snippet of them."""

    def __init__(self, keys: Sequence[int], told: Callable[[Sequence[int]], list[Hit]]) -> None:
        self._keys, self._told = keys, told

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...

    def __getitem__(self, place: int | slice) -> Hit | list[Hit]:
        if isinstance(place, slice):
            return self._told(self._keys[place])
        return self._told([self._keys[place]])[0]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self[:])


def tickets_about(person: Someone, text: str) -> QuerySet[TicketWords, Any]:
    """
    Return the keys of the tickets that somebody may read and that answer a question: for lists of their own.

    A question that means nothing finds nothing.
    """
    question = asked(text)
    if question.is_empty:
        return TicketWords.objects.none().values("pk")
    rows = visible_ticket_rows(TicketWords.objects.all(), person)
    return rows.filter(_matching(question, person)).values("pk")


def tickets(person: Someone, text: str, *, organisation: Organisation | None = None) -> Sequence[Hit]:
    """Return the tickets that somebody may read and that answer a question, best first; MOST_FOUND at most."""
    question = asked(text)
    if question.is_empty:
        return []
    rows = visible_ticket_rows(TicketWords.objects.all(), person)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if question.customer:
        rows = rows.filter(organisation__in=_named(organisations_visible_to(person), question.customer))
    keys = _best_first(rows.filter(_matching(question, person, organisation)), question)
    internal = _reads_internal(person)

    def told(some: Sequence[int]) -> list[Hit]:
        shown = TicketWords.objects.select_related("ticket__organisation").in_bulk(some)
        return [_ticket(shown[key], question, internal=internal) for key in some]

    return Hits(keys, told)


def articles(person: Someone, text: str, *, organisation: Organisation | None = None) -> list[Hit]:
    """Return the articles that somebody may read and that answer a question, best first."""
    question = asked(text)
    if not question.wanted:
        return []
    rows = _articles(person, organisation).filter(Matching("pk", question, columns=PUBLIC, table=_table(ArticleWords)))
    ranked = _ranked(rows, question)
    language = (get_language() or "")[:2]
    return [_article(row, question, language) for row in ranked.select_related("article__published")[:MOST_FOUND]]


def suggestions(person: Someone, organisation: Organisation, text: str) -> list[Article]:
    """Return the articles that fit what somebody is writing, best first: more of its words, and in the title."""
    question = asked(text)
    words = [term for term in question.wanted if not set(term.words) <= STOPS and len("".join(term.words)) > 2]
    if not words:
        return []
    any_of = Asked(tuple(words))
    rows = _articles(person, organisation)
    points: Any = Value(0)
    for term in words:
        for column, worth in (("title", 3), ("body", 1)):
            points = points + _holds(Asked((term,)), (column,), worth)
    fits = Matching("pk", any_of, columns=PUBLIC, any_of=True, table=_table(ArticleWords))
    best = rows.filter(fits).annotate(points=points).order_by("-points", "-pk")
    enough = best.filter(points__gte=min(3, 2 * len(words)))
    return [row.article for row in enough.select_related("article__published")[:SUGGESTED]]


def customers(person: Someone, text: str) -> list[Hit]:
    """Return the customers that somebody serves with all of these words in their names."""
    question = asked(text)
    if not question.wanted or question.customer:
        return []
    found = _named(organisations_visible_to(person), " ".join(_plain(question)))
    return [
        Hit("customer", each.slug, marked(each.name, question), [], "") for each in found.order_by("name")[:MOST_FOUND]
    ]


def people(person: Someone, text: str) -> list[Hit]:
    """Return the people of customers, with all of these words in name or address; for who works at the desk."""
    question = asked(text)
    if not question.wanted or not _reads_internal(person):
        return []
    rows = Person.objects.filter(memberships__organisation__in=customers_where(person, Ability.SEE_TICKETS))
    for word in _plain(question):
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    found = rows.annotate(slug=F("memberships__organisation__slug"), of=F("memberships__organisation__name"))
    told = found.order_by("name", "pk").distinct().values_list("name", "email", "slug", "of")[:MOST_FOUND]
    return [Hit("person", slug, marked(name, question), marked(email, question), of) for name, email, slug, of in told]


def _matching(question: Asked, person: Someone, organisation: Organisation | None = None) -> Matching:
    columns = ALL if _reads_internal(person) else PUBLIC
    return Matching("pk", question, columns=columns, scopes=_scopes(person, organisation), table=_table(TicketWords))


def _scopes(person: Someone, organisation: Organisation | None) -> list[str]:
    """Return the marks of the customers whose rows can be an answer at all; none where that is every customer."""
    if organisation is not None:
        return [f"o{organisation.pk}"]
    if may_everywhere(person, Ability.SEE_ALL_TICKETS):
        return []
    return [f"o{key}" for key in customers_where(person, Ability.SEE_TICKETS).values_list("pk", flat=True)] or ["none"]


def _reads_internal(person: Someone) -> bool:
    return may_everywhere(person, Ability.SEE_INTERNAL)


def _articles(person: Someone, organisation: Organisation | None) -> QuerySet[ArticleWords]:
    mine = knowledge.visible_within(person, organisation) if organisation else knowledge.visible_to(person)
    return ArticleWords.objects.filter(article__in=mine)


def _best_first(rows: QuerySet[TicketWords], question: Asked) -> list[int]:
    """
    Return the keys of tickets that answer a question: the one of this number, words in the title, then the newest.

    Each step stops at MOST_FOUND, and reads no more than the keys.
    """
    steps = [rows.filter(Matching("pk", question, columns=("title",), table=_table(TicketWords))), rows]
    if question.number is not None:
        steps.insert(0, rows.filter(ticket__number=question.number))
    keys: dict[int, None] = {}
    for step in steps:
        if len(keys) < MOST_FOUND:
            keys |= dict.fromkeys(step.order_by("-pk").values_list("pk", flat=True)[:MOST_FOUND])
    return list(keys)[:MOST_FOUND]


def _ranked(rows: QuerySet[ArticleWords], question: Asked) -> QuerySet[ArticleWords]:
    """Return articles with the words in their title first, then the newest."""
    in_title = Matching("pk", question, columns=("title",), table=_table(ArticleWords))
    first = Case(When(in_title, then=0), default=1, output_field=IntegerField())
    return rows.alias(rank=first).order_by("rank", "-article__changed_at")


def _holds(question: Asked, columns: Sequence[str], worth: int) -> Case:
    holds = Matching("pk", question, columns=columns, table=_table(ArticleWords))
    return Case(When(holds, then=Value(worth)), default=Value(0), output_field=IntegerField())


def _named(organisations: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    for word in text.split():
        organisations = organisations.filter(Q(name__icontains=word) | Q(slug__icontains=word))
    return organisations


def _plain(question: Asked) -> list[str]:
    return [word for term in question.wanted for word in term.words]


def _table(model: type[Model]) -> str:
    return model._meta.db_table


def _ticket(row: TicketWords, question: Asked, *, internal: bool) -> Hit:
    shown = snippet(row.body, question)
    inner = snippet(row.internal, question) if internal and not shown else []
    return Hit(
        "ticket",
        str(row.ticket.number),
        marked(row.ticket.subject, question),
        shown or inner,
        row.ticket.organisation.name,
        row.ticket.opened_at,
        internal=bool(inner),
    )


def _article(row: ArticleWords, question: Asked, language: str) -> Hit:
    """Return an article under the title of the reader's language, or the one in which it was found."""
    version, titles = row.article.published, row.title.split("\n")
    if version is not None and version.title.get(language):
        titles.insert(0, version.title[language])
    found = (title for title in titles if any(piece.found for piece in marked(title, question)))
    title = next(found, titles[0])
    return Hit(
        "article", row.article.slug, marked(title, question), snippet(row.body, question), "", row.article.changed_at
    )
