"""Articles in plain values: lines of a list, and one article as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from houvast.portal.accounts.models import Language
from houvast.portal.knowledge import rendering
from houvast.portal.knowledge.models import Article, ArticleVersion
from houvast.portal.knowledge.texts import Told, told
from houvast.portal.wording import Moment, Reading

FIRST_WORDS = 180


@dataclass(frozen=True, slots=True)
class Line:
    """
    An article in a list.

    language  of its words, where that is not the reader's; '' where it is
    begins    its first words
    """

    article: Article
    title: str
    begins: str
    language: str
    services: Sequence[str]
    changed: Moment


@dataclass(frozen=True, slots=True)
class Shown:
    """One version as it is read."""

    title: str
    html: SafeString
    language: str
    services: Sequence[str]
    number: int
    written: Moment
    written_by: str


def lines(articles: Iterable[Article], versions: Mapping[int, ArticleVersion], reading: Reading) -> list[Line]:
    """Return articles as a list shows them, each in the given version."""
    return [_line(article, versions[article.pk], reading) for article in articles if article.pk in versions]


def read(version: ArticleVersion, reading: Reading, language: str = "") -> Shown:
    """Return a version as it is read, in this language or that of the reader."""
    words = told(version, language or readers_language())
    return Shown(
        title=words.title,
        html=rendering.html(words.body),
        language=_other(words),
        services=version.services,
        number=version.number,
        written=reading.moment(version.written_at),
        written_by=version.written_by.name,
    )


def readers_language() -> str:
    """Return the language that pages are in now."""
    language = (get_language() or "")[:2]
    return language if language in Language.values else Language.NL.value


def _line(article: Article, version: ArticleVersion, reading: Reading) -> Line:
    words = told(version, readers_language())
    begins = rendering.plain(words.body).replace("\n", " ")
    return Line(
        article=article,
        title=words.title,
        begins=begins if len(begins) <= FIRST_WORDS else f"{begins[:FIRST_WORDS].rsplit(' ', 1)[0]} …",
        language=_other(words),
        services=version.services,
        changed=reading.moment(article.changed_at),
    )


def _other(words: Told) -> str:
    """Return the language of words where that is not the reader's: a page says so to who reads by ear."""
    return words.language if words.language != readers_language() else ""
