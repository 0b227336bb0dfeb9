"""The log that rows 2 and 4 measure: the same for a seed, with everything in it that the issue names."""

import numpy as np

from bench import log_generator
from bench.log_generator import AS_OF, EVENTS_EACH, log
from houvast.sla.terms import EventKind, micros


def columns(events):
    return [events.ticket, events.at, events.kind, *(column.codes for column in events.attributes.values())]


def test_a_seed_always_gives_the_same_log():
    assert all(np.array_equal(a, b) for a, b in zip(columns(log(50)), columns(log(50)), strict=True))


def test_another_seed_gives_another_log():
    assert not np.array_equal(log(50).at, log(50, seed=7).at)


def test_it_has_ten_events_a_ticket_and_all_have_happened():
    events = log(500)
    assert len(events) == 500 * EVENTS_EACH
    assert int(events.at.max()) <= micros(AS_OF)


def test_it_has_four_priorities_pauses_reopenings_and_changes():
    events = log(500)
    kinds = set(events.kind.tolist())
    assert {EventKind.REOPENED, EventKind.PRIORITY, EventKind.CANCELLED, EventKind.STATUS} <= kinds
    assert set(events.attributes["priority"].codes.tolist()) == {-1, 0, 1, 2, 3}
    assert {"waiting-customer", "waiting-supplier"} <= set(events.attributes["status"].values)


def test_the_shares_of_the_lives_add_up():
    assert round(sum(share for share, _ in log_generator.LIVES), 9) == 1
    assert all(len(story.split()) == EVENTS_EACH for _, story in log_generator.LIVES)
