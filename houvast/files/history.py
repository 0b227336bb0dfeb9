"""Whether the events of a file can have happened: every ticket opened once, first, and references that hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from houvast.files.findings import AT_MOST, Finding, Findings
from houvast.files.table import LINE
from houvast.sla.events import WITHDRAWN, Events
from houvast.sla.terms import EventKind, UnknownEvent

Row = dict[str, Any]
_OPENED, _CORRECTION, _MERGED = (int(kind) for kind in (EventKind.OPENED, EventKind.CORRECTION, EventKind.MERGED))


def check_history(table: pl.DataFrame, findings: Findings) -> None:
    """Add what contradicts itself between the rows of a log (`EventLog.table`), in the order of the file."""
    found: list[Finding] = []
    beyond = sum(check(table, found) for check in (_openings, _identities, _corrections))
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
            code = "becomes-correction" if becomes.strip().lower() == EventKind.CORRECTION.word else "becomes"
            found.append(Finding(row[LINE], code, {"word": becomes[:60]}, "becomes"))
    return 0


def check_mergers(events: Events, table: pl.DataFrame, findings: Findings, *, elsewhere: bool) -> None:
    """
    Add tickets merged into nothing, into one that is not there, into themselves, or in a circle.

    events     the log of `table` after its corrections
    elsewhere  a ticket may be merged into one that the file does not have
    """
    rows = np.flatnonzero(events.kind == _MERGED).tolist()
    if not rows:
        return
    into = [events.into.word(row) if events.into is not None else None for row in rows]
    step: dict[str, str | None] = {}
    for row, to in zip(rows, into, strict=True):
        step.setdefault(events.tickets[int(events.ticket[row])], to)  # what follows a merger no longer counts
    known = {events.tickets[code] for code in np.unique(events.ticket).tolist()}
    wrong = {name: _merger(name, to) for name, to in step.items() if not (to in known or (to and elsewhere))}
    for circle in _circles({name: to for name, to in step.items() if to}):
        code = "merged-itself" if len(circle) == 1 else "merged-circle"
        words = {"ticket": circle[0], "circle": " → ".join([*circle[:9], *["…"][: len(circle) - 9], circle[0]])}
        wrong[circle[0]] = (code, words)
    line = _lines_of_mergers(table, {name: step[name] for name in wrong})
    found = [Finding(line[name], code, words, "into") for name, (code, words) in wrong.items()]
    findings.add(*sorted(found, key=lambda finding: finding.line))


def _merger(name: str, into: str | None) -> tuple[str, dict[str, str]]:
    return ("merged-absent", {"ticket": name, "into": into}) if into else ("merged-nowhere", {"ticket": name})


def _lines_of_mergers(table: pl.DataFrame, step: dict[str, str | None]) -> dict[str, int]:
    """Return the line on which each ticket is merged into another, or something is corrected into that."""
    is_merger = pl.col("event") == _MERGED
    if "becomes" in table.columns:
        is_merger |= pl.col("becomes") == EventKind.MERGED.word
    if "into" in table.columns:
        is_merger |= (pl.col("event") == _CORRECTION) & pl.col("into").is_not_null()
    into = pl.col("into") if "into" in table.columns else pl.lit(None, pl.String)
    rows = table.select(LINE, pl.col("ticket").cast(pl.String), into=into, is_merger=is_merger)
    found: dict[str, int] = {}
    for number, name, to in (
        rows.filter(pl.col("ticket").is_in(list(step)) & pl.col("is_merger")).drop("is_merger").rows()
    ):
        if name not in found or to == step[name]:
            found[name] = number
    return found


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
        return EventKind.of(word) is not EventKind.CORRECTION
    except UnknownEvent:
        return False
