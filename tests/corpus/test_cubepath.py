"""cubepath: targets that depend on the window in which a fault is reported, stated as ranges."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, due, has_clock

CUBE = corpus("cubepath")
WINDOWS = ("in-business", "after-hours", "in-weekend")


@clause("cubepath-01")
@pytest.mark.parametrize(
    ("opened", "window"),
    [
        ("2026-06-15 09:00", "in-business"),
        ("2026-06-15 17:59", "in-business"),
        ("2026-06-15 18:00", "after-hours"),
        ("2026-06-16 03:00", "after-hours"),
        ("2026-06-19 23:00", "after-hours"),  # Friday evening
        ("2026-06-20 03:00", "in-weekend"),
        ("2026-06-21 23:59", "in-weekend"),
        ("2026-06-22 08:59", "after-hours"),
    ],
)
def test_one_window_governs_every_moment(opened, window):
    governs = [each for each in WINDOWS if has_clock(CUBE, each, f"{opened} opened priority=level-2")]
    assert governs == [window]


@clause("cubepath-02")
@pytest.mark.parametrize(
    ("window", "opened", "level_2", "level_3"),
    [
        ("in-business", "2026-06-15 12:00", "2026-06-15 14:00", "2026-06-16 00:00"),
        ("after-hours", "2026-06-15 20:00", "2026-06-16 04:00", "2026-06-16 20:00"),
        ("in-weekend", "2026-06-20 12:00", "2026-06-21 00:00", "2026-06-22 12:00"),
    ],
)
def test_the_upper_end_of_each_range_binds(window, opened, level_2, level_3):
    assert due(CUBE, window, f"{opened} priority=level-2") == level_2
    assert due(CUBE, window, f"{opened} priority=level-3") == level_3


@clause("cubepath-03")
@pytest.mark.parametrize("level", ["level-1", "level-2", "level-3"])
def test_a_response_within_a_quarter_of_an_hour_on_all_levels(level):
    assert due(CUBE, "response", f"2026-06-20 03:00 priority={level}") == "2026-06-20 03:15"
