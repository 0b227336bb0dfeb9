"""`watch`: decide what is owed and deliver what is written, until told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connection

from houvast.portal.mailbox.rounds import fetch_all, wait_for_mail
from houvast.portal.notices.delivery import deliver
from houvast.portal.watch import worker

log = logging.getLogger(__name__)

LONGEST_SLEEP = 1.0
"""Seconds: a clock that was just computed may want a look before the one we were waiting for."""
BACK_OFF = (1.0, 2.0, 5.0, 10.0)
"""Seconds to wait after each turn that failed; the last one from then on."""
BEAT_EVERY = timedelta(seconds=5)


class Command(BaseCommand):
    """Decide what is owed and deliver what is written, until told to stop."""

    help = "Watch the clocks: record reminders, escalations and breaches, and deliver the mails they lead to."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what the command line may say."""
        parser.add_argument("--once", action="store_true", help="do what is owed now, then stop")
        parser.add_argument("--no-mail", action="store_true", help="leave delivery to another process")

    def handle(self, *_args: Any, once: bool, no_mail: bool, **_options: Any) -> None:
        """Run until SIGTERM or SIGINT; both let the round at hand finish."""
        if once:
            worker.drain(now=worker.database_now())
            worker.beat(now=worker.database_now())
            if not no_mail:
                deliver(now=worker.database_now)
                fetch_all(now=worker.database_now)
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        turns: list[Callable[[], float]] = [_Watch()] if no_mail else [_Watch(), _deliver]
        if settings.MAILBOXES and not no_mail:
            turns.append(_fetch)
        # Mail has a thread of its own: a slow mail server must not make a decision late.
        with ThreadPoolExecutor(len(turns)) as threads:
            ended = [threads.submit(_repeat, turn, stop) for turn in turns]
            for future in as_completed(ended):
                stop.set()  # when one cannot go on the other ends too, and whoever started us sees it
                future.result()


class _Watch:
    """One turn of the watch: rounds until nothing is owed, a sign of life, then how long to sleep."""

    def __init__(self) -> None:
        self._beat_at = worker.database_now() - BEAT_EVERY

    def __call__(self) -> float:
        now = worker.database_now()
        held = worker.round(now=now)
        if now - self._beat_at >= BEAT_EVERY:
            worker.beat(now=now)
            self._beat_at = now
        if held.claimed == worker.LIMIT:
            return 0
        next_look = worker.next_look_at()
        return LONGEST_SLEEP if next_look is None else (next_look - now).total_seconds()


def _deliver() -> float:
    return 0 if deliver(now=worker.database_now) else LONGEST_SLEEP


def _fetch() -> float:
    fetch_all(now=worker.database_now)
    close_old_connections()
    wait_for_mail()
    return LONGEST_SLEEP


def _repeat(turn: Callable[[], float], stop: threading.Event) -> None:
    """Take turns until told to stop; what one raised is logged, and the next is waited for longer each time."""
    failed = 0
    while not stop.is_set():
        try:
            sleep, failed = min(max(turn(), 0), LONGEST_SLEEP), 0
        except Exception:  # whatever it is: without a watch nobody is warned of anything any more
            log.exception("a turn failed; trying again")
            close_old_connections()
            sleep = BACK_OFF[min(failed, len(BACK_OFF) - 1)]
            failed += 1
        stop.wait(sleep)
    connection.close()
