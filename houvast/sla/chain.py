"""
The internal agreements and contracts that support one target of an SLA, one after the other.

Source: DESIGN §3, OLA and UC; docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from houvast.sla.agreement.findings import Finding, Severity, remark
from houvast.sla.agreement.model import ANY_PRIORITY, Agreement, ClockRule, Promise, Target, Unit


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding, and the agreement in whose text it stands."""

    agreement: Agreement
    finding: Finding


@dataclass(frozen=True, slots=True)
class Link:
    """One target of an internal agreement or contract that supports a target of the SLA."""

    agreement: Agreement
    target: Target

    @property
    def rule(self) -> ClockRule:
        """The clock that measures it."""
        return self.agreement.clock_of(self.target.name)

    @property
    def goal_path(self) -> tuple[str, ...]:
        """Where its goal stands."""
        return ("targets", self.target.name, "goal")

    def cell_path(self, priority: str) -> tuple[str, ...]:
        """Return where its promise for a priority stands."""
        key = priority if priority in self.target.within else ANY_PRIORITY
        return ("targets", self.target.name, "within", key)

    def promise(self, priority: str) -> Promise | None:
        """Return what it binds itself to for a priority; None for best effort, an aim, or nothing."""
        return _binding(self.agreement.promise(self.target.name, priority))

    def doubt(self, path: tuple[str, ...], code: str, severity: Severity = Severity.WARNING, **params: object) -> Doubt:
        """Return a doubt about what stands at a path."""
        return Doubt(self.agreement, remark(self.agreement, path, code, severity, **params))


@dataclass(frozen=True, slots=True)
class Chain:
    """
    What supports one target of an SLA.

    steps  agreements in the order in which a ticket passes them; the links of one run beside each other
    """

    sla: Agreement
    target: Target
    steps: tuple[tuple[Link, ...], ...]

    @classmethod
    def of(cls, sla: Agreement, target: Target, olas: Sequence[Agreement]) -> Chain:
        """Return the chain below a target; a target that nobody supports has one without steps."""
        steps = (tuple(_links(ola, sla.name, target.name)) for ola in olas)
        return cls(sla, target, tuple(links for links in steps if links))

    @property
    def links(self) -> list[Link]:
        """All links, in their order."""
        return [link for links in self.steps for link in links]

    @property
    def priorities(self) -> list[str]:
        """The priorities for which the target of the SLA binds."""
        names = self.sla.priority.levels or tuple(self.target.within)
        return [name for name in names if self.promise(name) is not None]

    def promise(self, priority: str) -> Promise | None:
        """Return what the SLA binds itself to for a priority; None for best effort, an aim, or nothing."""
        return _binding(self.sla.promise(self.target.name, priority))

    def that_counts(self) -> Chain:
        """Return the chain without links that are at work only while the clock of the SLA is paused."""
        pauses = set(self.sla.clock_of(self.target.name).pause)
        steps = (tuple(link for link in links if not _while_paused(link, pauses)) for links in self.steps)
        return Chain(self.sla, self.target, tuple(links for links in steps if links))

    def bound(self, priority: str) -> list[list[Link]]:
        """Return the steps of those who bind themselves for a priority."""
        steps = ([link for link in links if link.promise(priority)] for links in self.steps)
        return [links for links in steps if links]


def _links(ola: Agreement, sla: str, target: str) -> Iterator[Link]:
    if ola.supports is not None and ola.supports.agreement == sla:
        for name in ola.supports.targets.get(target, ()):
            yield Link(ola, ola.targets[name])


def _while_paused(link: Link, pauses: set[str]) -> bool:
    waiting = link.rule.held_by.get("status", ())
    return bool(waiting) and pauses.issuperset(waiting)


def _binding(promise: Promise | None) -> Promise | None:
    return promise if promise is not None and promise.binding and promise.unit is not Unit.BEST_EFFORT else None
