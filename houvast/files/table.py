"""CSV files as tables of words: a column a header name, every word trimmed, and the line each row stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import polars as pl

from houvast.files.findings import AT_MOST, Finding, Findings
from houvast.files.records import LONGEST_RECORD, Chunk, Progress, chunks
from houvast.sla.agreement.findings import nearest

_WHOLE_NUMBER = r"^[+-]?[0-9]{1,18}$"

LINE = "line"
"""Column that holds the line (of a Parquet file: the row) on which a row stands, from 1."""


def frames(
    path: Path,
    findings: Findings,
    *,
    required: Collection[str],
    wanted: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Iterator[pl.DataFrame]:
    """
    Return the rows of a CSV file, a block at a time, as words; empty cells are null, empty lines left out.

    required  columns that must be there; names are compared in lower case
    wanted    columns to read where they are there; None reads all
    Raises OSError when the file cannot be read; what is wrong with it is added to `findings`.
    """
    header: list[str] = []
    for chunk in chunks(path, findings, progress):
        is_first = not header
        if is_first:
            header = _header(chunk)
            check_header(header, required, findings)
            if findings:
                return
        if chunk.text.strip(b"\r\n"):  # lines without anything on them are no table
            yield _frame(chunk, header, wanted, skip=int(is_first))


def check_header(header: Collection[str], required: Collection[str], findings: Findings) -> None:
    """Add the required columns that are missing, with the name that was probably meant, and those named twice."""
    listed = list(header)
    for name in required:
        if name not in listed:
            others = [other for other in listed if other and other not in required]
            values = {"name": name, "header": ", ".join(listed)[:200] or "nothing", "guess": nearest(name, others)}
            findings.add(Finding(1, "missing-column", values))
    for name in sorted({name for name in listed if name and listed.count(name) > 1}):
        findings.add(Finding(1, "double-column", {"name": name}))


def _header(chunk: Chunk) -> list[str]:
    text = io.StringIO(chunk.text[:LONGEST_RECORD].decode("utf-8", "ignore"), newline="")
    first = next(csv.reader(text, delimiter=chunk.separator))
    return [name.strip().lower() for name in first]


def _frame(chunk: Chunk, header: list[str], wanted: Collection[str] | None, *, skip: int) -> pl.DataFrame:
    """Return the words of a chunk; a column without a name is not read."""
    places = [at for at, name in enumerate(header) if name and (wanted is None or name in wanted)]
    schema: dict[str, type[pl.DataType]] = {str(at): pl.String for at in range(len(header))}
    read = pl.read_csv(
        chunk.text, has_header=False, separator=chunk.separator, schema=schema, infer_schema=False, columns=places
    )
    lines = pl.Series(LINE, chunk.lines)
    words = [trimmed(pl.col(str(at))).alias(header[at]) for at in places]
    table = read.select(words).with_columns(lines).slice(skip)
    return table.filter(~pl.all_horizontal(pl.exclude(LINE).is_null()))


def trimmed(column: pl.Expr) -> pl.Expr:
    """Return the words of a column without the blanks around them; null where nothing is left."""
    words = column.str.strip_chars()
    return pl.when(words != "").then(words)


class RowFindings:
    """Collects what is wrong in the rows of one part, whatever the column, in the order of the file."""

    def __init__(self, lines: pl.Series) -> None:
        self._lines = lines
        self._found: list[Finding] = []
        self._beyond = 0

    def rows(self, mask: pl.Series, finding: Callable[[int, int], Finding]) -> None:
        """Make a finding (from row and line) for the first rows of a mask; count the others."""
        rows = mask.arg_true()
        self._found += [finding(row, self._lines[row]) for row in rows.head(AT_MOST)]
        self._beyond += max(0, len(rows) - AT_MOST)

    def empty(self, column: pl.Series) -> None:
        """Make a finding of the empty cells of a column that may have none."""
        self.rows(column.is_null(), lambda _, line: Finding(line, "empty-cell", cell=column.name))

    def report(self, findings: Findings) -> None:
        """Hand everything over."""
        findings.add(*sorted(self._found, key=lambda found: found.line), beyond=self._beyond)


def whole_numbers(words: pl.Series, wrong: RowFindings) -> pl.Series:
    """Return a column of whole numbers, null where empty; anything else is a finding."""
    bad = words.is_not_null() & ~words.str.contains(_WHOLE_NUMBER).fill_null(False)
    wrong.rows(bad, lambda row, line: Finding(line, "not-a-number", {"word": words[row][:60]}, words.name))
    return words.cast(pl.Int64, strict=False)
