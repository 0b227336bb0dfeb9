"""The words of indicators: what was promised, what figure, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from houvast.commands.ranges import range_words
from houvast.commands.screen import plain
from houvast.commands.wording import Wording
from houvast.sla.agreement.indicator_model import A_DAY, Figure, FigureKind, IndicatorTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Range
from houvast.sla.agreement.words.phrases import called
from houvast.sla.indicated import Indicated, Open
from houvast.sla.indicator import MAINTENANCE
from houvast.sla.terms import MICROSECOND

_PLACES = 3
"""Decimals of a figure; what is cut off never makes it look better than it is."""

_EXACT = 9
"""Decimals that an agreement may write."""

FIGURES: Mapping[FigureKind, Mapping[str, str]] = {
    FigureKind.MEAN: {"en": "mean", "nl": "gemiddelde"},
    FigureKind.MEDIAN: {"en": "median", "nl": "mediaan"},
    FigureKind.PERCENTILE: {"en": "p%s", "nl": "p%s"},
    FigureKind.MINIMUM: {"en": "lowest", "nl": "laagste"},
    FigureKind.MAXIMUM: {"en": "highest", "nl": "hoogste"},
    FigureKind.SUM: {"en": "sum", "nl": "som"},
    FigureKind.COUNT: {"en": "count", "nl": "aantal"},
    FigureKind.SHARE: {"en": "share", "nl": "aandeel"},
    FigureKind.RATIO: {"en": "ratio", "nl": "verhouding"},
    FigureKind.LAST: {"en": "last", "nl": "laatste"},
}
_WEIGHTED = {"en": "weighted mean", "nl": "gewogen gemiddelde"}
_BY_SLOTS = {"en": "%(figure)s of the %(inner)s per %(slot)s", "nl": "%(figure)s van %(inner)s per %(slot)s"}
_FIGURE = {"en": "%(kind)s of %(of)s", "nl": "%(kind)s van %(of)s"}
_DAY = {"en": "day", "nl": "dag"}

RESULTS: Mapping[str, Mapping[str, str]] = {
    "reached": {"en": "reached", "nl": "gehaald"},
    "missed": {"en": "not reached", "nl": "niet gehaald"},
    "aim": {"en": "an aim, not judged", "nl": "een streven, geen oordeel"},
    Open.NOT_OVER: {"en": "not over yet", "nl": "nog niet voorbij"},
    Open.NOTHING_READ: {"en": "nothing was read", "nl": "niets gemeten"},
    Open.TOO_FEW: {"en": "too few readings", "nl": "te weinig metingen"},
    Open.TOO_FEW_ANSWERED: {"en": "too few answered", "nl": "te weinig antwoorden"},
    Open.UNANSWERED: {"en": "a reading without a value could turn it", "nl": "een meting zonder waarde kan het keren"},
    Open.UNPLACED: {"en": "a reading does not say of which", "nl": "een meting zegt niet van welke"},
    Open.PART: {"en": "a part is not known", "nl": "een onderdeel is niet bekend"},
}
_LEFT_OUT = {"en": "left out: %s", "nl": "weggelaten: %s"}
_MAINTAINED = {"en": "announced maintenance", "nl": "aangekondigd onderhoud"}


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """Says a target on an indicator in words."""

    wording: Wording
    agreement: Agreement
    target: IndicatorTarget

    @property
    def name(self) -> str:
        """The target."""
        return plain(self.target.name)

    @property
    def promised(self) -> str:
        """What was promised: `at most 40 ms`."""
        return range_words(self.target.promised, lambda edge: self._number(edge, _EXACT), self.wording.lang)

    @property
    def figure_kind(self) -> str:
        """How readings become one number: `share at most 300`, `mean of the p95 per day`."""
        lang, slots = self.wording.lang, self.target.slots
        if self.target.mean_of:
            return _WEIGHTED[lang]
        figure = self._kind(self.target.figure)
        if slots is None:
            return figure
        slot = _DAY[lang] if slots.length == A_DAY else self.wording.length(slots.length * MICROSECOND)
        return _BY_SLOTS[lang] % {"figure": figure, "inner": self._kind(slots.figure), "slot": slot}

    @property
    def figure_of(self) -> str:
        """What figure, of which indicator: `p95 of delay`."""
        if self.target.mean_of:
            return self.figure_kind
        return _FIGURE[self.wording.lang] % {"kind": self.figure_kind, "of": self.called(self.target.indicator)}

    def figure(self, figure: Fraction | None) -> str:
        """Return a figure with its unit, a dash where there is none; what is cut off never makes it look better."""
        if figure is None:
            return "–"
        return self._number(figure, _PLACES, up=looks_better_lower(self.target.promised, figure))

    def plain_number(self, number: Fraction) -> str:
        """Return a number without unit: a numerator, a weight."""
        return self.wording.decimals(cut(number, _PLACES))

    def result(self, found: Indicated) -> str:
        """Return the verdict, or why there is none."""
        if not self.target.binding and found.open is not Open.NOT_OVER:
            code = "aim"
        else:
            code = found.open or ("reached" if found.reached else "missed")
        return RESULTS[code][self.wording.lang]

    def left_out(self, cause: str) -> str:
        """Return why readings do not count."""
        lang = self.wording.lang
        named = _MAINTAINED[lang] if cause == MAINTENANCE else called(cause, lang, self.agreement.glossary)
        return plain(_LEFT_OUT[lang] % named)

    def called(self, word: str) -> str:
        """Return what a word of the agreement or the facts is called."""
        return plain(called(word, self.wording.lang, self.agreement.glossary))

    def _kind(self, figure: Figure) -> str:
        words = FIGURES[figure.kind][self.wording.lang]
        if figure.kind is FigureKind.PERCENTILE and figure.rank is not None:
            return words % self.wording.decimals(figure.rank)
        if figure.kind not in (FigureKind.SHARE, FigureKind.COUNT):
            return words
        counts = range_words(self.target.counts, self.plain_number, self.wording.lang)
        return f"{words} {counts}".rstrip()

    def _number(self, number: Fraction, places: int, *, up: bool = False) -> str:
        words = self.wording.decimals(cut(number, places, up=up))
        unit = "%" if is_percentage(self.target) else plain(self.target.unit)
        return f"{words} {unit}".rstrip()


def figure_code(target: IndicatorTarget) -> str:
    """Return the figure as an agreement writes it; of a mean of others `mean_of`."""
    if target.mean_of:
        return "mean_of"
    figure = target.figure
    return f"p{figure.rank:f}" if figure.kind is FigureKind.PERCENTILE else figure.kind.value


def is_percentage(target: IndicatorTarget) -> bool:
    """Say whether the figure is one of a hundred parts."""
    return not target.mean_of and target.figure.kind in (FigureKind.SHARE, FigureKind.RATIO)


def looks_better_lower(promised: Range, figure: Fraction) -> bool:
    """Say whether a figure must be shown rounded up, so that it does not look better than it is."""
    return promised.high is not None and (promised.low is None or figure > promised.high.value)


def cut(number: Fraction, places: int, *, up: bool = False) -> Decimal:
    """Return a number with so many decimals, rounded down, or up."""
    scaled = number.numerator * 10**places
    whole = -(-scaled // number.denominator) if up else scaled // number.denominator
    return Decimal(whole).scaleb(-places)
