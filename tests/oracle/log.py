"""What happened to each ticket, in order: corrections applied, mergers followed (rules 34, 35)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.oracle.hours import ticks

SAID = ("impact", "urgency", "priority", "status", "channel", "type", "service", "team")


@dataclass
class Fact:
    """One thing that happened to a ticket at a tick, and what it said."""

    ticket: str
    at: int
    event: str
    said: dict[str, str]
    into: str | None = None


def histories(rows: Iterable[Mapping[str, Any]], as_of: int) -> dict[str, list[Fact]]:
    """Return the facts of each ticket up to and including `as_of`, by instant, then by sequence (rules 1, 2)."""
    known = [fact for fact in corrected(sorted(rows, key=lambda row: row.get("seq") or 0)) if fact.at <= as_of]
    tickets: dict[str, list[Fact]] = {}
    for fact in sorted(known, key=lambda fact: (fact.at, fact.event != "opened")):
        ours = tickets.setdefault(fact.ticket, [])
        if not any(earlier.event == "merged" for earlier in ours):
            ours.append(fact)
    for ticket in tickets:
        _start_survivor_early(ticket, tickets)
    return tickets


def corrected(rows: list[Mapping[str, Any]]) -> list[Fact]:
    """Put each correction in the place of the event it names; a withdrawn event never happened."""
    facts: list[Fact] = []
    named: dict[str, Fact] = {}
    withdrawn: list[Fact] = []
    for row in (row for row in rows if row["event"] != "correction"):
        said = {name: row[name] for name in SAID if row.get(name)}
        fact = Fact(row["ticket"], ticks(row["at"]), row["event"], said, row.get("into"))
        facts.append(fact)
        if row.get("id"):
            named[row["id"]] = fact
    for row in (row for row in rows if row["event"] == "correction"):
        fact = named[row["corrects"]]
        if row.get("id"):
            named[row["id"]] = fact
        becomes = row.get("becomes")
        fact.at = ticks(row["at"])
        fact.said |= {name: row[name] for name in SAID if row.get(name)}
        withdrawn = [other for other in withdrawn if other is not fact]
        if becomes == "withdrawn":
            withdrawn.append(fact)
        elif becomes:
            fact.event = becomes
    return [fact for fact in facts if not any(fact is gone for gone in withdrawn)]


def _start_survivor_early(ticket: str, tickets: dict[str, list[Fact]]) -> None:
    """Give the ticket at the end of a chain of mergers the earliest start of the chain (rule 34)."""
    start = tickets[ticket][0].at
    seen = {ticket}
    here = ticket
    while merger := [fact for fact in tickets[here] if fact.event == "merged"]:
        here = merger[0].into or ""
        if here in seen or here not in tickets:
            return
        seen.add(here)
    opened = tickets[here][0]
    opened.at = min(opened.at, start)
