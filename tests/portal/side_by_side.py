"""Several people or workers at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def side_by_side(count: int, work: Callable[[int], object]) -> list[BaseException]:
    """Run work(number) in threads with connections of their own, all at once; return what they raised."""
    gate = threading.Barrier(count)

    def run(number: int) -> None:
        gate.wait()
        try:
            work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        futures = [pool.submit(run, number) for number in range(count)]
    return [refusal for future in futures if (refusal := future.exception())]
