"""What the bench prints."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.tables import Figure, Table, number

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (9, "9"), (0.0234, "0.0234"), (3.456, "3.46"), (34.56, "34.6"), (12345.6, "12,346")],
)
def test_numbers_have_three_figures(value, shown):
    assert number(value) == shown


@pytest.mark.parametrize(
    ("figure", "ratio"),
    [
        (Figure("time", "µs", 0.1, "peer", 2.0), 20.0),
        (Figure("speed", "/s", 20_000, "peer", 40_000, more_is_better=True), 0.5),
        (Figure("right", "", 9, "peer", 7, compared=False), None),
        (Figure("alone", "s", 1.0), None),
    ],
)
def test_a_ratio_says_how_many_times_better_ours_is(figure, ratio):
    assert figure.ratio == ratio


def test_a_table_is_aligned_and_marks_what_was_missed():
    table = Table(
        "4", "title", [Figure("a", "ms", 2.0, must="≤ 1 ms", reached=False), Figure("bcd", "ms", 10.5)], ["said"]
    )
    heads, rule, first, second, remark = table.text().splitlines()[1:]
    assert first.index("2.00 ms") + len("2.00 ms") == second.index("10.5 ms") + len("10.5 ms")
    assert first.endswith("NO")
    assert (heads.split()[0], set(rule), remark) == ("what", {"─", " "}, "  · said")
    assert not table.reached


def test_json_says_the_same():
    said = json.loads(json.dumps(Table("1", "t", [Figure("a", "s", 1.0, "p", 2.0, "≥ 2 ×", True)]).as_json()))
    assert said["figures"][0] == {
        "what": "a",
        "unit": "s",
        "ours": 1.0,
        "peer": "p",
        "theirs": 2.0,
        "must": "≥ 2 ×",
        "reached": True,
        "more_is_better": False,
        "compared": True,
        "ratio": 2.0,
    }


def test_an_unknown_row_is_wrong_use():
    done = subprocess.run(
        [sys.executable, "-m", "bench", "nine"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "nine" in done.stderr
