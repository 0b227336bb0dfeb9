"""
What must be done by when, besides tickets: reports, reviews, notices, backups, notifications, as frozen values.

docs/reference/duties.md lists the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from houvast.sla.agreement.claim_model import Deadline
from houvast.sla.agreement.promise_model import Promise
from houvast.sla.periods import Cycle, Per


class Party(StrEnum):
    """Whose duty it is."""

    PROVIDER = "provider"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Duty:
    """
    Something that must be done in time.

    every     once in each of these periods, by `deadline`; None where it depends on an event
    deadline  of a duty of every period
    event     what it must be done `length` after, or before; "" for a duty of every period
    before    whether it must be done before the event
    length    time after the event within which it must be done, or by which it must be done earlier
    legal     the same as the law has it, where that is another length
    to        who must be told
    """

    name: str
    every: Per | Cycle | None = None
    deadline: Deadline | None = None
    event: str = ""
    before: bool = False
    length: Promise | None = None
    legal: Promise | None = None
    to: tuple[str, ...] = ()
    owner: Party = Party.PROVIDER
    title: Mapping[str, str] = field(default_factory=dict)
