"""The words of the command line, in English and Dutch: lengths, moments, states and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from houvast.commands.screen import plain
from houvast.sla.agreement.model import Goal, GoalKind, Per
from houvast.sla.agreement.words.names_of_days import SHORT_MONTHS, SHORT_WEEKDAYS
from houvast.sla.agreement.words.phrases import period
from houvast.sla.explain import Reason, Segment
from houvast.sla.periods import Cycle
from houvast.sla.target import shown

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_MIDNIGHT = time(0)

# States and verdicts are called what docs/glossary.md calls them; a test holds them to it.
WORDS: Mapping[str, Mapping[str, str]] = {
    "hour": {"en": "h", "nl": "u"},
    "running": {"en": "running", "nl": "loopt"},
    "paused": {"en": "paused", "nl": "staat stil"},
    "stopped": {"en": "stopped", "nl": "gestopt"},
    "void": {"en": "void", "nl": "vervallen"},
    "pending": {"en": "pending", "nl": "nog open"},
    "met": {"en": "met", "nl": "gehaald"},
    "breached": {"en": "breached", "nl": "overschreden"},
    "none": {"en": "none", "nl": "geen oordeel"},
    "reached": {"en": "reached", "nl": "gehaald"},
    "missed": {"en": "not reached", "nl": "niet gehaald"},
    "too-few": {"en": "too few to judge", "nl": "te weinig voor een oordeel"},
    "meant": {"en": "did you mean", "nl": "bedoelt u"},
    "every": {"en": "every ticket", "nl": "elk ticket"},
    "mean": {"en": "on average within the promise", "nl": "gemiddeld binnen de belofte"},
    "median": {"en": "median within the promise", "nl": "mediaan binnen de belofte"},
    "at-most": {"en": "at most %s late", "nl": "ten hoogste %s te laat"},
    "percentile": {"en": "p%s within the promise", "nl": "p%s binnen de belofte"},
    "of-promise": {"en": "%s of the promise", "nl": "%s van de belofte"},
    "week": {"en": "week", "nl": "week"},
    "month": {"en": "month", "nl": "maand"},
    "quarter": {"en": "quarter", "nl": "kwartaal"},
    "year": {"en": "year", "nl": "jaar"},
}

NOUNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "ticket": {"en": ("ticket", "tickets"), "nl": ("ticket", "tickets")},
    "new-ticket": {"en": ("new ticket", "new tickets"), "nl": ("nieuw ticket", "nieuwe tickets")},
    "event": {"en": ("event", "events"), "nl": ("gebeurtenis", "gebeurtenissen")},
    "new-event": {"en": ("new event", "new events"), "nl": ("nieuwe gebeurtenis", "nieuwe gebeurtenissen")},
    "clock": {"en": ("clock", "clocks"), "nl": ("klok", "klokken")},
    "outage": {"en": ("outage", "outages"), "nl": ("storing", "storingen")},
    "reading": {"en": ("reading", "readings"), "nl": ("meting", "metingen")},
    "row": {"en": ("row", "rows"), "nl": ("rij", "rijen")},
    "double-row": {"en": ("double row", "double rows"), "nl": ("dubbele rij", "dubbele rijen")},
}

REASONS: Mapping[Reason, Mapping[str, str]] = {
    Reason.RUNNING: {"en": "running, %(calendar)s", "nl": "loopt, %(calendar)s"},
    Reason.RUNNING_ON_DATE: {"en": "running, hours of this date", "nl": "loopt, tijden van deze datum"},
    Reason.OUTSIDE_HOURS: {"en": "closed, outside %(calendar)s", "nl": "gesloten, buiten %(calendar)s"},
    Reason.HOLIDAY: {"en": "holiday, %(name)s", "nl": "feestdag, %(name)s"},
    Reason.CLOSED_ON_DATE: {"en": "closed on this date", "nl": "gesloten op deze datum"},
    Reason.PAUSED: {"en": "paused, %(detail)s", "nl": "staat stil, %(detail)s"},
    Reason.HELD_ELSEWHERE: {"en": "paused, held by others", "nl": "staat stil, ligt bij anderen"},
    Reason.RESOLVED: {"en": "resolved", "nl": "opgelost"},
    Reason.BEFORE_CHANGE: {
        "en": "before the priority changed, which began counting again",
        "nl": "voor de prioriteit wijzigde, waarna het tellen opnieuw begon",
    },
}


@dataclass(frozen=True, slots=True)
class Wording:
    """
    How a reader is told things.

    lang  en or nl
    zone  of the times shown: the agreement's
    """

    lang: str
    zone: str = "UTC"

    def word(self, key: str) -> str:
        """Return a word of WORDS."""
        return WORDS[key][self.lang]

    def number(self, count: int) -> str:
        """Return a whole number, its thousands apart."""
        return f"{count:,}" if self.lang == "en" else f"{count:,}".replace(",", ".")

    def decimals(self, number: Decimal) -> str:
        """Return a number, its thousands apart, without zeros at its end: `1,234.5`."""
        words = f"{number:,f}"
        words = words.rstrip("0").rstrip(".") if "." in words else words
        return words if self.lang == "en" else words.translate(str.maketrans(",.", ".,"))

    def count(self, count: int, noun: str) -> str:
        """Return how many of a noun of NOUNS: `1 ticket`, `2,000 tickets`."""
        return f"{self.number(count)} {NOUNS[noun][self.lang][count != 1]}"

    def percent(self, figure: Fraction | None) -> str:
        """Return a percentage with one decimal, rounded down; a dash where there is none."""
        if figure is None:
            return "–"
        return f"{self._decimal(str(shown(figure)))} %"

    def figure(self, figure: Fraction | None, goal: Goal) -> str:
        """Return the figure that is held against a goal: a share of the clocks, or of the promise that was used."""
        shown_figure = self.percent(figure)
        if figure is None or goal.kind.counts_tickets:
            return shown_figure
        return self.word("of-promise") % shown_figure

    def length(self, span: timedelta) -> str:
        """Return a length to the microsecond: `1 h 53 m`, `12.5 s`; what is zero is left out."""
        hours, minutes, rest = span // _HOUR, span % _HOUR // _MINUTE, span % _MINUTE
        parts = [f"{hours} {self.word('hour')}"] if hours else []
        parts += [f"{minutes:02} m" if hours else f"{minutes} m"] if minutes else []
        if rest or not parts:
            fraction = f".{rest.microseconds:06}".rstrip("0") if rest.microseconds else ""
            parts.append(f"{self._decimal(f'{rest.seconds}{fraction}')} s")
        return " ".join(parts)

    def roughly(self, span: timedelta | None) -> str:
        """Return a length for a table of figures, cut to the minute: `174:05`, in hours and minutes."""
        if span is None:
            return "–"
        return f"{span // _HOUR}:{span % _HOUR // _MINUTE:02}"

    def moment(self, at: datetime, *, year: int | None = None, aligned: bool = False) -> str:
        """
        Return an instant on the zone's clock: `Wed 23 Dec 15:12`.

        year     that need not be written
        aligned  days below ten take the room of two figures, for a column
        """
        local = at.astimezone(ZoneInfo(self.zone))
        suffix = "" if local.year == year else f" {local.year}"
        weekday, month = SHORT_WEEKDAYS[self.lang][local.weekday()], SHORT_MONTHS[self.lang][local.month - 1]
        return f"{weekday} {local.day:{2 if aligned else 1}} {month}{suffix} {self.time(at)}"

    def time(self, at: datetime) -> str:
        """Return the time of day, with seconds where there are any, and the offset in an hour that comes twice."""
        local = at.astimezone(ZoneInfo(self.zone))
        words = f"{local:%H:%M}"
        if local.second or local.microsecond:
            fraction = f".{local.microsecond:06}".rstrip("0").rstrip(".")
            words += f":{local:%S}{fraction}"
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return f"{words} {local:%z}" if twice else words

    def until(self, start: datetime, end: datetime, *, year: int | None = None) -> str:
        """Return the end of a stretch: only the time when it lies on the day of the start, midnight as 24:00."""
        zone = ZoneInfo(self.zone)
        first, last = start.astimezone(zone), end.astimezone(zone)
        if first.date() == last.date():
            return self.time(end)
        if last.time() == _MIDNIGHT and last.date() - first.date() == _DAY:
            return "24:00"
        return self.moment(end, year=year, aligned=True)

    def reason(self, segment: Segment, calendar: str) -> str:
        """Return why a segment counts, or does not."""
        names = segment.names
        name = names.get(self.lang) or next(iter(names.values()), "")
        values = {"calendar": plain(calendar), "name": plain(name), "detail": plain(segment.detail)}
        worded = (REASONS[segment.reason][self.lang] % values).removesuffix(", ")
        return f"{worded} · {plain(segment.holder)}" if segment.holder else worded

    def goal(self, goal: Goal, per: Per | Cycle) -> str:
        """Return the bar of a target: `95 % per month`."""
        value = self._decimal(f"{goal.value.normalize():f}") if goal.value is not None else ""
        bar = {
            GoalKind.EACH: self.word("every"),
            GoalKind.SHARE: f"{value} %",
            GoalKind.AT_MOST: self.word("at-most") % value if goal.kind is GoalKind.AT_MOST else "",
            GoalKind.MEAN: self.word("mean"),
            GoalKind.MEDIAN: self.word("median"),
            GoalKind.PERCENTILE: self.word("percentile") % value if goal.kind is GoalKind.PERCENTILE else "",
        }[goal.kind]
        return f"{bar} per {self.per(per)}"

    def per(self, per: Per | Cycle) -> str:
        """Return the kind of a period: `month`, `contract year`."""
        return self.word(per.value) if isinstance(per, Per) else period(per, self.lang)

    def reached(self, reached: bool | None) -> str:
        """Return whether a goal was reached."""
        return self.word({True: "reached", False: "missed", None: "too-few"}[reached])

    def _decimal(self, number: str) -> str:
        return number if self.lang == "en" else number.replace(".", ",")
