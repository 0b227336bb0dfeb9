"""What a credit gives, in words: quantities, blocks, the parts of an amount, and the table of bands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from houvast.sla.agreement.shape_model import Band, Block, Counted, Extent, Part, Quantity
from houvast.sla.agreement.words.amounts import cell_words, number_words, range_words, rounding_words, value_words
from houvast.sla.agreement.words.document import Cell, Row
from houvast.sla.agreement.words.phrases import say

_QUANTITIES = {
    Quantity.FIGURE: ("het gemeten cijfer", "the measured figure"),
    Quantity.UNAVAILABILITY: ("100 % min het gemeten cijfer", "100% minus the measured figure"),
    Quantity.SHORTFALL: (
        "wat het cijfer onder de norm ligt, in punten",
        "what the figure is under the target, in points",
    ),
    Quantity.OVERRUN: ("wat het cijfer boven de norm ligt, in punten", "what the figure is over the target, in points"),
    Quantity.RELATIVE_SHORTFALL: (
        "wat het cijfer onder de norm ligt, in procenten van de norm",
        "what the figure is under the target, in percent of the target",
    ),
    Quantity.RELATIVE_OVERRUN: (
        "wat het cijfer boven de norm ligt, in procenten van de norm",
        "what the figure is over the target, in percent of the target",
    ),
    Quantity.DOWNTIME: ("de uitval in de periode", "the downtime in the period"),
    Quantity.EXCESS: (
        "de uitval boven wat de norm van de geplande tijd overlaat",
        "the downtime beyond what the target leaves of the planned time",
    ),
    Quantity.INCIDENT: ("de duur van het incident", "the length of the incident"),
    Quantity.OVERDUE: (
        "hoe lang de beloofde tijd werd overschreden",
        "how long the promised time was overrun",
    ),
    Quantity.COUNT: ("het aantal", "the number"),
    Quantity.MISSES: ("het aantal gemiste normen", "the number of missed targets"),
    Quantity.STREAK: (
        "het aantal periodes op rij waarin de norm is gemist, deze meegeteld",
        "the number of periods in a row in which the target was missed, this one included",
    ),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """How values of a quantity are written: with their unit, in a language."""

    quantity: Quantity
    is_percentage: bool
    lang: str

    @property
    def name(self) -> str:
        """What the quantity is called."""
        nl, en = _QUANTITIES[self.quantity]
        return say(self.lang, nl=nl, en=en)


def rows(bands: tuple[Band, ...], scale: Scale, *, head: str = "") -> tuple[Row, ...]:
    """Return a row for each band: its edges, and what is given; `head` names whose bands they are."""
    found = []
    for band in bands:
        edges = range_words(band.within, scale.quantity, scale.lang, is_percentage=scale.is_percentage)
        given = Cell(parts_words(band.parts, scale))
        found.append(Row("", head, (Cell(edges), given)) if head else Row("", edges, (given,)))
    return tuple(found)


def parts_words(parts: tuple[Part, ...], scale: Scale) -> str:
    """Return what the parts of a band give together."""
    return say(scale.lang, nl=", plus ", en=", plus ").join(_part_words(part, scale) for part in parts)


def _part_words(part: Part, scale: Scale) -> str:
    lang = scale.lang
    words = cell_words(part.cell, lang, of=say(lang, nl="de grondslag", en="the fee base"))
    if part.every is not None:
        words += f" {_block_words(part.every, _beyond(part, scale), scale)}"
    else:
        words += _beyond(part, scale)
    if part.times != 1:
        times = number_words(part.times, lang)
        words += say(lang, nl=f", maal {times}", en=f", times {times}")
    if part.share_rounding is not None:
        rounded = rounding_words(part.share_rounding, lang)
        words += say(
            lang,
            nl=f" (het deel van de grondslag eerst afgerond {rounded})",
            en=f" (the share of the fee base first rounded {rounded})",
        )
    return words


def _beyond(part: Part, scale: Scale) -> str:
    if not part.beyond:
        return ""
    beyond = _value(part.beyond, scale)
    return say(scale.lang, nl=f" boven {beyond}", en=f" beyond {beyond}")


def _block_words(block: Block, beyond: str, scale: Scale) -> str:
    length = _block_length(block, scale) + beyond
    nl, en = {
        Counted.STARTED: (f"voor elk begonnen blok van {length}", f"for each started block of {length}"),
        Counted.FULL: (f"voor elk vol blok van {length}", f"for each full block of {length}"),
        Counted.NEAREST: (
            f"voor elk blok van {length} (een half blok of meer telt als heel)",
            f"for each block of {length} (half a block or more counts as a whole one)",
        ),
        Counted.EXACT: (f"per {length}, naar evenredigheid", f"per {length}, in proportion"),
    }[block.counted]
    return say(scale.lang, nl=nl, en=en)


def _block_length(block: Block, scale: Scale) -> str:
    if block.length is Extent.PERIOD:
        return say(scale.lang, nl="de lengte van de periode", en="the length of the period")
    if isinstance(block.length, Extent):
        return say(scale.lang, nl="de geplande tijd van de periode", en="the planned time of the period")
    return _value(block.length, scale)


def _value(value: Fraction, scale: Scale) -> str:
    return value_words(value, scale.quantity, scale.lang, is_percentage=scale.is_percentage)
