"""
Bytes of a CSV file → chunks of whole records, checked for everything that could shift a row.

A chunk that leaves here has records of equally many fields, balanced quotes, no NUL bytes and valid UTF-8,
so whatever parses it finds the same rows as were counted here, and every row has its line.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from houvast.files.findings import Finding, Findings

BLOCK = 1 << 24
"""Bytes read at a time."""

LONGEST_RECORD = 1 << 20
"""Bytes of one record, with the line ends inside its quotes. A longer one is a quote that was not closed."""

LARGEST = 1 << 34
"""Bytes of one file once unpacked."""

SEPARATORS = ",;\t"
_QUOTE, _LINE_FEED, _CARRIAGE_RETURN = 34, 10, 13
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"

Progress = Callable[[int, int], None]
"""Is told how many bytes are done, of how many."""

Positions = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chunk:
    """
    Whole records.

    text       the bytes of the records, in UTF-8
    lines      line on which each record starts, from 1; an empty line is a record too
    separator  between the fields
    """

    text: bytes
    lines: NDArray[np.int64]
    separator: str


def chunks(path: Path, findings: Findings, progress: Progress | None = None) -> Iterator[Chunk]:
    """
    Return the records of a CSV file, plain or gzipped, a block at a time; the header is the first record.

    Stops after the block in which something is wrong; what is wrong is added to `findings`.
    Raises OSError when the file cannot be read.
    """
    with path.open("rb") as raw:
        reader, total = _Reader(findings), path.stat().st_size
        try:
            for block in _blocks(raw):
                yield from reader.take(block)
                if progress:
                    progress(raw.tell() if raw.seekable() else reader.taken, total)
                if reader.stopped:
                    return
            yield from reader.finish()
        except (EOFError, gzip.BadGzipFile, zlib.error):
            findings.add(Finding(0, "not-gzip"))


def _blocks(raw: BufferedReader) -> Iterator[bytes]:
    """Return what the file holds, unpacked."""
    opened = gzip.GzipFile(fileobj=raw) if is_gzip(raw) else raw
    return iter(lambda: opened.read(BLOCK), b"")


def is_gzip(raw: BufferedReader) -> bool:
    """Return whether a file that was just opened holds a gzip archive."""
    return raw.peek(len(_GZIP))[: len(_GZIP)] == _GZIP


def separator_of(header: str) -> str:
    """Return what separates the fields of a header: comma, semicolon or tab, whichever it has most of."""
    return max(SEPARATORS, key=header.count)


class _Reader:
    """Cuts blocks into records, and remembers what does not fit in one block."""

    def __init__(self, findings: Findings) -> None:
        self.taken = 0
        self.stopped = False
        self._findings = findings
        self._tail = b""
        self._line = 1
        self._separator = ""
        self._fields = 0

    def take(self, block: bytes) -> Iterator[Chunk]:
        """Return the whole records there are now; keep the rest for the next block."""
        if not self.taken:
            block = block.removeprefix(_BYTE_ORDER_MARK)
        self.taken += len(block)
        if self.taken > LARGEST:
            self._stop(Finding(0, "too-large", {"limit": f"{LARGEST >> 30} GiB"}))
            return
        text = self._tail + block
        ends = _record_ends(text)
        cut = int(ends[-1]) + 1 if len(ends) else 0
        self._tail = text[cut:]
        if cut:
            yield from self._checked(text[:cut])
        if len(self._tail) > LONGEST_RECORD and not self.stopped:
            self._stop(_wrong_byte(self._tail, self._line) or _long(self._line))

    def finish(self) -> Iterator[Chunk]:
        """Return the last record, when the file does not end in a line feed."""
        if not self.taken:
            self._stop(Finding(0, "empty-file"))
        elif self._tail:
            yield from self._checked(self._tail + b"\n", was_open=_is_open(self._tail))

    def _checked(self, text: bytes, *, was_open: bool = False) -> Iterator[Chunk]:
        wrong = _wrong_byte(text, self._line)
        if not self._separator and not wrong:
            wrong = self._begin(text)
        if wrong or was_open:
            self._stop(wrong or Finding(self._line, "quote-open"))
            return
        layout = _Layout(text, self._separator, self._line)
        self._line += layout.line_feeds
        found = layout.findings(self._fields)
        if found:
            self._stop(*found)
            return
        yield Chunk(text, layout.lines, self._separator)

    def _stop(self, *found: Finding) -> None:
        """Take down what keeps the rows from being told apart; nothing after it is read."""
        self._findings.add(*found)
        self.stopped = True

    def _begin(self, text: bytes) -> Finding | None:
        """Learn from the header what separates the fields, and how many there are."""
        header = text[: int(_record_ends(text)[0]) + 1]
        if header.rstrip(b"\r\n").count(b"\r"):
            return Finding(1, "line-ends")
        self._separator = separator_of(header.decode("utf-8"))
        self._fields = int(_Layout(header, self._separator, 1).fields[0])
        return None


class _Layout:
    """Where the records and fields of a text lie; the text holds whole records and ends in a line feed."""

    def __init__(self, text: bytes, separator: str, line: int) -> None:
        self._bytes = np.frombuffer(text, dtype=np.uint8)
        quotes = np.flatnonzero(self._bytes == _QUOTE)
        feeds = np.flatnonzero(self._bytes == _LINE_FEED)
        marks = np.flatnonzero(self._bytes == ord(separator))
        self.line_feeds = len(feeds)
        self._quotes = quotes
        self._separator = ord(separator)
        ends = feeds[_outside(feeds, quotes)]
        self.starts = np.concatenate([[0], ends[:-1] + 1]).astype(np.intp)
        self.ends = ends
        self.lines = line + np.searchsorted(feeds, self.starts).astype(np.int64)
        self.fields = 1 + np.diff(np.searchsorted(marks[_outside(marks, quotes)], ends), prepend=0)

    def findings(self, expected: int) -> list[Finding]:
        """Return the records that are too long, have a stray quote, or too few or too many fields."""
        long = self.ends - self.starts > LONGEST_RECORD
        stray = np.zeros(len(self.starts), dtype=bool)
        stray[np.searchsorted(self.starts, self._stray_quotes(), side="right") - 1] = True
        uneven = (self.fields != expected) & ~self._blank()
        rows = np.flatnonzero(long | stray | uneven).tolist()
        return [self._finding(row, bool(long[row]), bool(stray[row]), expected) for row in rows]

    def _finding(self, row: int, long: bool, stray: bool, expected: int) -> Finding:
        line = int(self.lines[row])
        if long:
            return _long(line)
        if stray:
            return Finding(line, "quote-stray")
        return Finding(line, "fields", {"found": int(self.fields[row]), "expected": expected})

    def _blank(self) -> Flags:
        length = self.ends - self.starts
        blank: Flags = (length == 0) | ((length == 1) & (self._bytes[self.starts] == _CARRIAGE_RETURN))
        return blank

    def _stray_quotes(self) -> Positions:
        """Return the quotes that open in the middle of a field, or close before its end."""
        opening, closing = self._quotes[::2], self._quotes[1::2]
        before = self._bytes[np.maximum(opening - 1, 0)]
        after, second = (self._bytes[np.minimum(closing + step, len(self._bytes) - 1)] for step in (1, 2))
        opens = (opening == 0) | np.isin(before, [self._separator, _LINE_FEED, _QUOTE])
        ends_line = (after == _CARRIAGE_RETURN) & (second == _LINE_FEED)
        closes = ends_line | np.isin(after, [self._separator, _LINE_FEED, _QUOTE])
        return np.concatenate([opening[~opens], closing[~closes]])


def _outside(positions: Positions, quotes: Positions) -> Flags:
    """Return which positions lie outside quotes: an even number of quotes stands before them."""
    if not len(quotes):
        return np.ones(len(positions), dtype=bool)
    outside: Flags = np.searchsorted(quotes, positions) % 2 == 0
    return outside


def _record_ends(text: bytes) -> Positions:
    """Return where records end: at the line feeds outside quotes, of a text that begins at a record."""
    held = np.frombuffer(text, dtype=np.uint8)
    feeds = np.flatnonzero(held == _LINE_FEED)
    return feeds[_outside(feeds, np.flatnonzero(held == _QUOTE))]


def _is_open(text: bytes) -> bool:
    """Return whether a quote is still open at the end of a text that begins at a record."""
    return text.count(b'"') % 2 == 1


def _wrong_byte(text: bytes, line: int) -> Finding | None:
    """Return the first NUL byte, or byte that is not UTF-8, with its line and column."""
    nul = text.find(0)
    try:
        text.decode("utf-8")
        wrong, code = nul, "nul"
    except UnicodeDecodeError as refusal:
        wrong, code = (nul, "nul") if 0 <= nul < refusal.start else (refusal.start, "encoding")
    if wrong < 0:
        return None
    start = text.rfind(b"\n", 0, wrong) + 1
    column = len(text[start:wrong].decode("utf-8", "replace")) + 1
    return Finding(line + text.count(b"\n", 0, wrong), code, {"byte": text[wrong]}, column=column)


def _long(line: int) -> Finding:
    return Finding(line, "long-line", {"limit": f"{LONGEST_RECORD >> 20} MiB"})
