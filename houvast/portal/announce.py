"""Tells whoever subscribed. Knows no subscriber; `flow` is where they are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

_subscribers: dict[type, tuple[Callable[[Any], object], ...]] = {}


def subscribe(kind: type, actions: Iterable[Callable[[Any], object]]) -> None:
    """Let these actions be called, in this order, for each announcement of this kind; replaces earlier ones."""
    _subscribers[kind] = tuple(actions)


def announce(happening: object) -> None:
    """Call the subscribers of this kind now, inside the transaction of the caller: all succeed or nothing happened."""
    for action in _subscribers.get(type(happening), ()):
        action(happening)
