"""Whether the events of a file can have happened: every ticket opened once, first, and references that hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from houvast.files.findings import AT_MOST, Finding, Findings
from houvast.files.table import LINE
from houvast.sla.events import WITHDRAWN
from houvast.sla.terms import EventKind, UnknownEvent

Row = dict[str, Any]
_OPENED, _CORRECTION, _MERGED = (int(kind) for kind in (EventKind.OPENED, EventKind.CORRECTION, EventKind.MERGED))


def check_history(table: pl.DataFrame, findings: Findings) -> None:
    """Add what contradicts itself between the rows of a log (`EventLog.table`), in the order of the file."""
    found: list[Finding] = []
    beyond = sum(check(table, found) for check in (_openings, _identities, _corrections, _mergers))
    findings.add(*sorted(found, key=lambda finding: finding.line), beyond=beyond)


def _openings(table: pl.DataFrame, found: list[Finding]) -> int:
    """
    Find tickets never opened, opened twice, and events before the opening.

    Tickets with a correction are left to `Events.columns`, which looks after correcting.
    """
    corrected = table.filter(pl.col("event") == _CORRECTION)["ticket"].unique()
    plain = table.select(LINE, "ticket", "at", "event").filter(~pl.col("ticket").is_in(corrected.implode()))
    is_opened = pl.col("event") == _OPENED
    first = (
        plain.filter(is_opened)
        .group_by("ticket", maintain_order=True)
        .agg(pl.col(LINE).first().alias("first"), pl.col("at").min().alias("opened_at"))
    )
    rows = plain.join(first, on="ticket", how="left", maintain_order="left")
    never = rows.filter(pl.col("first").is_null()).unique("ticket", keep="first", maintain_order=True)
    twice = rows.filter(is_opened & (pl.col(LINE) != pl.col("first")))
    before = rows.filter(~is_opened & (pl.col("at") < pl.col("opened_at")))
    return (
        _take(never, found, lambda row: _about(row, "never-opened"))
        + _take(twice, found, lambda row: _about(row, "opened-twice"))
        + _take(before, found, lambda row: _about(row, "before-opened"))
    )


def _identities(table: pl.DataFrame, found: list[Finding]) -> int:
    """Find ids that stand for more than one event."""
    if "id" not in table.columns:
        return 0
    named = table.select(LINE, "id").drop_nulls("id")
    if not named["id"].is_duplicated().any():
        return 0
    rows = named.with_columns(pl.col(LINE).first().over("id").alias("first"))
    again = rows.filter(pl.col(LINE) != pl.col("first"))
    return _take(again, found, _same_id)


def _same_id(row: Row) -> Finding:
    return Finding(row[LINE], "same-id", {"id": row["id"], "first": row["first"]}, "id")


def _corrections(table: pl.DataFrame, found: list[Finding]) -> int:
    """Find corrections of nothing, of another ticket's event, or into what is no event."""
    rows = table.filter(pl.col("event") == _CORRECTION)
    if not len(rows):
        return 0
    ids = table.select("ticket", "id").drop_nulls() if "id" in table.columns else pl.DataFrame()
    known = set(ids.rows()) if ids.width else set()
    for row in rows.iter_rows(named=True):
        corrects, becomes = row.get("corrects"), row.get("becomes")
        if not corrects:
            found.append(Finding(row[LINE], "corrects-nothing"))
        elif (row["ticket"], corrects) not in known:
            values = {"ticket": row["ticket"], "id": corrects}
            found.append(Finding(row[LINE], "corrects-unknown", values, "corrects"))
        if becomes and becomes != WITHDRAWN and not _is_event(becomes):
            found.append(Finding(row[LINE], "becomes", {"word": becomes}, "becomes"))
    return 0


def _mergers(table: pl.DataFrame, found: list[Finding]) -> int:
    """Find tickets merged into themselves, directly or in a circle."""
    if "into" not in table.columns:
        return 0
    rows = table.filter((pl.col("event") == _MERGED) & pl.col("into").is_not_null())
    step: dict[str, str] = dict(rows.select("ticket", "into").rows())
    line = dict(rows.select("ticket", LINE).rows())
    for circle in _circles(step):
        code = "merged-itself" if len(circle) == 1 else "merged-circle"
        values = {"ticket": circle[0], "circle": " → ".join([*circle[:9], *["…"][: len(circle) - 9], circle[0]])}
        found.append(Finding(line[circle[0]], code, values, "into"))
    return 0


def _circles(step: dict[str, str]) -> list[list[str]]:
    """Return each circle in a chain of steps once, begun at the ticket that comes first."""
    circles: list[list[str]] = []
    seen: set[str] = set()
    for ticket in step:
        walk: dict[str, None] = {}
        while ticket in step and ticket not in seen:
            seen.add(ticket)
            walk[ticket] = None
            ticket = step[ticket]
        if ticket in walk:
            names = list(walk)
            circles.append(names[names.index(ticket) :])
    return circles


def _take(rows: pl.DataFrame, found: list[Finding], finding: Callable[[Row], Finding]) -> int:
    """Make findings of the first rows, and return how many are left."""
    found += [finding(row) for row in rows.head(AT_MOST).iter_rows(named=True)]
    return max(0, len(rows) - AT_MOST)


def _about(row: Row, code: str) -> Finding:
    values = {"ticket": row["ticket"], "first": row["first"], "event": EventKind(row["event"]).word}
    return Finding(row[LINE], code, values)


def _is_event(word: str) -> bool:
    try:
        EventKind.of(word)
    except UnknownEvent:
        return False
    return True
