"""Ours and a peer's answers agree; here the peer is our own plain Python, which needs no environment of its own."""

import pytest

from bench import business_time, clock_changes, cluster, contract_pdf, drain, log_generator, measure, one_event, uptime
from bench.peers import DAY_BY_DAY, Peer, PeerMissing
from bench.promises import agreement
from houvast.sla.agreement.reading import read
from houvast.sla.clock import clocks
from houvast.sla.events import Events
from tests.house.postgres import PostgresMissing, programs

TARGETS = ("response", "resolution", "update")


def test_count_and_add_agree_with_walking_day_by_day():
    office = agreement("resolution").calendars["office"]
    questions = business_time.asked(office, 60)
    answer = DAY_BY_DAY.ask("business_time", business_time._job(office, questions, 5.0))
    for question, timing in zip(questions, answer["timings"], strict=True):
        assert timing["one"]["answers"] == business_time.answered(office, question, 0.01).answers


@pytest.mark.parametrize("case", clock_changes.CASES, ids=lambda case: case.what)
def test_the_nights_on_which_clocks_change(case):
    assert case.ours() == case.answer


def test_the_engine_agrees_with_a_loop_over_events():
    events, deal = log_generator.log(150), agreement(*TARGETS)
    answer = measure.asked(DAY_BY_DAY, events, deal, times=1)
    ours = clocks(events, deal, as_of=log_generator.AS_OF)
    assert measure.readings(ours) != []
    assert measure.alike(ours, answer["readings"]) == (len(ours), len(ours))


def test_a_clock_that_reads_otherwise_is_noticed():
    events, deal = log_generator.log(3), agreement("response")
    ours = clocks(events, deal, as_of=log_generator.AS_OF)
    theirs = measure.readings(ours)
    theirs[0][-1] += 1
    assert measure.alike(ours, [*theirs, ["T9", "response", 1]]) == (2, 4)


def test_rows_spelled_out_make_the_same_table():
    events = log_generator.log(5)
    ticket = events.of_ticket(events.tickets[3])
    again = Events.of(one_event.spelled(ticket))
    deal = agreement(*TARGETS)
    first, second = (measure.readings(clocks(log, deal, as_of=log_generator.AS_OF)) for log in (ticket, again))
    assert first == second


def test_a_run_in_a_process_of_its_own():
    found = measure.measured(300)
    assert found["clocks"] == 600
    assert sum(found["verdicts"].values()) == 600
    assert found["seconds"] > 0
    assert found["megabytes"] >= 0


def test_a_missing_peer_is_said(monkeypatch):
    def refuse(peer, work, job):
        raise PeerMissing(peer.title, "no such package")

    monkeypatch.setattr(Peer, "ask", refuse)
    table = one_event.row(quick=True)
    assert "workclock 0.1.2 is missing from this table: no such package" in table.remarks


def test_a_peer_that_fails_says_why():
    with pytest.raises(PeerMissing, match="KeyError: 'calendar'"):
        DAY_BY_DAY.ask("business_time", {})


def test_a_drain_decides_and_tells_each_clock_once(monkeypatch):
    try:
        programs()
    except PostgresMissing:
        pytest.skip("PostgreSQL is missing")
    monkeypatch.setattr(drain, "QUICK_DUE", 60)
    monkeypatch.setattr(drain, "QUICK_NOT_DUE", 300)
    monkeypatch.setattr(drain, "idle", lambda place: 1.0)
    monkeypatch.setattr(cluster.Cluster, "settings", (*cluster.Cluster.settings, "fsync=off"))
    figures = {figure.what: figure for figure in drain.row(quick=True).figures}
    for what in ("decided or told twice", "not decided or not told", "decided otherwise than raw SQL"):
        assert figures[what].ours == 0


def test_without_postgresql_the_row_says_so(monkeypatch):
    def missing():
        raise PostgresMissing

    monkeypatch.setattr("tests.house.postgres.programs", missing)
    table = drain.row(quick=True)
    assert not table.reached
    assert "PostgreSQL 15 or newer is missing" in table.remarks[0]


def test_a_year_of_outages_comes_to_what_a_loop_finds():
    table = uptime.row(quick=True)
    assert "1,200 of 1,200 downtimes equal to those of the loop" in table.remarks


def test_a_downtime_that_is_otherwise_is_noticed():
    months = uptime.periods()[:1]
    known = uptime.record(uptime.QUICK_OUTAGES)
    found, _ = uptime.timed(read(uptime.HEAD + uptime.EACH, name="bench"), known, months, 1)
    theirs = [int(each.downtime * 100) for each in found]
    assert uptime.same(found, theirs) == len(found)
    assert uptime.same(found, [theirs[0] + 1, *theirs[1:]]) == len(found) - 1


def test_a_large_agreement_becomes_a_pdf_of_many_pages():
    seconds, pages = contract_pdf.timed(contract_pdf.large(10))
    assert seconds > 0
    assert pages > 5
