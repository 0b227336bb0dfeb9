"""A throw-away PostgreSQL that keeps its promises: unlike that of the tests, it waits for the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.house.postgres import Postgres


class Cluster(Postgres):
    """A cluster for measuring: durable, with room for what is measured, gone when the bench ends."""

    settings = (
        "max_connections=40",
        "shared_buffers=4GB",
        "max_wal_size=8GB",
        "checkpoint_timeout=30min",
    )

    def cpu(self) -> float:
        """Return the CPU seconds that the server has used so far, in all its processes."""
        assert self.process is not None
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                _, _, after = path.read_text().rpartition(")")
            except OSError:
                continue  # it ended while we were looking: its parent has its time
            parent, used, ended = int(after.split()[1]), after.split()[11:13], after.split()[13:15]
            if int(path.parent.name) == self.process.pid:
                ticks += sum(map(int, [*used, *ended]))
            elif parent == self.process.pid:
                ticks += sum(map(int, used))
        return ticks / os.sysconf("SC_CLK_TCK")

    def address_of(self, database: str) -> str:
        """Return the address of one of its databases, as HOUVAST_DATABASE takes it."""
        return f"postgresql://houvast@/{database}?host={self.folder}"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Run a cluster for as long as the block lasts; raises PostgresMissing, PostgresDidNotStart."""
    running = Cluster()
    try:
        yield running.start()
    finally:
        running.stop()
