"""
The hash chain over the events of an organisation: who edits, deletes, swaps or inserts one is found.

Each event carries sha256(previous hash ‖ sequence ‖ canonical JSON of its facts). Texts stay outside: the facts
hold a salted commitment, so a text can be erased and the chain still verifies. The head is kept with the
organisation; a tail that was cut off no longer reaches it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from operator import attrgetter
from typing import Any

from houvast.portal import bulk
from houvast.portal.accounts.models import Organisation
from houvast.portal.tickets.models import TicketEvent, TicketText
from houvast.sla.terms import EventKind, micros

SALT_BYTES = 16


@dataclass(slots=True)
class Fact:
    """
    An event about to be recorded: the columns of TicketEvent that say something, and its words.

    body, author  what was written, and by whom where they do not sign in here; kept beside the chain
    commitment    filled in when it is recorded
    """

    ticket_id: int
    kind: int
    happened_at: datetime
    recorded_at: datetime
    actor_id: int | None = None
    impact: str = ""
    urgency: str = ""
    priority: str = ""
    status: str = ""
    type: str = ""
    service: str = ""
    channel: str = ""
    team: str = ""
    handler_id: int | None = None
    into_id: int | None = None
    corrects_id: int | None = None
    becomes: str = ""
    source: str = "portal"
    external_id: str = ""
    body: str = ""
    author: str = ""
    commitment: str = ""


FACTS = (
    *("ticket_id", "kind", "happened_at", "recorded_at", "actor_id", "impact", "urgency", "priority", "status"),
    *("type", "service", "channel", "team", "handler_id", "into_id", "corrects_id", "becomes", "source"),
    *("external_id", "commitment"),
)
"""What of an event is in the chain, besides its organisation and sequence."""

_COLUMNS = (*FACTS, "organisation_id", "sequence", "hash")
_facts_of = attrgetter(*FACTS)
_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Damage(StrEnum):
    """What the verifier can find."""

    CHANGED = "changed"
    MISSING = "missing"
    TEXT_CHANGED = "text-changed"
    TAIL_MISSING = "tail-missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where the chain does not hold, and how; `sequence` counts from 1 within the organisation."""

    sequence: int
    damage: Damage


def lock(organisation_id: int) -> Organisation:
    """Return the organisation with its row locked until the transaction ends: one appends at a time."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def append(organisation: Organisation, facts: Sequence[Fact]) -> list[int]:
    """
    Record events at the end of the chain, in this order; return their keys.

    Call inside a transaction, with the organisation from `lock`.
    """
    salts = [_commit(fact) for fact in facts]
    head, sequence = organisation.chain_head, organisation.chain_length
    rows = []
    for fact in facts:
        sequence += 1
        said = _facts_of(fact)
        head = link(head, sequence, organisation.pk, said)
        rows.append((*said, organisation.pk, sequence, head))
    organisation.chain_head, organisation.chain_length = head, sequence
    Organisation.objects.filter(pk=organisation.pk).update(chain_head=head, chain_length=sequence)
    keys = [key for key, _ in bulk.insert(TicketEvent, _COLUMNS, rows)]
    told = zip(keys, salts, facts, strict=True)
    texts = [(key, salt, fact.author, fact.body) for key, salt, fact in told if salt]
    bulk.insert(TicketText, ("event_id", "salt", "author", "body"), texts)
    return keys


def link(previous: str, sequence: int, organisation_id: int, said: Sequence[Any]) -> str:
    """Return the hash of an event that follows `previous`; `said` are its FACTS."""
    return sha256(f"{previous}\n{sequence}\n{canonical(organisation_id, said)}".encode()).hexdigest()


def canonical(organisation_id: int, said: Sequence[Any]) -> str:
    """Return FACTS as JSON: sorted keys, no blanks, instants in microseconds, what is empty left out."""
    facts = {name: value for name, value in zip(FACTS, said, strict=True) if value not in (None, "")}
    facts["organisation_id"] = organisation_id
    facts["kind"] = EventKind(facts["kind"]).word
    facts["happened_at"] = micros(facts["happened_at"])
    facts["recorded_at"] = micros(facts["recorded_at"])
    return _JSON.encode(facts)


def commitment(salt: str, author: str, body: str) -> str:
    """Return the salted hash that stands in the chain for a text."""
    return sha256(_JSON.encode([salt, author, body]).encode()).hexdigest()


def verify(organisation: Organisation) -> list[Finding]:
    """Return every place where the chain of an organisation does not hold, earliest first; none when it is sound."""
    head, length = "", 0
    found: list[Finding] = []
    events = TicketEvent.objects.filter(organisation=organisation).order_by("sequence").select_related("words")
    for event in events.iterator(chunk_size=2000):
        found += _damage(event, head, length)
        head, length = event.hash, event.sequence
    kept = Organisation.objects.values_list("chain_head", "chain_length").get(pk=organisation.pk)
    if not found and kept != (head, length):
        found.append(Finding(length + 1, Damage.TAIL_MISSING))
    return found


def _damage(event: TicketEvent, head: str, length: int) -> Iterator[Finding]:
    if event.sequence != length + 1:
        yield Finding(length + 1, Damage.MISSING)
    elif event.hash != link(head, event.sequence, event.organisation_id, _facts_of(event)):
        yield Finding(event.sequence, Damage.CHANGED)
    words = getattr(event, "words", None)
    if words is not None and commitment(words.salt, words.author, words.body) != event.commitment:
        yield Finding(event.sequence, Damage.TEXT_CHANGED)


def _commit(fact: Fact) -> str:
    """Put the commitment to its words into a fact, and return the salt; '' where there are no words."""
    if not fact.body and not fact.author:
        return ""
    salt = secrets.token_hex(SALT_BYTES)
    fact.commitment = commitment(salt, fact.author, fact.body)
    return salt
