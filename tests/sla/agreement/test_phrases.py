"""Durations, promises, goals and names in Dutch and English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from houvast.sla.agreement.model import Goal, GoalKind
from houvast.sla.agreement.promise import parse
from houvast.sla.agreement.words.phrases import (
    called,
    day_words,
    duration_words,
    listed,
    percentage,
    short_day,
    unbroken,
)
from houvast.sla.agreement.words.promise_phrases import goal_words, promise_words, within_words
from houvast.sla.terms import DAY, HOUR, MINUTE, SECOND
from tests.sla.agreement.texts import changed, clause


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        ("4h on office", "4 u op kantoortijden", "4 h in office hours"),
        ("15m on always", "15 m, altijd", "15 m, at any hour"),
        ("1h30m", "1 u 30 m, altijd", "1 h 30 m, at any hour"),
        ("90s", "1 m 30 s, altijd", "1 m 30 s, at any hour"),
        ("2d", "48 u, altijd", "48 h, at any hour"),
        ("1w", "7 × 24 u, altijd", "7 × 24 h, at any hour"),
        ("2bd on office", "2 wd op kantoortijden", "2 business days in office hours"),
        ("1bd on office", "1 wd op kantoortijden", "1 business day in office hours"),
        (
            "2bd same-time on office cut-off 16:00",
            "2 wd op kantoortijden, tot hetzelfde tijdstip, na 16:00 vanaf de volgende werkdag",
            "2 business days in office hours, until the same time of day, after 16:00 from the next business day",
        ),
        ("best effort", "naar vermogen", "best effort"),
        ("0m on office", "direct op kantoortijden", "at once in office hours"),
        ("1bd + 0h on office", "1 wd bij opening op kantoortijden", "1 business day at opening in office hours"),
        (
            "1bd after-report on office",
            "1 wd op kantoortijden, geteld vanaf de dag van de melding, ook een gesloten dag",
            "1 business day in office hours, counted from the day of the report, also a closed day",
        ),
    ],
)
def test_promises_in_short(written, nl, en):
    promise = parse(written, ("office", "always"), at_once=True)
    assert (promise_words(promise, "nl"), promise_words(promise, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        (
            "0m on office",
            "direct, anders bij de eerstvolgende opening op kantoortijden",
            "at once, else at the next opening in office hours",
        ),
        (
            "2bd + 0h on office",
            "uiterlijk bij opening op dag 2 na de melding op kantoortijden",
            "at the latest at opening on day 2 after the report in office hours",
        ),
        (
            "1bd after-report same-time on office",
            "binnen 1 werkdag op kantoortijden, geteld vanaf de dag van de melding, ook een gesloten dag, tot "
            "hetzelfde tijdstip",
            "within 1 business day in office hours, counted from the day of the report, also a closed day, until the "
            "same time of day",
        ),
    ],
)
def test_promises_in_a_sentence(written, nl, en):
    promise = parse(written, ("office",), at_once=True)
    assert (within_words(promise, "nl"), within_words(promise, "en")) == (nl, en)


def test_what_is_particular_about_one_of_several_limits_is_said_of_it_alone():
    hours, days = (parse(written, ("office",)) for written in ("9h on office", "1bd on office cut-off 12:00"))
    both = replace(hours, others=(days,))
    assert promise_words(both, "en") == (
        "9 h in office hours or 1 business day in office hours, after 12:00 from the next business day"
    )
    assert within_words(both, "nl") == (
        "binnen 9 uur op kantoortijden of binnen 1 werkdag op kantoortijden, na 12:00 vanaf de volgende werkdag, wat "
        "het eerst komt"
    )


def test_no_promise():
    assert promise_words(None, "nl") == "–"


def test_the_glossary_goes_before_common_words():
    promise = parse("4h on office", ("office",))
    assert promise_words(promise, "nl", {"office": {"nl": "winkeltijden"}}) == "4 u op winkeltijden"
    assert promise_words(promise, "en", {"office": {"nl": "winkeltijden"}}) == "4 h in winkeltijden"
    assert called("waiting-customer", "nl") == "wacht op klant"
    assert called("Awaiting Evidence", "nl") == "Awaiting Evidence"
    text = changed("language: nl\n", "language: nl\nglossary: {P1: {nl: spoed, en: urgent}}\n")
    assert "met prioriteit spoed" in clause(text, "5.1", "nl").sentences[0]


@pytest.mark.parametrize(
    ("length", "short", "full"),
    [
        (SECOND, "1 s", "1 seconde"),
        (MINUTE, "1 m", "1 minuut"),
        (HOUR + 2 * MINUTE + 3 * SECOND, "1 u 2 m 3 s", "1 uur, 2 minuten en 3 seconden"),
        (71 * HOUR, "71 u", "71 uur"),
        (3 * DAY, "3 × 24 u", "3 × 24 uur"),
        (3 * DAY + HOUR, "73 u", "73 uur"),
    ],
)
def test_lengths(length, short, full):
    assert (duration_words(length, "nl"), duration_words(length, "nl", full=True)) == (short, full)


@pytest.mark.parametrize(
    ("goal", "nl", "en"),
    [
        (Goal(GoalKind.SHARE, Decimal("99.5")), "≥ 99,5 %", "≥ 99.5%"),
        (Goal(GoalKind.EACH), "elk ticket", "every ticket"),
        (Goal(GoalKind.MEAN), "gemiddeld", "on average"),
        (Goal(GoalKind.MEDIAN), "de helft", "half of them"),
        (Goal(GoalKind.PERCENTILE, Decimal(90)), "de snelste 90 %", "the fastest 90%"),
    ],
)
def test_goals_in_short(goal, nl, en):
    assert (goal_words(goal, "nl"), goal_words(goal, "en")) == (nl, en)


def test_small_words():
    assert (short_day(date(2026, 1, 1), "nl"), day_words(date(2026, 3, 1), "nl")) == ("do 1 jan", "1 maart 2026")
    assert (listed([], "nl"), listed(["a"], "nl"), listed(["a", "b", "c"], "nl")) == ("", "a", "a, b en c")
    assert (percentage(Decimal("99.95"), "nl"), percentage(Decimal(100), "en")) == ("99,95 %", "100%")


@pytest.mark.parametrize(
    "text, unbroken_text",
    [
        ("ten minste 99,9 % op tijd", "ten minste 99,9~% op tijd"),
        ("15 m, 4 u en 3 wd", "15~m, 4~u en 3~wd"),
        ("4 h in office hours", "4~h in office hours"),
        ("3 maanden, 2 uur, artikel 8 en 9", "3 maanden, 2 uur, artikel 8 en 9"),
        ("P1 m", "P1~m"),
    ],
)
def test_a_number_stays_with_its_unit(text, unbroken_text):
    assert unbroken(text) == unbroken_text.replace("~", "\N{NO-BREAK SPACE}")
