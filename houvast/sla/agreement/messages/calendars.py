"""Errors about calendars, opening hours and holidays, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

CALENDAR_MESSAGES: Mapping[str, tuple[str, str]] = {
    "no-such-day-of-the-year": ("No year has a {word}.", "Geen enkel jaar heeft een {word}."),
    "no-stretch-of-days": (
        "A stretch of days runs from one date to a later one, over at most {most} days.",
        "Een reeks dagen loopt van een datum tot een latere, over ten hoogste {most} dagen.",
    ),
    "not-a-calendar": (
        "{word} is not a calendar. Write 24/7, or hours: with days.",
        "{word} is geen kalender. Schrijf 24/7, of hours: met dagen.",
    ),
    "never-due": (
        "{word} has no end: {calendar} has no opening hours after {day}. Give it hours that come back each week.",
        "{word} heeft geen einde: {calendar} heeft na {day} geen openingstijden. Geef uren die elke week terugkomen.",
    ),
    "empty-calendar": ("The calendar {word} is never open.", "De kalender {word} is nooit open."),
    "always-is-fixed": (
        "always is 24/7 in every agreement. Give this calendar another name.",
        "always is in elke overeenkomst 24/7. Geef deze kalender een andere naam.",
    ),
    "unknown-calendar": ("{word} does not exist.", "{word} bestaat niet."),
    "hours-need-days": (
        '{word} has no days. Write for example mon-fri: "08:00-18:00", or 24/7.',
        '{word} heeft geen dagen. Schrijf bijvoorbeeld mon-fri: "08:00-18:00", of 24/7.',
    ),
    "holiday-hours-without-holidays": (
        "There are hours for holidays, but no holidays. Name them under holidays.",
        "Er zijn uren voor feestdagen, maar geen feestdagen. Noem die onder holidays.",
    ),
    "range-reversed": (
        "{word} runs from more to less. Write the smaller time first.",
        "{word} loopt van meer naar minder. Schrijf de kortste tijd eerst.",
    ),
    "unknown-day": ("{word} is not a day.", "{word} is geen dag."),
    "unknown-nth": ("{word} is not which day of the month.", "{word} is niet welke dag van de maand."),
    "day-named-twice": (
        "{word} has hours already. Name each day once.",
        "{word} heeft al uren. Noem elke dag één keer.",
    ),
    "no-hours": ("No hours. Write closed when the day is closed.", "Geen uren. Schrijf closed als de dag gesloten is."),
    "not-a-range": (
        "{word} is not a range. Write for example 08:00-18:00.",
        "{word} is geen tijdvak. Schrijf bijvoorbeeld 08:00-18:00.",
    ),
    "no-such-time": (
        "{word} is not a time of day: 00:00 to 24:00, and no range begins at 24:00.",
        "{word} is geen tijd van de dag: 00:00 tot 24:00, en geen tijdvak begint om 24:00.",
    ),
    "zero-length-range": (
        "{word} is never open: it ends when it begins. A whole day is 00:00-24:00.",
        "{word} is nooit open: het eindigt als het begint. Een hele dag is 00:00-24:00.",
    ),
    "overlapping-ranges": ("{second} overlaps {first}.", "{second} overlapt {first}."),
    "overlapping-on-date": ("The ranges of {word} overlap.", "De tijdvakken van {word} overlappen."),
    "too-many-ranges": ("More than {most} ranges in a day.", "Meer dan {most} tijdvakken op een dag."),
    "holidays-need-country": (
        "{word} is not enough. Write country: and the code of the country, such as NL.",
        "{word} is niet genoeg. Schrijf country: en de code van het land, zoals NL.",
    ),
    "unknown-country": (
        "{word} is not the code of a country whose holidays are known.",
        "{word} is niet de code van een land waarvan de feestdagen bekend zijn.",
    ),
    "unknown-region": (
        "{word} is not a region with holidays of its own.",
        "{word} is geen regio met eigen feestdagen.",
    ),
    "region-without-country": ("A region needs its country.", "Bij een regio hoort het land."),
    "country-without-regions": (
        "{word} has no regions with holidays of their own.",
        "{word} heeft geen regio's met eigen feestdagen.",
    ),
    "name-without-country": (
        "{word} needs a country to be a holiday of. Without one, write dates.",
        "{word} is een feestdag van een land. Noem dat land, of schrijf datums.",
    ),
    "unknown-holiday": ("{word} is not a holiday there.", "{word} is daar geen feestdag."),
}
