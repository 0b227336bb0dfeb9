"""Agreements and names that were given on the command line, read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from houvast.commands.refusals import WrongUse, unknown
from houvast.sla.agreement import fields, reading
from houvast.sla.agreement.model import Agreement, Per

AGREED = "agreed"
"""What `--per` says when each target is judged by the period that it names."""

_LARGEST_AGREEMENT = 1 << 24


def agreement(path: str) -> Agreement:
    """Return the agreement in a file; raise BadAgreement, OSError."""
    with Path(path).open("rb") as opened:
        # No more than makes clear that it is too large: the reader refuses it by size.
        return reading.read(opened.read(_LARGEST_AGREEMENT), name=path)


def attributes(*agreements: Agreement) -> tuple[str, ...]:
    """Return the attributes of tickets that agreements name beside the usual ones, each once."""
    return tuple(dict.fromkeys(name for each in agreements for name in each.attributes))


def pair(written: str, option: str) -> tuple[str, str]:
    """Return the two halves of `NAME=VALUE`; raise WrongUse."""
    name, sign, value = written.partition("=")
    if not (sign and name.strip() and value.strip()):
        raise WrongUse("no-pair", option=option, word=written)
    return name.strip(), value.strip()


def target(given: Agreement, name: str) -> str:
    """Return the name of a target on tickets; raise WrongUse for any other."""
    if name not in given.targets:
        raise unknown("unknown-target", name, list(given.targets))
    return name


def uptime_target(given: Agreement, name: str) -> str:
    """Return the name of a target on availability; raise WrongUse for any other."""
    if name not in given.availability:
        raise unknown("unknown-uptime-target", name, list(given.availability))
    return name


def indicator_target(given: Agreement, name: str) -> str:
    """Return the name of a target on an indicator; raise WrongUse for any other."""
    if name not in given.indicators:
        raise unknown("unknown-indicator-target", name, list(given.indicators))
    return name


def judged_per(agreement: Agreement, per: str | None) -> Agreement:
    """Return the agreement with every target judged per week, month, quarter or year, when that was asked."""
    if per in (None, AGREED):
        return agreement
    targets = {name: replace(target, per=Per(per)) for name, target in agreement.targets.items()}
    return replace(agreement, targets=targets)


def zone(name: str) -> str:
    """Return the name of a time zone; raise WrongUse for any other."""
    if name not in fields.zones():
        raise unknown("unknown-zone", name, list(fields.zones()))
    return name
