"""The large customer: a real log, moved to now; the pages say of it what the command line says."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from houvast.cli import main
from houvast.files import instants
from houvast.portal.accounts.models import Person
from houvast.portal.agreements.queries import parsed
from houvast.portal.demo import customers, large_customer
from houvast.portal.demo.example_files import ExampleMissing, example
from houvast.portal.pages.levels import figures_of, last_periods
from houvast.sla.target import shown
from houvast.sla.terms import instant

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
ONE_IN = 12


@pytest.mark.parametrize(
    "now", [NOW, datetime(2027, 3, 28, 2, 30, tzinfo=AMSTERDAM), datetime(2028, 2, 29, tzinfo=UTC)]
)
def test_the_whole_log_ends_in_the_week_before_now(now):
    log = large_customer.events(example(large_customer.LOG), now=now)
    opened = log.filter(pl.col("event") == "opened")
    assert opened["ticket"].n_unique() == len(opened) == 24_918
    assert now - timedelta(weeks=1) < instant(opened["at"].max()) <= now
    assert instant(log["at"].max()) <= now


def test_a_monday_morning_stays_one(tmp_path):
    path = part_of_the_log(tmp_path)
    before, after = large_customer.convert("servicenow", path, zone="Europe/Amsterdam"), at_now(path)
    for first, second in zip(before["at"].head(500), after["at"].head(500), strict=True):
        was, moved = (at.astimezone(AMSTERDAM) for at in (datetime.fromisoformat(first), instant(second)))
        assert (was.weekday(), was.time()) == (moved.weekday(), moved.time())


def test_what_lies_after_now_has_not_happened(tmp_path):
    path = part_of_the_log(tmp_path)
    whole = at_now(path)
    last = instant(whole.filter(pl.col("event") == "opened")["at"].max())
    assert len(large_customer.events(path, now=last)) < len(whole)


def test_an_incident_is_called_by_what_it_is_about(tmp_path):
    log = at_now(part_of_the_log(tmp_path))
    subjects = large_customer.subjects(log)
    assert subjects["INC0000045"] == "Category 55, Subcategory 170"
    assert set(subjects) == set(log["ticket"])
    assert all(subjects.values())


def test_the_pages_say_what_the_command_line_says(db, tmp_path, capsys):
    log = at_now(part_of_the_log(tmp_path))
    measured = measure(log, tmp_path, capsys)
    customers.make_provider()
    customer = customers.make(customers.WADDENKUST, now=NOW)
    large_customer.record(customer, log, now=NOW, progress=lambda done, total: None)
    agreement = parsed(customer.agreement_versions.get())
    person = Person.objects.get(email="hanna.veenstra@waddenkust.example")
    assert measured["tickets"] == customer.tickets.count() > 2_000
    for target, figures in zip(
        measured["targets"], figures_of(person, customer, agreement, at=NOW, now=NOW), strict=True
    ):
        periods = {each["period"]: each for each in target["periods"]}
        shown_periods = last_periods(NOW, figures.target.per, agreement.timezone)
        assert set(periods) <= {period.label for period in shown_periods}
        for period in shown_periods:
            level, share = figures.level(period), figures.share(period)
            told = periods.get(period.label, {"met": 0, "breached": 0, "figure_percent": None})
            assert (level.met, level.breached) == (told["met"], told["breached"])
            assert (None if share is None else float(shown(share))) == told["figure_percent"]
        assert figures.level(figures.period).pending == target["total"]["pending"]


def test_a_missing_example_is_named(monkeypatch):
    with pytest.raises(ExampleMissing, match=r"examples/data/none\.csv"):
        example("data/none.csv")


def at_now(path):
    return large_customer.events(path, now=NOW)


def part_of_the_log(tmp_path):
    """Return one in ONE_IN incidents of the log, as a file, and the last one."""
    path = tmp_path / "part.csv.gz"
    with gzip.open(example(large_customer.LOG), "rt", encoding="utf-8") as log:
        header, *rows = log.readlines()
    numbers = list(dict.fromkeys(row.partition(",")[0] for row in rows))
    kept = {*numbers[::ONE_IN], numbers[-1]}
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as part:
        part.writelines([header, *(row for row in rows if row.partition(",")[0] in kept)])
    return path


def measure(log, tmp_path, capsys):
    """Return what `houvast measure` says of the events."""
    path = tmp_path / "events.csv"
    log.with_columns(instants.written(log["at"].to_numpy())).write_csv(path)
    agreement = example(f"agreements/{customers.WADDENKUST.agreement}")
    assert main(["measure", str(agreement), str(path), "--as-of", NOW.isoformat(), "--per", "agreed", "--json"]) == 0
    return json.loads(capsys.readouterr().out)
