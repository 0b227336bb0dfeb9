"""
One worker: `python -m bench.drain_worker MODE`; says `ready`, waits for a line, works, answers in JSON.

MODE  portal  rounds of houvast.portal.watch until nothing is owed
      raw     the same deeds in one SQL statement a round, nothing around it
      idle    turns of the watch in which nothing is owed
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter, process_time
from typing import Any

import psycopg

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
BEFORE = datetime(2026, 10, 1, tzinfo=UTC)
"""A moment at which nothing is owed yet."""

LIMIT = 500
IDLE_TURNS = 300

RAW = """
WITH claimed AS (
  SELECT id, ticket_id, organisation_id, target, cycle, steps::jsonb AS steps, look_again_at FROM clocks_clockrow
  WHERE look_again_at <= %(now)s ORDER BY look_again_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
), decided AS (
  INSERT INTO watch_decision
    (organisation_id, ticket_id, target, cycle, step, kind, share, role, due_at, decided_at, collapsed)
  SELECT organisation_id, ticket_id, target, cycle, steps->0->>0, steps->0->>3, (steps->0->>4)::int, steps->0->>5,
         look_again_at, %(now)s, false FROM claimed
  ON CONFLICT DO NOTHING RETURNING id, organisation_id, ticket_id, kind
), told AS (
  INSERT INTO notices_notice
    (id, organisation_id, ticket_id, recipient_id, subject, decision_id, created_at, state, attempts, try_again_at,
     error, held_up, about, address, ability)
  SELECT gen_random_uuid(), d.organisation_id, d.ticket_id, s.handler_id, d.kind, d.id, %(now)s, 'pending', 0,
         %(now)s, '', false, '', '', ''
  FROM decided d JOIN clocks_standing s ON s.ticket_id = d.ticket_id
)
UPDATE clocks_clockrow c SET look_again_at = to_timestamp((claimed.steps->1->>1)::bigint / 1000000.0)
FROM claimed WHERE c.id = claimed.id
"""


def main() -> None:
    mode = sys.argv[1]
    work = {"portal": portal, "raw": raw, "idle": idle}[mode]()
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(work()), flush=True)


def portal() -> Callable[[], dict[str, Any]]:
    """Get ready to hold rounds of the watch; the statement that claims, the first of a round, is timed apart."""
    worker = _watch()
    from django.db import connection

    spent: list[float] = []

    def timed(execute: Callable[..., Any], *statement: Any) -> Any:
        began = perf_counter()
        answer = execute(*statement)
        spent.append(perf_counter() - began)
        return answer

    def work() -> dict[str, Any]:
        claims, rounds, decided, cpu = [], [], 0, process_time()
        while True:
            spent.clear()
            began = perf_counter()
            with connection.execute_wrapper(timed):
                held = worker.round(now=NOW, limit=LIMIT)
            if not held.claimed:
                return {"decided": decided, "claims": claims, "rounds": rounds, "cpu": process_time() - cpu}
            claims += spent[:1] if held.claimed == LIMIT else []
            rounds.append(perf_counter() - began)
            decided += held.decided

    return work


def raw() -> Callable[[], dict[str, Any]]:
    """Get ready to do the same in SQL alone."""
    connection = psycopg.connect(os.environ["HOUVAST_DATABASE"], autocommit=True)

    def work() -> dict[str, Any]:
        decided, cpu = 0, process_time()
        while moved := connection.execute(RAW, {"now": NOW, "limit": LIMIT}).rowcount:
            decided += moved
        return {"decided": decided, "cpu": process_time() - cpu}

    return work


def idle() -> Callable[[], dict[str, Any]]:
    """Get ready for turns in which nothing is owed: the moment, an empty round, when to look again."""
    worker = _watch()

    def turn() -> float:
        began = perf_counter()
        worker.database_now()
        worker.round(now=BEFORE)
        worker.next_look_at()
        return perf_counter() - began

    def work() -> dict[str, Any]:
        return {"turns": [turn() for _ in range(IDLE_TURNS)]}

    return work


def _watch() -> Any:
    import django

    django.setup()
    from houvast.portal.watch import worker

    worker.database_now()
    return worker


if __name__ == "__main__":
    main()
