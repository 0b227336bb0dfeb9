"""Clocks that start and stop at events that say something, and at the last of several."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.reading import BadAgreement, read
from tests.corpus.reading import clock_of, has_clock, wall

TEXT = """\
houvast: 1
agreement: moments
parties: {{provider: A, customer: B}}
effective: {{from: 2026-01-01}}
timezone: Europe/Amsterdam
priority: {{levels: [P1, P2, none], default: none}}
clocks:
  repair: {clock}
targets:
  repair: {{within: 4h}}
"""
DIAGNOSED = "{start: {status: diagnosed}, stop: [resolved, {status: [mitigated, replaced]}]}"
KNOWN = "{start: {all-of: [opened, {priority: [P1, P2]}, {assigned: second-line}]}, stop: resolved}"
BY_PHONE = "{start: {escalated: {channel: phone}}, stop: resolved}"


def repair(clock, *lines):
    agreement = read(TEXT.format(clock=clock))
    return agreement, clock_of(agreement, "repair", "2026-06-15 09:00 opened", *lines)


def test_the_clock_starts_at_the_status_and_at_no_other():
    agreement, clock = repair(
        DIAGNOSED, "2026-06-15 09:30 status status=analysing", "2026-06-15 10:00 status status=diagnosed"
    )
    assert wall(agreement, clock.started_at) == "2026-06-15 10:00"
    assert wall(agreement, clock.due_at) == "2026-06-15 14:00"


@pytest.mark.parametrize(
    ("status", "stopped"), [("mitigated", "2026-06-15 11:00"), ("replaced", "2026-06-15 11:00"), ("waiting", None)]
)
def test_it_stops_at_the_statuses_that_it_names(status, stopped):
    agreement, clock = repair(
        DIAGNOSED, "2026-06-15 10:00 status status=diagnosed", f"2026-06-15 11:00 status status={status}"
    )
    assert wall(agreement, clock.stopped_at) == stopped


@pytest.mark.parametrize(
    "lines",
    [
        ["2026-06-15 09:20 priority priority=P1", "2026-06-15 09:40 assigned team=second-line"],
        ["2026-06-15 09:20 assigned team=second-line", "2026-06-15 09:40 priority priority=P2"],
        ["2026-06-15 09:20 assigned team=second-line", "2026-06-15 09:40 priority priority=P2",
         "2026-06-15 09:50 assigned team=second-line"],
    ],
)  # fmt: skip
def test_of_all_that_is_asked_for_the_last_starts_it_in_whatever_order(lines):
    agreement, clock = repair(KNOWN, *lines)
    assert wall(agreement, clock.started_at) == "2026-06-15 09:40"


def test_while_one_is_wanting_there_is_no_clock():
    lines = ["2026-06-15 09:00 opened", "2026-06-15 09:20 priority priority=P1", "2026-06-15 09:40 assigned team=desk"]
    assert not has_clock(read(TEXT.format(clock=KNOWN)), "repair", *lines)


@pytest.mark.parametrize(("channel", "starts"), [("phone", True), ("mail", False)])
def test_an_event_may_have_to_say_any_attribute(channel, starts):
    lines = ["2026-06-15 09:00 opened", f"2026-06-15 09:10 escalated channel={channel}"]
    assert has_clock(read(TEXT.format(clock=BY_PHONE)), "repair", *lines) is starts


@pytest.mark.parametrize(
    ("clock", "code", "column"),
    [
        ("{start: {status: a, priority: P1}, stop: reply}", "one-event", 19),
        ("{start: {all-of: []}, stop: reply}", "empty-list", 28),
        ("{start: {all-of: [opened], any-of: [reply]}, stop: reply}", "unknown-key", 38),
        ("{start: {resolved: {team: x}}, stop: reply}", "event-cannot-start", 20),
        ("{start: {reply: phone}, stop: reply}", "event-says", 27),
        ("{start: {status: []}, stop: reply}", "empty-list", 28),
        ("{start: {assigned: {colour: red}}, stop: reply}", "unknown-attribute", 31),
        ("{start: opened, stop: [{status: a}, {status: a}]}", "named-twice", 47),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(clock, code, column):
    with pytest.raises(BadAgreement) as refusal:
        read(TEXT.format(clock=clock))
    assert [(each.line, each.column, each.code) for each in refusal.value.findings] == [(8, column, code)]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "from the status diagnosed to the solution or the status mitigated or replaced, whichever comes first"),
        ("nl", "van de status diagnosed tot de oplossing of de status mitigated of replaced, wat het eerst komt"),
    ],
)
def test_moments_in_words(lang, words):
    from houvast.sla.agreement.words.whole import document

    sections = document(read(TEXT.format(clock=DIAGNOSED)), lang=lang, year=2026).sections
    assert any(words in sentence for s in sections for clause in s.clauses for sentence in clause.sentences)


@pytest.mark.parametrize(
    ("on_end", "lines", "stopped", "verdict"),
    [
        ("stop", ["2026-06-15 10:00 closed"], "2026-06-15 10:00", "MET"),
        ("run-on", ["2026-06-15 10:00 closed"], None, "BREACHED"),  # closing is not telling
        ("run-on", ["2026-06-15 10:00 resolved"], None, "BREACHED"),
        ("run-on", ["2026-06-15 10:00 closed", "2026-06-15 12:00 status status=told"], "2026-06-15 12:00", "MET"),
        ("run-on", ["2026-06-15 10:00 resolved", "2026-06-15 12:30 status status=told"], "2026-06-15 12:30", "MET"),
        ("run-on", ["2026-06-15 10:00 cancelled"], "2026-06-15 10:00", "NONE"),  # there was nothing to tell
    ],
)
def test_a_clock_may_run_on_after_the_end_of_its_ticket(on_end, lines, stopped, verdict):
    clock = f"{{start: opened, stop: {{status: told}}, on_end: {on_end}}}"
    agreement, found = repair(clock, *lines)
    assert (wall(agreement, found.stopped_at), found.verdict.name) == (stopped, verdict)


AWARE = "{start: {status: aware}, stop: {status: told}, on_end: %s}"


@pytest.mark.parametrize("end", ["resolved", "closed"])
@pytest.mark.parametrize(("on_end", "begins"), [("run-on", True), ("stop", False)])
def test_what_runs_on_after_the_end_may_begin_after_it(end, on_end, begins):
    lines = ["2026-06-15 09:00 opened", f"2026-06-15 10:00 {end}", "2026-06-15 11:00 status status=aware"]
    assert has_clock(read(TEXT.format(clock=AWARE % on_end)), "repair", *lines) is begins


def test_a_leak_on_a_solved_ticket_is_late_when_nobody_is_told():
    agreement, clock = repair(AWARE % "run-on", "2026-06-15 10:00 resolved", "2026-06-15 11:00 status status=aware")
    assert (wall(agreement, clock.due_at), clock.verdict.name) == ("2026-06-15 15:00", "BREACHED")


def test_nothing_begins_on_what_was_cancelled():
    lines = ["2026-06-15 09:00 opened", "2026-06-15 10:00 cancelled", "2026-06-15 11:00 status status=aware"]
    assert not has_clock(read(TEXT.format(clock=AWARE % "run-on")), "repair", *lines)
