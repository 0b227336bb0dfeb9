"""DEEDS: what good files hold, and what is said of bad ones, with the place."""

from datetime import UTC, datetime

import pytest

from houvast.files import deeds_in
from houvast.files.findings import BadFile
from houvast.sla.agreement.reading import read as read_agreement
from houvast.sla.duty import Deed

AGREEMENT = read_agreement(
    "houvast: 1\nagreement: duties\nparties: {provider: A, customer: B}\neffective: {from: 2026-01-01}\n"
    "timezone: Europe/Amsterdam\nclocks: {}\ntargets: {uptime: {availability: web, at_least: 99%}}\n"
    "duties:\n  report: {every: month, within: 10d after period}\n  breach: {after: becoming aware, within: 48h}\n"
)
HEADER = "duty,about,at,done_at\n"


def read(tmp_path, rows, agreement=AGREEMENT):
    path = tmp_path / "deeds.csv"
    path.write_text(HEADER + rows)
    return deeds_in.deeds(path, agreement)


def utc(*when):
    return datetime(2026, *when, tzinfo=UTC)


def test_the_rows_of_a_file(tmp_path):
    rows = (
        "report,2026-05,,2026-06-03T09:00\nbreach,stolen laptop,2026-05-04T10:00,\nreport,2026-05,,2026-06-03T09:00\n"
    )
    found = read(tmp_path, rows)
    assert found.table == [
        Deed("report", "2026-05", None, utc(6, 3, 7)),
        Deed("breach", "stolen laptop", utc(5, 4, 8), None),
    ]
    assert (found.rows, found.duplicates) == (2, 1)


def test_a_file_with_only_a_header(tmp_path):
    assert read(tmp_path, "").table == []


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        ("reprot,2026-05,,", ":2:1: ", "has no duty 'reprot'; it has: report, breach; did you mean 'report'?"),
        ("report,May,,", ":2:8: ", "'May' is no period of duty 'report'; write one as 2026-05, "),
        ("report,2026,,", ":2:8: ", "'2026' is no period of duty 'report'"),
        ("report,2026-Q1,,", ":2:8: ", "'2026-Q1' is no period of duty 'report'"),
        ("breach,laptop,,", ":2:15: ", "duty 'breach' depends on 'becoming aware', so 'at' must say when that was"),
        (",2026-05,,", ":2:1: ", "'duty' is empty"),
        ("report,,,", ":2:8: ", "'about' is empty"),
        ("report,2026-05,,soon", ":2:17: ", "'soon' is not an ISO 8601 date and time"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(tmp_path, row, place, message):
    with pytest.raises(BadFile) as refusal:
        read(tmp_path, row + "\n")
    (line,) = refusal.value.lines()
    assert place in line
    assert message in line


def test_it_says_so_in_dutch_too(tmp_path):
    with pytest.raises(BadFile) as refusal:
        read(tmp_path, "reprot,2026-05,,\nreport,mei,,\nbreach,laptop,,\n")
    told = [line.split(": ", 1)[1] for line in refusal.value.lines("nl")]
    assert told == [
        "de overeenkomst heeft geen plicht 'reprot'; wel: report, breach; bedoelt u 'report'?",
        "'mei' is geen periode van plicht 'report'; schrijf zoals 2026-05, 2026-Q2, 2026-W20 of 2026",
        "plicht 'breach' hangt af van 'becoming aware', dus 'at' moet zeggen wanneer dat was",
    ]
