"""`rebuild_search`: drop every row of words and write it anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress

from houvast.portal.search.actions import rebuild_all, rebuild_missing


class Command(BaseCommand):
    """Drop every row of words and write it anew from tickets and articles."""

    help = "Drop what is searched and write it anew from tickets and articles."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one option."""
        parser.add_argument("--missing", action="store_true", help="only when rows are missing, as after an upgrade")

    def handle(self, *_args: Any, missing: bool = False, **_options: Any) -> None:
        """Rebuild, showing progress."""
        rebuild = rebuild_missing if missing else rebuild_all
        with Progress(transient=True) as bar:
            task = bar.add_task("Rows", total=None)
            rows = rebuild(progress=lambda done, total: bar.update(task, completed=done, total=total))
        if rows or not missing:
            self.stdout.write(f"{rows} tickets and articles can be found.")
