"""
Archives, judged by their table of contents before anything is unpacked.

Nothing here writes a file. Of what lies within an archive only documents that are archives themselves (docx, xlsx)
are opened, in memory, and all of them together up to a budget. What cannot be looked into is refused.
"""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from struct import Struct, error
from typing import IO

from houvast.portal.files.refusals import (
    ArchiveBroken,
    ArchiveEscapes,
    ArchiveNested,
    ArchiveTooLarge,
    ArchiveUnknown,
)

MOST_ENTRIES = 5_000
MOST_UNPACKED = 500 * 1024 * 1024
"""Bytes in all, at every depth."""
MOST_STREAMED = 100 * 1024 * 1024
"""Bytes of a gzip, which has no table of contents and must be read to be counted."""
MOST_OPENED = 25 * 1024 * 1024
"""Bytes of documents within an archive that are opened to look into them."""
MOST_RATIO = 100
_RATIO_FROM = 10 * 1024 * 1024
_DEEPEST = 3

ARCHIVES = frozenset("zip jar war 7z rar gz tgz bz2 tbz xz txz zst lz4 tar cab arj lzh ace apk".split())
DOCUMENTS = frozenset("docx docm xlsx xlsm pptx pptm vsdx odt ods odp odg epub".split())
UNKNOWN = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"MSCF")

_END = Struct("<4s4H2LH")
_ENTRY = Struct("<4s6H3L5H2L")
_LOCAL = Struct("<4s5H3L2H")
_TABLE = 1024 * 1024
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One file within a zip, as the table of contents tells of it."""

    name: str
    packed: int
    unpacked: int
    method: int
    encrypted: bool
    starts_at: int


class Budget:
    """What all that lies within one file may come to."""

    def __init__(self, name: str, size: int) -> None:
        self.name, self.size = name, size
        self.entries = self.unpacked = self.opened = 0

    def take(self, unpacked: int) -> None:
        """Count one entry; raise ArchiveTooLarge when it is too much."""
        self.entries += 1
        self.unpacked += unpacked
        grown = self.unpacked > _RATIO_FROM and self.unpacked > MOST_RATIO * self.size
        if self.entries > MOST_ENTRIES or self.unpacked > MOST_UNPACKED or grown:
            raise ArchiveTooLarge(self.name)


def refuse_unsafe_archive(name: str, content: IO[bytes]) -> None:
    """Raise ArchiveUnknown, ArchiveBroken, ArchiveTooLarge, ArchiveNested or ArchiveEscapes; others pass."""
    size = content.seek(0, 2)
    content.seek(0)
    start = content.read(512)
    if start.startswith(UNKNOWN):
        raise ArchiveUnknown(name)
    budget = Budget(name, size)
    if start.startswith(b"\x1f\x8b"):
        _look_into_gzip(content, budget)
    elif start[257:262] == b"ustar":
        _look_into_tar(content, budget)
    else:
        _look_into_zip(content, size, budget, depth=1)


def ending(name: str) -> str:
    """Return what stands behind the last dot of a name, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _look_into_zip(content: IO[bytes], size: int, budget: Budget, *, depth: int) -> None:
    """Judge what is a zip; a file that only begins like one is broken, any other is none of our business."""
    content.seek(0)
    says_so = content.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    try:
        entries = _entries(content, size, budget)
    except (error, ValueError) as trouble:
        if says_so:
            raise ArchiveBroken(budget.name) from trouble
        return
    if sum(entry.packed for entry in entries) > size:  # entries that share their bytes
        raise ArchiveTooLarge(budget.name)
    for entry in entries:
        budget.take(entry.unpacked)
        _refuse_escape(entry.name, budget)
    for entry in entries:
        kind = ending(entry.name)
        if kind in ARCHIVES or (kind in DOCUMENTS and (depth == _DEEPEST or entry.encrypted)):
            raise ArchiveNested(budget.name)
        if kind in DOCUMENTS:
            inner = _unpacked(content, entry, budget)
            _look_into_zip(BytesIO(inner), len(inner), budget, depth=depth + 1)


def _entries(content: IO[bytes], size: int, budget: Budget) -> list[Entry]:
    """Return the table of contents; raise ValueError or struct.error where there is none, or a doubtful one."""
    content.seek(max(0, size - _END.size - 0xFFFF))
    tail = content.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise ValueError("no end record")
    _, disk, _, _, count, length, begins, comment = _END.unpack_from(tail, at)
    position = size - len(tail) + at
    if disk or at + _END.size + comment != len(tail) or begins + length > position:
        raise ValueError("an end record that contradicts the file")
    if count > MOST_ENTRIES or length > _TABLE:
        raise ArchiveTooLarge(budget.name)
    content.seek(position - length)
    found = list(_rows(content.read(length), prefix=position - length - begins))
    if len(found) != count:
        raise ValueError("another number of entries than is said")
    return found


def _rows(table: bytes, *, prefix: int) -> Iterator[Entry]:
    """Yield the entries of a table of contents; `prefix` is how many bytes stand before the archive."""
    at = 0
    while at < len(table):
        sign, _, _, flags, method, _, _, _, packed, unpacked, name, extra, note, *_, starts = _ENTRY.unpack_from(
            table, at
        )
        if sign != b"PK\x01\x02" or 0xFFFFFFFF in {packed, unpacked, starts}:
            raise ValueError("no entry, or one of more than 4 GB")
        raw = table[at + _ENTRY.size : at + _ENTRY.size + name]
        words = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
        yield Entry(words, packed, unpacked, method, bool(flags & 1), starts + prefix)
        at += _ENTRY.size + name + extra + note


def _unpacked(content: IO[bytes], entry: Entry, budget: Budget) -> bytes:
    """Return the bytes of one entry; raise ArchiveTooLarge past the budget, ArchiveBroken where it is no entry."""
    budget.opened += entry.unpacked
    if budget.opened > MOST_OPENED:
        raise ArchiveTooLarge(budget.name)
    content.seek(entry.starts_at)
    head = content.read(_LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04" or entry.method not in {0, 8}:
        raise ArchiveBroken(budget.name)
    *_, name, extra = _LOCAL.unpack(head)
    content.seek(name + extra, 1)
    raw = content.read(entry.packed)
    if entry.method == 0:
        return raw
    try:
        inner = zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, entry.unpacked + 1)
    except zlib.error as trouble:
        raise ArchiveBroken(budget.name) from trouble
    if len(inner) > entry.unpacked:  # the table of contents lies
        raise ArchiveTooLarge(budget.name)
    return inner


def _look_into_gzip(content: IO[bytes], budget: Budget) -> None:
    """Count what a gzip unpacks to, and judge it as a tar when it is one."""
    content.seek(0)
    total, first = 0, b""
    try:
        with gzip.GzipFile(fileobj=content) as stream:
            while chunk := stream.read(_CHUNK):
                first = first or chunk[:512]
                total += len(chunk)
                if total > MOST_STREAMED:
                    raise ArchiveTooLarge(budget.name)
    except (OSError, EOFError, zlib.error) as trouble:
        raise ArchiveBroken(budget.name) from trouble
    budget.take(total)
    if first[257:262] == b"ustar":
        content.seek(0)
        with gzip.GzipFile(fileobj=content) as stream:
            _judge_tar(stream, budget)  # type: ignore[arg-type]
    elif first.startswith((b"PK\x03\x04", b"\x1f\x8b", *UNKNOWN)):
        raise ArchiveNested(budget.name)


def _look_into_tar(content: IO[bytes], budget: Budget) -> None:
    content.seek(0)
    _judge_tar(content, budget)


def _judge_tar(content: IO[bytes], budget: Budget) -> None:
    try:
        with tarfile.open(fileobj=content, mode="r|") as archive:
            for member in archive:
                budget.take(member.size)
                _refuse_escape(member.name, budget)
                if not (member.isfile() or member.isdir()):  # a link or a device leads out of the folder
                    raise ArchiveEscapes(budget.name)
                if ending(member.name) in ARCHIVES:
                    raise ArchiveNested(budget.name)
    except (tarfile.TarError, OSError, EOFError, ValueError) as trouble:
        raise ArchiveBroken(budget.name) from trouble


def _refuse_escape(name: str, budget: Budget) -> None:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or parts[0][1:2] == ":" or "\0" in name:
        raise ArchiveEscapes(budget.name)
