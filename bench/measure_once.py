"""
The engine on a log kept in a folder: `python -m bench.measure_once FOLDER RULE`; answers in JSON.

The shortest of some runs counts, for what the machine does besides only ever adds; memory is that of the first run.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from bench.log_generator import AS_OF, EVENTS_EACH, PRIORITIES, STATUSES
from bench.promises import agreement
from houvast.sla.agreement.model import Agreement
from houvast.sla.clock import clocks
from houvast.sla.events import Column, Events
from houvast.sla.terms import Verdict

STATUS, CLEAR_REFS = Path("/proc/self/status"), Path("/proc/self/clear_refs")
RESET_PEAK = "5"
TIMES = 3


def main() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    folder, rule = Path(sys.argv[1]), sys.argv[2]
    events, deal = kept(folder), agreement("response", "resolution", on_priority_change=rule)
    clocks(events.of_ticket(events.tickets[0]), deal, as_of=AS_OF)  # imports and tables are not part of the work
    gc.collect()
    before, how = memory_before()
    runs = [timed(events, deal)]
    megabytes = (peak() - before) / 1024
    runs += [timed(events, deal) for _ in range(TIMES - 1)]
    cpu, wall, said = min(runs)
    print(json.dumps({"seconds": cpu, "wall": wall, "megabytes": megabytes, "memory_from": how} | json.loads(said)))


def timed(events: Events, deal: Agreement) -> tuple[float, float, str]:
    """Return CPU seconds, seconds on the wall, and in words what was found."""
    wall, cpu = perf_counter(), process_time()
    found = clocks(events, deal, as_of=AS_OF)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    counts = np.bincount(found.verdict, minlength=len(Verdict)).tolist()
    return cpu, wall, json.dumps({"clocks": len(found), "verdicts": {each.word: counts[each] for each in Verdict}})


def kept(folder: Path) -> Events:
    """Return the log that a folder holds."""
    columns = {path.stem: np.load(path) for path in folder.glob("*.npy")}
    tickets = tuple(f"T{number:07}" for number in range(1, len(columns["ticket"]) // EVENTS_EACH + 1))
    attributes = {"priority": Column(columns["priority"], PRIORITIES), "status": Column(columns["status"], STATUSES)}
    return Events.columns(tickets, columns["ticket"], columns["at"], columns["kind"], attributes)


def memory_before() -> tuple[int, str]:
    """Return the kilobytes in use now, and how the peak from here on is known."""
    try:
        CLEAR_REFS.write_text(RESET_PEAK)
    except OSError:
        return _highest(), "peak memory above the highest of the preparation (the peak could not be set back)"
    return _kilobytes("VmRSS"), "peak memory above what was in use before"


def peak() -> int:
    """Return the highest number of kilobytes in use since the peak was set back."""
    return _kilobytes("VmHWM") if STATUS.exists() else _highest()


def _kilobytes(name: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])


def _highest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
