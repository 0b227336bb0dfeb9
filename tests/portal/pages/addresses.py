"""Every address of the portal, as the resolver knows them, filled in with what is Duinrand's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

UNKNOWN = {
    "number": 999_999,
    "version": 99,
    "target": "no-such-target",
    "membership": 999_999,
    "invitation": 999_999,
    "service": 999_999,
    "follower": 999_999,
    "disruption": 999_999,
    "article": "no-such-article",
    "file": "no-such-file",
    "mail": 999_999,
    "invoice": "no-such-invoice",
    "document": "no-such-document",
}
"""What nobody has, for each part of an address that one customer has and another has not."""


@dataclass(frozen=True)
class Address:
    """
    One address.

    admits     `desk`, `customer` or `person`: the way in that its view is wrapped in; nothing for any other view
    parts      what is filled in, by name
    acts       it only takes POST
    """

    name: str
    admits: str
    parts: dict[str, Any]
    acts: bool

    @property
    def path(self) -> str:
        """The address with what is Duinrand's."""
        return reverse(self.name, kwargs=self.parts)

    @property
    def nowhere(self) -> str | None:
        """The same with what nobody has; None where nothing of a customer is named."""
        named = UNKNOWN.keys() & self.parts
        return reverse(self.name, kwargs=self.parts | {part: UNKNOWN[part] for part in named}) if named else None


def let_go(answer: Any) -> None:
    """Close the files of an answer, and nothing of the database, as its own `close` would."""
    for close in answer._resource_closers:
        close()


def addresses(parts: dict[str, Any]) -> list[Address]:
    """Return every address; a part that `parts` does not hold is a KeyError, so that a new kind is thought about."""
    return [
        Address(name, admits, {part: parts[part] for part in pattern.pattern.converters}, acts)
        for name, pattern in _patterns(get_resolver().url_patterns)
        for admits, acts in [_wrapping(pattern.callback)]
    ]


def _patterns(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLPattern):
            yield f"{namespace}{each.name}", each
        else:
            yield from _patterns(each.url_patterns, f"{each.namespace}:" if each.namespace else namespace)


def _wrapping(view: Callable[..., Any]) -> tuple[str, bool]:
    """Return who a view admits and whether it only acts, told by the functions that it is really wrapped in."""
    wrappers = set()
    while hasattr(view, "__wrapped__"):
        wrappers.add((view.__module__, view.__code__.co_qualname))
        view = view.__wrapped__
    names = {name.split(".")[0] for _module, name in wrappers}
    return next((admits for admits in ("desk", "customer", "person") if f"for_{admits}" in names), ""), (
        "require_http_methods" in names
    )
