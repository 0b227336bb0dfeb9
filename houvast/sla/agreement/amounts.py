"""
The grammar of amounts and of what they depend on.

    amount    = number "%" | number "/" number | number currency | number "d" | "nothing"
    fee       = [ number ] currency ( "per" time | "once" ) | number "%" "of" fee-name
    block     = [ "exact" | "full" | "started" | "nearest" ] ( length | number "%" | number | "period" | "planned" )
    rounding  = step ( "up" | "down" | "half-up" | "half-even" )
    over      = [ "previous" ] stretch | number "d" "before" anchor
    deadline  = ( number ( "d" | "months" | "cycles" ) | promise ) "after" anchor
    misses    = number ( "in a row" | "of" number )
    length    = as in promises: 4h, 1h30m, 4m30s

Every function returns None for what is written otherwise; the reader says so with line and column.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from houvast.sla.agreement.claim_model import Misses
from houvast.sla.agreement.fee_model import Anchor, Fee, FeePer, Reference, Stretch
from houvast.sla.agreement.promise import UNITS
from houvast.sla.agreement.shape_model import Block, Cell, CellKind, Counted, Extent, Rounding, RoundingMode

NOTHING = "nothing"

_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,9})?"
_CURRENCY = r"[A-Z]{3}"
_PERCENT = re.compile(rf"({_NUMBER}) ?%")
_RATIO = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")
_MONEY = re.compile(rf"({_NUMBER}) ({_CURRENCY})")
_DAYS = re.compile(r"([0-9]{1,4}) ?d")
_FEE = re.compile(rf"(?:({_NUMBER}) )?({_CURRENCY}) (?:per (hour|day|week|month|quarter|year)|(once))")
_PART = re.compile(rf"({_NUMBER}) ?% of (\S+)")
_BEFORE = re.compile(r"([0-9]{1,4}) ?d before (\S+)")
_IN_A_ROW = re.compile(r"([0-9]{1,3}) in a row")
_AMONG = re.compile(r"([0-9]{1,3}) of ([0-9]{1,3})")
_LENGTH = re.compile(r"(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?")


def cell(written: str) -> Cell | None:
    """Return an amount: `10%`, `1/30`, `35 EUR`, `3d` or `nothing`."""
    if written == NOTHING:
        return Cell(CellKind.SHARE, Fraction(0))
    if match := _MONEY.fullmatch(written):
        return Cell(CellKind.MONEY, Fraction(match.group(1)), match.group(2))
    if match := _DAYS.fullmatch(written):
        return Cell(CellKind.DAYS, Fraction(match.group(1)))
    part = share(written)
    return Cell(CellKind.SHARE, part) if part is not None else None


def share(written: str) -> Fraction | None:
    """Return a part of a whole: `10%` is a tenth, `1/30` a thirtieth."""
    if match := _PERCENT.fullmatch(written):
        return Fraction(match.group(1)) / 100
    match = _RATIO.fullmatch(written)
    return Fraction(int(match.group(1)), int(match.group(2))) if match and int(match.group(2)) else None


def fee(name: str, written: str) -> Fee | None:
    """Return a fee: `20.00 EUR per month`, `EUR per month` (as invoiced), `500 EUR once` or `10% of invoice`."""
    if match := _PART.fullmatch(written):
        return Fee(name, "", None, FeePer.ONCE, Fraction(match.group(1)) / 100, match.group(2))
    match = _FEE.fullmatch(written)
    if match is None:
        return None
    amount, currency, per, once = match.groups()
    return Fee(name, currency, Decimal(amount) if amount else None, FeePer(per or once))


def number(written: str) -> Fraction | None:
    """Return a number that is not negative, such as `40` or `0.01`."""
    return Fraction(written) if re.fullmatch(_NUMBER, written) else None


def points(written: str) -> Fraction | None:
    """Return the number of a percentage, `99.9%` is 99.9, or a number as it stands."""
    match = _PERCENT.fullmatch(written)
    return Fraction(match.group(1)) if match else number(written)


def length(written: str) -> Fraction | None:
    """Return a length of time in microseconds: `4h`, `1h30m`, `4m30s`."""
    match = _LENGTH.fullmatch(written)
    if not match or not written:
        return None
    parts = zip(match.groups(), UNITS.values(), strict=True)
    return Fraction(sum(int(amount) * unit for amount, unit in parts if amount))


def block(written: str, *, lengths: bool) -> Block | None:
    """Return a block: `started 30m`, `full 1h`, `full 0.1%`, `exact period`; without a first word it is exact."""
    first, _space, rest = written.rpartition(" ")
    counted = next((kind for kind in Counted if kind == first), Counted.EXACT if not first else None)
    if counted is None:
        return None
    if lengths and rest in list(Extent):
        return Block(counted, Extent(rest))
    size = length(rest) if lengths else points(rest)
    return Block(counted, size) if size else None


def rounding(written: str, *, lengths: bool = False) -> Rounding | None:
    """Return a rounding: `0.01 half-up`, or `1m up` of a length."""
    step, _space, mode = written.partition(" ")
    size = length(step) if lengths else points(step)
    return Rounding(size, RoundingMode(mode)) if size and mode in list(RoundingMode) else None


def reference(written: str) -> Reference | None:
    """Return a stretch of time: `period`, `previous month`, `30d before claim`."""
    if match := _BEFORE.fullmatch(written):
        anchor = match.group(2)
        known = (Anchor.CLAIM, Anchor.INCIDENT, Anchor.PERIOD, Anchor.CREDIT)
        return Reference(before=int(match.group(1)), anchor=Anchor(anchor)) if anchor in known else None
    word = written.removeprefix("previous ")
    kinds = [kind for kind in Stretch if kind not in (Stretch.INCIDENT, Stretch.TERM)]
    return Reference(Stretch(word), previous=word != written) if word in kinds else None


def misses(written: str) -> Misses | None:
    """Return how often a target must be missed: `3 in a row`, `3 of 6`."""
    if match := _IN_A_ROW.fullmatch(written):
        return _counted(int(match.group(1)), int(match.group(1)))
    match = _AMONG.fullmatch(written)
    return _counted(int(match.group(1)), int(match.group(2))) if match else None


def _counted(count: int, among: int) -> Misses | None:
    return Misses(count, among) if 1 <= count <= among else None
