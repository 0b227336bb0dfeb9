"""Reads by which events a clock starts and stops: an event, or a moment: an event with what it must say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from houvast.sla.agreement import conditions, fields
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ClockRule, Happening, Moment
from houvast.sla.agreement.yaml_tree import Node, Scalar, Series, Table
from houvast.sla.terms import EventKind

ALL_OF = "all-of"
TOGETHER_KEYS = (ALL_OF,)

_ON_THE_WAY = (
    EventKind.REPLY,
    EventKind.CUSTOMER_REPLY,
    EventKind.ACKNOWLEDGED,
    EventKind.ASSIGNED,
    EventKind.ESCALATED,
    EventKind.STATUS,
    EventKind.PRIORITY,
    EventKind.WORKAROUND,
)
STARTS = (EventKind.OPENED, *_ON_THE_WAY, EventKind.REOPENED)
"""Events that can start a clock: on a resolved, closed or cancelled ticket none begins."""

STOPS = (*_ON_THE_WAY, EventKind.RESOLVED, EventKind.CLOSED)
"""Events that can stop a clock: cancelling and merging always do, so that they are not named."""


SAYS: Mapping[EventKind, str] = {
    EventKind.STATUS: "status",
    EventKind.PRIORITY: "priority",
    EventKind.ASSIGNED: "team",
    EventKind.ESCALATED: "team",
}
"""What an event is about, so that a word alone is enough: {status: diagnosed}."""


def start(table: Fields, usual: ClockRule | None, attributes: Sequence[str]) -> tuple[Happening, ...]:
    """Return what starts a clock, or all that must have happened; that of the usual clock where it says nothing."""
    node, path = table.get("start"), table.at("start")
    if node is None and usual is not None:
        return usual.start
    reader = _Reader(table.report, "start", STARTS, attributes)
    if is_all_of(node):
        together = Fields(table.report, node, path, TOGETHER_KEYS)
        return reader.listed(together.need(ALL_OF), together.at(ALL_OF))
    return reader.listed(table.need("start"), path)


def is_all_of(node: Node | None) -> bool:
    """Say whether several events are asked for together."""
    return isinstance(node, Table) and node.get(ALL_OF) is not None


def stop(table: Fields, usual: ClockRule | None, attributes: Sequence[str]) -> tuple[Happening, ...]:
    """Return what stops a clock; that of the usual clock where it says nothing."""
    if table.get("stop") is None and usual is not None:
        return usual.stop
    return _Reader(table.report, "stop", STOPS, attributes).listed(table.need("stop"), table.at("stop"))


def named(report: Report, node: Node, path: Path, attributes: Sequence[str]) -> tuple[Happening, ...]:
    """Return events and moments that something else than a clock looks at: a step, a regime."""
    return _Reader(report, "count", tuple(dict.fromkeys((*STARTS, *STOPS))), attributes).listed(node, path)


@dataclass(frozen=True, slots=True)
class _Reader:
    """
    Reads what stands at one key of a clock.

    key         `start` or `stop`
    allowed     events that can stand there
    attributes  what an event may say
    """

    report: Report
    key: str
    allowed: Sequence[EventKind]
    attributes: Sequence[str]

    def listed(self, node: Node | None, path: Path) -> tuple[Happening, ...]:
        """Return the events and moments of a list, or the only one that stands in its place."""
        if node is None:
            return ()
        if isinstance(node, Series) and not node.items:
            self.report.error(node.place, "empty-list", where=fields.worded(path))
        found: list[Happening] = []
        for item in [node] if isinstance(node, Table) else fields.items(self.report, node, path):
            each = self._happening(item, path)
            if each in found:
                kind = each.kind if isinstance(each, Moment) else each
                self.report.error(item.place, "named-twice", word=kind.word)
            found += [each] if each is not None else []
        return tuple(found)

    def _happening(self, node: Node, path: Path) -> Happening | None:
        if isinstance(node, Table):
            return self._moment(node, path)
        return self._event(node) if fields.word(self.report, node) and isinstance(node, Scalar) else None

    def _moment(self, node: Table, path: Path) -> Moment | None:
        """Return an event with what it must say: {status: diagnosed}, {assigned: {team: second line}}."""
        if len(node.entries) != 1:
            self.report.error(node.place, "one-event")
            return None
        ((event, said),) = node.entries
        kind, inner = self._event(event), (*path, event.value)
        if kind is None:
            return None
        if isinstance(said, Table):
            return Moment(kind, tuple(conditions.attributes(self.report, said, inner, self.attributes).items()))
        if kind not in SAYS:
            self.report.error(said.place, "event-says", word=kind.word)
            return None
        words = tuple(each.word for each in fields.some_words(self.report, said, inner))
        return Moment(kind, ((SAYS[kind], words),))

    def _event(self, node: Scalar) -> EventKind | None:
        written = node.word
        kind = next((each for each in EventKind if each.word == written), None)
        if kind in self.allowed:
            return kind
        known = [each.word for each in self.allowed]
        if kind is not None:
            self.report.error(node.place, f"event-cannot-{self.key}", word=written, events=", ".join(known))
        else:
            self.report.unknown(node.place, "unknown-event", written, known)
        return None
