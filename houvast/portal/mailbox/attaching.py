"""Which files of a mail are kept with the ticket; the mail itself is kept whole."""

from __future__ import annotations

from collections.abc import Sequence

from houvast.portal.files.actions import Upload, refuse_unfit
from houvast.portal.files.names import safe_name
from houvast.portal.files.refusals import FileRefused


def fitting(sent: Sequence[Upload]) -> tuple[list[Upload], list[str]]:
    """Return the files that are taken, in order, and the names of those that are not."""
    kept: list[Upload] = []
    left_out: list[str] = []
    for upload in sent:
        try:
            refuse_unfit([*kept, upload])
        except FileRefused:
            left_out.append(safe_name(upload.name))
        else:
            kept.append(upload)
    return kept, left_out
