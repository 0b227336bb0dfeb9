"""Whom a note names: by `@name` in its words, or chosen from a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from houvast.portal.accounts.access import Ability, members_who

_NAMED = re.compile(r"@([\w.-]{2,60})(?: ([\w.-]{2,60}))?")
MOST = 20


def named_in(text: str, chosen: Iterable[str] = ()) -> list[int]:
    """
    Return the keys of the provider's people that a text names: `@` and a first name, a whole name or an address.

    chosen  keys as a form sent them; what is none is passed over. A first name that two have names both.
    """
    keys = {int(each) for each in chosen if each.isascii() and each.isdecimal() and len(each) < 18}
    words = {word.lower().rstrip(".") for found in _NAMED.findall(text)[:MOST] for word in _spellings(found)}
    if not words and not keys:
        return []
    held = members_who(Ability.SEE_INTERNAL).select_related("person")
    people = {each.person for each in held}
    return sorted(each.pk for each in people if each.pk in keys or words & _names(each.name, each.email))[:MOST]


def _spellings(found: tuple[str, str]) -> list[str]:
    first, second = found
    return [first, f"{first} {second}"] if second else [first]


def _names(name: str, address: str) -> set[str]:
    parts = name.lower().split()
    return {" ".join(parts[:2]), parts[0] if parts else "", address.partition("@")[0].lower()} - {""}
