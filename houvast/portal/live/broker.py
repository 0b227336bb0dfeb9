"""
One for each process: hears of changes from the database, and hands them to the streams whose readers may know.

No stream has a connection to the database. Who listens is asked for by session, for all at once, at every hint and
every RECHECK seconds; a stream that does not keep up is told to look at everything again, and holds up nobody.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import TypeVar

from django.db import close_old_connections
from django.utils import timezone

from houvast.portal.accounts.models import Person
from houvast.portal.guard.acting import the_house
from houvast.portal.live import readers, sources
from houvast.portal.live.hints import Hint
from houvast.portal.live.readers import Topic

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

HELD = 64
"""Messages that wait for one stream at most."""
RECHECK = 30.0
"""Seconds between two looks at whether everybody still may listen."""
READY_WITHIN = 5.0
"""Seconds that a stream waits for the database at most before it is opened."""
MOST = 2_000
MOST_OF_ONE = 20
"""Streams of one process, and of one person in it."""


class Event(StrEnum):
    """
    What a stream says.

    hello      you listen now
    changed    the ticket with this number changed; without number, many did
    presence   who looks at the ticket with this number changed
    look       you may have missed something: look at everything again
    ended      you may not listen any longer
    closing    the portal stops; come again
    """

    HELLO = "hello"
    CHANGED = "changed"
    PRESENCE = "presence"
    LOOK = "look"
    ENDED = "ended"
    CLOSING = "closing"


Message = tuple[Event, str]
LAST = {Event.ENDED, Event.CLOSING}
"""After these a stream ends."""


class TooMany(Exception):
    """There are as many streams as there may be, of one person or in all."""


class Stream:
    """What one open page still has to be told."""

    def __init__(self, session: str, person: int, topic: Topic) -> None:
        self.session, self.person, self.topic = session, person, topic
        self.waiting: asyncio.Queue[Message] = asyncio.Queue(HELD)

    def say(self, event: Event, text: str = "") -> None:
        """Add a message; in place of too many, that everything must be looked at again."""
        if event in LAST or self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            event, text = (event, text) if event in LAST else (Event.LOOK, "")
        self.waiting.put_nowait((event, text))


class Broker:
    """The streams of this process, and the tasks that serve them; lives in one event loop."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.tasks: list[asyncio.Task[None]] = []
        self.closing = False
        self._ready = asyncio.Event()
        self._listener = ThreadPoolExecutor(1, thread_name_prefix="live-listener")
        self._asker = ThreadPoolExecutor(1, thread_name_prefix="live-asker")

    async def join(self, stream: Stream) -> None:
        """Let a stream hear what comes from now on; raise TooMany."""
        theirs = sum(each.person == stream.person for each in self.streams)
        if len(self.streams) >= MOST or theirs >= MOST_OF_ONE:
            raise TooMany
        self.streams.add(stream)
        if not self.tasks:
            self.tasks = [asyncio.create_task(work()) for work in (self._hear, self._recheck)]
        with suppress(TimeoutError):  # the database is away: once it is back, everybody is told to look
            await asyncio.wait_for(self._ready.wait(), READY_WITHIN)
        if self.closing:
            stream.say(Event.CLOSING)

    def leave(self, stream: Stream) -> None:
        """Forget a stream."""
        self.streams.discard(stream)

    def close(self) -> None:
        """Let every stream end now, and refuse to keep new ones open."""
        self.closing = True
        self._ready.set()
        for stream in self.streams:
            stream.say(Event.CLOSING)

    async def stop(self) -> None:
        """Close, and end the tasks: nothing of it holds the database any longer."""
        self.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for thread in (self._listener, self._asker):
            thread.submit(close_old_connections).result()
            thread.shutdown()

    async def ask(self, question: Callable[..., Answer], *about: object) -> Answer:
        """Return what the database answers, asked in a thread of ours that keeps no connection."""
        return await asyncio.get_running_loop().run_in_executor(self._asker, _asked, question, about)

    async def _hear(self) -> None:
        async for hints in sources.hints(self._listener, self._ready.set):
            try:
                await self._hand_out(hints)
            except Exception:
                log.exception("live updates: nobody could be told by name")
                await self._hand_out(None)

    async def _hand_out(self, hints: Sequence[Hint] | None) -> None:
        """Tell each stream what fits it, once its reader was found to be allowed to know."""
        if hints is None:
            for stream in self.streams:
                stream.say(Event.LOOK)
            return
        wanted = {
            stream: fitting
            for stream in self.streams
            if (fitting := [hint for hint in hints if stream.topic.fits(hint)])
        }
        if not wanted:
            return
        people = await self._people(wanted)
        for stream, fitting in wanted.items():
            person = people.get(stream.session)
            if person is None or not readers.still_may(person, stream.topic):
                stream.say(Event.ENDED)
                continue
            heard = [hint for hint in fitting if readers.may_hear(person, hint, stream.topic)]
            for message in dict.fromkeys(map(_message, heard)):
                stream.say(*message)

    async def _people(self, streams: Iterable[Stream]) -> dict[str, Person]:
        sessions = {stream.session for stream in streams}
        return await self.ask(partial(readers.signed_in, sessions, now=timezone.now()))

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(RECHECK)
            try:
                await self._end_those_who_may_not()
            except Exception:
                log.exception("live updates: whether everybody still may listen could not be asked")

    async def _end_those_who_may_not(self) -> None:
        streams = list(self.streams)
        people = await self._people(streams)
        for stream in streams:
            person = people.get(stream.session)
            if person is None or not readers.still_may(person, stream.topic):
                stream.say(Event.ENDED)


def _message(hint: Hint) -> Message:
    event = Event.PRESENCE if hint.what == "presence" else Event.CHANGED
    return event, "" if hint.number is None else str(hint.number)


def _asked(question: Callable[..., Answer], about: Sequence[object]) -> Answer:
    close_old_connections()
    try:
        with the_house():  # many readers at once are asked about: `accounts.access` says what each may hear
            return question(*about)
    finally:
        close_old_connections()
