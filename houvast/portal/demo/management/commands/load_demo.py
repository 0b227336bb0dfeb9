"""`load_demo`: customers to look at, with tickets in every state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from houvast.portal.demo import loading
from houvast.portal.demo.example_files import ExampleMissing

_COLUMNS = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())


class Command(BaseCommand):
    """Load the demo, or say that it is here."""

    help = "Load the demo: four customers with their agreements, people and tickets, as of this moment."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what the command line may say."""
        parser.add_argument("--small", action="store_true", help="leave out the large customer, a real incident log")

    def handle(self, *_args: Any, small: bool, verbosity: int, **_options: Any) -> None:
        """Load, showing progress."""
        try:
            with Progress(*_COLUMNS, console=Console(quiet=verbosity == 0)) as bars:
                new = loading.load(now=timezone.now(), steps=_shown(bars), small=small)
        except (loading.OthersAreHere, ExampleMissing) as refusal:
            raise CommandError(str(refusal)) from refusal
        if verbosity:
            self.stdout.write(f"The demo is loaded: {', '.join(new)}." if new else "The demo is here already.")


def _shown(bars: Progress) -> loading.Steps:
    """Return what shows each step of loading as a bar of its own."""

    @contextmanager
    def step(title: str) -> Iterator[loading.Progress]:
        task = bars.add_task(title, total=None)

        def progress(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        yield progress
        finished = bars.tasks[task].total or 1
        bars.update(task, completed=finished, total=finished)

    return step
