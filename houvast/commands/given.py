"""Agreements and names that were given on the command line, read."""

from __future__ import annotations

from pathlib import Path

from houvast.commands.refusals import unknown
from houvast.sla.agreement import fields, reading
from houvast.sla.agreement.model import Agreement

_LARGEST_AGREEMENT = 1 << 24


def agreement(path: str) -> Agreement:
    """Return the agreement in a file; raise BadAgreement, OSError."""
    with Path(path).open("rb") as opened:
        # No more than makes clear that it is too large: the reader refuses it by size.
        return reading.read(opened.read(_LARGEST_AGREEMENT), name=path)


def attributes(*agreements: Agreement) -> tuple[str, ...]:
    """Return the attributes of tickets that agreements name beside the usual ones, each once."""
    return tuple(dict.fromkeys(name for each in agreements for name in each.attributes))


def target(given: Agreement, name: str) -> str:
    """Return the name of a target on tickets; raise WrongUse for any other."""
    if name not in given.targets:
        raise unknown("unknown-target", name, list(given.targets))
    return name


def zone(name: str) -> str:
    """Return the name of a time zone; raise WrongUse for any other."""
    if name not in fields.zones():
        raise unknown("unknown-zone", name, list(fields.zones()))
    return name
