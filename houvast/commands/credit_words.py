"""The words of credits: quantities, bands, fees, limits, claims, and what is missing for a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from houvast.commands.indicator_words import IndicatorWords
from houvast.commands.ranges import range_words
from houvast.commands.screen import plain
from houvast.commands.uptime_words import percent, span
from houvast.commands.wording import Wording
from houvast.sla.agreement.claim_model import Whose
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import DAYS, CellKind, Quantity
from houvast.sla.agreement.words.phrases import called
from houvast.sla.award import Award, Change, ChangeKind, Derivation, Path, Reckoned, decimal
from houvast.sla.claim import Right, Standing
from houvast.sla.credit import Followed, Undecided

LineOf = Callable[[Path], int | None]
_CENT = Decimal("0.01")

QUANTITIES: Mapping[Quantity, Mapping[str, str]] = {
    Quantity.FIGURE: {"en": "figure %s", "nl": "cijfer %s"},
    Quantity.UNAVAILABILITY: {"en": "unavailability %s", "nl": "onbeschikbaarheid %s"},
    Quantity.SHORTFALL: {"en": "%s under the promise", "nl": "%s onder de belofte"},
    Quantity.OVERRUN: {"en": "%s over the promise", "nl": "%s boven de belofte"},
    Quantity.RELATIVE_SHORTFALL: {"en": "%s of the promise under it", "nl": "%s van de belofte eronder"},
    Quantity.RELATIVE_OVERRUN: {"en": "%s of the promise over it", "nl": "%s van de belofte erboven"},
    Quantity.DOWNTIME: {"en": "downtime %s", "nl": "storing %s"},
    Quantity.EXCESS: {"en": "downtime beyond the promise %s", "nl": "storing boven de belofte %s"},
    Quantity.INCIDENT: {"en": "incident of %s", "nl": "incident van %s"},
    Quantity.OVERDUE: {"en": "%s over the promised time", "nl": "%s over de beloofde tijd"},
    Quantity.COUNT: {"en": "counted: %s", "nl": "geteld: %s"},
    Quantity.MISSES: {"en": "promises missed: %s", "nl": "gemiste beloften: %s"},
    Quantity.STREAK: {"en": "periods missed in a row: %s", "nl": "gemiste periodes op rij: %s"},
}

_IN_UNITS = (Quantity.FIGURE, Quantity.SHORTFALL, Quantity.OVERRUN)
"""What is in the unit of the target that it looks at; the others are percentages wherever."""

CHANGES: Mapping[ChangeKind, Mapping[str, str]] = {
    ChangeKind.RAISED: {"en": "repeated, so times %(bound)s", "nl": "herhaald, dus maal %(bound)s"},
    ChangeKind.ROUNDED: {"en": "rounded to %(bound)s", "nl": "afgerond op %(bound)s"},
    ChangeKind.AT_MOST: {
        "en": "at most %(bound)s, of which %(used)s was used",
        "nl": "ten hoogste %(bound)s, waarvan %(used)s was gebruikt",
    },
    ChangeKind.AT_LEAST: {"en": "at least %(bound)s", "nl": "ten minste %(bound)s"},
    ChangeKind.IGNORED: {"en": "too small to give, up to %(bound)s", "nl": "te klein om te geven, tot %(bound)s"},
    ChangeKind.COMBINED: {
        "en": "another credit over the same period goes before it",
        "nl": "een ander tegoed over dezelfde periode gaat voor",
    },
}

MISSING: Mapping[str, Mapping[str, str]] = {
    "figure": {
        "en": "too little is known of the period for the amount",
        "nl": "er is te weinig van de periode bekend voor het bedrag",
    },
    "downtime": {"en": "the downtime is not known", "nl": "de storingstijd is niet bekend"},
    "count": {"en": "what is counted is not known", "nl": "wat wordt geteld is niet bekend"},
    "reached": {"en": "whether the promise was kept is not known", "nl": "of de belofte is gehaald is niet bekend"},
    "incident": {
        "en": "not every incident is known, or known to its end",
        "nl": "niet elk incident is bekend, of bekend tot zijn einde",
    },
    "promise": {"en": "no value was promised to hold it against", "nl": "er is geen waarde beloofd om aan te meten"},
    "attribute": {
        "en": "'%(name)s' of the contract is not known; give --attribute %(name)s=VALUE",
        "nl": "'%(name)s' van het contract is niet bekend; geef --attribute %(name)s=WAARDE",
    },
    "fee": {
        "en": "fee '%(name)s' is not known; give --fee %(name)s=AMOUNT",
        "nl": "tarief '%(name)s' is niet bekend; geef --fee %(name)s=BEDRAG",
    },
    "source": {
        "en": "it counts misses of %(name)s too, which was not measured here",
        "nl": "het telt ook missers van %(name)s, dat hier niet is gemeten",
    },
    "currency": {"en": "amounts are in several currencies: %(name)s", "nl": "bedragen in meer dan één munt: %(name)s"},
    "claim": {
        "en": "it depends on when it is claimed",
        "nl": "het hangt ervan af wanneer erom wordt gevraagd",
    },
    "report": {
        "en": "it depends on when it was reported",
        "nl": "het hangt ervan af wanneer het is gemeld",
    },
}

STANDINGS: Mapping[Standing, Mapping[str, str]] = {
    Standing.AUTOMATIC: {"en": "given without asking", "nl": "wordt gegeven zonder erom te vragen"},
    Standing.OPEN: {"en": "to be asked for", "nl": "moet worden aangevraagd"},
    Standing.LAPSED: {"en": "had to be asked for", "nl": "moest zijn aangevraagd"},
    Standing.NOT_ELIGIBLE: {"en": "not eligible", "nl": "geen recht"},
}
"""How a right may stand as long as nothing is known of a claim."""

_UNTIL = {"en": "%(what)s by %(at)s", "nl": "%(what)s voor %(at)s"}
_LINE = {"en": "line %d", "nl": "regel %d"}
_OF = {"en": "%(share)s of %(fees)s", "nl": "%(share)s van %(fees)s"}
_BLOCKS = {"en": ("%s block: ", "%s blocks: "), "nl": ("%s blok: ", "%s blokken: ")}
_DAYS = {"en": ("%s day", "%s days"), "nl": ("%s dag", "%s dagen")}
_BONUS = {"en": "bonus", "nl": "bonus"}
_FOLLOWS = {
    Whose.RIGHT: {"en": "right: %s", "nl": "recht: %s"},
    Whose.DUTY: {"en": "duty: %s", "nl": "plicht: %s"},
}


@dataclass(frozen=True, slots=True)
class CreditWords:
    """Says credits of one agreement in words."""

    wording: Wording
    agreement: Agreement

    # -- amounts --------------------------------------------------------------------------------

    def amount(self, value: Fraction, unit: str) -> str:
        """Return an amount: `1,250.00 EUR`, `3 days`."""
        if unit == DAYS:
            return self._counted(_DAYS, value)
        cents = decimal(value).quantize(_CENT, ROUND_HALF_UP)
        words = f"{cents:,.2f}"
        if self.wording.lang == "nl":
            words = words.translate(str.maketrans(",.", ".,"))
        return f"{words} {unit}".rstrip()

    def _number(self, value: Fraction) -> str:
        words = f"{decimal(value).normalize():f}" if value.denominator == 1 else f"{float(value):.4f}".rstrip("0")
        return words if self.wording.lang == "en" else words.replace(".", ",")

    def _counted(self, forms: Mapping[str, tuple[str, str]], value: Fraction) -> str:
        one, several = forms[self.wording.lang]
        return (one if value == 1 else several) % self._number(value)

    def award(self, award: Award) -> str:
        """Return which credit, and how much."""
        bonus = f"{_BONUS[self.wording.lang]} " if award.bonus else ""
        return f"{bonus}{plain(award.credit)} {self.amount(award.value, award.unit)}"

    def source(self, each: Award | Undecided | Followed) -> str:
        """Return the target or measure that a credit looks at, and the resource where there are several."""
        return plain(f"{each.source} {each.resource}".strip())

    # -- derivation -----------------------------------------------------------------------------

    def derivation(self, award: Award, line_of: LineOf) -> Iterator[str]:
        """Yield how the amount came to be, a line a step: quantity and band, fees, changes."""
        made_of = award.derivation
        yield f"{self._quantity(award)}{self._band(award)} ({self._line(made_of.band, line_of)})"
        for part in made_of.parts:
            yield self._part(part, made_of, award.unit)
        for change in award.changes:
            if not self._is_too_fine(change, award.unit):
                yield self._change(change, award.unit, line_of)

    def _quantity(self, award: Award) -> str:
        made_of = award.derivation
        return QUANTITIES[made_of.quantity][self.wording.lang] % self._value(made_of.value, award)

    def _value(self, value: Fraction, award: Award) -> str:
        quantity, indicator = award.derivation.quantity, self.agreement.indicators.get(award.source)
        if quantity.is_length:
            return self.wording.length(span(value))
        if quantity.is_count:
            return self._number(value)
        if indicator is not None and quantity in _IN_UNITS:
            return IndicatorWords(self.wording, self.agreement, indicator).figure(value)
        return percent(value, self.wording.lang)

    def _band(self, award: Award) -> str:
        words = range_words(award.derivation.within, lambda edge: self._value(edge, award), self.wording.lang)
        return f": {words}" if words else ""

    def _part(self, part: Reckoned, made_of: Derivation, unit: str) -> str:
        blocks = self._counted(_BLOCKS, part.blocks) if part.part.every is not None else ""
        amount = self.amount(part.amount, unit)
        if part.part.cell.kind is not CellKind.SHARE or made_of.basis is None:
            return f"{blocks}{amount}"
        basis = made_of.basis
        fees = " + ".join(f"{plain(fee.fee)} {self.amount(fee.amount, basis.currency)}" for fee in basis.fees)
        values = {"share": percent(part.share * 100, self.wording.lang), "fees": fees}
        return f"{blocks}{_OF[self.wording.lang] % values} = {amount}"

    def _is_too_fine(self, change: Change, unit: str) -> bool:
        """Say whether a rounding is of less than is shown."""
        return change.kind is ChangeKind.ROUNDED and self.amount(change.before, unit) == self.amount(change.after, unit)

    def _change(self, change: Change, unit: str, line_of: LineOf) -> str:
        factor = change.kind is ChangeKind.RAISED
        bound = change.bound if change.bound is not None else Fraction(0)
        values = {"bound": self._number(bound) if factor else self.amount(bound, unit)}
        values["used"] = self.amount(change.used, unit)
        words = CHANGES[change.kind][self.wording.lang]
        if change.kind is ChangeKind.AT_MOST and not change.used:
            words = words.split(",")[0]
        steps = f"{self.amount(change.before, unit)} → {self.amount(change.after, unit)}"
        where = f" ({self._line(change.path, line_of)})" if change.path else ""
        return f"{words % values}: {steps}{where}"

    def _line(self, path: Path, line_of: LineOf) -> str:
        number = line_of(path)
        return _LINE[self.wording.lang] % number if number else plain(" → ".join(path))

    # -- what else ------------------------------------------------------------------------------

    def missing(self, each: Undecided) -> str:
        """Return why a credit is not decided, and what to do."""
        words = MISSING.get(each.missing, {}).get(self.wording.lang, f"{each.missing} %(name)s")
        return (words % {"name": plain(each.name)}).strip()

    def follows(self, each: Followed) -> str:
        """Return a right or a duty, and until when."""
        what = called(each.follow_up.word, self.wording.lang, self.agreement.glossary)
        return self._until(_FOLLOWS[each.follow_up.whose][self.wording.lang] % plain(what), each)

    def standing(self, due: Right) -> str:
        """Return how the right to a credit stands while nobody has asked for it, and until when."""
        return self._until(STANDINGS[due.standing][self.wording.lang], due)

    def _until(self, what: str, each: Followed | Right) -> str:
        if each.until is None:
            return what
        return _UNTIL[self.wording.lang] % {"what": what, "at": self.wording.moment(each.until)}
