"""
YAML 1.2 → a small tree of words, lists and tables that know their place.

Made from the parser's events, so that an anchor, an alias or a tag is refused when it is met and nothing is
ever expanded, and so that depth and size are bounded while reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from houvast.sla.agreement.characters import refuse_hidden
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import Place

DEEPEST = 12
MOST_NODES = 20_000

_START = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Scalar:
    """
    One word or text.

    shift  characters between `place` and the text itself (an opening quote); None where the text is folded or
           escaped, so that a place inside it cannot be told
    """

    value: str
    place: Place
    plain: bool = True
    shift: int | None = 0

    @property
    def word(self) -> str:
        """The text without the spaces around it: what is meant by a quoted word that has some."""
        return self.value.strip()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written here (a quoted empty text is something)."""
        return self.plain and self.value in ("", "~", "null", "Null", "NULL")

    def at(self, offset: int) -> Place:
        """Return the place of the character at `offset` of the text without the spaces around it."""
        if self.shift is None:
            return self.place
        spaces = len(self.value) - len(self.value.lstrip())
        return Place(self.place.line, self.place.column + self.shift + spaces + offset)


@dataclass(slots=True)
class Series:
    """A list."""

    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Keys and values, in the order of the text; keys are unique."""

    place: Place
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        """Return the value of a key."""
        return next((node for name, node in self.entries if name.value == key), None)


Node = Scalar | Series | Table


def tree(text: str, report: Report) -> Table:
    """Return the tree of a text; raise BadAgreement where it is not YAML, or uses what an agreement may not."""
    builder = _Builder(report)
    for event in _events(text, report):
        builder.take(event)
    return builder.whole()


class _Builder:
    """Puts the events together. `open` are the lists and tables not yet closed, outermost first."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.root: Node | None = None
        self.open: list[Series | Table] = []
        self.keys: list[Scalar | None] = []
        self.documents = 0
        self.nodes = 0

    def take(self, event: Any) -> None:
        """Add what one event says."""
        self._refuse_extras(event)
        if isinstance(event, DocumentStartEvent):
            self._document(event)
        elif isinstance(event, ScalarEvent):
            scalar = _scalar(event)
            refuse_hidden(scalar.value, scalar.place, self.report)
            self._add(scalar)
        elif isinstance(event, SequenceStartEvent):
            self._descend(Series(_place(event)))
        elif isinstance(event, MappingStartEvent):
            self._descend(Table(_place(event)))
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            self.open.pop()
            self.keys.pop()

    def whole(self) -> Table:
        """Return the finished tree."""
        if self.root is None or (isinstance(self.root, Scalar) and self.root.is_empty):
            raise self.report.stop(_START, "empty-text")
        if not isinstance(self.root, Table):
            raise self.report.stop(self.root.place, "not-an-agreement")
        return self.root

    def _refuse_extras(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            raise self.report.stop(_place(event), "alias", name=event.anchor)
        if getattr(event, "anchor", None) is not None:
            raise self.report.stop(_place(event), "anchor", name=event.anchor)
        if getattr(event, "ctag", None) is not None:
            raise self.report.stop(_place(event), "tag", name=event.tag)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self.report.stop(_place(event), "several-documents")
        if event.version not in (None, (1, 2)) or event.tags:
            raise self.report.stop(_START, "directive")

    def _descend(self, node: Series | Table) -> None:
        self._add(node)
        self.open.append(node)
        self.keys.append(None)
        if len(self.open) > DEEPEST:
            raise self.report.stop(node.place, "too-deep", deepest=DEEPEST)

    def _add(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self.report.stop(node.place, "too-many-values", most=MOST_NODES)
        if not self.open:
            self.root = node
        elif isinstance(parent := self.open[-1], Series):
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self._key(node)
        else:
            self.keys[-1] = None
            parent.entries.append((key, _near(node, key)))

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise self.report.stop(node.place, "key-not-a-word")
        return node


def refuse_twins(node: Node, report: Report) -> None:
    """Report every key that stands twice in one table, and leave the first."""
    if isinstance(node, Series):
        for item in node.items:
            refuse_twins(item, report)
    elif isinstance(node, Table):
        node.entries = list(_first_of_each(node, report))
        for _key, value in node.entries:
            refuse_twins(value, report)


def _first_of_each(table: Table, report: Report) -> Iterator[tuple[Scalar, Node]]:
    seen: dict[str, int] = {}
    for key, value in table.entries:
        if key.value in seen:
            report.error(key.place, "duplicate-key", word=key.value, line=seen[key.value])
        else:
            seen[key.value] = key.place.line
            yield key, value


def _near(node: Node, key: Scalar) -> Node:
    """Return a value that is left out at its key: the parser places it at whatever comes next."""
    left_out = isinstance(node, Scalar) and node.plain and not node.value
    return Scalar("", key.place) if left_out else node


def _scalar(event: Any) -> Scalar:
    place, end, quoted = _place(event), event.end_mark, event.style in ("'", '"')
    quotes = 2 if quoted else 0
    as_written = event.style in (None, "", "'", '"') and end.line == event.start_mark.line
    as_written = as_written and end.column - event.start_mark.column == len(event.value) + quotes
    return Scalar(event.value, place, not event.style, quotes // 2 if as_written else None)


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


# -- what the parser says ---------------------------------------------------------------------------

_PROBLEMS = (
    ("mapping values are not allowed", "stray-colon"),
    ("could not find expected ':'", "missing-colon"),
    ("found character '\\t'", "tab"),
    ("cannot start any token", "stray-character"),
    ("unexpected end of stream", "unclosed"),
    ("'<stream end>'", "unclosed"),
    ("unexpected document separator", "unclosed"),
    ("expected <block end>, but found ']'", "stray-bracket"),
    ("expected <block end>, but found '}'", "stray-bracket"),
    ("expected <block end>", "indentation"),
    ("expected '<document start>'", "indentation"),
    ("mapping keys are not allowed", "indentation"),
    ("sequence entries are not allowed", "stray-dash"),
    ("expected the node content", "missing-value"),
    ("expected a comment or a line break", "after-bar"),
    ("expected chomping or indentation", "after-bar"),
    ("expected alphabetic or numeric character", "stray-mark"),
    ("expected ',' or", "missing-comma"),
    ("unknown escape", "bad-escape"),
    ("escape sequence", "bad-escape"),
)
_FOUND = re.compile(r"found (?:character )?'(.)'")
_UNEXPECTED = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, AssertionError)


def _events(text: str, report: Report) -> Iterator[Any]:
    parser = YAML(typ="safe", pure=True)
    last = _START
    try:
        for event in parser.parse(text):
            last = _place(event)
            yield event
    except MarkedYAMLError as problem:
        _explain(problem, last, report)
    except (YAMLError, *_UNEXPECTED) as problem:
        # The parser is not ours: what it stumbles over is a fault of the text, near the last thing it understood.
        raise report.stop(last, "not-yaml") from problem


def _explain(problem: MarkedYAMLError, last: Place, report: Report) -> NoReturn:
    said = problem.problem or ""
    code = next((code for fragment, code in _PROBLEMS if fragment in said), "not-yaml")
    mark = problem.problem_mark
    if code in ("unclosed", "missing-colon") and problem.context_mark is not None:
        mark = problem.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark is not None else last
    found = _FOUND.search(said)
    raise report.stop(place, code, character=found.group(1) if found else "") from problem
