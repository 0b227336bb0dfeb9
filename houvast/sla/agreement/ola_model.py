"""What an internal agreement (OLA) or an underpinning contract adds: whose time it is about, and what it supports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Holder = Mapping[str, tuple[str, ...]]
"""When a party holds a ticket: attributes of the ticket, each with the words that count; all of them must hold."""


@dataclass(frozen=True, slots=True)
class Supports:
    """
    The agreement with a customer that is kept by keeping this one.

    agreement  its name
    targets    each of its targets → the targets of this agreement that support it; never empty
    """

    agreement: str
    targets: Mapping[str, tuple[str, ...]]
