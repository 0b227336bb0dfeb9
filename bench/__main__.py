"""
`bin/bench [ROW…] [--quick] [--json]`: what DESIGN §8 asks, measured beside peers in one run.

Exit status 0 when everything asked for was reached, 1 when something was not, 2 for wrong use.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np

from bench import business_time, contract_pdf, drain, measure, one_event, uptime
from bench.tables import Table

ROWS: dict[str, tuple[str, Callable[..., Table]]] = {
    "1": ("business-time", business_time.row),
    "2": ("measure", measure.row),
    "4": ("one-event", one_event.row),
    "5": ("drain", drain.row),
    "10": ("uptime", uptime.row),
    "12": ("contract-pdf", contract_pdf.row),
}
"""Rows of DESIGN §8, by number and by name; 10 and 12 follow them."""


def main() -> int:
    said = _parser().parse_args()
    # Ended from outside, too, we leave no server and no folder behind.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    chosen = [number for number, (name, _) in ROWS.items() if not said.rows or {number, name} & set(said.rows)]
    tables = []
    for number in chosen:
        name, row = ROWS[number]
        print(f"row {number}: {name} …", file=sys.stderr, flush=True)
        tables.append(row(quick=said.quick))
        if not said.json:
            print(f"{tables[-1].text()}\n", flush=True)
    if said.json:
        rows = [table.as_json() for table in tables]
        print(json.dumps({"machine": machine(), "quick": said.quick, "rows": rows}, ensure_ascii=False, indent=2))
    else:
        print(machine())
    return 0 if all(table.reached for table in tables) else 1


def _parser() -> argparse.ArgumentParser:
    names = [word for number, (name, _) in ROWS.items() for word in (number, name)]
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure what the design asks, beside peers.")
    rows = f"which rows, all by default: {', '.join(names)}"
    parser.add_argument("rows", nargs="*", metavar="ROW", type=_known, help=rows)
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that everything works")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of tables")
    return parser


def _known(word: str) -> str:
    if word not in {name for name, _ in ROWS.values()} | set(ROWS):
        raise argparse.ArgumentTypeError(f"there is no row '{word}'")
    return word


def machine() -> str:
    """Return the day and what this ran on, without naming the machine."""
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    day = datetime.now(UTC).date().isoformat()
    size = f"{os.cpu_count()} cores, {gibibytes:.0f} GiB"
    return f"{day}, {size}, {platform.system()}, Python {platform.python_version()}, NumPy {np.__version__}"


if __name__ == "__main__":
    sys.exit(main())
