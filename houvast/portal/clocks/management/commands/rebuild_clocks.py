"""`rebuild_clocks`: drop every clock and compute it anew from the log."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from rich.progress import Progress

from houvast.portal.clocks.actions import rebuild_all, rebuild_missing


class Command(BaseCommand):
    """Drop every clock and compute it anew from the log."""

    help = "Drop every clock and compute it anew from the log of tickets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one option."""
        parser.add_argument("--missing", action="store_true", help="only when there are none, as after an upgrade")

    def handle(self, *_args: Any, missing: bool = False, **_options: Any) -> None:
        """Rebuild, showing progress."""
        rebuild = rebuild_missing if missing else rebuild_all
        with Progress(transient=True) as bar:
            task = bar.add_task("Tickets", total=None)
            tickets = rebuild(
                now=timezone.now(), progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
        if tickets or not missing:
            self.stdout.write(f"{tickets} tickets: clocks computed from the log.")
