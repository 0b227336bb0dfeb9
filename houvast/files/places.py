"""The character at which a finding stands: looked up only when there is something to find."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from houvast.files.findings import BadFile, Finding
from houvast.files.records import is_gzip, separator_of


def located(refusal: BadFile) -> BadFile:
    """Return the same refusal with the column of every finding that names a cell, where the file can be read again."""
    lines = {found.line for found in refusal.findings if found.cell and found.line and not found.column}
    if not lines or not refusal.path.is_file():
        return refusal
    with _opened(refusal.path) as text:
        header, records = _records(text, lines)
    columns = [name.strip().strip('"').lower() for name in _cells(header, separator_of(header))[1]]
    found = [_placed(finding, records, columns, separator_of(header)) for finding in refusal.findings]
    return BadFile(refusal.path, found, refusal.more)


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[str]]:
    with path.open("rb") as raw:
        plain: BinaryIO = gzip.GzipFile(fileobj=raw) if is_gzip(raw) else raw  # type: ignore[assignment]
        yield TextIOWrapper(plain, encoding="utf-8-sig", newline="\n", errors="replace")


def _records(text: Iterator[str], lines: set[int]) -> tuple[str, dict[int, str]]:
    """Return the header, and the records that begin on the lines asked for."""
    header, found, last = "", {}, max(lines)
    for number, line in enumerate(text, start=1):
        header = header or line
        if number in lines:
            found[number] = line
        if number >= last:
            break
    return header.rstrip("\r\n"), {number: line.rstrip("\r\n") for number, line in found.items()}


def _placed(finding: Finding, records: dict[int, str], columns: Sequence[str], separator: str) -> Finding:
    if not finding.cell or finding.line not in records or finding.cell not in columns:
        return finding
    starts = _cells(records[finding.line], separator)[0]
    at = columns.index(finding.cell)
    return replace(finding, column=starts[at] + 1) if at < len(starts) else finding


def _cells(record: str, separator: str) -> tuple[list[int], list[str]]:
    """Return where the fields of one line begin, and what they hold, quotes included."""
    starts, inside = [0], False
    for at, character in enumerate(record):
        if character == '"':
            inside = not inside
        elif character == separator and not inside:
            starts.append(at + 1)
    ends = [start - 1 for start in starts[1:]] + [len(record)]
    return starts, [record[start:end] for start, end in zip(starts, ends, strict=True)]
