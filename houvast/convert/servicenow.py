"""
ServiceNow's incident audit log → EVENTS.

One row of the log is one snapshot of an incident; what differs from the snapshot before it happened at that
row's `sys_updated_at`. Columns that hold their final value on every row (`resolved_at`, `closed_at`,
`closed_code`, `resolved_by`) are not read: they tell on the first row how the incident will end. Of that kind
only `opened_at` is used, for the opening itself. docs/reference/command-line.md has the mapping as a table.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from houvast.files import instants
from houvast.files.findings import BadFile, Finding, Findings
from houvast.files.places import located
from houvast.files.records import Progress
from houvast.files.table import LINE, RowFindings, frames, whole_numbers
from houvast.sla.terms import EventKind

REQUIRED = ("number", "incident_state", "sys_mod_count", "sys_updated_at", "opened_at")
WEIGHTS = ("impact", "urgency", "priority")
OPTIONAL = (
    *WEIGHTS,
    "reopen_count",
    "assignment_group",
    "assigned_to",
    "category",
    "subcategory",
    "short_description",
    "u_symptom",
    "contact_type",
    "caller_id",
    "sys_updated_by",
)
COLUMNS = (
    *("ticket", "at", "event", "seq", "id", "by"),
    *(*WEIGHTS, "status", "type", "service", "channel", "team"),
    *("handler", "subcategory", "text"),
)
"""Columns of the EVENTS file; `handler` and `subcategory` are extra ones."""

TYPE = "incident"
"""What every ticket of this log is."""

NEW, RESOLVED, CLOSED = "New", "Resolved", "Closed"
CANCELLED = ("Canceled", "Cancelled")
ENDED = (RESOLVED, CLOSED, *CANCELLED)
UNKNOWN = ("?", "-100")
"""What the export writes where it does not know; -100 is a state."""

_FOLLOWED = (*WEIGHTS, "assignment_group", "assigned_to")


def convert(path: Path, *, zone: str | None, progress: Progress | None = None) -> pl.DataFrame:
    """
    Return the log as EVENTS (COLUMNS, words), by ticket and time; arguments as `houvast.convert.convert`.

    Raises BadFile with everything that is wrong, OSError when the file cannot be read.
    """
    try:
        return _events(differences(snapshots(path, zone=zone, progress=progress)), in_utc=zone is not None)
    except BadFile as refusal:
        raise located(refusal) from None


def snapshots(path: Path, *, zone: str | None, progress: Progress | None = None) -> pl.DataFrame:
    """
    Return the rows of the log in the order in which they happened.

    `at` and `opened_at` are microseconds, sys_mod_count and reopen_count numbers; a column that the export lacks, and
    a cell that says it does not know, is null.
    """
    findings = Findings(path)
    wanted = (*REQUIRED, *OPTIONAL)
    read = frames(path, findings, required=REQUIRED, wanted=wanted, progress=progress)
    parts = [_readable(part, zone, findings) for part in read]
    findings.refuse()
    table = pl.concat(parts)
    if not len(table):
        findings.add(Finding(0, "no-rows"))
    findings.refuse()
    return _in_order(table.with_row_index("row"))


def _readable(words: pl.DataFrame, zone: str | None, findings: Findings) -> pl.DataFrame:
    """Return rows with instants and numbers for words; what is wrong in a row is added to `findings`."""
    missing = [pl.lit(None, pl.String).alias(name) for name in OPTIONAL if name not in words.columns]
    words = words.with_columns(missing).with_columns(_known(pl.exclude(LINE)))
    wrong = RowFindings(words[LINE])
    for cell in ("number", "sys_mod_count", "sys_updated_at", "opened_at"):
        wrong.empty(words[cell])
    table = words.select(
        *(LINE, "number", "incident_state", *OPTIONAL),
        sys_mod_count=whole_numbers(words["sys_mod_count"], wrong),
        at=_instants(words["sys_updated_at"], zone, wrong),
        opened_at=_instants(words["opened_at"], zone, wrong),
    ).with_columns(reopen_count=whole_numbers(words["reopen_count"], wrong))
    wrong.report(findings)
    return table


def _known(column: pl.Expr) -> pl.Expr:
    return pl.when(~column.is_in(UNKNOWN)).then(column)


def _instants(words: pl.Series, zone: str | None, wrong: RowFindings) -> pl.Series:
    """Return a column of times, in either shape that the system exports, in microseconds."""
    iso = instants.read(words, zone or "UTC")
    other = instants.read(words, zone or "UTC", shape=instants.DAY_MONTH_YEAR)

    def unreadable(row: int, line: int) -> Finding:
        shape = instants.ISO_8601 if words[row][:4].isdigit() else instants.DAY_MONTH_YEAR
        return instants.why_not(words[row], shape=shape, line=line, cell=words.name)

    wrong.rows(pl.Series(iso.wrong & other.wrong) & words.is_not_null(), unreadable)
    return pl.Series(np.where(iso.wrong, other.at, iso.at))


def _in_order(table: pl.DataFrame) -> pl.DataFrame:
    """
    Return the snapshots by incident and time; within a minute sys_mod_count decides, then the place in the file.

    Time goes before sys_mod_count, for some incidents carry a first snapshot from before the counter began again.
    """
    first = pl.col("row").min().over("number")
    return table.sort(first, "at", "sys_mod_count", "row").with_columns(
        # Nothing can have happened before the opening; where the two disagree, the opening holds.
        at=pl.max_horizontal("at", "opened_at"),
        place=pl.int_range(pl.len()).over("number"),
        repeat=pl.int_range(pl.len()).over("number", "sys_mod_count"),
    )


def differences(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the snapshots with a column for each kind of event in _HAPPENED: whether it happened at that snapshot."""
    rows = _with_state(rows.with_columns(first=pl.col("place") == 0))
    rows = rows.with_columns(pl.col(name).forward_fill().over("number").alias(_held(name)) for name in _FOLLOWED)
    changed = {name: pl.col(_held(name)).ne_missing(_before(_held(name))) for name in _FOLLOWED}
    handed_over = changed["assignment_group"] | changed["assigned_to"]
    moved = pl.col("state").ne_missing(pl.col("before"))
    ended = pl.col("state").is_in(ENDED).fill_null(False)
    busy = ~ended & (pl.col("state") != NEW).fill_null(False)
    was_ended = pl.col("before").is_in(ENDED).fill_null(False)
    return rows.with_columns(
        is_opened=pl.col("first"),
        is_priority=~pl.col("first") & pl.any_horizontal(changed[name] for name in WEIGHTS),
        is_assigned=pl.when("first").then(pl.col("assigned_to").is_not_null()).otherwise(handed_over),
        is_reopened=was_ended & (~ended | pl.col("rises")),
        is_acknowledged=busy & ((busy | ended).cast(pl.Int32).cum_sum().over("number") == 1),
        is_status=moved & ~ended & ~(pl.col("first") & (pl.col("state") == NEW).fill_null(False)),
        is_resolved=moved & (pl.col("state") == RESOLVED).fill_null(False),
        is_closed=moved & (pl.col("state") == CLOSED).fill_null(False),
        is_cancelled=moved & pl.col("state").is_in(CANCELLED).fill_null(False),
    )


def _with_state(rows: pl.DataFrame) -> pl.DataFrame:
    """
    Return the snapshots with `state` and the state `before`.

    Where the state is unknown, the one before holds on. A snapshot that steps out of an ended state while neither
    sys_mod_count nor reopen_count rises is a stale one: there, too, the state before holds on.
    """
    rises = (pl.col("reopen_count") > _before("reopen_count")).fill_null(False)
    was_ended = _before("incident_state").is_in(ENDED).fill_null(False)
    counted = (pl.col("sys_mod_count") > _before("sys_mod_count")).fill_null(False)
    stale = was_ended & ~pl.col("incident_state").is_in(ENDED).fill_null(False) & ~rises & ~counted
    rows = rows.with_columns(rises=rises, state=pl.when(~stale).then("incident_state"))
    rows = rows.with_columns(pl.col("state").forward_fill().over("number"))
    return rows.with_columns(before=_before("state"))


def _before(name: str) -> pl.Expr:
    """Return a column as it was on the incident's snapshot before; null on the first."""
    return pl.when(~pl.col("first")).then(pl.col(name).shift())


def _held(name: str) -> str:
    return f"held_{name}"


_SAID_BY_ROW = {"by": pl.col("sys_updated_by")}
_WEIGHED = {name: pl.col(_held(name)) for name in WEIGHTS}
_HAPPENED: dict[EventKind, dict[str, pl.Expr]] = {
    EventKind.OPENED: {
        **{name: pl.col(name) for name in WEIGHTS},
        "by": pl.col("caller_id"),
        "status": pl.when(pl.col("state") == NEW).then("state"),
        "type": pl.lit(TYPE),
        "service": pl.col("category"),
        "channel": pl.col("contact_type"),
        "team": pl.col("assignment_group"),
        "subcategory": pl.col("subcategory"),
        "text": pl.coalesce("short_description", "u_symptom"),
    },
    EventKind.PRIORITY: {**_SAID_BY_ROW, **_WEIGHED},
    EventKind.ASSIGNED: {**_SAID_BY_ROW, "team": pl.col("assignment_group"), "handler": pl.col("assigned_to")},
    EventKind.REOPENED: _SAID_BY_ROW,
    EventKind.ACKNOWLEDGED: _SAID_BY_ROW,
    EventKind.STATUS: {**_SAID_BY_ROW, "status": pl.col("state")},
    EventKind.RESOLVED: _SAID_BY_ROW,
    EventKind.CLOSED: _SAID_BY_ROW,
    EventKind.CANCELLED: _SAID_BY_ROW,
}
"""What each kind of event says; in the order in which one snapshot, which is one instant, says them."""


def _events(rows: pl.DataFrame, *, in_utc: bool) -> pl.DataFrame:
    """Return a row for each event, in the order of the snapshots."""
    first = pl.col("row").min().over("number")
    rows = rows.with_columns(order=first)
    parts = [_of_kind(rows, kind, at) for at, kind in enumerate(_HAPPENED)]
    events = pl.concat(parts).sort("order", "seq")
    at = instants.written(events["at"].to_numpy())
    return events.with_columns(at if in_utc else at.str.strip_suffix("Z")).select(COLUMNS)


def _of_kind(rows: pl.DataFrame, kind: EventKind, place_in_row: int) -> pl.DataFrame:
    repeat = pl.when(pl.col("repeat") > 0).then(pl.format(".{}", "repeat")).otherwise(pl.lit(""))
    snapshot = pl.lit("opened") if kind is EventKind.OPENED else pl.format("{}{}/" + kind.word, "sys_mod_count", repeat)
    said = _HAPPENED[kind]
    return rows.filter(f"is_{kind.word}").select(
        "order",
        ticket="number",
        at="opened_at" if kind is EventKind.OPENED else "at",
        event=pl.lit(kind.word),
        seq=pl.col("place") * len(_HAPPENED) + place_in_row,
        id=pl.format("{}/{}", "number", snapshot),
        **{name: said.get(name, pl.lit(None, pl.String)).cast(pl.String) for name in COLUMNS if name not in _OF_ALL},
    )


_OF_ALL = ("ticket", "at", "event", "seq", "id")
