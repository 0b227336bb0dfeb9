"""Figures of a walked period: downtime over base, bounds, verdict (0009, rules 10, 11 and 14)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.uptime import Walked
from tests.oracle.whole_steps import whole

ZERO = Fraction(0)


@dataclass(frozen=True)
class Promise:
    """
    What is divided by what, and what it must reach.

    denominator  planned, window, or a length
    decimals     places, how; downtime_in: unit, how
    """

    at_least: Fraction
    denominator: str | int = "planned"
    unknown: str = "left-out"
    coverage: Fraction | None = None
    decimals: tuple[int, str] | None = None
    downtime_in: tuple[int, str] | None = None


@dataclass(frozen=True)
class Figures:
    """What is said of the period; percentages, None where too little is known."""

    downtime: Fraction
    figure: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    with_all: Fraction | None
    coverage: Fraction | None
    reached: bool | None


def figures(found: Walked, promise: Promise) -> Figures:
    """Return the figures and the verdict."""
    unknown, to_come = (found.lengths.get(each, 0) for each in ("unknown", "to-come"))
    window = sum(found.lengths.get(each, 0) for each in ("up", "down", "planned", "excluded", "unknown"))
    agreed = promise.unknown
    figure = _percent(found, promise, agreed, None) if window > (unknown if agreed == "left-out" else 0) else None
    with_all = (
        _percent(found, promise, agreed, None, everything=True) if figure is not None or window > unknown else None
    )
    lowest, highest = (
        _percent(found, promise, each if agreed == "left-out" else agreed, each) if window + to_come else None
        for each in ("down", "up")
    )
    coverage = Fraction(100 * (window - unknown), window) if window else None
    reached = _reached(promise, figure, lowest, highest, coverage, over=not to_come)
    downtime = _downtime(found.downtime, found, promise, agreed, None)
    return Figures(downtime, figure, lowest, highest, with_all, coverage, reached)


def _percent(
    found: Walked, promise: Promise, unknown: str, to_come: str | None, *, everything: bool = False
) -> Fraction | None:
    lengths = found.lengths
    downtime = _downtime(found.with_all if everything else found.downtime, found, promise, unknown, to_come)
    base = lengths.get("up", 0) + lengths.get("down", 0)
    if everything or promise.denominator == "window":
        base += lengths.get("planned", 0) + lengths.get("excluded", 0)
    if unknown != "left-out":
        base += lengths.get("unknown", 0)
    if to_come is not None:
        base += lengths.get("to-come", 0)
    if isinstance(promise.denominator, int):
        base = promise.denominator - (lengths.get("unknown", 0) if unknown == "left-out" else 0)
    if base <= 0:
        return None
    percent = max(100 - 100 * Fraction(downtime) / base, ZERO)
    if promise.decimals is None:
        return percent
    places, how = promise.decimals
    return Fraction(whole(percent * 10**places, how), 10**places)


def _downtime(downtime: Fraction, found: Walked, promise: Promise, unknown: str, to_come: str | None) -> Fraction:
    downtime += found.lengths.get("unknown", 0) if unknown == "down" else 0
    downtime += found.lengths.get("to-come", 0) if to_come == "down" else 0
    if promise.downtime_in is None:
        return downtime
    unit, how = promise.downtime_in
    return Fraction(unit * whole(downtime / unit, how))


def _reached(
    promise: Promise,
    figure: Fraction | None,
    lowest: Fraction | None,
    highest: Fraction | None,
    coverage: Fraction | None,
    *,
    over: bool,
) -> bool | None:
    if over and promise.coverage is not None:
        known = coverage is not None and coverage >= promise.coverage
        return figure >= promise.at_least if known and figure is not None else None
    if over and promise.unknown != "left-out":
        return None if figure is None else figure >= promise.at_least
    if lowest is not None and lowest >= promise.at_least:
        return True
    return False if highest is not None and highest < promise.at_least else None
