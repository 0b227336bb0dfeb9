"""The written text of an agreement, before any YAML: its size, its encoding, its characters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from houvast.sla.agreement.findings import BadAgreement, Report
from houvast.sla.agreement.model import Place

MOST_BYTES = 256 * 1024

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Characters that make a text read otherwise than it is stored: order of writing, and width of nothing.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060\u2066-\u2069\ufeff]")
_LEADING_TAB = re.compile(r"^ *\t", re.MULTILINE)
_BYTE_ORDER_MARK = "\ufeff"


def written(text: str | bytes, report: Report) -> str:
    """Return the text as characters; raise BadAgreement when it is too long, no UTF-8, or holds what none may see."""
    if len(text) > MOST_BYTES:
        raise _too_long(report)
    characters = _decoded(text, report) if isinstance(text, bytes) else text
    _refuse(characters, report)
    if len(characters.encode()) > MOST_BYTES:
        raise _too_long(report)
    return characters


def refuse_hidden(value: str, place: Place, report: Report) -> None:
    """Report the first character of a value that an escape brought in and that may not stand in the text itself."""
    for code, pattern in (("control-character", _CONTROL), ("invisible-character", _INVISIBLE)):
        match = pattern.search(value)
        if match:
            report.error(place, code, **_named(match.group()))


def _too_long(report: Report) -> BadAgreement:
    return report.stop(Place(1, 1), "too-long", most=MOST_BYTES // 1024)


def _decoded(text: bytes, report: Report) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = text[: problem.start].decode("utf-8")
        byte = f"{text[problem.start]:02X}"
        raise report.stop(_Lines(before).place(len(before)), "not-utf8", byte=byte) from problem


def _refuse(text: str, report: Report) -> None:
    lines = _Lines(text)
    for match in _CONTROL.finditer(text):
        report.error(lines.place(match.start()), "control-character", **_named(match.group()))
    for match in _INVISIBLE.finditer(text, 1 if text.startswith(_BYTE_ORDER_MARK) else 0):
        report.error(lines.place(match.start()), "invisible-character", **_named(match.group()))
    for match in _LEADING_TAB.finditer(text):
        report.error(lines.place(match.end() - 1), "tab")
    report.close()


def _named(character: str) -> dict[str, str]:
    name = unicodedata.name(character, "").lower()
    return {"character": f"U+{ord(character):04X}" + (f" ({name})" if name else "")}


class _Lines:
    """Turns a position in a text into line and column."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
        self.shift = 1 if text.startswith(_BYTE_ORDER_MARK) else 0

    def place(self, position: int) -> Place:
        line = bisect_right(self.starts, position)
        column = position - self.starts[line - 1] + 1
        return Place(line, max(column - self.shift, 1) if line == 1 else column)
