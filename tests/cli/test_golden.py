"""What the terminal shows, to the letter. `HOUVAST_GOLDEN=write bin/test tests/cli` writes the pictures anew."""

import os
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
AS_OF = ("--as-of", "2026-12-28T10:20")
FILES = ("agreement.yaml", "events.csv")
TEAMS = ("agreement.yaml", "teams.csv")
WITH = ("--with", "desk-agreement.yaml", "host-agreement.yaml")
DUE = ("due", "agreement.yaml", "--opened", "2026-12-24T15:30")
UPTIME = ("uptime", "uptime/agreement.yaml", "uptime/outages.csv", "--as-of", "2026-06-15T12:00")
INDICATORS = ("indicators", "indicators/agreement.yaml", "indicators/readings.csv", "--as-of", "2026-06-15T12:00")
MAY = (*INDICATORS, "--outages", "indicators/outages.csv", "--period", "2026-05")
BESIDE = (
    *("indicators", "indicators/xla.yaml", "indicators/answers.csv", "--as-of", "2026-06-15T12:00"),
    *("--beside", "indicators/sla.yaml", "--events", "indicators/events.csv", "--outages", "indicators/outages.csv"),
)
DUTIES = ("duties", "indicators/agreement.yaml", "indicators/deeds.csv", "--as-of", "2026-05-30T12:00")

SCREENS = {
    "check-80": (80, "check", "agreement.yaml"),
    "check-120-nl": (120, "check", "agreement.yaml", "--lang", "nl"),
    "check-with-120": (120, "check", "agreement.yaml", *WITH),
    "check-with-120-nl": (120, "check", "agreement.yaml", *WITH, "--lang", "nl"),
    "due-80": (80, *DUE, "--target", "resolution", "--priority", "P2"),
    "due-over-christmas-nl-80": (80, *DUE, "--target", "resolution", "--priority", "P3", "--lang", "nl"),
    "due-best-effort": (80, *DUE, "--target", "resolution", "--priority", "P4"),
    "measure-80": (80, "measure", *FILES, *AS_OF),
    "measure-80-nl": (80, "measure", *FILES, *AS_OF, "--lang", "nl"),
    "measure-120-per": (120, "measure", *FILES, *AS_OF, "--per"),
    "measure-teams-100": (100, "measure", *TEAMS, *AS_OF, "--by", "team", *WITH),
    "measure-teams-80-nl": (80, "measure", *TEAMS, *AS_OF, "--by", "team", "--lang", "nl"),
    "explain-teams-100": (100, "explain", *TEAMS, "5001", *AS_OF, *WITH),
    "explain-held-80-nl": (80, "explain", "desk-agreement.yaml", "teams.csv", "5001", *AS_OF, "--lang", "nl"),
    "explain-80": (80, "explain", *FILES, "4187", *AS_OF),
    "explain-120-nl": (120, "explain", *FILES, "4187", *AS_OF, "--lang", "nl"),
    "explain-stopped-80": (80, "explain", *FILES, "4188", *AS_OF),
    "explain-void-80": (80, "explain", *FILES, "4192", *AS_OF),
    "explain-best-effort-80": (80, "explain", *FILES, "4190", *AS_OF, "--target", "resolution"),
    "uptime-80": (80, *UPTIME, "--period", "2026-05"),
    "uptime-80-nl": (80, *UPTIME, "--period", "2026-05", "--lang", "nl"),
    "uptime-all-100": (100, *UPTIME, "--fee", "licences=400"),
    "uptime-quarter-80-nl": (80, *UPTIME, "--period", "2026-Q2", "--target", "helpdesk", "--lang", "nl"),
    "measure-against-80": (80, "measure", *FILES, *AS_OF, "--against", "draft.yaml"),
    "measure-against-80-nl": (80, "measure", *FILES, *AS_OF, "--against", "draft.yaml", "--lang", "nl"),
    "measure-against-itself-80": (80, "measure", *FILES, *AS_OF, "--against", "agreement.yaml"),
    "uptime-against-80": (80, *UPTIME, "--against", "uptime/draft.yaml"),
    "uptime-against-80-nl": (80, *UPTIME, "--against", "uptime/draft.yaml", "--lang", "nl"),
    "check-indicators-80": (80, "check", "indicators/agreement.yaml"),
    "check-indicators-80-nl": (80, "check", "indicators/agreement.yaml", "--lang", "nl"),
    "indicators-80": (80, *MAY),
    "indicators-90-nl": (90, *MAY, "--lang", "nl"),
    "indicators-all-100-nl": (100, *INDICATORS, "--target", "round-trip", "--lang", "nl"),
    "indicators-beside-80": (80, *BESIDE, "--period", "2026-05"),
    "indicators-beside-100-nl": (100, *BESIDE, "--target", "experience", "--lang", "nl"),
    "duties-80": (80, *DUTIES),
    "duties-80-nl": (80, *DUTIES, "--lang", "nl"),
    "uptime-against-itself-80-nl": (80, *UPTIME, "--against", "uptime/agreement.yaml", "--lang", "nl"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen(houvast, name):
    columns, *argv = SCREENS[name]
    run = houvast(*argv, columns=columns)
    assert (run.status, run.err) == (0, "")
    picture = GOLDEN / f"{name}.txt"
    if os.environ.get("HOUVAST_GOLDEN") == "write":
        picture.write_text(run.out, encoding="utf-8")
    assert run.out == picture.read_text(encoding="utf-8")
    tables = [line for line in run.out.splitlines() if "agreement.yaml:" not in line]  # places are not wrapped
    assert max(map(len, tables)) <= columns
    assert not [line for line in tables if line != line.rstrip()]


def test_a_pipe_gets_the_lines_unbroken(houvast):
    run = houvast("explain", *FILES, "4187", *AS_OF)
    assert "holiday, Second Day of Christmas\n" in run.out
    assert "\x1b" not in run.out


def test_every_picture_has_a_screen():
    assert {picture.stem for picture in GOLDEN.glob("*.txt")} == set(SCREENS)
