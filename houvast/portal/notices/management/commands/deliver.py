"""`deliver`: send what waits in the outbox, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from houvast.portal.notices.delivery import deliver
from houvast.portal.watch import worker


class Command(BaseCommand):
    """Send what waits in the outbox, once."""

    help = "Send the notices whose moment has come, then stop. The watch does the same all the time."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Deliver until nothing is left for now."""
        total = 0
        while tried := deliver(now=worker.database_now):
            total += tried
        self.stdout.write(f"{total} notices tried.")
