"""Reads the steps of a ladder: when somebody must hear of a clock, who, by which way, and who is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from houvast.sla.agreement import conditions, fields, happenings, promise
from houvast.sla.agreement.calendars import Calendars
from houvast.sla.agreement.escalation_model import TEAM, USUAL_ROLES, Channel, Contact, Length, Step, StepKind, When
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ALWAYS, ANY_PRIORITY, Happening, Moment, Unit
from houvast.sla.agreement.yaml_tree import Node, Scalar, Series, Table

STEP_KEYS = ("at", "before", "after", "elapsed", "unacknowledged", "on", "do", "to", "by", "in", "only", "else")
ELSE_KEYS = ("within", "to", "by", "in", "else")
TEAM_KEYS = ("team",)
DEEDS: Mapping[str, StepKind] = {
    "remind": StepKind.REMINDER,
    "escalate": StepKind.ESCALATION,
    "breach": StepKind.BREACH,
}

_MOMENTS = tuple(each for each in When if each is not When.ELSE)
_MOST_PERCENT = 1000
_MOST_STEPS = 50
_SOME_LENGTH = Length(60_000_000, "", "1m")


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What steps refer to.

    levels      the priorities, none where the agreement has none
    attributes  what a ticket may say
    """

    calendars: Calendars
    levels: tuple[str, ...]
    contacts: Mapping[str, Contact]
    attributes: tuple[str, ...]


def read(report: Report, node: Node, path: Path, ground: Ground, ladder: str = "") -> tuple[Step, ...]:
    """Return the steps of a list; those at shares alone in the order of their shares, others as they are written."""
    if not isinstance(node, Series):
        fields.refuse_kind(report, node, "not-a-list", path)
        return ()
    if len(node.items) > _MOST_STEPS:
        report.error(node.place, "too-many-steps", most=_MOST_STEPS)
        return ()
    found: dict[str, Step] = {}
    for index, item in enumerate(node.items):
        for step in _steps(Fields(report, item, (*path, str(index)), STEP_KEYS), ground):
            key = _key(step, found)
            if key in found:
                report.error(item.place, "step-twice", word=_moment_words(step))
            found[key] = _named(step, key, ladder)
    steps = tuple(found.values())
    if all(step.when is When.SHARE for step in steps):
        return tuple(sorted(steps, key=lambda step: step.percent))
    return steps


def _steps(table: Fields, ground: Ground) -> list[Step]:
    """Return what one item of a list asks for: a step for each who must hear of it."""
    when = _when(table)
    node = table.need(when.value)
    do, to = table.need("do"), table.need("to")
    percent = _percent(table, node) if when is When.SHARE else 0
    step = Step(
        key="",
        kind=_kind(table, do, when, percent),
        percent=percent,
        to="",
        when=when,
        lengths={} if when in (When.SHARE, When.EVENT) else _lengths(table, when.value, ground),
        events=_events(table, when, ground) if when is When.EVENT else (),
        by=_channels(table),
        held_in=_calendar(table, ground),
        only=conditions.attributes(table.report, table.get("only"), table.at("only"), ground.attributes),
    )
    told = _recipients(table, to, ground)
    first, *others = [_sent_to(step, each, ground) for each in told]
    # Whoever it is sent to may acknowledge it: one silence is followed by one step.
    return [replace(first, otherwise=_otherwise(table, first, ground)), *others]


def _when(table: Fields) -> When:
    written = [each for each in _MOMENTS if table.get(each.value) is not None]
    if len(written) > 1:
        node = table.get(written[1].value)
        place = node.place if node is not None else table.place
        table.report.error(place, "one-moment", first=written[0], second=written[1])
    return written[0] if written else When.SHARE


def _percent(table: Fields, node: Node | None) -> int:
    if node is None:
        return 100
    percent = fields.percent(table.report, node, most=_MOST_PERCENT)
    if percent != int(percent):
        table.report.error(node.place, "whole-percent", word=str(percent))
    return int(percent)


def _kind(table: Fields, node: Node | None, when: When, percent: int) -> StepKind:
    deed = fields.one_of(table.report, node, tuple(DEEDS), "unknown-deed") if node is not None else None
    kind = DEEDS[deed] if deed else StepKind.REMINDER
    if kind is StepKind.BREACH and percent != 100:
        at = table.get(when.value)
        table.report.error(at.place if at is not None else table.place, "breach-is-at-100")
    return kind


def _events(table: Fields, when: When, ground: Ground) -> tuple[Happening, ...]:
    node = table.get(when.value)
    if node is None:
        return ()
    return happenings.named(table.report, node, table.at(when.value), ground.attributes)


def _lengths(table: Fields, key: str, ground: Ground) -> dict[str, Length]:
    """Return a length for each priority, or one for all."""
    node, path, report = table.get(key), table.at(key), table.report
    if not isinstance(node, Table):
        return {} if node is None else {ANY_PRIORITY: length(report, node, ground.calendars)}
    if not node.entries:
        report.error(node.place, "empty-value")
    found: dict[str, Length] = {}
    for name, value in fields.entries(report, node, path):
        if name.value != ANY_PRIORITY and ground.levels and name.value not in ground.levels:
            report.unknown(name.place, "unknown-priority", name.value, ground.levels)
        found[name.value] = length(report, value, ground.calendars)
    return found


def length(report: Report, node: Node, calendars: Calendars) -> Length:
    """Return a length of time, on a calendar or on that of the promise."""
    written = fields.word(report, node)
    if not written or not isinstance(node, Scalar):
        return _SOME_LENGTH
    try:
        found = promise.parse(written, calendars.names)
    except promise.BadPromise as fault:
        report.error(node.at(fault.offset), fault.code, **fault.params)
        return _SOME_LENGTH
    if found.unit is not Unit.TIME or not found.binding:
        report.error(node.place, "not-a-length", word=written)
        return _SOME_LENGTH
    if found.names_calendar:
        refuse_without_end(report, node, found.calendar, calendars)
    return Length(found.amount, found.calendar if found.names_calendar else "", written)


def refuse_without_end(report: Report, node: Node, name: str, calendars: Calendars) -> None:
    """Refuse a calendar of dates alone: after the last of them nobody would hear of anything."""
    calendar = calendars.compiled.get(name)
    if calendar is not None and calendar.last_day is not None:
        report.error(node.place, "never-due", word=name, calendar=name, day=calendar.last_day)


def _channels(table: Fields) -> tuple[Channel, ...]:
    known = [each.value for each in Channel]
    found: list[Channel] = []
    for each in table.words("by"):
        if each.word in known:
            found.append(Channel(each.word))
        else:
            table.report.unknown(each.place, "unknown-word", each.word, known)
    return tuple(found) or (Channel.MAIL,)


def _calendar(table: Fields, ground: Ground) -> str:
    node = table.get("in")
    name = fields.one_of(table.report, node, ground.calendars.names, "unknown-calendar") if node is not None else None
    if node is not None and name:
        refuse_without_end(table.report, node, name, ground.calendars)
    return name or ""


def _recipients(table: Fields, node: Node | None, ground: Ground) -> list[str]:
    items = node.items if isinstance(node, Series) else [node] if node is not None else []
    if isinstance(node, Series) and not node.items:
        table.report.error(node.place, "empty-list", where=fields.worded(table.at("to")))
    found = [recipient(table.report, each, table.at("to"), ground.contacts) for each in items]
    return [each for each in found if each] or [USUAL_ROLES[0]]


def recipient(report: Report, node: Node, path: Path, contacts: Mapping[str, Contact]) -> str:
    """Return who must hear of something: a role, a contact, or a team; "" after a fault."""
    if isinstance(node, Table):
        team = Fields(report, node, path, TEAM_KEYS).need("team")
        name = fields.word(report, team) if team is not None else ""
        return TEAM + name if name else ""
    known = tuple(dict.fromkeys((*USUAL_ROLES, *contacts)))
    return fields.one_of(report, node, known, "unknown-role") or ""


def _sent_to(step: Step, to: str, ground: Ground) -> Step:
    """Return a step for one who must hear of it: a contact in their hours, and for their priorities only."""
    contact = ground.contacts.get(to)
    if contact is None:
        return replace(step, to=to)
    only = dict(step.only)
    if contact.priorities:
        asked = only.get("priority", contact.priorities)
        only["priority"] = tuple(word for word in asked if word in contact.priorities)
    held_in = step.held_in or (contact.hours if contact.hours != ALWAYS else "")
    return replace(step, to=to, held_in=held_in, only=only)


def _otherwise(table: Fields, step: Step, ground: Ground) -> Step | None:
    """Return who is next when nobody acknowledges a step."""
    node = table.get("else")
    if node is None:
        return None
    inner = Fields(table.report, node, table.at("else"), ELSE_KEYS)
    inner.need("within")
    told = _recipients(inner, inner.need("to"), ground)
    plain = Step(
        key="",
        kind=StepKind.ESCALATION,
        percent=0,
        to="",
        when=When.ELSE,
        lengths=_lengths(inner, "within", ground),
        by=_channels(inner),
        held_in=_calendar(inner, ground),
        only=step.only,
    )
    if len(told) > 1:
        table.report.error(inner.place, "one-recipient")
    first = _sent_to(plain, told[0], ground)
    return replace(first, otherwise=_otherwise(inner, first, ground))


# -- keys -------------------------------------------------------------------------------------------


def _key(step: Step, earlier: Mapping[str, Step]) -> str:
    """
    Return the key of a step: its kind and moment, and its role where that moment has another step of the kind.

    Decisions are kept under it, so it says what the step is and not where it stands in the list.
    """
    key = f"{step.kind}-{_moment_key(step)}"
    if key not in earlier or _is_same(earlier[key], step):
        return key
    key = f"{key}-{step.to}" if earlier[key].to != step.to else key
    number, numbered = 1, key
    while numbered in earlier and not _is_same(earlier[numbered], step):
        number, numbered = number + 1, f"{key}-{number + 1}"
    return numbered


def _is_same(one: Step, other: Step) -> bool:
    """Say whether two steps tell the same to the same at the same moments."""
    return (one.to, one.only, one.lengths, one.events) == (other.to, other.only, other.lengths, other.events)


def _moment_key(step: Step) -> str:
    match step.when:
        case When.SHARE:
            return str(step.percent)
        case When.EVENT:
            return f"on-{_event_word(step.events)}"
        case _ if len(step.lengths) == 1:
            written = next(iter(step.lengths.values())).written
            return f"{step.when}-{written.replace(' ', '-')}"
        case _:
            return f"{step.when}-by-priority"


def _moment_words(step: Step) -> str:
    return f"{step.percent}%" if step.when is When.SHARE else _moment_key(step)


def _event_word(events: tuple[Happening, ...]) -> str:
    kinds = [each.kind if isinstance(each, Moment) else each for each in events]
    return kinds[0].word if kinds else ""


def _named(step: Step, key: str, ladder: str) -> Step:
    """Return a step, and those that follow it, with the keys under which they are decided."""
    whole = f"{ladder}:{key}" if ladder else key
    following = step.otherwise
    return replace(step, key=whole, otherwise=following and _named(following, f"{whole}-else", ""))
