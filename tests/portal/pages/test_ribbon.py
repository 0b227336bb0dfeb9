"""The ribbon: the whole life of a clock on one bar, in proportion, with its due where it belongs."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from houvast.portal.pages.promises import clock_page
from houvast.portal.ribbon import Scale, mini, trend
from houvast.portal.ribbon.pieces import FOLDS, TAIL, Paint, pieces_of, three_quarters, where
from houvast.portal.wording import Reading
from houvast.sla.agreement.reading import read
from houvast.sla.events import Events
from houvast.sla.explain import explain

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
AGREEMENT = read(
    """
houvast: 1
agreement: ribbon
kind: sla
title: {nl: Lint, en: Ribbon}
parties: {provider: Noorderlicht, customer: Duinrand}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
language: nl
calendars:
  office:
    hours: {mon-fri: "08:00-18:00"}
    holidays: {country: NL}
    dates: {2026-12-24: "08:00-16:00"}
  always: 24/7
priority: {levels: [P1, P2, P3], default: P2}
clocks:
  resolution: {start: opened, stop: resolved, pause: [waiting-customer]}
targets:
  resolution:
    clock: resolution
    within: {P1: 4h on always, P2: 8h on office, P3: best effort}
    goal: 90%
    per: month
""",
    name="ribbon",
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def clock(*happened, now="2026-12-28 10:20"):
    rows = [{"ticket": "4187", "at": at(when), "event": event, **said} for when, event, said in happened]
    return explain(Events.of(rows), AGREEMENT, as_of=at(now))[0], Reading(at(now), AMSTERDAM, AMSTERDAM)


NEAR = (
    ("2026-12-23 15:12", "opened", {}),
    ("2026-12-23 17:05", "status", {"status": "waiting-customer"}),
    ("2026-12-24 14:03", "status", {"status": "in-progress"}),
)


@pytest.mark.parametrize("scale", list(Scale))
def test_pieces_join_without_gap_and_fill_the_bar(scale):
    explained, reading = clock(*NEAR)
    pieces = pieces_of(explained, AGREEMENT, reading.now, scale)
    for earlier, later in pairwise(pieces):
        assert earlier.end == later.start
        assert earlier.x + earlier.width == pytest.approx(later.x)
    assert pieces[0].start == explained.clock.started_at
    assert pieces[-1].end == explained.clock.due_at
    assert pieces[-1].x + pieces[-1].width == pytest.approx(100 - TAIL)


def test_equal_service_time_is_equally_wide_and_folds_are_small():
    explained, reading = clock(*NEAR)
    pieces = pieces_of(explained, AGREEMENT, reading.now, Scale.SERVICE)
    open_ = [piece for piece in pieces if piece.paint in {Paint.COUNTED, Paint.RISK, Paint.PAUSED, Paint.LEFT_RISK}]
    rates = {round(piece.width / piece.length.total_seconds(), 9) for piece in open_}
    assert len(rates) == 1
    folds = [piece.width for piece in pieces if piece.paint in {Paint.CLOSED, Paint.PAUSED_CLOSED}]
    assert 0 < sum(folds) <= FOLDS


def test_three_quarters_due_and_now_lie_where_they_happened():
    explained, reading = clock(*NEAR)
    pieces = pieces_of(explained, AGREEMENT, reading.now, Scale.SERVICE)
    assert three_quarters(explained) == at("2026-12-28 10:10")
    assert where(pieces, at("2026-12-28 10:10")) < where(pieces, reading.now) < where(pieces, at("2026-12-28 12:10"))


def test_over_time_begins_at_the_due_instant():
    explained, reading = clock(("2026-12-28 05:58", "opened", {"priority": "P1"}))
    pieces = pieces_of(explained, AGREEMENT, reading.now, Scale.SERVICE)
    assert [piece.paint for piece in pieces] == [Paint.COUNTED, Paint.RISK, Paint.OVER]
    assert pieces[-1].start == at("2026-12-28 09:58")


def test_a_long_life_keeps_its_beginning_and_its_end():
    explained, reading = clock(
        ("2026-11-02 09:00", "opened", {}),
        ("2026-11-03 09:00", "status", {"status": "waiting-customer"}),
        ("2026-12-22 10:00", "status", {"status": "in-progress"}),
    )
    pieces = pieces_of(explained, AGREEMENT, reading.now, Scale.SERVICE)
    assert any(piece.paint is Paint.CUT_PAUSED for piece in pieces)
    assert len(pieces) < 20
    assert pieces[0].start == explained.clock.started_at


def test_the_page_of_a_clock_says_the_same_as_its_rows():
    explained, reading = clock(*NEAR)
    with translation.override("nl"):
        page = clock_page(explained, AGREEMENT, reading=reading)
    assert [row.counted for row in page.rows if row.counted] == ["1 u 53 m", "1 u 57 m", "2 u 20 m"]
    assert (page.total, page.promised) == ("6 u 10 m", "8 u")
    assert page.conclusion == "1 u 50 m over, dus uiterlijk vandaag 12:10."
    assert "Gepauzeerd van wo 23 dec 17:05 tot do 24 dec 14:03: wacht op klant." in page.ribbon.story
    assert page.card.pill.word == "75 % voorbij"
    assert str(page.card.due) == "vandaag 12:10"
    assert [row.head for row in page.rows][:5] == [
        "Loopt",
        "Gepauzeerd: wacht op klant",
        "Loopt",
        "Gesloten",
        "Feestdag",
    ]


def test_labels_of_the_due_moment_are_never_left_out():
    explained, reading = clock(("2026-12-28 09:59", "opened", {"priority": "P1"}), now="2026-12-28 13:58")
    with translation.override("nl"):
        labels = clock_page(explained, AGREEMENT, reading=reading).ribbon.labels
    assert [label.text for label in labels if "t-strong" in label.css] == ["uiterlijk 13:59"]


def test_best_effort_has_no_ribbon_and_no_due():
    explained, reading = clock(("2026-12-22 09:00", "opened", {"priority": "P3"}))
    with translation.override("nl"):
        page = clock_page(explained, AGREEMENT, reading=reading)
    assert (page.ribbon, page.card.pill.word, page.card.mini.used) == (None, "Naar vermogen", "")


def test_the_small_ribbon_keeps_its_due_line_in_place():
    assert mini(0.5, label="").used == "39.00%"
    late = mini(1.09, label="", tone="breach")
    assert (late.used, late.over, late.due) == ("78.00%", "7.02%", "78.00%")
    assert mini(9.0, label="").over == "22.00%"
    assert mini(None, label="").used == ""


def test_a_trend_needs_two_figures_and_marks_what_was_missed():
    assert trend([None, 97.0], 95.0, label="", first="nov", last="dec") is None
    drawn = trend([98.0, 94.0, 97.0], 95.0, label="", first="okt", last="dec")
    assert len(drawn.misses) == 1
    assert drawn.path.count("L") == 2
