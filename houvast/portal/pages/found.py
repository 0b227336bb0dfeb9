"""What was found, in plain values for a page of either side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest

from houvast.portal.pages.lists import page_of
from houvast.portal.search.queries import MOST_FOUND, Hit
from houvast.portal.search.snippets import Piece
from houvast.portal.wording import Moment, Reading

SHOWN = 5
"""Of each kind, as long as all kinds are shown."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was found."""

    url: str
    number: str
    title: Sequence[Piece]
    snippet: Sequence[Piece]
    beside: str
    at: Moment | None
    internal: bool


@dataclass(frozen=True, slots=True)
class Group:
    """
    What was found of one kind.

    total    how many, MOST_FOUND at most; `or_more` when there may be others
    page     the page of them, where only this kind is shown
    """

    kind: str
    word: str
    icon: str
    lines: Sequence[Line]
    total: int
    or_more: bool
    page: Page[Hit] | None


Kinds = Mapping[str, tuple[str, str, Callable[[str], Sequence[Hit]]]]
"""By kind: its word, its icon, and what finds it."""
Link = Callable[[Hit], str]


def text_of(request: HttpRequest) -> str:
    """Return what somebody looks for."""
    return request.GET.get("q", "").strip()[:LONGEST]


def found(request: HttpRequest, kinds: Kinds, link: Link, reading: Reading) -> list[Group]:
    """Return what was found, the first of each kind; or all of the one kind that is asked for, in pages."""
    text, only = text_of(request), request.GET.get("kind", "")
    groups = []
    for kind, (word, icon, find) in kinds.items():
        if only in kinds and kind != only:
            continue
        hits = find(text) if text else []
        page = page_of(request, hits) if only == kind else None
        lines = [_line(hit, link, reading) for hit in (page or hits[:SHOWN])]
        if hits:
            groups.append(Group(kind, word, icon, lines, len(hits), len(hits) >= MOST_FOUND, page))
    return groups


def _line(hit: Hit, link: Link, reading: Reading) -> Line:
    return Line(
        url=link(hit),
        number=f"#{hit.key}" if hit.kind == "ticket" else "",
        title=hit.title,
        snippet=hit.snippet,
        beside=hit.beside,
        at=reading.moment(hit.at) if hit.at else None,
        internal=hit.internal,
    )
