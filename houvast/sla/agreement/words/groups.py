"""What several parts of an agreement say alike is said once; what they say apart is said with their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Part = TypeVar("Part")

Named = Sequence[tuple[str, Part]]
"""Parts with what each is called in a sentence."""


def said_once(
    parts: Named[Part], told: Callable[[Part], Iterable[str]], lead: Callable[[list[str]], str]
) -> Iterator[str]:
    """
    Yield the sentences of all parts, each once.

    told  the sentences of one part
    lead  how a sentence begins that is not for all: from the names of its parts
    """
    found: dict[str, list[str]] = {}
    for name, part in parts:
        for sentence in dict.fromkeys(told(part)):
            found.setdefault(sentence, []).append(name)
    for sentence, names in found.items():
        yield sentence if len(names) == len(parts) else lead(names) + sentence[:1].lower() + sentence[1:]
