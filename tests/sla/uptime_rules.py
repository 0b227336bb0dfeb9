"""Invented rules of downtime and of figures, in the words of agreements and as the walker takes them."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracle.percentages import Promise
from tests.oracle.uptime import Deal

STEP = 15 * 60 * 1_000_000
"""Microseconds of a tick; all that is invented happens on whole ones."""
MINIMUMS = (None, None, (1, True), (1, False), (2, True), (3, False), (6, True))
ROUNDINGS = (None, None, None, (2, "up"), (2, "down"), (3, "half-up"), (2, "half-even"))
SLOTS = (None, None, None, (2, "any"), (4, "whole"))
HOWS = ("half-up", "half-even", "down", "up")
DENOMINATORS = ("planned", "planned", "window", 30, 60)


def rules(dice: Random, exclude: tuple[str, ...]) -> tuple[str, Deal, Promise]:
    """What a target says of downtime and figure, in words and for the walker."""
    proven = tuple(cause for cause in exclude if cause in ("power", "third-party") and dice.random() < 0.5)
    listed = ", ".join(f"{{cause: {cause}, evidence: required}}" if cause in proven else cause for cause in exclude)
    said, downtime = [f"exclude: [{listed}]"], []
    minimum = dice.choice(MINIMUMS)
    if minimum is not None:
        length, inclusive = minimum
        of, counts = dice.choice(("outage", "counted")), dice.choice(("whole", "excess"))
        minimum = (length * STEP, inclusive, of, counts)
        key = "at_least" if inclusive else "longer_than"
        downtime.append(f"{key}: {length * 15}m, length_of: {of}, counts: {counts}")
    rounded, slots = dice.choice(ROUNDINGS), dice.choice(SLOTS)
    downtime += [f"rounded: {{to: {rounded[0] * 15}m, how: {rounded[1]}}}"] if rounded else []
    downtime += [f"slots: {{of: {slots[0] * 15}m, down: {slots[1]}}}"] if slots else []
    counts_from, degraded = (
        dice.choice(("start", "start", "detected", "reported")),
        dice.choice((0, 50, 33)),
    )
    share = dice.random() < 0.5
    downtime.append(f"from: {counts_from}, degraded: {degraded}%, share: {'weighs' if share else 'ignored'}")
    deal = Deal(
        exclude=exclude,
        proven=proven,
        counts_from=counts_from,
        minimum=minimum,
        rounded=(rounded[0] * STEP, rounded[1]) if rounded else None,
        slots=(slots[0] * STEP, slots[1]) if slots else None,
        degraded=Fraction(degraded, 100),
        share=share,
    )
    said.append(f"downtime: {{{', '.join(downtime)}}}")
    figure, promise = promises(dice)
    return ", ".join([*said, figure]), deal, promise


def promises(dice: Random) -> tuple[str, Promise]:
    """What the figure is divided by and must reach, in words and for the walker."""
    at_least, coverage = dice.choice(("99.9", "95", "50")), dice.choice((None, None, 50, 95))
    denominator, unknown = (
        dice.choice(DENOMINATORS),
        dice.choice(("left-out", "left-out", "up", "down")),
    )
    decimals = dice.choice((None, (dice.randint(0, 2), dice.choice(HOWS))))
    steps = dice.choice((None, None, (dice.choice((30, 40)), dice.choice(HOWS))))
    rounding = [f"figure: {{decimals: {decimals[0]}, how: {decimals[1]}}}"] if decimals else []
    rounding += [f"downtime: {{to: {steps[0]}m, how: {steps[1]}}}"] if steps else []
    written = f"{denominator}h" if isinstance(denominator, int) else denominator
    said = [f"at_least: {at_least}%, denominator: {written}, unknown: {unknown}"]
    said += [f"rounding: {{{', '.join(rounding)}}}"] if rounding else []
    said += [f"coverage: {coverage}%"] if coverage else []
    minute = STEP // 15
    return ", ".join(said), Promise(
        Fraction(at_least),
        denominator * 60 * minute if isinstance(denominator, int) else denominator,
        unknown,
        Fraction(coverage) if coverage else None,
        decimals,
        (steps[0] * minute, steps[1]) if steps else None,
    )
