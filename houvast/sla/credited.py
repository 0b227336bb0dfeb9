"""
The credits of the periods that were asked for, out of all that had to be judged for them.

Credits look back: on misses in a row, and on what earlier months took of a cap. Shown is what was asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Quantity
from houvast.sla.award import Award
from houvast.sla.credit import Reckoning, Undecided
from houvast.sla.measured import Facts
from houvast.sla.shortfalls import Shortfalls, credits_of
from houvast.sla.terms import Span

Labels = Mapping[tuple[str, Span], str]
"""Target and period → what the period is called."""

Unmeasured = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Credited:
    """
    What periods bring.

    reckoning   the credits for the periods that are asked for
    labels      of the periods that are asked for
    unmeasured  credit → what it looks at and nobody measured here
    since       the first instant that was looked back on; None where nothing had to be
    attributes  of the contract, as they were given
    """

    reckoning: Reckoning = field(default_factory=lambda: Reckoning((), (), ()))
    labels: Labels = field(default_factory=dict)
    unmeasured: Unmeasured = field(default_factory=dict)
    since: datetime | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def unmeasured(agreement: Agreement, measured: Collection[str]) -> Unmeasured:
    """Return what credits look at besides the targets that are measured here."""
    lacking = {
        name: tuple(source for source in credit.sources if source not in measured)
        for name, credit in agreement.credits.by_name.items()
    }
    return {name: sources for name, sources in lacking.items() if sources}


def reckoned(
    shortfalls: Shortfalls, agreement: Agreement, facts: Facts, *, labels: Labels, lacking: Unmeasured
) -> Reckoning:
    """
    Return the credits for the periods that were asked for; what would change with more measured is undecided.

    shortfalls  of these periods and of those before
    labels      of the periods that were asked for
    lacking     what was not measured
    """
    found = credits_of(shortfalls, agreement, facts)
    awards = [each for each in found.awards if (each.source, each.period) in labels]
    doubtful = [each for each in awards if _counts_more(each) and each.credit in lacking]
    undecided = [each for each in found.undecided if (each.source, each.period) in labels]
    undecided += [
        Undecided(each.credit, each.source, each.resource, each.period, "source", ", ".join(lacking[each.credit]))
        for each in doubtful
    ]
    return Reckoning(
        tuple(each for each in awards if each not in doubtful),
        tuple(undecided),
        tuple(each for each in found.followed if (each.source, each.period) in labels),
    )


def _counts_more(award: Award) -> bool:
    """Say whether the amount grows with the number of targets that are missed."""
    return award.gift.quantity is Quantity.MISSES and not award.gift.is_flat
