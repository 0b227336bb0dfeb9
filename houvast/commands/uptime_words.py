"""The words of availability: what a stretch counted as, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from houvast.commands.screen import plain
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement, AvailabilityTarget
from houvast.sla.agreement.words.phrases import called
from houvast.sla.figures import Availability
from houvast.sla.held_time import Counted, Excluded, Stretch
from houvast.sla.standing import WhyCounted
from houvast.sla.terms import MICROSECOND

_PLACES = 3
"""Decimals of a figure: enough for 99.99 %, and cut off, so that 99.8999 never reads as 99.9."""

COUNTED: Mapping[Counted, Mapping[str, str]] = {
    Counted.UP: {"en": "up", "nl": "beschikbaar"},
    Counted.DOWN: {"en": "down", "nl": "storing"},
    Counted.PLANNED: {"en": "planned", "nl": "gepland"},
    Counted.EXCLUDED: {"en": "excluded", "nl": "uitgesloten"},
    Counted.UNKNOWN: {"en": "unknown", "nl": "onbekend"},
    Counted.OUTSIDE: {"en": "outside hours", "nl": "buiten venster"},
    Counted.ABSENT: {"en": "not in service", "nl": "niet in dienst"},
    Counted.TO_COME: {"en": "to come", "nl": "nog niet geweest"},
}

WHY: Mapping[WhyCounted, Mapping[str, str]] = {
    WhyCounted.NOTHING_RECORDED: {"en": "nothing recorded", "nl": "niets vastgelegd"},
    WhyCounted.OUTAGE: {"en": "outage", "nl": "storing"},
    WhyCounted.DEGRADED: {"en": "degraded", "nl": "verminderde dienst"},
    WhyCounted.ERROR_RATE: {"en": "share of errors", "nl": "aandeel fouten"},
    WhyCounted.PROBE: {"en": "found by a probe", "nl": "gevonden door een meting"},
    WhyCounted.SHORT: {"en": "too short to count", "nl": "te kort om te tellen"},
    WhyCounted.FIRST_MINUTES: {
        "en": "first part, which does not count",
        "nl": "eerste deel, dat niet telt",
    },
    WhyCounted.BEFORE_DETECTED: {"en": "before it was detected", "nl": "voor het was ontdekt"},
    WhyCounted.BEFORE_REPORTED: {"en": "before it was reported", "nl": "voor het was gemeld"},
    WhyCounted.NOT_REPORTED: {"en": "never reported", "nl": "nooit gemeld"},
    WhyCounted.ROUNDED: {"en": "its length rounded", "nl": "de duur afgerond"},
    WhyCounted.UNCONFIRMED: {"en": "not confirmed by more probes", "nl": "niet bevestigd door meer metingen"},
    WhyCounted.NO_EVIDENCE: {
        "en": "cause is excluded, but without the evidence",
        "nl": "oorzaak is uitgesloten, maar zonder het bewijs",
    },
    WhyCounted.CAUSE: {"en": "excluded cause", "nl": "uitgesloten oorzaak"},
    WhyCounted.EMPTY_SLOT: {"en": "no requests", "nl": "geen verzoeken"},
    WhyCounted.MAINTENANCE: {"en": "maintenance as agreed", "nl": "onderhoud zoals afgesproken"},
    WhyCounted.MAINTENANCE_COUNTS: {
        "en": "maintenance, not excluded here",
        "nl": "onderhoud, hier niet uitgesloten",
    },
    WhyCounted.NOT_ANNOUNCED: {"en": "maintenance, not announced", "nl": "onderhoud, niet aangekondigd"},
    WhyCounted.LATE_NOTICE: {"en": "maintenance, announced too late", "nl": "onderhoud, te laat aangekondigd"},
    WhyCounted.OUTSIDE_WINDOW: {"en": "maintenance outside its window", "nl": "onderhoud buiten zijn venster"},
    WhyCounted.TOO_LONG: {"en": "maintenance longer than agreed", "nl": "onderhoud langer dan afgesproken"},
    WhyCounted.TOO_OFTEN: {"en": "maintenance more often than agreed", "nl": "onderhoud vaker dan afgesproken"},
    WhyCounted.TOO_MUCH: {
        "en": "maintenance, more in all than agreed",
        "nl": "onderhoud, samen meer dan afgesproken",
    },
    WhyCounted.NO_DATA: {"en": "nothing was measured", "nl": "er is niets gemeten"},
    WhyCounted.GAP: {"en": "nobody knows", "nl": "niemand weet het"},
    WhyCounted.OUTSIDE_HOURS: {"en": "outside the service window", "nl": "buiten het servicevenster"},
    WhyCounted.NOT_IN_SERVICE: {"en": "not in service", "nl": "niet in dienst"},
    WhyCounted.NOT_YET: {"en": "not yet", "nl": "nog niet"},
    WhyCounted.MEMBERS: {"en": "by what its parts were", "nl": "door hoe de onderdelen waren"},
}


def percent(figure: Fraction | None, lang: str) -> str:
    """Return a percentage, cut off after so many decimals, without zeros at its end; a dash where there is none."""
    if figure is None:
        return "–"
    words = f"{cut(figure):f}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return f"{words if lang == 'en' else words.replace('.', ',')} %"


def cut(figure: Fraction, places: int = _PLACES) -> Decimal:
    """Return a figure, rounded down to so many decimals."""
    return Decimal(figure.numerator * 10**places // figure.denominator).scaleb(-places)


def span(length: Fraction | int) -> timedelta:
    """Return microseconds as a length, cut off."""
    return int(length) * MICROSECOND


@dataclass(frozen=True, slots=True)
class UptimeWords:
    """Says the parts of one period in words."""

    wording: Wording
    agreement: Agreement
    found: Availability

    @property
    def target(self) -> AvailabilityTarget:
        """What was promised."""
        return self.agreement.availability[self.found.target]

    @property
    def name(self) -> str:
        """The target, and the service where it is about each of a kind."""
        return plain(f"{self.found.target} {self.found.service}" if self.target.each else self.found.target)

    @property
    def promised(self) -> str:
        """What was promised: a percentage, or nothing where that is only aimed at."""
        if not self.target.binding and not self.found.at_least:
            return _RESULTS["best-effort"][self.wording.lang]
        return percent(self.found.at_least, self.wording.lang)

    def length(self, length: Fraction | int) -> str:
        """Return a length in words."""
        return self.wording.length(span(length))

    def called(self, word: str) -> str:
        """Return what a word of the agreement or the facts is called."""
        return plain(called(word, self.wording.lang, self.agreement.glossary))

    def counted(self, stretch: Stretch) -> str:
        """Return what a stretch counted as: `down`, `down 50 %`, `planned`."""
        words = COUNTED[stretch.counted][self.wording.lang]
        if stretch.counted is not Counted.DOWN or stretch.weight == 1:
            return words
        return f"{words} {percent(stretch.weight * 100, self.wording.lang)}"

    def why(self, stretch: Stretch) -> str:
        """Return why a stretch counted so: `outage, disk full (database)`."""
        words = WHY[stretch.why][self.wording.lang]
        said = [stretch.cause, stretch.maintenance if stretch.maintenance != stretch.cause else ""]
        about = ", ".join(self.called(each) for each in said if each)
        whose = f" ({self.called(stretch.component)})" if stretch.component not in ("", self.found.service) else ""
        return f"{words}{', ' if about else ''}{about}{whose}"

    def excluded(self, each: Excluded) -> str:
        """Return what was excluded: `planned: patches`."""
        known = {why.word: words[self.wording.lang] for why, words in WHY.items()}
        return f"{COUNTED[each.counted][self.wording.lang]}: {known.get(each.name) or self.called(each.name)}"

    @property
    def result(self) -> str:
        """The verdict on the period."""
        found = self.found
        if not found.window:
            code = "nothing-yet" if found.to_come else "nothing"
        elif not self.target.binding:
            code = "aim"
        elif found.reached is None:
            code = "so-far" if found.to_come else "unknown"
        else:
            code = "reached" if found.reached else "missed"
        return _RESULTS[code][self.wording.lang]


_RESULTS: Mapping[str, Mapping[str, str]] = {
    "reached": {"en": "reached", "nl": "gehaald"},
    "missed": {"en": "not reached", "nl": "niet gehaald"},
    "unknown": {"en": "too little is known", "nl": "te weinig bekend"},
    "so-far": {"en": "not over yet", "nl": "nog niet voorbij"},
    "aim": {"en": "an aim, not judged", "nl": "een streven, geen oordeel"},
    "best-effort": {"en": "best effort", "nl": "naar vermogen"},
    "nothing": {"en": "nothing promised", "nl": "niets beloofd"},
    "nothing-yet": {"en": "still to come", "nl": "moet nog komen"},
}
