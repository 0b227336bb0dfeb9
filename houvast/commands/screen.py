"""Where a command shows what it has: text or one JSON document on stdout, progress and errors on stderr."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from houvast.files.records import Progress

LONG = 8_000_000
"""Bytes of input from which a progress bar is worth its line."""

LANGUAGES = ("nl", "en")

_UNBOUNDED = 1_000
_TRAILING_BLANKS = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$", re.MULTILINE)
_STEP = 10


def language() -> str:
    """Return the language of the terminal, nl or en."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "nl" if said.lower().startswith("nl") else "en"


def plain(words: str) -> str:
    """Return words from a file without characters that could steer a terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in words)


def lenient_streams() -> None:
    """
    Make stdout and stderr take whatever is written.

    One that was closed before we began swallows it; one that cannot show a character shows a question mark.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def hush() -> None:
    """Let stdout swallow what is still to come, and what it holds already."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@contextmanager
def _writing() -> Iterator[None]:
    """Raise OSError that names stdout when the disk behind it is full; what was not written is dropped."""
    try:
        yield
        sys.stdout.flush()  # `up` stays, and its reader waits for this
    except BrokenPipeError:
        raise
    except OSError as refusal:
        hush()
        raise OSError(refusal.errno, refusal.strerror, "stdout") from None


def _as_json(document: Mapping[str, Any]) -> str:
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    return json.dumps(document, ensure_ascii=not is_unicode, indent=2) + "\n"


class Screen:
    """
    The terminal, or whatever stands in for it.

    as_json   print one JSON document instead of text
    progress  show progress even where stderr is no terminal, a line for each tenth
    """

    def __init__(self, *, lang: str, as_json: bool = False, progress: bool = False) -> None:
        self.lang, self.as_json, self._progress = lang, as_json, progress

    def show(self, document: Mapping[str, Any], text: Iterable[RenderableType]) -> None:
        """Print the document as JSON, or the text that says the same; the text is made only when it is wanted."""
        with _writing():
            sys.stdout.write(_as_json(document) if self.as_json else self._shown(text))

    def pour(self, content: str | bytes) -> None:
        """Print what is a file by itself, as it is: bytes for one that is no text, or says its own encoding."""
        with _writing():
            if isinstance(content, str):
                sys.stdout.write(content)
            else:
                sys.stdout.flush()
                sys.stdout.buffer.write(content)

    def _shown(self, text: Iterable[RenderableType]) -> str:
        console = self._console()
        with console.capture() as shown:
            for part in text:
                console.print(part, soft_wrap=not hasattr(part, "columns"))
        return _TRAILING_BLANKS.sub(r"\1", shown.get())

    def complain(self, lines: Iterable[str]) -> None:
        """Print lines about what is wrong on stderr."""
        sys.stdout.flush()
        for line in lines:
            sys.stderr.write(plain(line) + "\n")

    @property
    def width(self) -> int:
        """Columns there are for text."""
        return self._console().width

    def _console(self) -> Console:
        """Return the console: as wide as the terminal, and without a bound when the text goes elsewhere."""
        from rich.console import Console

        wide = sys.stdout.isatty() or os.environ.get("COLUMNS")
        return Console(file=sys.stdout, width=None if wide else _UNBOUNDED, highlight=False, markup=False, emoji=False)

    @contextmanager
    def reading(self, what: str, size: int) -> Iterator[Progress | None]:
        """Show how far the reading of `size` bytes is, while the block runs; nothing for a short file."""
        if self._progress and not sys.stderr.isatty():
            yield _Tenths(what).show
        elif sys.stderr.isatty() and (self._progress or size >= LONG):
            with self._bar(what, size) as show:
                yield show
        else:
            yield None

    @contextmanager
    def _bar(self, what: str, size: int) -> Iterator[Progress]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(file=sys.stderr, markup=False), transient=True) as bar:
            task = bar.add_task(plain(what), total=size)
            yield lambda done, total: bar.update(task, completed=done, total=total or None)


class _Tenths:
    """Writes a line at each tenth: progress for a log file."""

    def __init__(self, what: str) -> None:
        self._what, self._last = what, -_STEP

    def show(self, done: int, total: int) -> None:
        """Take how many bytes are done, of how many."""
        percent = min(100, done * 100 // total) if total else 100
        if percent >= self._last + _STEP:
            self._last = percent
            sys.stderr.write(f"{plain(self._what)}: {percent} %\n")
            sys.stderr.flush()
