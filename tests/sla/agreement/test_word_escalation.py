"""Section 7 in words: every moment, contact and regime says the same in Dutch and in English."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.words.document import LadderFigure, TableFigure
from houvast.sla.agreement.words.ladders import moment_words, who_words
from tests.sla.agreement.texts import ACME, bare, clause, reading, worded

CALENDARS = "{office: {hours: {mon-fri: 09:00-17:00}}}"
PRIORITY = "{levels: [P1, P2, P3], default: P2}"
CONTACTS = (
    "{duty: {name: J. de Vries, phone: 010 123 4567}, boss: {side: customer, title: {nl: Directeur, en: Director}, "
    "mail: boss@b.example, hours: office, priorities: P1}}"
)


def text(**written: str) -> str:
    targets = "{response: {within: 1h}, resolution: {within: 8h on office}}"
    parts = {"calendars": CALENDARS, "priority": PRIORITY, "targets": targets, "contacts": CONTACTS}
    return bare(**{**parts, **written})


@pytest.mark.parametrize(
    ("moment", "nl", "en"),
    [
        ("at: 75%", "bij 75 % van de tijd", "at 75% of the time"),
        ("at: 100%", "op het uiterste moment", "when it is due"),
        ("before: 30m", "30 minuten voor het uiterste moment", "30 minutes before it is due"),
        ("after: 1h30m", "1 uur en 30 minuten na het uiterste moment", "1 hour and 30 minutes after it was due"),
        (
            "after: 1h on office",
            "1 uur op kantoortijden na het uiterste moment",
            "1 hour in office hours after it was due",
        ),
        (
            "after: 2h on always",
            "2 uur, dag en nacht, na het uiterste moment",
            "2 hours, day and night, after it was due",
        ),
        ("elapsed: {P1: 1h, '*': 2h}", "na 1 uur (P1) of 2 uur (overige)", "after 1 hour (P1) or 2 hours (others)"),
        ("unacknowledged: 15m", "na 15 minuten zonder bevestiging", "after 15 minutes without acknowledgement"),
        ("on: escalated", "bij de escalatie", "at the escalation"),
        ("on: {status: aware}", "bij de status aware", "at the status aware"),
    ],
)  # fmt: skip
def test_when_a_step_comes(moment, nl, en):
    agreement = reading(text(escalation=f"[{{{moment}, do: remind, to: duty}}]"))
    assert (moment_words(agreement, agreement.ladder[0], "nl"), moment_words(agreement, agreement.ladder[0], "en")) == (
        nl,
        en,
    )


@pytest.mark.parametrize(
    ("to", "nl", "en"),
    [
        ("handler", "Behandelaar", "Handler"),
        ("boss", "Directeur", "Director"),
        ("duty", "duty", "duty"),
        ("team:second", "team second", "team second"),
    ],
)
def test_who(to, nl, en):
    agreement = reading(text())
    assert (who_words(agreement, to, "nl"), who_words(agreement, to, "en")) == (nl, en)


def test_a_ladder_of_shares_is_drawn_as_before():
    [figure] = clause(ACME, "7.1", "nl").figures
    assert isinstance(figure, LadderFigure)
    assert [each.number for each in worded(ACME, "en").sections[6].clauses] == ["7.1"]


def cells(figure: TableFigure) -> list[tuple[str, ...]]:
    return [
        (row.head, *(f"{cell.text} [{cell.note}]" if cell.note else cell.text for cell in row.cells))
        for row in figure.rows
    ]


def test_who_is_next_and_within_which_window():
    escalation = (
        "[{at: 50%, do: escalate, to: {team: second}, by: [mail, phone], in: office, "
        "else: {within: 15m, to: boss}}, {at: 100%, do: breach, to: duty}]"
    )
    found = clause(text(escalation=escalation), "7.1", "en")
    assert found.sentences == (
        "Who is told, and when.",
        "A time without a service window is counted as the promise is counted.",
        "What counts as acknowledgement: "
        "the moment it is taken up or a message of substance by A, whichever comes first.",
        "What falls outside the window named is told as soon as that opens.",
    )
    assert cells(found.figures[0]) == [
        ("at 50% of the time", "functional escalation", "team second", "mail and telephone [within office hours]"),
        (
            "after 15 minutes more without acknowledgement",
            "management escalation",
            "Director [only priority P1]",
            "mail [within office hours]",
        ),
        ("when it is due", "breach", "duty", "mail"),
    ]


def test_ladders_for_some_tickets():
    ladders = "{urgent: {targets: resolution, when: {priority: P1}, steps: [{elapsed: 1h, do: escalate, to: duty}]}}"
    found = clause(text(escalation=f"{{ladders: {ladders}}}"), "7.2", "nl")
    assert found.sentences[1] == "urgent: voor norm Oplossing (5.2) en tickets met prioriteit P1."
    assert cells(found.figures[0]) == [("na 1 uur", "managementescalatie", "duty", "mail")]


def test_contacts():
    assert cells(clause(text(), "7.3", "nl").figures[0]) == [
        ("duty", "A [J. de Vries]", "010 123 4567", "altijd"),
        ("Directeur", "B", "boss@b.example", "kantoortijden [alleen P1]"),
    ]


REGIMES = (
    "{major: {title: {nl: Grote verstoring, en: Major incident}, when: {priority: P1}, updates: 30m, steps: []}, "
    "breach: {from: {status: aware}, deadlines: {authority: {title: {nl: Melding, en: Notification}, to: boss, "
    "done: {status: told}, within: 48h, legal: 72h, basis: {nl: 'AVG, artikel 33', en: 'GDPR, article 33'}}}}}"
)


def test_regimes():
    found = clause(text(regimes=REGIMES), "7.4", "en")
    assert found.sentences == (
        "Major incident holds for tickets with priority P1.",
        "Its ladder then goes before all others.",
        "A message then comes every time within 30 m, at any hour (5.3).",
        "breach holds from the status aware.",
    )
    [figure] = found.figures
    assert cells(figure) == [
        (
            "Notification",
            "Director",
            "48 h, at any hour [from the status aware]",
            "3 × 24 h, at any hour [GDPR, article 33]",
        )
    ]
    assert figure.rows[0].number == "5.4"


def test_the_limit_of_the_law_has_a_clause_of_its_own():
    document = worded(text(regimes=REGIMES), "nl")
    assert [document.clause(number).title for number in ("5.3", "5.4", "5.5")] == [
        "Grote verstoring: volgende update",
        "Melding",
        "Melding, wettelijke grens",
    ]
