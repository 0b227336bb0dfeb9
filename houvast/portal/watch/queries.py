"""Whether the watch is alive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from houvast.portal.watch.models import Heartbeat
from houvast.portal.watch.worker import NAME

SILENT_AFTER = timedelta(seconds=30)
"""The watch leaves a sign of life every few seconds."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """When the watch last left a sign of life, and how long it has been silent; None for never, and while alive."""

    beat_at: datetime | None
    silent_for: timedelta | None

    @property
    def is_alive(self) -> bool:
        """Whether it has left a sign of life lately."""
        return self.beat_at is not None and self.silent_for is None


def pulse(*, now: datetime) -> Pulse:
    """Return whether the watch is alive, by the signs of life that it leaves with the clock of the database."""
    beat = Heartbeat.objects.filter(name=NAME).first()
    if beat is None:
        return Pulse(None, None)
    silence = now - beat.beat_at
    return Pulse(beat.beat_at, silence if silence > SILENT_AFTER else None)
