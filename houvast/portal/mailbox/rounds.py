"""One round over all mailboxes, and waiting until something arrives."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from imap_tools import MailboxTaggedResponseError

from houvast.portal.mailbox.actions import handle_waiting
from houvast.portal.mailbox.boxes import boxes
from houvast.portal.mailbox.fetching import fetch, opened
from houvast.portal.mailbox.senders import Resolver, txt

log = logging.getLogger(__name__)

IDLE = 10.0
"""Seconds to wait for the server to say that a mail arrived."""


def fetch_all(*, now: Callable[[], datetime], resolver: Resolver = txt) -> tuple[int, int]:
    """Read each mailbox and handle what waits; return how many were fetched and handled. A mailbox that fails waits."""
    named, fetched = boxes(), 0
    for box in named:
        try:
            fetched += fetch(box, now=now)
        except (OSError, MailboxTaggedResponseError):
            log.exception("mailbox %s cannot be read", box.name)
    customers = {box.name: box.customer for box in named if box.customer}
    return fetched, handle_waiting(now=now(), customers=customers, resolver=resolver)


def wait_for_mail() -> None:
    """Wait until the only mailbox has something new, or for IDLE seconds; several are looked at in turn instead."""
    named = boxes()
    if len(named) != 1:
        return
    with opened(named[0]) as mailbox:
        mailbox.idle.wait(timeout=IDLE)
