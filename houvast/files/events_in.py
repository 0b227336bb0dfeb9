"""
EVENTS files → the columns that the rules work on.

CSV (plain or gzipped) or Parquet with the columns `ticket, at, event` and, where they apply, the attributes of
`sla.events`, `seq`, `id`, `corrects`, `becomes`, `into`; any other column is kept (DESIGN §5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from houvast.files.cells import moments
from houvast.files.findings import BadFile, Finding, Findings
from houvast.files.history import check_history, check_mergers
from houvast.files.parquet import is_parquet, parquet_frames
from houvast.files.places import located
from houvast.files.records import Progress
from houvast.files.table import LINE, RowFindings, frames, whole_numbers
from houvast.sla.agreement.findings import nearest
from houvast.sla.events import ATTRIBUTES, UNSAID, Column, Events, NothingToCorrect, NotOpened, OpenedTwice
from houvast.sla.terms import EventKind, UnknownEvent

REQUIRED = ("ticket", "at", "event")
REFERENCES = ("id", "corrects", "becomes", "into")
_KNOWN = (*REQUIRED, *REFERENCES, "seq", LINE)
_OTHERS = "others"


@dataclass(frozen=True, slots=True)
class EventLog:
    """
    An EVENTS file, as read.

    table       a row an event in the order of the file, double rows left out: `line`, `ticket`, `at` (microseconds
                since 1970 UTC), `event` (EventKind), and the other columns as words, null where empty
    events      the same as the rules take it
    duplicates  rows left out because an earlier row is the same in every column
    """

    path: Path
    table: pl.DataFrame
    events: Events
    duplicates: int


def read(
    path: Path,
    *,
    zone: str,
    also: Collection[str] = (),
    whole: bool = False,
    elsewhere: bool = False,
    progress: Progress | None = None,
) -> EventLog:
    """
    Return the events of a file.

    zone       where times without offset are wall time: the agreement's
    also       further attributes that the agreement knows
    whole      keep the columns that no rule needs (`by`, `text`, extra ones) in `table`
    elsewhere  tickets may be merged into one that the file does not have
    Raises BadFile with everything that is wrong, OSError when the file cannot be read.
    """
    try:
        return _read(path, zone, (*ATTRIBUTES, *also), whole=whole, elsewhere=elsewhere, progress=progress)
    except BadFile as refusal:
        raise located(refusal) from None


def _read(
    path: Path, zone: str, attributes: Sequence[str], *, whole: bool, elsewhere: bool, progress: Progress | None
) -> EventLog:
    findings = Findings(path)
    parts = [_facts(part, zone, attributes, findings, whole=whole) for part in _parts(path, findings, progress)]
    findings.refuse()
    table = pl.concat(parts)
    if not len(table):
        findings.add(Finding(0, "no-rows"))
    findings.refuse()
    table, duplicates = _without_duplicates(table)
    check_history(table, findings)
    findings.refuse()
    events = _events(table, attributes, path)
    check_mergers(events, table, findings, elsewhere=elsewhere)
    findings.refuse()
    return EventLog(path, table.drop(_OTHERS, strict=False), events, duplicates)


def _parts(path: Path, findings: Findings, progress: Progress | None) -> Iterator[pl.DataFrame]:
    if is_parquet(path):
        return parquet_frames(path, findings, required=REQUIRED)
    return frames(path, findings, required=REQUIRED, progress=progress)


def _facts(
    words: pl.DataFrame, zone: str, attributes: Sequence[str], findings: Findings, *, whole: bool
) -> pl.DataFrame:
    """Return the rows with instants, kinds and compact words; what is wrong in a row is added to `findings`."""
    wrong = RowFindings(words[LINE])
    for cell in ("ticket", "event"):
        wrong.empty(words[cell])
    columns = [words[LINE], words["ticket"].cast(pl.Categorical), pl.Series("at", moments(words["at"], zone, wrong))]
    columns += [_kinds(words["event"], wrong)]
    columns += [words[name].cast(pl.Categorical) for name in attributes if name in words.columns]
    columns += [words[name] for name in REFERENCES if name in words.columns]
    columns += [whole_numbers(words["seq"], wrong)] if "seq" in words.columns else []
    others = words.select(name for name in words.columns if name not in (*_KNOWN, *attributes))
    columns += others.get_columns() if whole else [others.hash_rows().alias(_OTHERS)] if others.width else []
    wrong.report(findings)
    return pl.DataFrame(columns)


def _kinds(words: pl.Series, wrong: RowFindings) -> pl.Series:
    """Return the EventKind of each row; -1 where the word is none."""
    kinds = {word: _kind(word) for word in words.drop_nulls().unique().to_list()}
    codes = words.replace_strict(kinds, default=-1, return_dtype=pl.Int8)
    known = [kind.word for kind in EventKind]

    def unknown(row: int, line: int) -> Finding:
        word = words[row]
        return Finding(line, "unknown-event", {"word": word[:60], "guess": nearest(word, known)}, "event")

    wrong.rows((codes < 0) & words.is_not_null(), unknown)
    return codes.alias("event")


def _kind(word: str) -> int:
    try:
        return int(EventKind.of(word))
    except UnknownEvent:
        return -1


def _without_duplicates(table: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Return the table without rows that repeat an earlier row in every column, and how many those were."""
    content = table.drop(LINE)
    candidates = content.hash_rows().is_duplicated()
    if not candidates.any():
        return table, 0
    again = ~content.filter(candidates).select(pl.struct(pl.all()).is_first_distinct()).to_series()
    double = np.zeros(len(table), dtype=bool)
    double[candidates.to_numpy()] = again.to_numpy()
    return table.filter(~pl.Series(double)), int(double.sum())


def _events(table: pl.DataFrame, attributes: Sequence[str], path: Path) -> Events:
    """Return the table as the rules take it; what only shows after corrections is refused here."""
    tickets, ticket = dense(table["ticket"])
    order = _order(table, ticket)
    # Names of events are only looked at by corrections, and there are as many as events.
    named = REFERENCES if _has_corrections(table) else ("into",)
    columns = {
        name: Column(codes[order], values)
        for name in (*attributes, *named)
        if name in table.columns
        for values, codes in [dense(table[name])]
        if values
    }
    try:
        return Events.columns(
            tickets,
            ticket[order],
            table["at"].to_numpy()[order],
            table["event"].to_numpy()[order],
            {name: columns[name] for name in attributes if name in columns},
            identity=columns.get("id"),
            corrects=columns.get("corrects"),
            becomes=columns.get("becomes"),
            into=columns.get("into"),
        )
    except (NotOpened, OpenedTwice) as refusal:
        line = table.filter(pl.col("ticket") == refusal.ticket)[LINE][0]
        wrong = Finding(line, "corrected-opening", {"ticket": refusal.ticket})
    except NothingToCorrect as refusal:
        line = table.filter(pl.col("corrects") == refusal.corrects)[LINE][0]
        wrong = Finding(line, "corrects-later", {"id": refusal.corrects}, "corrects")
    raise BadFile(path, [wrong])


def _order(table: pl.DataFrame, ticket: NDArray[np.int32]) -> NDArray[np.intp]:
    """
    Return the rows by ticket and instant, `opened` first, then by `seq` and place in the file.

    With corrections the instants are not final yet: then `seq` and place in the file decide alone.
    """
    opened_last = table["event"] != int(EventKind.OPENED)
    keys = {"ticket": pl.Series(ticket), "opened_last": opened_last, "at": table["at"]}
    if _has_corrections(table):
        del keys["at"]
    else:
        keys = {"ticket": keys["ticket"], "at": keys["at"], "opened_last": opened_last}
    if "seq" in table.columns:
        keys["seq"] = table["seq"].fill_null(0)
    rows = pl.DataFrame(keys).with_row_index("row")
    return rows.sort(*keys, "row")["row"].to_numpy().astype(np.intp)


def _has_corrections(table: pl.DataFrame) -> bool:
    return bool((table["event"] == int(EventKind.CORRECTION)).any())


def dense(words: pl.Series) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Return the different words in order of first appearance, and the code of each row (-1 for null)."""
    words = words.cast(pl.Categorical)
    different = words.drop_nulls().unique(maintain_order=True)
    if not len(different):
        return (), np.full(len(words), UNSAID, dtype=np.int32)
    shared = different.to_physical().to_numpy()
    place = np.empty(int(shared.max()) + 2, dtype=np.int32)
    place[shared] = np.arange(len(shared), dtype=np.int32)
    place[-1] = UNSAID
    return tuple(different.cast(pl.String).to_list()), place[words.to_physical().fill_null(len(place) - 1).to_numpy()]
