"""Handing a file out: always to be saved, never to be shown by the browser, whatever it says it is."""

from __future__ import annotations

from django.core.files.storage import storages
from django.http import FileResponse, Http404

from houvast.portal.files.actions import path_of
from houvast.portal.files.models import StoredFile

ALONE = "default-src 'none'; sandbox"
"""What a browser that opens it all the same may do with it: nothing."""


def download(kept: StoredFile) -> FileResponse:
    """
    Return a file as an answer; raise Http404 when its bytes were erased. Who may read it was asked before.

    The type is the one for bytes that nobody knows, so that no sniffing and no handler of the browser sets in.
    """
    if kept.erased_at is not None or not storages["files"].exists(path_of(kept)):
        raise Http404
    answer = FileResponse(
        storages["files"].open(path_of(kept)),
        as_attachment=True,
        filename=kept.name,
        content_type="application/octet-stream",
    )
    answer.headers["Content-Security-Policy"] = ALONE
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
