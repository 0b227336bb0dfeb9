"""
Do one job with one peer: `python run.py WORK PEER < job.json > answer.json`.

WORK  a module here with `work(job, hours) -> answer`: business_time, event_loop, uptime
PEER  `with_PEER.py`, whose class Hours does a calendar's arithmetic
"""

from __future__ import annotations

import importlib
import json
import sys


def main() -> None:
    work, peer = sys.argv[1:]
    job = json.load(sys.stdin)
    answer = importlib.import_module(work).work(job, importlib.import_module(f"with_{peer}").Hours)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
