"""Reads by which events a clock starts and stops: an event, or a moment: an event with what it must say."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement import conditions, fields
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ClockRule, Happening, Moment
from houvast.sla.agreement.yaml_tree import Node, Scalar, Series, Table
from houvast.sla.terms import EventKind

ALL_OF = "all-of"

STARTS = (
    EventKind.OPENED,
    EventKind.REPLY,
    EventKind.CUSTOMER_REPLY,
    EventKind.ACKNOWLEDGED,
    EventKind.ASSIGNED,
    EventKind.ESCALATED,
    EventKind.STATUS,
    EventKind.PRIORITY,
    EventKind.WORKAROUND,
    EventKind.REOPENED,
)
"""Events that can start a clock: on a resolved, closed or cancelled ticket none begins."""

STOPS = (
    EventKind.REPLY,
    EventKind.CUSTOMER_REPLY,
    EventKind.ACKNOWLEDGED,
    EventKind.ASSIGNED,
    EventKind.ESCALATED,
    EventKind.STATUS,
    EventKind.PRIORITY,
    EventKind.WORKAROUND,
    EventKind.RESOLVED,
    EventKind.CLOSED,
)
"""Events that can stop a clock: cancelling and merging always do, so that they are not named."""


SAYS: Mapping[EventKind, str] = {
    EventKind.STATUS: "status",
    EventKind.PRIORITY: "priority",
    EventKind.ASSIGNED: "team",
    EventKind.ESCALATED: "team",
}
"""What an event is about, so that a word alone is enough: {status: diagnosed}."""


def start(table: Fields, usual: ClockRule | None) -> tuple[Happening, ...]:
    """Return what starts a clock, or all that must have happened; that of the usual clock where it says nothing."""
    node, path = table.get("start"), table.at("start")
    if node is None and usual is not None:
        return usual.start
    if is_all_of(node):
        together = Fields(table.report, node, path, (ALL_OF,))
        return _listed(table.report, together.need(ALL_OF), together.at(ALL_OF), STARTS, "start")
    return _listed(table.report, table.need("start"), path, STARTS, "start")


def is_all_of(node: Node | None) -> bool:
    """Say whether several events are asked for together."""
    return isinstance(node, Table) and node.get(ALL_OF) is not None


def stop(table: Fields, usual: ClockRule | None) -> tuple[Happening, ...]:
    """Return what stops a clock; that of the usual clock where it says nothing."""
    if table.get("stop") is None and usual is not None:
        return usual.stop
    return _listed(table.report, table.need("stop"), table.at("stop"), STOPS, "stop")


def _listed(
    report: Report, node: Node | None, path: Path, allowed: tuple[EventKind, ...], key: str
) -> tuple[Happening, ...]:
    if node is None:
        return ()
    if isinstance(node, Series) and not node.items:
        report.error(node.place, "empty-list", where=fields.worded(path))
    found: list[Happening] = []
    for item in [node] if isinstance(node, Table) else fields.items(report, node, path):
        each = _happening(report, item, path, allowed, key)
        if each in found:
            report.error(item.place, "named-twice", word=(each.kind if isinstance(each, Moment) else each).word)
        found += [each] if each is not None else []
    return tuple(found)


def _happening(report: Report, node: Node, path: Path, allowed: tuple[EventKind, ...], key: str) -> Happening | None:
    if isinstance(node, Table):
        return _moment(report, node, path, allowed, key)
    return _event(report, node, allowed, key) if fields.word(report, node) and isinstance(node, Scalar) else None


def _moment(report: Report, node: Table, path: Path, allowed: tuple[EventKind, ...], key: str) -> Moment | None:
    """Return an event with what it must say: {status: diagnosed}, {assigned: {team: second line}}."""
    if len(node.entries) != 1:
        report.error(node.place, "one-event")
        return None
    ((event, said),) = node.entries
    kind = _event(report, event, allowed, key)
    if kind is None:
        return None
    inner = (*path, event.value)
    if isinstance(said, Table):
        return Moment(kind, tuple(conditions.attributes(report, said, inner).items()))
    if kind not in SAYS:
        report.error(said.place, "event-says", word=kind.word)
        return None
    words = tuple(each.value.strip() for each in fields.some_words(report, said, inner))
    return Moment(kind, ((SAYS[kind], words),))


def _event(report: Report, node: Scalar, allowed: tuple[EventKind, ...], key: str) -> EventKind | None:
    written = node.value.strip()
    kind = next((each for each in EventKind if each.word == written), None)
    if kind in allowed:
        return kind
    known = [each.word for each in allowed]
    if kind is not None:
        report.error(node.place, f"event-cannot-{key}", word=written, events=", ".join(known))
    else:
        report.unknown(node.place, "unknown-event", written, known)
    return None
