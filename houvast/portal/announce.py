"""Tells whoever subscribed. Knows no subscriber; `flow` is where they are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from houvast.portal.guard.acting import the_house

_subscribers: dict[type, tuple[Callable[[Any], object], ...]] = {}


def subscribe(kind: type, actions: Iterable[Callable[[Any], object]]) -> None:
    """Let these actions be called, in this order, for each announcement of this kind; replaces earlier ones."""
    _subscribers[kind] = tuple(actions)


def announce(happening: object) -> None:
    """
    Call the subscribers of this kind now, inside the transaction of the caller: all succeed or nothing happened.

    They act for the house: what follows from a fact is the same whoever recorded it, and takes in what that person
    may not read, such as a ticket of a colleague that was merged into theirs.
    """
    with the_house():
        for action in _subscribers.get(type(happening), ()):
            action(happening)
