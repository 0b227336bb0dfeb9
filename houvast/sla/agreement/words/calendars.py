"""Section 3 in words: service windows, holidays and special days, business days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from houvast.sla.agreement.calendars import is_round_the_clock
from houvast.sla.agreement.holidays import HolidaySource
from houvast.sla.agreement.model import ALWAYS, Agreement, Unit
from houvast.sla.agreement.words.document import Bar, Clause, Day, DaysFigure, Label, Section, WeekFigure, Window
from houvast.sla.agreement.words.names_of_days import NTH_WORDS, SHORT_WEEKDAYS, WEEKDAYS
from houvast.sla.agreement.words.phrases import (
    called,
    capital,
    listed,
    ranges_words,
    say,
    short_day,
    titled,
    zone_words,
)
from houvast.sla.calendar import Calendar
from houvast.sla.opening_hours import MIDNIGHT, NthWeekday, Range

Named = Mapping[str, Calendar]


def section(agreement: Agreement, lang: str, years: range) -> Section:
    """Return the section on calendars; `years` are those of the lists of holidays."""
    clauses = (_windows(agreement, lang), _special_days(agreement, lang, years), _business_days(agreement, lang))
    return Section(3, say(lang, nl="Servicevensters en feestdagen", en="Service windows and holidays"), clauses)


def used(agreement: Agreement) -> Named:
    """Return the calendars that a promise counts on and those that the text describes, in the order of the text."""
    promises = [promise for target in agreement.targets.values() for promise in target.within.values()]
    limits = [limit for promise in promises for limit in promise.limits]
    names = {limit.calendar for limit in limits if limit.unit is not Unit.BEST_EFFORT}
    names |= {target.calendar for target in agreement.availability.values()}
    names |= {name for name in agreement.calendars if name != ALWAYS and ("calendars", name) in agreement.places}
    return {name: calendar for name, calendar in agreement.calendars.items() if name in names}


# -- windows -------------------------------------------------------------------------------------------


def _windows(agreement: Agreement, lang: str) -> Clause:
    zone = zone_words(agreement.timezone)
    rule = say(
        lang,
        nl=f"Beloofde tijd telt alleen in het venster dat bij de norm staat. Alle tijden zijn in tijdzone {zone}.",
        en=f"Promised time counts only in the window of the target. All times are in the time zone of {zone}.",
    )
    calendars = used(agreement)
    sentences = [_hours_sentence(agreement, name, calendar, lang) for name, calendar in calendars.items()]
    figure = _week(agreement, calendars, lang, " ".join(sentences))
    figures = (figure,) if figure.windows else ()
    return Clause("3.1", say(lang, nl="Vensters", en="Windows"), (rule, *sentences), figures)


def _hours_sentence(agreement: Agreement, name: str, calendar: Calendar, lang: str) -> str:
    label = called(name, lang, agreement.glossary)
    if calendar.zone != agreement.timezone and not is_round_the_clock(calendar):
        zone = zone_words(calendar.zone)
        label += say(lang, nl=f" (tijdzone {zone})", en=f" (time zone of {zone})")
    if is_round_the_clock(calendar):
        whole = say(lang, nl="24 uur, 7 dagen, ook op feestdagen", en="24 hours, 7 days, also on holidays")
        if name == ALWAYS and name not in agreement.glossary:
            return say(lang, nl=f"Altijd is {whole}.", en=f"At any hour means {whole}.")
        return f"{capital(label)}: {whole}."
    return f"{capital(label)}: {_hours_words(calendar, lang)}."


def _hours_words(calendar: Calendar, lang: str) -> str:
    days = [(weekday, calendar.hours.get(weekday, ())) for weekday in range(7)]
    runs = [(hours, [weekday for weekday, _hours in run]) for hours, run in groupby(days, key=lambda day: day[1])]
    if len(runs) > 2 and runs[0][0] == runs[-1][0]:
        runs = [(runs[0][0], [*runs[-1][1], *runs[0][1]]), *runs[1:-1]]
    worded = [f"{_days_words(weekdays, lang)} {ranges_words(hours, lang)}" for hours, weekdays in runs if hours]
    worded += [f"{nth_weekday(day, lang)} {ranges_words(hours, lang)}" for day, hours in calendar.monthly.items()]
    if calendar.on_holidays:
        worded.append(say(lang, nl="op feestdagen ", en="on holidays ") + ranges_words(calendar.on_holidays, lang))
    return ", ".join(worded) or say(lang, nl="alleen op de dagen van 3.2", en="only on the days of 3.2")


def nth_weekday(day: NthWeekday, lang: str) -> str:
    """Return which day of each month: the first Tuesday of the month."""
    nth, weekday = NTH_WORDS[lang][day[0]], WEEKDAYS[lang][day[1]]
    return say(lang, nl=f"de {nth} {weekday} van de maand", en=f"the {nth} {weekday} of the month")


def _days_words(weekdays: list[int], lang: str) -> str:
    names = [WEEKDAYS[lang][weekday] for weekday in weekdays]
    if len(names) == 7:
        return say(lang, nl="elke dag", en="every day")
    if len(names) < 3:
        return listed(names, lang)
    return say(lang, nl=f"{names[0]} tot en met {names[-1]}", en=f"{names[0]} to {names[-1]}")


def _week(agreement: Agreement, calendars: Named, lang: str, description: str) -> WeekFigure:
    weekly = {name: bars(calendar, lang) for name, calendar in calendars.items() if not is_round_the_clock(calendar)}
    drawn = {name: week for name, week in weekly.items() if week}
    lengths = {name: sum(bar.until - bar.since for bar in week) for name, week in drawn.items()}
    narrowest = sorted(drawn, key=lambda name: lengths[name])
    windows = tuple(
        Window(
            Label(name, called(name, lang, agreement.glossary)),
            narrowest.index(name),
            lengths[name],
            tuple(drawn[name]),
        )
        for name in reversed(narrowest)
    )
    return WeekFigure(SHORT_WEEKDAYS[lang], windows, _caption(windows, lang), description)


def _caption(windows: tuple[Window, ...], lang: str) -> str:
    ordinary = say(lang, nl="Een gewone week.", en="An ordinary week.")
    hour = say(lang, nl="u", en="h")
    parts = [f"{each.calendar.text} ({_hours(each.week_seconds, lang)} {hour})" for each in reversed(windows)]
    return f"{ordinary} {capital(listed(parts, lang))}."


def _hours(seconds: int, lang: str) -> str:
    hours = f"{seconds / 3600:.4g}"
    return hours.replace(".", ",") if lang == "nl" else hours


def bars(calendar: Calendar, lang: str) -> list[Bar]:
    """Return the open time of an ordinary week, cut at midnight."""
    cut = sorted(
        piece for weekday, ranges in calendar.hours.items() for each in ranges for piece in _cut(weekday, each)
    )
    return [Bar(weekday, since, until, ranges_words([(since, until)], lang)) for weekday, since, until in cut]


def _cut(weekday: int, each: Range) -> Iterator[tuple[int, int, int]]:
    since, until = each
    if until > since:
        yield weekday, since, until
        return
    yield weekday, since, MIDNIGHT
    if until:
        yield (weekday + 1) % 7, 0, until


# -- holidays and special days -------------------------------------------------------------------------


def _special_days(agreement: Agreement, lang: str, years: range) -> Clause:
    figures = tuple(figure for year in years for figure in _day_figures(agreement, lang, year) if figure.days)
    when = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    title = say(lang, nl=f"Feestdagen en afwijkende dagen {when}", en=f"Holidays and special days {when}")
    if not figures:
        none = say(lang, nl=f"In {when} wijkt geen dag af.", en=f"No day of {when} is special.")
        return Clause("3.2", title, (none,))
    return Clause("3.2", title, tuple(_special_sentence(figure, lang, len(years) > 1) for figure in figures), figures)


def _special_sentence(figure: DaysFigure, lang: str, several_years: bool) -> str:
    names = listed([calendar.text for calendar in figure.calendars], lang)
    of = say(lang, nl=f" van {figure.year}", en=f" of {figure.year}") if several_years else ""
    sentence = say(lang, nl=f"Voor {names} zijn deze dagen{of} anders", en=f"For {names} these days{of} are different")
    usual = [day.name for day in figure.days if day.status == _usual(lang)]
    if usual:
        days, several = listed(usual, lang), len(usual) > 1
        sentence += say(
            lang,
            nl=f"; {days} {'zijn gewone dagen' if several else 'is een gewone dag'}",
            en=f"; {days} {'are ordinary days' if several else 'is an ordinary day'}",
        )
    return f"{sentence}."


def _day_figures(agreement: Agreement, lang: str, year: int) -> Iterator[DaysFigure]:
    """Yield one list for all calendars that have the same special days."""
    found: dict[tuple[Day, ...], list[Label]] = {}
    for name, calendar in used(agreement).items():
        days = tuple(special_days(calendar, lang, year))
        found.setdefault(days, []).append(Label(name, called(name, lang, agreement.glossary)))
    for days, labels in found.items():
        yield DaysFigure(tuple(labels), year, days)


def special_days(calendar: Calendar, lang: str, year: int) -> list[Day]:
    """Return the days of a year that differ from the ordinary week, and the holidays on which it is open as usual."""
    source = calendar.holidays
    closed = source.names(year) if source is not None else {}
    usual = source.left_out(year) if isinstance(source, HolidaySource) else {}
    weekdays = {bar.weekday for bar in bars(calendar, lang)}
    shut = say(lang, nl="gesloten", en="closed")
    differs = {day for day in {*closed, *usual} if day.weekday() in weekdays or calendar.on_holidays}
    ordinary = differs - {*calendar.dates}
    status = ranges_words(calendar.on_holidays, lang) if calendar.on_holidays else shut
    is_open = bool(calendar.on_holidays)
    holidays = ordinary & {*closed}
    found = [Day(day, short_day(day, lang), titled(closed[day], lang, ""), status, is_open) for day in holidays]
    found += [
        Day(day, short_day(day, lang), titled(usual[day], lang, ""), _usual(lang), True) for day in ordinary & {*usual}
    ]
    found += [_own_hours(calendar, day, lang) for day in calendar.dates if day.year == year]
    return sorted(found, key=lambda day: day.on)


def _own_hours(calendar: Calendar, day: date, lang: str) -> Day:
    ranges = calendar.dates[day]
    otherwise = (
        say(lang, nl="Andere tijden", en="Other hours")
        if ranges
        else say(lang, nl="Extra sluitingsdag", en="Extra closing day")
    )
    name = titled(calendar.holiday_names(day), lang, otherwise)
    return Day(day, short_day(day, lang), name, ranges_words(ranges, lang), bool(ranges))


def _usual(lang: str) -> str:
    return say(lang, nl="open als anders", en="open as usual")


# -- business days -------------------------------------------------------------------------------------


def _business_days(agreement: Agreement, lang: str) -> Clause:
    promises = [promise for target in agreement.targets.values() for promise in target.within.values()]
    title = say(lang, nl="Werkdagen", en="Business days")
    if not any(promise.unit is Unit.BUSINESS_DAYS for promise in promises):
        none = say(lang, nl="Geen norm telt in werkdagen.", en="No target counts in business days.")
        return Clause("3.3", title, (none,))
    rule = say(
        lang,
        nl="Een termijn in werkdagen loopt tot het venster op de laatste werkdag sluit. De dag waarop de klok begint "
        "telt niet mee; begint zij op een gesloten dag, dan geldt de eerstvolgende open dag als begin.",
        en="A term in business days runs until the window closes on the last business day. The day on which the clock "
        "starts does not count; starting on a closed day counts as starting on the next open day.",
    )
    if not any(limit.after_report for promise in promises for limit in promise.limits):
        return Clause("3.3", title, (rule,))
    but = say(
        lang,
        nl="Waar een norm telt vanaf de dag van de melding, is die dag ook als begin geldig wanneer zij gesloten is.",
        en="Where a target counts from the day of the report, that day is the beginning also when it is closed.",
    )
    return Clause("3.3", title, (rule, but))
