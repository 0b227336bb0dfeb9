"""An agreement in plain Dutch and English: numbers that stay, sentences, tables, pictures."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.words import whole as words
from tests.sla.agreement.texts import ACME, BARE, bare, clause, reading, worded

NUMBERS = [
    *("1.1", "1.2", "1.3", "1.4", "2.1", "3.1", "3.2", "3.3", "4.1"),
    *("5.0", "5.1", "5.2", "5.3", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "7.1"),
    *("8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "8.7"),
]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_clauses_keep_their_numbers(lang):
    numbers = [each.number for section in worded(ACME, lang).sections for each in section.clauses]
    assert numbers == NUMBERS
    least = [each.number for section in worded(BARE, lang).sections for each in section.clauses]
    assert [number for number in least if not number.startswith("5.")] == [
        number for number in NUMBERS if not number.startswith(("5.", "8."))
    ]


def test_a_target_has_its_clause():
    acme = reading(ACME)
    assert [words.clause_of(acme, name) for name in ("response", "resolution", "uptime")] == ["5.1", "5.2", "5.3"]
    with pytest.raises(KeyError):
        words.clause_of(acme, "respons")
    assert clause(ACME, "5.2", "nl").target == "resolution"


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (words.WINDOWS, "Vensters"),
        (words.HOLIDAYS, "Feestdagen en afwijkende dagen 2026"),
        (words.BUSINESS_DAYS, "Werkdagen"),
        (words.MATRIX, "Matrix"),
        (words.START_AND_STOP, "Start en stop"),
        (words.PAUSE, "Pauze"),
        (words.REOPENING, "Heropenen"),
        (words.PRIORITY_CHANGE, "Andere prioriteit"),
        (words.CANCELLING, "Intrekken en samenvoegen"),
        (words.LADDER, "Ladder"),
    ],
)
def test_clauses_that_segments_name(number, title):
    assert clause(ACME, number, "nl").title == title


def test_the_head():
    dutch, english = worded(ACME, "nl"), worded(ACME, "en")
    assert (dutch.title, english.title) == ("Beheer webshop en werkplek", "Management of webshop and workplace")
    assert dutch.parties == (("Dienstverlener", "Noorderlicht ICT"), ("Klant", "Acme B.V."))
    assert dutch.term == ("Looptijd", "1 januari 2026 tot en met 31 december 2028")
    assert english.term == ("Term", "1 January 2026 up to and including 31 December 2028")
    assert (dutch.kind, english.kind, dutch.binding) == ("Overeenkomst (SLA)", "Agreement (SLA)", "nl")
    assert worded(BARE, "nl").title == "bare"
    assert worded(BARE, "en").term[1] == "from 1 January 2026, without an end date"


SENTENCES = [
    ("3.1", "nl", "Kantoortijden: maandag tot en met vrijdag 08:00–18:00, zaterdag 09:00–12:00 en 13:00–16:00."),
    ("3.1", "en", "Office hours: Monday to Friday 08:00–18:00, Saturday 09:00–12:00 and 13:00–16:00."),
    ("3.1", "nl", "Altijd is 24 uur, 7 dagen, ook op feestdagen."),
    ("3.2", "nl", "Voor kantoortijden zijn deze dagen anders; Goede vrijdag is een gewone dag."),
    ("3.2", "en", "For office hours these days are different; Good Friday is an ordinary day."),
    ("4.1", "nl", "Impact en urgentie bepalen samen de prioriteit."),
    ("4.1", "en", "A ticket that says nothing of this gets priority P3."),
    (
        "5.1",
        "nl",
        "Noorderlicht ICT reageert op een ticket met prioriteit P1 binnen 15 minuten, op elk moment van de dag.",
    ),
    ("5.1", "nl", "Met prioriteit P4 is dat binnen 1 werkdag op kantoortijden."),
    ("5.1", "nl", "Per kalendermaand is ten minste 95 % op tijd."),
    ("5.1", "en", "Noorderlicht ICT responds to a ticket with priority P1 within 15 minutes, at any time of day."),
    ("5.2", "en", "With priority P2 that is within 8 hours in office hours."),
    ("5.2", "nl", "Met prioriteit P4 gebeurt dit naar vermogen; die tickets tellen niet mee."),
    ("5.2", "en", "With priority P4 this is done with best effort; those tickets do not count."),
    ("5.3", "nl", "Per kalendermaand is webshop ten minste 99,9 % van de tijd beschikbaar, op elk moment van de dag."),
    ("5.3", "en", "Not counted: announced maintenance."),
    (
        "6.1",
        "nl",
        "De klok van Eerste reactie (5.1) loopt van de melding tot een inhoudelijk bericht van Noorderlicht ICT.",
    ),
    ("6.1", "nl", "Stoppen precies op het uiterste moment is op tijd."),
    ("6.2", "nl", "De klok van Oplossing (5.2) staat stil zolang het ticket deze status heeft: wacht op klant."),
    ("6.2", "en", "A pause after the due time does not undo a breach."),
    (
        "6.3",
        "nl",
        "Voor de klok van Oplossing (5.2) geldt na heropenen: "
        "verder tellen, zonder de tijd dat het ticket opgelost was.",
    ),
    ("6.6", "en", "Every clock is for every ticket that its target is about."),
]


@pytest.mark.parametrize(("number", "lang", "sentence"), SENTENCES)
def test_sentences(number, lang, sentence):
    assert sentence in clause(ACME, number, lang).sentences


OTHERS = [
    (
        {"targets": "{update: {within: 4h}}"},
        "5.1",
        "Na elk bericht over een ticket volgt het volgende bericht van A binnen 4 uur, op elk moment van de dag.",
    ),
    (
        {"targets": "{update: {within: 4h}}"},
        "6.1",
        "De klok van Volgende update (5.1) begint bij een inhoudelijk bericht van A, en bij elk volgende opnieuw.",
    ),
    (
        {"targets": "{next-reply: {within: 2h}}"},
        "5.1",
        "A antwoordt op elk bericht van B over een ticket binnen 2 uur, op elk moment van de dag.",
    ),
    (
        {"targets": "{lead-time: {within: 2w}}"},
        "5.1",
        "A handelt een ticket af binnen 14 × 24 uur, op elk moment van de dag.",
    ),
    ({"targets": "{response: {within: best effort}}"}, "5.1", "Dit gebeurt naar vermogen."),
    (
        {"clocks": "{p: {start: assigned, stop: resolved}}", "targets": "{p: {within: 1h}}"},
        "5.1",
        "Van de toewijzing tot de oplossing, bij een ticket: binnen 1 uur, op elk moment van de dag.",
    ),
    (
        {"targets": "{response: {within: 1h, goal: each, per: quarter}}"},
        "5.1",
        "Elk ticket telt: per kwartaal mag er geen te laat zijn.",
    ),
    (
        {"targets": "{response: {within: 1h, goal: mean}}"},
        "5.1",
        "Per kalendermaand blijft de gemiddelde gebruikte tijd binnen de belofte.",
    ),
    (
        {"targets": "{response: {within: 1h, goal: p90, minimum: 10}}"},
        "5.1",
        "Bij minder dan 10 tickets in die periode is er geen oordeel.",
    ),
    (
        {"targets": "{response: {within: {P1: 1h}}}", "priority": "{levels: [P1, P2], default: P1}"},
        "5.1",
        "Voor prioriteit P2 is niets beloofd.",
    ),
    ({}, "3.2", "In 2026 wijkt geen dag af."),
    ({}, "3.3", "Geen norm telt in werkdagen."),
    ({}, "4.1", "Elke belofte geldt voor elk ticket."),
    ({}, "6.2", "Geen status zet een klok stil."),
    ({}, "6.3", "Heropenen start geen klok opnieuw."),
    ({}, "6.4", "Er is maar één belofte per norm."),
    ({"escalation": "[]"}, "7.1", "Er is geen escalatie afgesproken."),
    (
        {"clocks": "{response: {at_due: breached}}"},
        "6.1",
        "Voor de klok van Eerste reactie (5.1) is precies op het uiterste moment te laat.",
    ),
    (
        {"clocks": "{response: {only: {channel: [portal, phone]}}}"},
        "6.6",
        "De klok van Eerste reactie (5.1) geldt alleen voor tickets met kanaal portal of phone.",
    ),
]


@pytest.mark.parametrize(
    ("parts", "number", "sentence"), OTHERS, ids=[sentence for _parts, _number, sentence in OTHERS]
)
def test_other_agreements(parts, number, sentence):
    assert sentence in clause(bare(**parts), number, "nl").sentences


@pytest.mark.parametrize(
    ("key", "number", "value", "sentence"),
    [
        (
            "on_reopen",
            "6.3",
            "resume",
            "For the clock of Resolution (5.1), reopening means: "
            "counting on, without the time the ticket was resolved.",
        ),
        (
            "on_reopen",
            "6.3",
            "continue",
            "For the clock of Resolution (5.1), reopening means: counting on, with the time the ticket was resolved.",
        ),
        (
            "on_reopen",
            "6.3",
            "restart",
            "For the clock of Resolution (5.1), reopening means: starting again; what went before keeps its verdict.",
        ),
        (
            "on_priority_change",
            "6.4",
            "from-start",
            "When the priority changes, the new promise holds for the clock of Resolution (5.1) from the beginning.",
        ),
        (
            "on_priority_change",
            "6.4",
            "from-change",
            "When the priority changes, counting starts again at that moment for the clock of Resolution (5.1), "
            "with the new promise.",
        ),
        (
            "on_priority_change",
            "6.4",
            "carry-over",
            "When the priority changes, the used share of the promise is kept for the clock of Resolution (5.1).",
        ),
    ],
)
def test_what_reopening_and_another_priority_do(key, number, value, sentence):
    text = bare(
        clocks=f"{{resolution: {{{key}: {value}}}}}",
        targets="{resolution: {within: {P1: 1h, P2: 2h}}}",
        priority="{levels: [P1, P2], default: P2}",
    )
    assert sentence in clause(text, number, "en").sentences


def test_a_calendar_that_never_closes_under_another_name():
    text = bare(calendars="{watch: 24/7}", targets="{response: {within: 1h on watch}}", glossary="{watch: wacht}")
    assert "Wacht: 24 uur, 7 dagen, ook op feestdagen." in clause(text, "3.1", "nl").sentences
    assert clause(text, "3.1", "nl").figures == ()


def test_a_calendar_of_dates_only():
    text = bare(
        calendars="{market: {dates: {2026-05-05: 09:00-16:00}}}",
        targets="{up: {availability: stall, at_least: 99%, on: market}}",
    )
    assert "Market: alleen op de dagen van 3.2." in clause(text, "3.1", "nl").sentences


def test_places_on_a_page():
    section = worded(ACME, "nl").sections[4]
    assert (section.anchor, section.clauses[1].anchor) == ("a5", "a5-1")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_code_is_left_in_the_words(lang):
    text = "\n".join(
        sentence for section in worded(ACME, lang).sections for each in section.clauses for sentence in each.sentences
    )
    for code in ("waiting-customer", "planned-maintenance", "from-start", "on_reopen", "customer_reply", "None", "{"):
        assert code not in text
    for section in worded(ACME, lang).sections:
        assert all(sentence.endswith((".", "!")) for each in section.clauses for sentence in each.sentences)
