"""Agreements and names that were given on the command line, read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from houvast.commands.refusals import unknown
from houvast.sla.agreement import fields, lint, reading
from houvast.sla.agreement.findings import BadAgreement
from houvast.sla.agreement.model import Agreement
from houvast.sla.clock import NeverDue

_LARGEST_AGREEMENT = 1 << 24


def agreement(path: str) -> Agreement:
    """Return the agreement in a file; raise BadAgreement, OSError."""
    with Path(path).open("rb") as opened:
        # No more than makes clear that it is too large: the reader refuses it by size.
        return reading.read(opened.read(_LARGEST_AGREEMENT), name=path)


@contextmanager
def judging(given: Agreement, path: str) -> Iterator[None]:
    """Tell a promise that turns out to have no end as an error at its cell: raise BadAgreement instead of NeverDue."""
    try:
        yield
    except NeverDue as refusal:
        raise BadAgreement(path, lint.never_due(given, refusal.target, refusal.at)) from None


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
