"""The files of the checkout that git holds or would hold, for tests about the house itself."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", "node_modules", "var", "__pycache__"}


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file that is tracked, or new and not ignored; every file at all where there is no git."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        return tuple(walked())
    return tuple(ROOT / name for name in listed if name and (ROOT / name).is_file())


def walked() -> list[Path]:
    """Return every file below the checkout, apart from what is made there."""
    found = []
    for folder, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name not in LEFT_OUT]
        found += [Path(folder) / name for name in files]
    return found


def text_of(path: Path) -> str:
    """Return the text of a file, or nothing for one that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def sources(*folders: str) -> list[Path]:
    """Return the Python files below these folders of the checkout, without migrations."""
    kept = [path for path in kept_files() if path.suffix == ".py" and "migrations" not in path.parts]
    return [path for path in kept if path.relative_to(ROOT).parts[0] in folders]
