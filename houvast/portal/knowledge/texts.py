"""The words of an article in the language of who reads, and in the other where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from houvast.portal.accounts.models import Language
from houvast.portal.knowledge.models import ArticleVersion


@dataclass(frozen=True, slots=True)
class Told:
    """Title and Markdown of a version in one language; `language` is the one it is in."""

    language: str
    title: str
    body: str


def told(version: ArticleVersion, language: str) -> Told:
    """Return a version in this language; in the first it has where it lacks this one."""
    found = language if version.title.get(language) else next(iter(_present(version.title)), Language.NL.value)
    return Told(found, version.title.get(found, ""), version.body.get(found, ""))


def languages(version: ArticleVersion) -> list[str]:
    """Return the languages that a version has, Dutch first."""
    return _present(version.title)


def _present(texts: Mapping[str, str]) -> list[str]:
    return [code for code in Language.values if texts.get(code)]
