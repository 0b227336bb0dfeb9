"""Small parts of speech in Dutch and English: durations, promises, goals, days, and what words are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from houvast.sla.agreement.hours import time_of_day
from houvast.sla.agreement.model import ALWAYS, Agreement, Per, Text
from houvast.sla.agreement.words.names_of_days import LONG_UNITS, MONTHS, SHORT_MONTHS, SHORT_UNITS, SHORT_WEEKDAYS
from houvast.sla.agreement.words.usual_words import USUAL
from houvast.sla.opening_hours import Range
from houvast.sla.periods import Cycle
from houvast.sla.terms import DAY, HOUR, MINUTE, SECOND

Glossary = Mapping[str, Text]

NO_WORDS: Glossary = {}

AND = ("en", "and")
OR = ("of", "or")

_PERIODS = {
    Per.WEEK: {"nl": "week", "en": "week"},
    Per.MONTH: {"nl": "kalendermaand", "en": "calendar month"},
    Per.QUARTER: {"nl": "kwartaal", "en": "quarter"},
    Per.YEAR: {"nl": "kalenderjaar", "en": "calendar year"},
}
_FROM_HERE_IN_DAYS = 72 * HOUR
_BEFORE_A_UNIT = re.compile(r"(?<=\d) (?=(?:%|s|m|u|h|d|wd)(?!\w))")


def say(lang: str, *, nl: str, en: str) -> str:
    """Return the sentence in the language of the reader."""
    return nl if lang == "nl" else en


def called(word: str, lang: str, glossary: Glossary = NO_WORDS) -> str:
    """Return what a word of the agreement is called: by its glossary, by common use, or as it is."""
    for known in (glossary.get(word, {}), USUAL.get(word, {})):
        if known:
            return known.get(lang) or next(iter(known.values()))
    return word


def titled(text: Text, lang: str, otherwise: str) -> str:
    """Return a text in a language, in another where it has no such, or else something else."""
    return text.get(lang) or next(iter(text.values()), "") or otherwise


def target_title(agreement: Agreement, target: str, lang: str) -> str:
    """Return what a target is called."""
    known = (agreement.targets, agreement.availability, agreement.indicators)
    promised = next((targets[target] for targets in known if target in targets), None)
    if promised is not None and promised.title:
        return titled(promised.title, lang, target)
    if target in agreement.availability:
        service = service_name(agreement, agreement.availability[target].service, lang)
        return say(lang, nl=f"Beschikbaarheid {service}", en=f"Availability of {service}")
    return called(target, lang, agreement.glossary)


def service_name(agreement: Agreement, service: str, lang: str) -> str:
    """Return what a service is called: by its title, by the glossary, or as it is."""
    described = agreement.services.get(service)
    word = called(service, lang, agreement.glossary)
    return titled(described.title, lang, word) if described is not None else word


def capital(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def period(per: Per | Cycle, lang: str) -> str:
    """Return what a period is called: kalendermaand, calendar month."""
    if isinstance(per, Per):
        return _PERIODS[per][lang]
    if per.rolling:
        count = per.days or per.months
        nl, en = ("dagen", "days") if per.days else ("maanden", "months")
        return say(lang, nl=f"aaneengesloten {count} {nl}", en=f"stretch of {count} {en}")
    day = per.anchor.day
    if per.months == 1:
        return say(lang, nl=f"maand vanaf dag {day}", en=f"month from day {day}")
    called_so = {3: ("contractkwartaal", "contract quarter"), 12: ("contractjaar", "contract year")}[per.months]
    return say(lang, nl=called_so[0], en=called_so[1])


def listed(words: Sequence[str], lang: str, *, last: tuple[str, str] = AND) -> str:
    """Return words as a list in a sentence; `last` is the Dutch and the English word before the last."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last[0] if lang == 'nl' else last[1]} {words[-1]}"


def unbroken(text: str) -> str:
    """Return a text in which no line ends between a number and `%` or the sign of a unit of time."""
    return _BEFORE_A_UNIT.sub("\N{NO-BREAK SPACE}", text)


# -- numbers and times ---------------------------------------------------------------------------------


def percentage(value: Decimal, lang: str) -> str:
    """Return a percentage: 99,9 % in Dutch, 99.9% in English."""
    figure = f"{value:f}"
    return f"{figure.replace('.', ',')} %" if lang == "nl" else f"{figure}%"


def duration_words(microseconds: int, lang: str, *, full: bool = False, calendar: str = ALWAYS) -> str:
    """
    Return a length of time: 1 u 30 m, or in full 1 uur en 30 minuten.

    Whole days from 72 hours on are told as 7 × 24 u, unless a `calendar` that closes counts them.
    """
    days, rest = divmod(microseconds, DAY)
    if calendar == ALWAYS and microseconds >= _FROM_HERE_IN_DAYS and not rest:
        return f"{days} × {_counted(24, 0, lang, full)}"
    hours, rest = divmod(microseconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    numbers = (hours, minutes, rest // SECOND)
    parts = [_counted(number, unit, lang, full) for unit, number in enumerate(numbers) if number]
    return listed(parts, lang) if full else " ".join(parts)


def _counted(number: int, unit: int, lang: str, full: bool) -> str:
    if full:
        return f"{number} {LONG_UNITS[lang][unit][number != 1]}"
    return f"{number} {SHORT_UNITS[lang][unit]}"


def day_words(day: date, lang: str) -> str:
    """Return a date in full: 1 januari 2026."""
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"


def month_words(day: date, lang: str) -> str:
    """Return the month of a date: januari."""
    return MONTHS[lang][day.month - 1]


def short_day(day: date, lang: str) -> str:
    """Return a date with its weekday: do 1 jan."""
    return f"{SHORT_WEEKDAYS[lang][day.weekday()]} {day.day} {SHORT_MONTHS[lang][day.month - 1]}"


def ranges_words(ranges: Sequence[Range], lang: str) -> str:
    """Return the hours of a day: 08:00–12:00 en 13:00–17:00."""
    worded = [f"{time_of_day(since)}–{time_of_day(until)}" for since, until in ranges]
    return listed(worded, lang) if worded else say(lang, nl="gesloten", en="closed")


def zone_words(zone: str) -> str:
    """Return a time zone by its city: Amsterdam."""
    return zone.rpartition("/")[2].replace("_", " ")
