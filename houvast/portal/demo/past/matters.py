"""What customers come with, over and over: the words of the tickets of the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Matter:
    """
    One sort of ticket; `{place}` in the texts becomes one of `places`.

    weights  what the customer may say of its weight (impact and urgency, or priority), one of these at random
    """

    subject: str
    report: str
    answer: str
    update: str
    solution: str
    service: str
    weights: Sequence[Said]
    places: Sequence[str]
    type: str = "incident"


@dataclass(frozen=True, slots=True)
class Past:
    """
    The past of a customer.

    months    tickets a month, the present one last
    late      share of promises that were broken in each of those months, in percent
    hours     calendar in which its people report
    response, resolution, update   targets that its agreement has for these; '' where it has none
    writers   the customer's people, helpers the provider's
    """

    matters: Sequence[Matter]
    months: Sequence[int]
    late: Sequence[int]
    hours: str
    response: str
    resolution: str
    update: str
    next_reply: str
    pause: str
    writers: Sequence[str]
    helpers: Sequence[str]
    thanks: Sequence[str]
