"""Errors about clocks and the events that start and stop them, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

CLOCK_MESSAGES: Mapping[str, tuple[str, str]] = {
    "one-event": (
        "Name one event here, with what it says: {{status: diagnosed}}, or a list of such tables.",
        "Noem hier één gebeurtenis, met wat die zegt: {{status: diagnosed}}, of een lijst van zulke tabellen.",
    ),
    "event-says": (
        "{word} says more than one thing: write which, for example {{{word}: {{channel: phone}}}}.",
        "{word} zegt meer dan één ding: schrijf welk, bijvoorbeeld {{{word}: {{channel: phone}}}}.",
    ),
    "unknown-event": ("{word} is not an event.", "{word} is geen gebeurtenis."),
    "event-cannot-start": (
        "{word} cannot start a clock. These can: {events}.",
        "{word} kan geen klok starten. Deze wel: {events}.",
    ),
    "event-cannot-stop": (
        "{word} cannot be named as a stop. These can: {events}. Cancelling and merging end every clock anyway.",
        "{word} kan niet als stop staan. Deze wel: {events}. Intrekken en samenvoegen beëindigen elke klok al.",
    ),
    "unknown-attribute": ("{word} is not a field of a ticket.", "{word} is geen veld van een ticket."),
    "unknown-clock": ("The clock {word} does not exist.", "De klok {word} bestaat niet."),
}
