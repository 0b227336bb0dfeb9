"""
Say whether Dutch is complete: `python -m tests.house.dutch`.

The source strings are extracted again from a copy of the package; each must have a Dutch text that is not fuzzy, and
no Dutch text may stand there for a string that has gone. Needs gettext.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "houvast"
CATALOGS = PACKAGE / "locale" / "nl" / "LC_MESSAGES"
PROGRAMS = ("xgettext", "msgmerge", "msgfmt", "msguniq", "msgattrib")


class GettextMissing(RuntimeError):
    """Strings cannot be extracted on this machine; `programs` are those that are not there."""

    def __init__(self, programs: list[str]) -> None:
        super().__init__(f"gettext is missing: {', '.join(programs)}")
        self.programs = programs


class NotExtracted(RuntimeError):
    """gettext stumbled over the source or over the catalog; `said` is what it said."""

    def __init__(self, said: str) -> None:
        super().__init__(said.strip())
        self.said = said


def findings() -> list[str]:
    """Return what is wrong with the Dutch, one line each; raise GettextMissing."""
    absent = [program for program in PROGRAMS if not shutil.which(program)]
    if absent:
        raise GettextMissing(absent)
    with tempfile.TemporaryDirectory(prefix="houvast-dutch-") as folder:
        fresh = extract(Path(folder))
        return [line for name in sorted(fresh) for line in compare(name, fresh[name])]


def extract(folder: Path) -> dict[str, Catalog]:
    """Return the catalogs as gettext would merge them now, by file name."""
    copy = folder / "houvast"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("vendor", "__pycache__", "*.mo"))
    (copy / "locale").mkdir(exist_ok=True)
    # Without settings Django writes to the folder it stands in, and nowhere else.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for domain, options in (("django", ["-e", "html,txt,py"]), ("djangojs", ["-e", "js"])):
        command = [sys.executable, "-m", "django", "makemessages", "-l", "nl", "-d", domain, *options]
        done = subprocess.run(command, cwd=copy, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            raise NotExtracted(done.stderr)
    return {found.name: catalog(found) for found in (copy / "locale/nl/LC_MESSAGES").glob("*.po")}


def catalog(path: Path) -> Catalog:
    """Return the Dutch texts of a file; none if there is no such file."""
    if not path.exists():
        return Catalog(locale="nl")
    with path.open("rb") as texts:
        return read_po(texts, locale="nl")


def compare(name: str, fresh: Catalog) -> Iterator[str]:
    """Yield what the catalog that is kept lacks, or holds too much, beside the strings in the source."""
    kept = catalog(CATALOGS / name)
    texts = {key(message): message for message in kept if message.id}
    wanted = {key(message): message for message in fresh if message.id}
    for each, message in wanted.items():
        if each not in texts or not is_translated(texts[each]):
            yield f"{name}: no Dutch for {each[1]!r} ({places(message)})"
        elif texts[each].fuzzy:
            yield f"{name}: fuzzy Dutch for {each[1]!r} ({places(message)})"
    for gone in [each for each in texts if each not in wanted] + [key(message) for message in kept.obsolete.values()]:
        yield f"{name}: Dutch for {gone[1]!r}, which the source no longer says"
    if texts:
        yield from wrong_formats(CATALOGS / name)


def key(message: Message) -> tuple[str | None, str]:
    """Return what makes a string the same string: its context and its English (the singular)."""
    return message.context or None, message.id if isinstance(message.id, str) else message.id[0]


def is_translated(message: Message) -> bool:
    """Say whether every form of a string has a text."""
    forms = [message.string] if isinstance(message.string, str) else message.string
    return bool(forms) and all(forms or ())


def places(message: Message) -> str:
    """Return where the source says a string, at most twice."""
    return ", ".join(f"{path}:{line}" for path, line in message.locations[:2])


def wrong_formats(path: Path) -> Iterator[str]:
    """Yield gettext's own complaints: placeholders that differ, plural forms that are missing."""
    done = subprocess.run(["msgfmt", "--check", "-o", os.devnull, path], capture_output=True, text=True, check=False)
    if done.returncode:
        yield from done.stderr.strip().splitlines()


def main() -> int:
    """Print the findings; the status is 0 when there are none, 3 when nothing could be said."""
    try:
        found = findings()
    except GettextMissing as refusal:
        print(refusal, file=sys.stderr)
        return 3
    except NotExtracted as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print("\n".join(found) or "Dutch is complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
