"""
Work: judge the downtime of components by the month, one outage at a time.

The straightforward program of the same promise (DESIGN §3, Availability: minimum length, weight of degraded service, a
cause that does not count) for outages that lie apart, and nothing shared with the engine. It keeps an
account of why, as the engine does, and answers with the downtime.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Any

Outage = list[Any]
"""Start, end, kind, cause."""
Stretch = tuple[int, int, str, int]


def work(job: dict[str, Any], kind: Callable[..., Any] | None = None) -> dict[str, Any]:
    """Return the downtime of each component and period, and the CPU seconds it took, the shortest of `times` runs."""
    spent = []
    for _ in range(job["times"]):
        began = process_time()
        down = judged(job)
        spent.append(process_time() - began)
    return {"down": down, "seconds": min(spent)}


def judged(job: dict[str, Any]) -> list[int]:
    """Return weighed downtime, in hundredths of a microsecond, period by period of each component."""
    of_each: list[list[Outage]] = [[] for _ in range(job["components"])]
    for component, *outage in job["outages"]:
        of_each[component].append(outage)
    return [
        sum((end - start) * weight for start, end, _, weight in stretches(outages, *period, job))
        for outages in of_each
        for period in job["periods"]
    ]


def stretches(outages: list[Outage], start: int, end: int, job: dict[str, Any]) -> list[Stretch]:
    """Return the period as stretches that join without gap: from, to, why, weight of downtime in percent."""
    found, reached = [], start
    for begins, ends, kind, cause in sorted(outages):
        first, last = max(begins, start), min(ends, end)
        if first < last:
            found.append((reached, first, "up", 0))
            found.append((first, last, *counted(ends - begins, kind, cause, job)))
            reached = last
    found.append((reached, end, "up", 0))
    return found


def counted(length: int, kind: str, cause: str, job: dict[str, Any]) -> tuple[str, int]:
    """Return why an outage counts or not, and its weight."""
    if cause in job["exclude"]:
        return cause, 0
    return ("short", 0) if length <= job["longer_than"] else (kind, job["weights"][kind])
