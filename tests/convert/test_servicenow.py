"""The audit log of ServiceNow → EVENTS: the mapping on incidents that are odd, and on the whole public log."""

from pathlib import Path

import polars as pl
import pytest

from houvast.convert import convert, servicenow
from houvast.files import events_in
from houvast.files.findings import BadFile
from houvast.files.writing import write_table
from tests.house.tree import ROOT

EXCERPT = Path(__file__).parent / "servicenow_excerpt.csv"
WHOLE = (
    ROOT / "examples" / "data" / "servicenow_incidents.csv.gz",
    ROOT.parent / "shared" / "data" / "uci_incidents" / "incident_event_log.csv.gz",
)
HEADER = "number,incident_state,sys_mod_count,sys_updated_at,opened_at\n"


@pytest.fixture(scope="module")
def events():
    return convert("servicenow", EXCERPT, zone=None)


@pytest.fixture(scope="module")
def whole():
    log = next(filter(Path.exists, WHOLE), None)
    if log is None:
        pytest.skip("the whole log is not in examples/data")
    return log


def told(events, ticket):
    """What happened to an incident: (when, event, what it says), without year and seconds."""
    said = ("priority", "status", "team", "handler")
    rows = events.filter(pl.col("ticket") == ticket).iter_rows(named=True)
    return [(row["at"][5:16], row["event"], " ".join(row[name] for name in said if row[name])) for row in rows]


@pytest.mark.parametrize(
    "ticket, happened",
    [
        (
            "INC0000045",
            [
                ("02-29T01:16", "opened", "3 - Moderate New Group 56"),
                ("02-29T08:53", "resolved", ""),
                ("03-05T12:00", "closed", ""),
            ],
        ),
        (
            "INC0000047",
            [
                ("02-29T04:40", "opened", "3 - Moderate New Group 70"),
                ("02-29T04:57", "assigned", "Group 70 Resolver 89"),
                ("02-29T05:30", "assigned", "Group 24 Resolver 31"),
                ("02-29T05:30", "acknowledged", ""),
                ("02-29T05:30", "status", "Active"),
                ("03-01T09:14", "assigned", "Group 24 Resolver 89"),
                ("03-01T09:14", "status", "Awaiting User Info"),
                ("03-01T09:52", "resolved", ""),
                ("03-06T10:00", "closed", ""),
            ],
        ),
        (
            "INC0000062",
            [
                ("02-29T06:58", "opened", "3 - Moderate New Group 70"),
                ("02-29T07:29", "priority", "2 - High"),
                ("02-29T07:34", "assigned", "Group 23"),
                ("02-29T15:51", "resolved", ""),
                ("03-05T16:00", "closed", ""),
            ],
        ),
        (  # its snapshot of 07:27 lies before the opening and is numbered 2
            "INC0000130",
            [
                ("02-29T09:41", "opened", "3 - Moderate New Group 72"),
                ("02-29T09:59", "assigned", "Group 73"),
                ("03-01T14:13", "assigned", "Group 73 Resolver 198"),
                ("03-01T14:13", "acknowledged", ""),
                ("03-01T14:13", "status", "Active"),
                ("03-03T10:16", "resolved", ""),
                ("03-08T11:00", "closed", ""),
            ],
        ),
        (
            "INC0000131",
            [
                ("02-29T09:41", "opened", "3 - Moderate Group 66"),
                ("02-29T09:41", "assigned", "Group 66 Resolver 175"),
                ("02-29T09:41", "acknowledged", ""),
                ("02-29T09:41", "status", "Active"),
                ("02-29T09:45", "status", "Awaiting User Info"),
                ("03-03T09:27", "resolved", ""),
                ("03-08T10:00", "closed", ""),
            ],
        ),
        (  # numbered 7, 1, 2, 3 … 7: never reopened
            "INC0000135",
            [
                ("02-29T09:45", "opened", "3 - Moderate Group 70"),
                ("02-29T09:45", "assigned", "Group 70 Resolver 216"),
                ("02-29T09:45", "acknowledged", ""),
                ("02-29T09:45", "status", "Active"),
                ("02-29T15:27", "resolved", ""),
                ("03-05T17:00", "closed", ""),
            ],
        ),
        (  # the snapshot New of 11:10 is numbered before the one Resolved of 11:03
            "INC0000137",
            [
                ("02-29T09:48", "opened", "3 - Moderate New Group 70"),
                ("02-29T11:03", "resolved", ""),
                ("03-05T12:00", "closed", ""),
            ],
        ),
        (
            "INC0000199",
            [
                ("02-29T11:06", "opened", "4 - Low Group 70"),
                ("02-29T11:06", "assigned", "Group 70 Resolver 149"),
                ("02-29T11:06", "resolved", ""),
                ("03-05T12:00", "closed", ""),
            ],
        ),
        (
            "INC0001894",
            [
                ("03-03T12:34", "opened", "3 - Moderate New Group 70"),
                ("03-03T12:59", "assigned", "Group 70 Resolver 139"),
                ("03-04T14:06", "assigned", "Group 10 Resolver 139"),
                ("03-08T14:34", "acknowledged", ""),
                ("03-08T14:34", "status", "Active"),
                ("03-22T15:05", "resolved", ""),
                ("03-27T15:59", "closed", ""),
                ("04-28T11:12", "reopened", ""),
                ("04-28T11:12", "status", "Active"),
                ("05-16T07:51", "resolved", ""),
                ("05-21T08:07", "closed", ""),
            ],
        ),
        (
            "INC0028089",
            [
                ("05-10T22:09", "opened", "3 - Moderate New Group 64"),
                ("05-10T22:09", "assigned", "Group 64 Resolver 15"),
                ("06-16T12:03", "resolved", ""),
                ("06-21T13:07", "closed", ""),
            ],
        ),
    ],
)
def test_what_happened_to_an_incident(events, ticket, happened):
    assert told(events, ticket) == happened


def test_the_opening_says_what_the_ticket_is_about(events):
    opened = events.row(0, named=True)
    assert opened == {
        "ticket": "INC0000045",
        "at": "2016-02-29T01:16:00",
        "event": "opened",
        "seq": 0,
        "id": "INC0000045/opened",
        "by": "Caller 2403",
        "impact": "2 - Medium",
        "urgency": "2 - Medium",
        "priority": "3 - Moderate",
        "status": "New",
        "type": "incident",
        "service": "Category 55",
        "channel": "Phone",
        "team": "Group 56",
        "handler": None,
        "subcategory": "Subcategory 170",
        "text": "Symptom 72",
    }


def test_every_event_has_an_id_of_its_own(events):
    assert not events["id"].is_duplicated().any()
    assert "INC0000130/2.1/status" in events["id"]  # the second snapshot that is numbered 2


def test_columns_with_final_values_are_not_read(events, tmp_path):
    log = pl.read_csv(EXCERPT, infer_schema=False)
    final = ("resolved_at", "closed_at", "closed_code", "resolved_by", "made_sla")
    log.with_columns(pl.lit("1/1/1999 00:00").alias(name) for name in final).write_csv(tmp_path / "log.csv")
    assert convert("servicenow", tmp_path / "log.csv", zone=None).equals(events)


def test_the_order_of_the_rows_in_the_file_does_not_matter_beyond_ties(events, tmp_path):
    pl.read_csv(EXCERPT, infer_schema=False).reverse().write_csv(tmp_path / "log.csv")
    turned = convert("servicenow", tmp_path / "log.csv", zone=None)
    assert turned.drop("id").sort("ticket", "seq").equals(events.drop("id").sort("ticket", "seq"))


def test_a_time_zone_turns_the_times_into_utc(events):
    utc = convert("servicenow", EXCERPT, zone="America/Sao_Paulo")
    assert (events["at"][0], utc["at"][0]) == ("2016-02-29T01:16:00", "2016-02-29T04:16:00Z")


def test_a_log_with_only_the_columns_it_must_have(tmp_path):
    log = (
        "I1,New,0,2026-05-01 09:00:00,2026-05-01 08:00:00\n"
        "I1,In Progress,1,2026-05-01 09:30:00,2026-05-01 08:00:00\n"
        "I1,Resolved,2,2026-05-01 10:00:00,2026-05-01 08:00:00\n"
        "I1,In Progress,3,2026-05-02 10:00:00,2026-05-01 08:00:00\n"
        "I1,Canceled,4,2026-05-03 10:00:00,2026-05-01 08:00:00\n"
    )
    (tmp_path / "log.csv").write_text(HEADER + log)
    events = convert("servicenow", tmp_path / "log.csv", zone=None)
    kinds = ["opened", "acknowledged", "status", "resolved", "reopened", "status", "cancelled"]
    assert events["event"].to_list() == kinds


@pytest.mark.parametrize(
    "row, wrong",
    [
        ("I1,New,0,31/2/2016 01:00,1/2/2016 01:00", "2:10: '31/2/2016 01:00' does not exist: there is no such day"),
        ("I1,New,0,2/31/2016 01:00,1/2/2016 01:00", "2:10: '2/31/2016 01:00' does not exist: there is no such month"),
        ("I1,New,0,soon,1/2/2016 01:00", "2:10: 'soon' is not a time such as 29/2/2016 01:23 (day/month/year) or "),
        ("I1,New,x,1/2/2016 01:00,1/2/2016 01:00", "2:8: sys_mod_count 'x' is not a whole number"),
        ("?,New,0,1/2/2016 01:00,1/2/2016 01:00", "2:1: 'number' is empty"),
        ("I1,New,0,1/2/2016 01:00,?", "2:25: 'opened_at' is empty"),
        ("I1,New,0,1/2/2016 01:00", "2: 4 fields where the header has 5"),
        ("", "there is a header, but no row under it"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, row, wrong):
    path = tmp_path / "log.csv"
    path.write_text(HEADER + row)
    with pytest.raises(BadFile) as refusal:
        convert("servicenow", path, zone=None)
    assert refusal.value.lines()[0].removeprefix(f"{path}:").lstrip().startswith(wrong)


def test_missing_columns_are_named(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("number,incident_state,sys_mod_count,updated_at,opened_at\n")
    with pytest.raises(BadFile, match=r"log\.csv:1: column 'sys_updated_at' is missing.*did you mean 'updated_at'\?"):
        convert("servicenow", path, zone=None)


def test_the_whole_log_gives_the_published_figures(whole):
    rows = servicenow.snapshots(whole, zone=None)
    assert (len(rows), rows["number"].n_unique()) == (141_712, 24_918)
    assert dict(rows["incident_state"].fill_null("-100").value_counts().rows()) == {
        "Active": 38_716,
        "New": 36_407,
        "Resolved": 25_751,
        "Closed": 24_985,
        "Awaiting User Info": 14_642,
        "Awaiting Vendor": 707,
        "Awaiting Problem": 461,
        "Awaiting Evidence": 38,
        "-100": 5,
    }


def test_the_whole_log_as_events(whole, tmp_path):
    events = convert("servicenow", whole, zone=None)
    counts = dict(events["event"].value_counts().rows())
    assert counts["opened"] == events["ticket"].n_unique() == 24_918
    reopened = events.filter(pl.col("event") == "reopened")
    assert (len(reopened), reopened["ticket"].n_unique()) == (331, 275)
    assert events.filter(pl.col("event") == "closed")["ticket"].n_unique() == 24_918
    waiting = events.filter(pl.col("status") == "Awaiting User Info")
    assert waiting["ticket"].n_unique() == 5_471
    weighed = events.drop_nulls("priority").select("ticket", "priority")
    priorities = weighed.group_by("ticket").agg(pl.col("priority").n_unique(), last=pl.col("priority").last())
    assert (priorities["priority"] > 1).sum() == 383
    assert dict(priorities["last"].value_counts().rows()) == {
        "1 - Critical": 270,
        "2 - High": 408,
        "3 - Moderate": 23_466,
        "4 - Low": 774,
    }
    write_table(events, tmp_path / "events.csv")
    log = events_in.read(tmp_path / "events.csv", zone="Europe/Amsterdam")
    assert (len(log.events), log.duplicates) == (len(events), 0)
