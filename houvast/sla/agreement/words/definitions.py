"""Clause 1.4 in words: what the words of this agreement mean, as far as it uses them."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.model import Agreement, Unit
from houvast.sla.agreement.words.document import Cell, Clause, Row, TableFigure
from houvast.sla.agreement.words.phrases import called, capital, say

Term = tuple[tuple[str, str], tuple[str, str]]
"""A word and what it means, each in Dutch and in English."""

_ALWAYS_USED: tuple[Term, ...] = (
    (
        ("Periode", "Period"),
        (
            "De tijd waarover een norm wordt beoordeeld, van middernacht tot middernacht in de tijdzone van deze "
            "overeenkomst.",
            "The time over which a target is judged, from midnight to midnight in the time zone of this agreement.",
        ),
    ),
    (
        ("Norm", "Target"),
        ("Wat over een periode gehaald moet worden.", "What must be reached over a period."),
    ),
    (
        ("Venster", "Window"),
        (
            "De uren waarin beloofde tijd telt, zoals in artikel 3 beschreven.",
            "The hours in which promised time counts, as described in section 3.",
        ),
    ),
)
_OF_TICKETS: tuple[Term, ...] = (
    (
        ("Ticket", "Ticket"),
        ("Een melding, van het moment waarop zij binnenkomt.", "A report, from the moment at which it comes in."),
    ),
    (
        ("Klok", "Clock"),
        (
            "De tijd van het venster die voor één norm op één ticket telt.",
            "The time of the window that counts for one target on one ticket.",
        ),
    ),
    (
        ("Uiterste moment", "Due"),
        (
            "Het moment waarop de klok de beloofde tijd bereikt.",
            "The moment at which the clock reaches the promised time.",
        ),
    ),
    (
        ("Overschrijding", "Breach"),
        (
            "Het uiterste moment is voorbij en de klok was nog niet gestopt.",
            "The due moment has passed, and the clock had not stopped.",
        ),
    ),
)
_BUSINESS_DAY: Term = (
    ("Werkdag (wd)", "Business day"),
    ("Een dag waarop het venster opengaat.", "A day on which the window opens."),
)
_BEST_EFFORT: Term = (
    ("Naar vermogen", "Best effort"),
    ("Zonder uiterste moment en zonder oordeel.", "Without a due moment and without a verdict."),
)
_OF_AVAILABILITY: tuple[Term, ...] = (
    (
        ("Storing", "Outage"),
        (
            "Tijd waarin een dienst of een onderdeel daarvan niet beschikbaar is.",
            "Time in which a service or a part of it is down.",
        ),
    ),
    (
        ("Uitval", "Downtime"),
        (
            "Wat van storingen volgens artikel 8 meetelt.",
            "What counts of outages according to section 8.",
        ),
    ),
)
_OF_MONEY: tuple[Term, ...] = (
    (
        ("Tegoed", "Credit"),
        (
            "Wat de klant toekomt als een norm is gemist, volgens artikel 11.",
            "What the customer is due when a target was missed, according to section 11.",
        ),
    ),
    (
        ("Grondslag", "Fee base"),
        (
            "Het bedrag waarvan een percentage wordt genomen; elk tegoed zegt welk.",
            "The amount that a percentage is taken of; each credit says which.",
        ),
    ),
)
_TIME_LIMIT: Term = (
    ("Termijn", "Time limit"),
    (
        "Telt in kalenderdagen, tot hetzelfde tijdstip, tenzij er werkdagen of een venster bij staan; wat precies op "
        "het einde komt, is op tijd.",
        "Counts in calendar days, until the same time of day, unless it names business days or a window; what comes "
        "exactly at the end is in time.",
    ),
)


def clause(agreement: Agreement, lang: str) -> Clause:
    """Return the clause of definitions, with the agreement's own words at the end."""
    rows = [
        Row("", say(lang, nl=word[0], en=word[1]), (Cell(say(lang, nl=meaning[0], en=meaning[1])),))
        for word, meaning in _used(agreement)
    ]
    figure = TableFigure(
        (say(lang, nl="Woord", en="Word"), say(lang, nl="Betekenis", en="Meaning")), (*rows, *_own(agreement, lang))
    )
    rule = say(
        lang,
        nl="De woorden van de tabel hebben in deze overeenkomst deze betekenis.",
        en="The words of the table have this meaning in this agreement.",
    )
    return Clause("1.4", say(lang, nl="Begrippen", en="Definitions"), (rule,), (figure,))


def _used(agreement: Agreement) -> Iterator[Term]:
    yield from _ALWAYS_USED
    if agreement.targets:
        yield from _OF_TICKETS
    units = {promise.unit for target in agreement.targets.values() for promise in target.within.values()}
    if Unit.BUSINESS_DAYS in units:
        yield _BUSINESS_DAY
    if Unit.BEST_EFFORT in units:
        yield _BEST_EFFORT
    if agreement.availability:
        yield from _OF_AVAILABILITY
    if agreement.credits.by_name:
        yield from _OF_MONEY
        yield _TIME_LIMIT


def _own(agreement: Agreement, lang: str) -> Iterator[Row]:
    for word in agreement.glossary:
        meaning = say(
            lang,
            nl=f"Zo heet hier wat in het bestand ‘{word}’ heet.",
            en=f"This is what the file calls ‘{word}’.",
        )
        yield Row("", capital(called(word, lang, agreement.glossary)), (Cell(meaning),))
