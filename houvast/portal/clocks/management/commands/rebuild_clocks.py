"""`rebuild_clocks`: drop every clock and compute it anew from the log."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from rich.progress import Progress

from houvast.portal.clocks.actions import rebuild_all


class Command(BaseCommand):
    """Drop every clock and compute it anew from the log."""

    help = "Drop every clock and compute it anew from the log of tickets."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild, showing progress."""
        with Progress(transient=True) as bar:
            task = bar.add_task("Tickets", total=None)
            tickets = rebuild_all(
                now=timezone.now(), progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
        self.stdout.write(f"{tickets} tickets: clocks computed from the log.")
