"""
Reads `regimes:`: what is different in a major incident, a security incident, a crisis.

What must be done within so long becomes a target with a clock of its own, as if it stood under `targets:`; so it
is measured, explained and watched like every other promise. The limit of the law beside a stricter one that was
agreed is a second target on the same clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from houvast.sla.agreement import conditions, fields, happenings, steps, targets
from houvast.sla.agreement.escalation_model import Deadline, Regime
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import (
    ANY_PRIORITY,
    ClockRule,
    Goal,
    GoalKind,
    Happening,
    Per,
    Promise,
    Target,
    Text,
)
from houvast.sla.agreement.targets import Targets
from houvast.sla.agreement.yaml_tree import Node, Scalar
from houvast.sla.terms import EventKind

REGIME_KEYS = ("title", "when", "from", "steps", "updates", "deadlines")
DEADLINE_KEYS = ("title", "to", "from", "done", "within", "legal", "basis")

_PATH = ("regimes",)
_LONGEST_NAME = 100
_OPENED: tuple[Happening, ...] = (EventKind.OPENED,)
_LEGAL: Text = {"nl": "wettelijke grens", "en": "legal limit"}


@dataclass(slots=True)
class Around:
    """What regimes refer to, and the targets to which theirs are added."""

    ground: targets.Ground
    steps: steps.Ground
    promised: Targets


def read(report: Report, node: Node | None, around: Around) -> dict[str, Regime]:
    """Return the regimes by name, and add what they promise to the targets."""
    found: dict[str, Regime] = {}
    for key, value in fields.entries(report, node, _PATH):
        name = fields.name(report, key)
        found[name] = _regime(Fields(report, value, (*_PATH, name), REGIME_KEYS), key, name, around)
    return found


def _regime(table: Fields, key: Scalar, name: str, around: Around) -> Regime:
    report = table.report
    only = conditions.attributes(report, table.get("when"), table.at("when"), around.steps.attributes)
    begins = table.get("from")
    since = happenings.named(report, begins, table.at("from"), around.steps.attributes) if begins is not None else ()
    if not only and begins is None:
        report.error(key.place, "regime-without-when")
    listed = table.get("steps")
    own = steps.read(report, listed, table.at("steps"), around.steps, name) if listed is not None else None
    title = table.text("title", around.ground.language)
    add = _Adding(name, title, only, since, around)
    return Regime(name, title, only, since, own, add.updates(table), add.deadlines(table))


@dataclass(frozen=True, slots=True)
class _Adding:
    """The targets that a regime adds: on tickets that were opened under it, or from the event that begins it."""

    regime: str
    title: Text
    only: Mapping[str, tuple[str, ...]]
    since: tuple[Happening, ...]
    around: Around

    def updates(self, table: Fields) -> str:
        """Add the promise to send messages while it lasts: from the report, and from each message to the next."""
        node = table.get("updates")
        if node is None:
            return ""
        if self.since:
            table.report.error(node.place, "updates-need-when")
        name = self._named(table, "updates", node)
        rule = ClockRule(name, (EventKind.OPENED, EventKind.REPLY), (EventKind.REPLY,))
        self._add(table, "updates", rule, name, {})
        return name

    def deadlines(self, table: Fields) -> tuple[Deadline, ...]:
        """Add what must be done within so long."""
        report, path = table.report, table.at("deadlines")
        found = []
        for key, value in fields.entries(report, table.get("deadlines"), path):
            name = fields.name(report, key)
            found.append(self._deadline(Fields(report, value, (*path, name), DEADLINE_KEYS), name))
        return tuple(found)

    def _deadline(self, table: Fields, key: str) -> Deadline:
        report, to = table.report, table.get("to")
        target = self._named(table, key, table.need("within"))
        title = table.text("title", self.around.ground.language)
        rule = self._clock(table, target)
        self._add(table, "within", rule, target, title)
        legal = ""
        if (limit := table.get("legal")) is not None:
            legal = self._named(table, f"{key}-legal", limit)
            self._add(table, "legal", rule, legal, _legal_title(title, target))
        return Deadline(
            key,
            target,
            legal,
            steps.recipient(report, to, table.at("to"), self.around.steps.contacts) if to is not None else "",
            table.text("basis", self.around.ground.language),
        )

    def _clock(self, table: Fields, name: str) -> ClockRule:
        begins, done = table.get("from"), table.need("done")
        report, said = table.report, self.around.steps.attributes
        start = happenings.named(report, begins, table.at("from"), said) if begins is not None else self.since
        stop = happenings.named(report, done, table.at("done"), said) if done is not None else ()
        # Who must be told by then must be told, also when the trouble itself is over and the ticket closed.
        return ClockRule(name, start or _OPENED, stop, runs_on=True)

    def _named(self, table: Fields, key: str, node: Node | None) -> str:
        name = f"{self.regime}-{key}"
        promised = self.around.promised
        place = node.place if node is not None else table.place
        if len(name) > _LONGEST_NAME:
            table.report.error(place, "word-too-long", most=_LONGEST_NAME)
        elif name in promised.names or name in self.around.ground.clocks:
            table.report.error(place, "name-taken", word=name)
        promised.names.append(name)
        return name

    def _add(self, table: Fields, key: str, rule: ClockRule, name: str, title: Text) -> None:
        """Add a target, and its clock; and where they stand in the text."""
        promised, report = self.around.promised, table.report
        within = self._within(table, key)
        when = {word: said for word, said in self.only.items() if word != "priority"}
        promised.clocks[rule.name] = rule
        promised.on_tickets[name] = Target(
            name, rule.name, within, Goal(GoalKind.EACH), Per.MONTH, title or self._title(key), when=when
        )
        place = report.places.get(table.at(key), table.place)
        for path in ((), ("within",), ("goal",), *(("within", priority) for priority in within)):
            report.places[("targets", name, *path)] = place

    def _within(self, table: Fields, key: str) -> dict[str, Promise]:
        """Return the promise; where the regime asks for priorities, only for those."""
        node = table.get(key)
        if node is None:
            return {}
        found = targets.within(table.report, node, table.at(key), self.around.ground)
        asked = self.only.get("priority", ())
        if asked and set(found) == {ANY_PRIORITY}:
            return dict.fromkeys(asked, found[ANY_PRIORITY])
        return found

    def _title(self, key: str) -> Text:
        if key != "updates" or not self.title:
            return {}
        words = {"nl": "volgende update", "en": "next update"}
        return {lang: f"{text}: {words[lang]}" for lang, text in self.title.items()}


def _legal_title(title: Text, target: str) -> Text:
    named = title or dict.fromkeys(_LEGAL, target)
    return {lang: f"{text}, {_LEGAL[lang]}" for lang, text in named.items()}
