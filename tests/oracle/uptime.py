"""
Availability, the obvious way: at every tick of a few days, look how each component stands and what that counts as.

Written from DESIGN §3 and docs/decisions/0009 (whose rules the comments number), and from nothing in the engine.
Everything happens on whole ticks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tests.oracle.hours import Hours
from tests.oracle.whole_steps import Downtime, stretches_of
from tests.oracle.works import USUAL, Fact, Work, excused

ORDER = ("unknown", "up", "excluded", "down", "aside", "planned", "absent")
"""Rule 2, from last to first; `aside` is work for a cause that does not count."""
FORETOLD = ("maintenance", "absent")
KNOWN = ("up", "down", "planned", "excluded")
Stand = tuple[int, Fraction]
"""Place in ORDER, weight."""
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Made:
    """
    What a service is made of; `how` is any-of, all-of or at_least (so many), nothing for one that is measured itself.

    since, until  ticks between which it is in service
    """

    how: str = ""
    names: tuple[str, ...] = ()
    so_many: int = 1
    in_service: int = 1
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class Deal:
    """
    What an agreement says about one target.

    minimum  length, whether that length itself counts, whose length (outage, counted), what counts (whole, excess)
    rounded  unit, how; slots: unit, any or whole
    """

    service: str = "web"
    zone: str = "UTC"
    hours: Hours = field(default_factory=Hours.always)
    exclude: tuple[str, ...] = ()
    proven: tuple[str, ...] = ()
    counts_from: str = "start"
    minimum: tuple[int, bool, str, str] | None = None
    rounded: tuple[int, str] | None = None
    slots: tuple[int, str] | None = None
    degraded: Fraction = ZERO
    share: bool = False
    services: Mapping[str, Made] = field(default_factory=dict)
    classes: tuple[Work, ...] = ()
    term: tuple[int, int] = (0, 2**62)


@dataclass(frozen=True)
class Walked:
    """What the ticks of a period come to: how long counted as what, and weighed."""

    lengths: Mapping[str, int]
    downtime: Fraction
    with_all: Fraction


class Walker:
    """One look at a period."""

    def __init__(self, deal: Deal, facts: Sequence[Fact], start: int, end: int, now: int | None, step: int) -> None:
        self.deal, self.start, self.end, self.step = deal, start, end, step
        self.now = end if now is None else now
        self.names = _tree(deal, deal.service)
        mine = [_ended(fact, self.now, so_far=now is not None) for fact in facts if fact.service in self.names]
        self.facts = [fact for fact in mine if fact.end is not None and fact.start < fact.end]
        instants = [at for fact in self.facts for at in (fact.start, fact.end or 0)]
        margin = sum(unit for unit, _ in (deal.rounded or (0, ""), deal.slots or (0, ""))) if self.facts else 0
        self.ticks = range(min([start, *instants]) - margin, max([end, *instants]) + 2 * margin, step)
        self.stands = {name: self._stands(name) for name in self.names}
        self.raw = {name: self._stands(name, only=("excluded", "down", "absent")) for name in self.names}

    # -- how each component stands --

    def _stands(self, name: str, only: Sequence[str] = ORDER) -> dict[int, Stand]:
        """Rule 2: at each tick the first of the order holds, and among these the heaviest."""
        found: dict[int, Stand] = {}
        for start, end, state, weight in self._claims(name):
            if state in only:
                for tick in range(start, end, self.step):
                    claim = (ORDER.index(state), weight)
                    found[tick] = max(found.get(tick, claim), claim)
        return found

    def _claims(self, name: str) -> list[tuple[int, int, str, Fraction]]:
        facts = [fact for fact in self.facts if fact.service == name]
        claims = [(fact.start, fact.end or 0, fact.kind, ONE) for fact in facts if fact.kind in ("unknown", "absent")]
        claims += self._disturbed([fact for fact in facts if fact.kind in ("outage", "degraded")])
        claims += [each for owner, *each in self._works() if owner == name]  # type: ignore[misc]
        made = self.deal.services.get(name, Made())
        if made.since is not None:
            claims.append((self.ticks.start, made.since, "absent", ONE))
        if made.until is not None:
            claims.append((made.until, self.ticks.stop, "absent", ONE))
        return claims

    def _disturbed(self, facts: Sequence[Fact]) -> list[tuple[int, int, str, Fraction]]:
        claims: list[tuple[int, int, str, Fraction]] = []
        for fact in facts:
            assert fact.end is not None
            since = _counts_from(fact, self.deal.counts_from)
            claims.append((fact.start, since, "up", ONE))
            weight = (self.deal.degraded if fact.kind == "degraded" else ONE) * _share(fact, self.deal)
            state = "excluded" if self._is_excluded(fact) else "down" if weight else "up"
            claims.append((since, fact.end, state, weight))
        return claims

    def _is_excluded(self, fact: Fact) -> bool:
        work = {"planned-maintenance", *(each.name for each in self.deal.classes or (USUAL,))}
        named = bool(fact.cause) and fact.cause in self.deal.exclude and fact.cause not in work
        return named and (fact.cause not in self.deal.proven or fact.evidence)

    def _works(self) -> list[tuple[str, int, int, str, Fraction]]:
        classes = self.deal.classes or (USUAL,)
        rows = [fact for fact in self.facts if fact.kind == "maintenance"]
        aside = [row for row in rows if self._is_excluded(row) and not any(each.names(row.cause) for each in classes)]
        others = [row for row in rows if row not in aside]
        planned = excused(others, classes, self.deal.exclude, self.deal.zone, self.step)
        claims = [(row.service, row.start, row.end or 0, "aside", ONE) for row in aside]
        claims += [(row.service, row.start, row.end or 0, "down", ONE) for row in others]  # rule 5
        return claims + [(row.service, tick, tick + self.step, "planned", ONE) for row, tick in planned]

    # -- components become the service --

    def _down(self, name: str, tick: int, *, unknown: bool, excluded: bool) -> Fraction:
        """Return by how much it is down, if what is unknown is down or not, and what is excluded counts or not."""
        state, weight = self._state(name, tick)
        counts = {"down": weight, "unknown": ONE if unknown else ZERO}
        counts |= dict.fromkeys(("excluded", "aside", "planned"), weight if excluded else ZERO)
        own = counts.get(state, ZERO)
        if state in ("aside", "planned"):
            return own
        return max(
            own, self._together(name, tick, lambda each: self._down(each, tick, unknown=unknown, excluded=excluded))
        )

    def _together(self, name: str, tick: int, down: Callable[[str], Fraction]) -> Fraction:
        made = self.deal.services.get(name, Made())
        weights = sorted((down(each) for each in made.names if not self._is_absent(each, tick)), reverse=True)
        if not weights:
            return ZERO
        if made.how == "all-of":
            return weights[-1]
        rank = made.so_many if made.how == "at_least" else 1
        return weights[rank - 1] if rank <= len(weights) else ZERO

    def _is_absent(self, name: str, tick: int) -> bool:
        made = self.deal.services.get(name, Made())
        present = sum(not self._is_absent(each, tick) for each in made.names)
        return self._state(name, tick)[0] == "absent" or (bool(made.names) and present < made.in_service)

    def _state(self, name: str, tick: int) -> tuple[str, Fraction]:
        place, weight = self.stands[name].get(tick, (ORDER.index("up"), ZERO))  # rule 7
        return ORDER[place], weight

    def state(self, tick: int) -> tuple[str, Fraction]:
        """Rule 8: try what is unknown and what is excluded both ways."""
        name = self.deal.service
        if self._is_absent(name, tick):
            return "absent", ZERO
        if not self.deal.services.get(name, Made()).names:
            return self._state(name, tick)
        tried = {(u, e): self._down(name, tick, unknown=u, excluded=e) for u in (False, True) for e in (False, True)}
        if len(set(tried.values())) == 1:
            return ("down" if tried[False, False] else "up"), tried[False, False]
        if all(tried[False, e] == tried[True, e] for e in (False, True)):
            # It is called what the first part is that does not count.
            parts = (self._state(each, tick)[0] for each in self.names)
            return next(each for each in parts if each in ("excluded", "aside", "planned")), ZERO
        return "unknown", ZERO

    def happened(self, name: str, tick: int) -> Fraction:
        """Return by how much it was down as things went (rule 9)."""
        place, weight = self.raw[name].get(tick, (0, ZERO))
        own = weight if ORDER[place] in ("down", "excluded") else ZERO
        return max(own, self._together(name, tick, lambda each: self.happened(each, tick)))

    # -- what counts --

    def walked(self) -> Walked:
        """Return what the period comes to."""
        states = {tick: self.state(tick) for tick in self.ticks}
        opened = {tick: self.deal.hours.is_open(tick) for tick in self.ticks}
        free = self._freed(states, opened)
        counts = {tick: self._counts_as(tick, states[tick][0], opened[tick], tick in free) for tick in self.ticks}
        found = self._whole(self._downtime(states, counts, free))
        lengths: dict[str, int] = {}
        downtime = with_all = ZERO
        for tick in range(self.start, self.end, self.step):
            word = _settled(counts[tick], found.down[tick])
            lengths[word] = lengths.get(word, 0) + self.step
            downtime += found.down[tick] * self.step
            if word in KNOWN:
                with_all += found.everything[tick] * self.step
        return Walked(lengths, downtime, with_all)

    def _downtime(
        self, states: Mapping[int, tuple[str, Fraction]], counts: Mapping[int, str], free: set[int]
    ) -> Downtime:
        """Return what is left after the minimum, in which maintenance that does not count is never short."""
        name = self.deal.service
        left_out = {tick for tick in free if states[tick][0] != "planned"}
        everything = {
            tick: self._down(name, tick, unknown=False, excluded=True)
            if counts[tick] in KNOWN and tick not in left_out
            else ZERO
            for tick in self.ticks
        }
        return Downtime(
            down={tick: states[tick][1] if counts[tick] == "down" else ZERO for tick in self.ticks},
            everything=everything,
            was={tick: ZERO if tick in free else self.happened(name, tick) for tick in self.ticks},
            inside={tick for tick in self.ticks if counts[tick] in (*KNOWN, "unknown")},
            masked={tick for tick in self.ticks if states[tick][0] in ("planned", "aside")},
        )

    def _whole(self, found: Downtime) -> Downtime:
        """Rule 15: first rounded, then in slots."""
        if self.deal.rounded is not None:
            found = found.rounded(*self.deal.rounded, step=self.step)
        if self.deal.slots is not None:
            found = found.in_slots(*self.deal.slots)
        return found

    def _counts_as(self, tick: int, state: str, is_open: bool, is_free: bool) -> str:
        if state == "absent" or not self.deal.term[0] <= tick < self.deal.term[1]:  # rule 13
            return "absent"
        if not is_open:
            return "outside"
        if tick >= self.now:  # rule 12
            return "to-come"
        if state == "down" and is_free:
            return "up"
        return "excluded" if state == "aside" else state

    def _freed(self, states: Mapping[int, tuple[str, Fraction]], opened: Mapping[int, bool]) -> set[int]:
        """Return the ticks of outages that are too short to count, or the first of those that are not."""
        if self.deal.minimum is None:
            return set()
        length, inclusive, of, counts = self.deal.minimum
        if of == "counted":
            down = {tick for tick in self.ticks if states[tick][0] == "down" and opened[tick]}
        else:
            down = {tick for tick in self.ticks if self.happened(self.deal.service, tick)}
        free: set[int] = set()
        for start, end in stretches_of(down, self.step):
            if end - start < length or (end - start == length and not inclusive):
                free |= set(range(start, end, self.step))
            elif counts == "excess":
                free |= set(range(start, start + length, self.step))
        return free


def _settled(word: str, down: Fraction) -> str:
    """Return what a tick counts as once lengths are whole."""
    if down:
        return "down"
    return "up" if word == "down" else word


# -- facts ----------------------------------------------------------------------------------------------


def _tree(deal: Deal, name: str) -> list[str]:
    made = deal.services.get(name, Made())
    return [name, *(inner for each in made.names for inner in _tree(deal, each))]


def _ended(fact: Fact, now: int, *, so_far: bool) -> Fact:
    end = now if fact.end is None else fact.end
    return replace(fact, end=min(end, now) if so_far and fact.kind not in FORETOLD else end)


def _counts_from(fact: Fact, counts_from: str) -> int:
    assert fact.end is not None
    if counts_from == "start":
        return fact.start
    if counts_from == "reported" and fact.reported is None:
        return fact.end
    said = fact.reported if counts_from == "reported" else fact.detected
    return fact.start if said is None else min(max(said, fact.start), fact.end)


def _share(fact: Fact, deal: Deal) -> Fraction:
    return Fraction(fact.share) if deal.share and fact.share is not None else ONE
