"""Keeping a file, and taking its bytes away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import IO

from django.core.files.base import File
from django.core.files.storage import storages

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.files.inspection import refuse_unsafe
from houvast.portal.files.models import StoredFile
from houvast.portal.files.names import safe_name
from houvast.portal.files.refusals import FileEmpty, FileTooLarge, TooManyFiles

MOST_BYTES = 25 * 1024 * 1024
"""Of one file, and of all that are sent with one message."""
MOST_FILES = 10
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody sent it: what they call it, its bytes, and what they say it is."""

    name: str
    content: IO[bytes]
    media_type: str = "application/octet-stream"


def refuse_unfit(uploads: Sequence[Upload]) -> None:
    """
    Raise a FileRefused when files that were sent together cannot all be kept.

    Asked by a form before it acts; `keep` asks the same of each file.
    """
    total = 0
    for place, upload in enumerate(uploads):
        name = safe_name(upload.name)
        if place == MOST_FILES:
            raise TooManyFiles(name, MOST_FILES)
        size, _ = _measured(upload.content, name)
        total += size
        if total > MOST_BYTES:
            raise FileTooLarge(name, MOST_BYTES)
        refuse_unsafe(name, upload.content)


def keep(
    organisation: Organisation,
    *,
    name: str,
    content: IO[bytes],
    media_type: str = "application/octet-stream",
    by: Person | None,
    now: datetime,
) -> StoredFile:
    """
    Keep a file for an organisation and return its row; who may do so is for the caller to ask.

    The bytes are written first: a row without them would be a promise that nobody can keep. Raises FileEmpty,
    FileTooLarge, and what `inspection` does not take.
    """
    shown = safe_name(name)
    size, digest = _measured(content, shown)
    refuse_unsafe(shown, content)
    kept = StoredFile(
        organisation=organisation,
        name=shown,
        media_type=media_type[:100],
        size=size,
        sha256=digest,
        kept_at=now,
        kept_by=by,
    )
    content.seek(0)
    storages["files"].save(path_of(kept), File(content))
    kept.save(force_insert=True)
    return kept


def erase(kept: StoredFile, *, now: datetime) -> None:
    """Take the bytes away for ever; the row says when."""
    storages["files"].delete(path_of(kept))
    StoredFile.objects.filter(pk=kept.pk).update(erased_at=now)


def path_of(kept: StoredFile) -> str:
    """Return where in the storage the bytes of a file lie."""
    return f"{kept.sha256[:2]}/{kept.key}"


def _measured(content: IO[bytes], name: str) -> tuple[int, str]:
    """Return size and hash of a file; stop reading as soon as it is too large."""
    size, digest = 0, sha256()
    for chunk in _chunks(content):
        size += len(chunk)
        if size > MOST_BYTES:
            raise FileTooLarge(name, MOST_BYTES)
        digest.update(chunk)
    if size == 0:
        raise FileEmpty(name)
    return size, digest.hexdigest()


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    content.seek(0)
    while chunk := content.read(_CHUNK):
        yield chunk
