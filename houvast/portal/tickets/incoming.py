"""One event of a log from elsewhere, checked once at the door."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from houvast.sla.events import ATTRIBUTES, Events
from houvast.sla.terms import EventKind, instant, micros

LONGEST_ID = 100


class HappensLater(ValueError):
    """An event is said to happen after the import; holds `ticket`, `at`."""

    def __init__(self, ticket: str, at: datetime) -> None:
        super().__init__(f"ticket {ticket}: an event at {at.isoformat()} has not happened yet")
        self.ticket, self.at = ticket, at


class NothingKnown(ValueError):
    """A ticket is merged into one that is neither in the log nor here; holds `ticket`, `into`."""

    def __init__(self, ticket: str, into: str) -> None:
        super().__init__(f"ticket {ticket} is merged into {into}, which is not known")
        self.ticket, self.into = ticket, into


class MergedIntoItself(ValueError):
    """A merger does not say into which other ticket; holds `ticket`."""

    def __init__(self, ticket: str) -> None:
        super().__init__(f"ticket {ticket} is merged, but not into another ticket")
        self.ticket = ticket


class CannotBecome(ValueError):
    """A correction makes of an event what it cannot be; holds `ticket`, `corrects`, `becomes`."""

    def __init__(self, ticket: str, corrects: str, becomes: str) -> None:
        super().__init__(f"ticket {ticket}: event {corrects} cannot become {becomes or 'another of its kind'}")
        self.ticket, self.corrects, self.becomes = ticket, corrects, becomes


@dataclass(frozen=True, slots=True)
class Incoming:
    """
    An event of another system.

    external_id  its id there, or a hash of all it says: the same row again has the same
    said         ATTRIBUTES that it says, by name
    """

    ticket: str
    at: datetime
    kind: EventKind
    external_id: str
    said: Mapping[str, Any]
    by: str
    text: str
    into: str
    corrects: str
    becomes: str


def incoming(events: Events | Iterable[Mapping[str, Any]], *, now: datetime) -> list[Incoming]:
    """
    Return the events of a log by ticket, instant and place, `opened` first; a row that repeats another only once.

    A row has `ticket`, `at` (aware, or microseconds since 1970 UTC), `event` (word or EventKind) and, where they
    apply, ATTRIBUTES, `id`, `seq`, `by`, `text`, `into`, `corrects`, `becomes`. Raises UnknownEvent, HappensLater.
    """
    rows = _rows_of(events) if isinstance(events, Events) else events
    place: dict[str, int] = {}
    found: dict[str, tuple[tuple[int, datetime, bool, int, int], Incoming]] = {}
    for number, row in enumerate(rows):
        event = _read(row)
        if event.at > now:
            raise HappensLater(event.ticket, event.at)
        ticket = place.setdefault(event.ticket, len(place))
        order = (ticket, event.at, event.kind is not EventKind.OPENED, int(row.get("seq") or 0), number)
        found.setdefault(event.external_id, (order, event))
    return [event for _, event in sorted(found.values(), key=lambda pair: pair[0])]


def _read(row: Mapping[str, Any]) -> Incoming:
    at, kind = row["at"], row["event"]
    said = {name: str(row[name]) for name in ATTRIBUTES if row.get(name)}
    words = {name: str(row.get(name) or "") for name in ("by", "text", "into", "corrects", "becomes")}
    event = Incoming(
        ticket=str(row["ticket"]),
        at=at if isinstance(at, datetime) else instant(at),
        kind=EventKind.of(kind) if isinstance(kind, str) else EventKind(kind),
        external_id=str(row.get("id") or ""),
        said=said,
        **words,
    )
    named = 0 < len(event.external_id) <= LONGEST_ID
    return event if named else replace(event, external_id=_digest(event))


def _digest(event: Incoming) -> str:
    """Return what identifies an event without a (usable) id: all it says, hashed."""
    told = [event.external_id, event.ticket, micros(event.at), event.kind.word, event.said]
    told += [event.by, event.text, event.into, event.corrects, event.becomes]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _rows_of(events: Events) -> Iterator[dict[str, Any]]:
    """Yield the rows of the rules' table."""
    columns = dict(events.attributes)
    if events.into is not None:
        columns["into"] = events.into
    for number in range(len(events)):
        yield {
            "ticket": events.tickets[int(events.ticket[number])],
            "at": int(events.at[number]),
            "event": int(events.kind[number]),
            "seq": number,
            **{name: column.word(number) for name, column in columns.items()},
        }
