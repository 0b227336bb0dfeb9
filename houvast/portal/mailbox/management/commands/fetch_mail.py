"""`fetch_mail`: read the mailboxes once, and handle what is new."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from houvast.portal.mailbox.rounds import fetch_all
from houvast.portal.watch import worker


class Command(BaseCommand):
    """Read the mailboxes once, and handle what is new."""

    help = "Read the mailboxes of HOUVAST_MAILBOXES once, then stop. The watch does the same all the time."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Fetch and handle; say how many."""
        fetched, handled = fetch_all(now=worker.database_now)
        self.stdout.write(f"{fetched} mails fetched, {handled} handled.")
