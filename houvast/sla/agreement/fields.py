"""
The keys of a table, asked for by name and by type.

Every method returns a value that can be used on, also after an error: the error is in the report, and the reading
ends with it. So one reading finds all faults, and no reader has to ask whether a value is there.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from zoneinfo import available_timezones

from houvast.sla.agreement.findings import Report, nearest
from houvast.sla.agreement.model import Place, Text
from houvast.sla.agreement.yaml_tree import Node, Scalar, Series, Table

LANGUAGES = ("nl", "en")

FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2090, 12, 31)
"""Ten years, the longest promise, before the last year whose holidays are known."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WHOLE = re.compile(r"[0-9]{1,9}")
_PERCENT = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,6})?) ?%")
_LONGEST_WORD = 120
_LONGEST_TEXT = 4000

Path = tuple[str, ...]
Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """
    One table of the agreement.

    known  the keys it may have; any other is an error, with the nearest known one
    """

    def __init__(self, report: Report, node: Node | None, path: Path, known: Sequence[str]) -> None:
        self.report = report
        self.path = path
        self.place = report.places.get(path) or (node.place if node is not None else Place(1, 1))
        self.nodes = {key.value: value for key, value in entries(report, node, path)}
        self._refuse_unknown(node, known)

    def _refuse_unknown(self, node: Node | None, known: Sequence[str]) -> None:
        for key, _value in node.entries if isinstance(node, Table) else ():
            if key.value not in known:
                self.report.unknown(key.place, "unknown-key", key.value, known)

    def get(self, key: str) -> Node | None:
        """Return what stands at a key; None where it is left out."""
        return self.nodes.get(key)

    def need(self, key: str) -> Node | None:
        """Return what stands at a key that may not be left out."""
        if key not in self.nodes:
            self.report.error(self.place, "missing-key", word=key, where=worded(self.path))
        return self.nodes.get(key)

    def at(self, key: str) -> Path:
        """Return the path of a key."""
        return (*self.path, key)

    def word(self, key: str, default: str = "") -> str:
        """Return a word, or the default where the key is left out."""
        node = self.get(key)
        return word(self.report, node) if node is not None else default

    def choice(self, key: str, default: Choice) -> Choice:
        """Return one of the words that the type of `default` lists."""
        node, kinds = self.get(key), type(default)
        found = one_of(self.report, node, [kind.value for kind in kinds]) if node is not None else None
        return kinds(found) if found else default

    def whole(self, key: str, default: int, *, low: int, high: int) -> int:
        """Return a whole number from low to high."""
        node = self.get(key)
        return whole(self.report, node, low=low, high=high) if node is not None else default

    def words(self, key: str) -> tuple[Scalar, ...]:
        """Return the words of a list, or the single word written in its place; nothing where it is left out."""
        node = self.get(key)
        return words(self.report, node, self.at(key)) if node is not None else ()

    def listed(self, key: str) -> tuple[str, ...]:
        """Return the words of a list as they are meant, without where they stand."""
        return tuple(each.word for each in self.words(key))

    def text(self, key: str, language: str) -> Text:
        """Return a text per language; a text without a language is in the binding one."""
        node = self.get(key)
        return text(self.report, node, self.at(key), language) if node is not None else {}


def worded(path: Path) -> str:
    """Return a path as it is quoted to a reader."""
    return " → ".join(path)


def entries(report: Report, node: Node | None, path: Path) -> Iterator[tuple[Scalar, Node]]:
    """Yield keys and values of a table whose keys are free, and remember where they stand."""
    if node is None:
        return
    if not isinstance(node, Table):
        refuse_kind(report, node, "not-a-table", path)
        return
    for key, value in node.entries:
        # A word is found at its value; a list or table, which may begin lines later, at its key.
        report.places[(*path, key.value)] = value.place if isinstance(value, Scalar) else key.place
        if key.is_empty or not key.word:
            report.error(key.place, "empty-key")
        else:
            yield key, value


def kind_of(node: Node) -> str:
    """Return what a node is, as a code that messages translate."""
    if isinstance(node, Scalar):
        return "word"
    return "list" if isinstance(node, Series) else "table"


def refuse_kind(report: Report, node: Node, code: str, path: Path) -> None:
    """Report that something else stands where a list or a table belongs, or nothing at all."""
    if isinstance(node, Scalar) and node.is_empty:
        report.error(node.place, "empty-value")
    else:
        report.error(node.place, code, where=worded(path), found=kind_of(node))


def word(report: Report, node: Node, *, longest: int = _LONGEST_WORD) -> str:
    """Return the word that a node is."""
    if not isinstance(node, Scalar):
        report.error(node.place, "not-a-word", found=kind_of(node))
    elif node.is_empty or not node.word:
        report.error(node.place, "empty-value")
    elif len(node.value) > longest:
        report.error(node.place, "word-too-long", most=longest)
    else:
        return node.word
    return ""


def is_name(written: str) -> bool:
    """Say whether others can refer to it, also in the address of a page: letters, digits, - and _."""
    return _NAME.fullmatch(written) is not None


def name(report: Report, node: Scalar) -> str:
    """Return a name that others refer to."""
    if not is_name(node.value):
        report.error(node.place, "bad-name", word=node.value)
    return node.value


def one_of(report: Report, node: Node, known: Sequence[str], code: str = "unknown-word") -> str | None:
    """Return the word when it is one of the known ones."""
    found = word(report, node)
    if found and found not in known:
        report.unknown(node.place, code, found, known)
    return found if found in known else None


def words(report: Report, node: Node, path: Path) -> tuple[Scalar, ...]:
    """Return the words of a list, each once; a single word stands for a list of one."""
    found: dict[str, Scalar] = {}
    for item in items(report, node, path):
        written = word(report, item)
        if not written or not isinstance(item, Scalar):
            continue
        if written in found:
            report.error(item.place, "named-twice", word=written)
        found.setdefault(written, item)
    return tuple(found.values())


def some_words(report: Report, node: Node, path: Path) -> tuple[Scalar, ...]:
    """Return the words of a list that may not be empty."""
    if isinstance(node, Series) and not node.items:
        report.error(node.place, "empty-list", where=worded(path))
    return words(report, node, path)


def items(report: Report, node: Node, path: Path) -> list[Node]:
    """Return the items of a list, or what stands in its place as the only one."""
    if isinstance(node, Table):
        refuse_kind(report, node, "not-a-list", path)
        return []
    found: list[Node] = node.items if isinstance(node, Series) else [node]
    for index, item in enumerate(found):
        report.places[(*path, str(index))] = item.place
    return found


def whole(report: Report, node: Node, *, low: int, high: int) -> int:
    """Return a whole number from low to high."""
    written = word(report, node)
    if written and not _WHOLE.fullmatch(written):
        report.error(node.place, "not-a-number", word=written)
    elif written and not low <= int(written) <= high:
        report.error(node.place, "number-out-of-range", word=written, low=low, high=high)
    elif written:
        return int(written)
    return low


def percentage(written: str) -> Decimal | None:
    """Return the number of a percentage such as 99.9%; None where it is none."""
    match = _PERCENT.fullmatch(written)
    return Decimal(match.group(1)) if match else None


def percent(report: Report, node: Node, *, above: int = 0, most: int = 100) -> Decimal:
    """Return a percentage above one bound and up to another."""
    written = word(report, node)
    found = percentage(written)
    if written and found is None:
        report.error(node.place, "not-a-percentage", word=written)
    elif found is not None and not above < found <= most:
        report.error(node.place, "percentage-out-of-range", word=written, most=most)
    elif found is not None:
        return found
    return Decimal(most)


def day(report: Report, node: Node) -> date:
    """Return a date; an impossible one, or one too far away to know its holidays, is an error."""
    written = word(report, node)
    match = _DATE.fullmatch(written)
    if not match:
        if written:
            report.error(node.place, "not-a-date", word=written)
        return FIRST_DAY
    year, month, number = (int(part) for part in match.groups())
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        report.error(node.place, "date-too-far", word=written, first=FIRST_DAY.year, last=LAST_DAY.year)
    elif not 1 <= month <= 12:
        report.error(node.place, "no-such-month", word=written)
    elif not 1 <= number <= months.monthrange(year, month)[1]:
        report.error(node.place, "no-such-day", word=written, days=months.monthrange(year, month)[1])
    else:
        return date(year, month, number)
    return FIRST_DAY


def text(report: Report, node: Node, path: Path, language: str) -> Text:
    """Return a text per language; a text without a language is in the binding one."""
    if not isinstance(node, Table):
        return {language: word(report, node, longest=_LONGEST_TEXT)}
    found: dict[str, str] = {}
    for key, value in entries(report, node, path):
        if key.value in LANGUAGES:
            found[key.value] = word(report, value, longest=_LONGEST_TEXT)
        else:
            report.unknown(key.place, "unknown-language", key.value, LANGUAGES)
    if not found:
        report.error(node.place, "empty-value")
    return found


def zone(report: Report, node: Node | None) -> str | None:
    """Return the name of an IANA zone; None where none is written, or none that exists."""
    found = word(report, node) if node is not None else ""
    if node is None or not found or found in zones():
        return found or None
    near = next((zone for zone in zones() if zone.casefold().endswith(f"/{found.casefold()}")), None)
    near = near or nearest(found, list(zones()), most=len(zones()))
    hint = {"suggestion": near} if near else {"known": "Europe/Amsterdam, Europe/Brussels, UTC, …"}
    report.error(node.place, "unknown-zone", word=found, **hint)
    return None


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Return the names of all IANA zones; without those that mean whatever the machine is set to."""
    return tuple(sorted(available_timezones() - {"Factory", "localtime", "posixrules"}))


def meant(written: str, known: Sequence[str], otherwise: str = "") -> str:
    """Return the known word nearest to what is written."""
    return nearest(written, list(known)) or otherwise
