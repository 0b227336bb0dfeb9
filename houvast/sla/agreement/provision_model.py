"""What an agreement says in prose: it binds, is shown with the rest, and is not computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class About(StrEnum):
    """What a provision is about."""

    RESPONSIBILITIES = "responsibilities"
    EXCEPTIONS = "exceptions"
    REPORTING = "reporting"
    REVIEW = "review"
    SCOPE = "scope"
    OTHER = "other"


class Keeper(StrEnum):
    """Who must see to it that a provision is kept."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision; `text` and `title` per language, the title empty where none is written."""

    name: str
    text: Mapping[str, str]
    about: About = About.OTHER
    owner: Keeper = Keeper.BOTH
    title: Mapping[str, str] = field(default_factory=dict)
