"""Exports of other systems → EVENTS, one module per format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from houvast.convert import servicenow
from houvast.files.records import Progress

Converter = Callable[..., pl.DataFrame]
"""Takes the path, `zone` (None: leave wall time as it is) and `progress`; returns EVENTS as words."""

FORMATS: Mapping[str, Converter] = {"servicenow": servicenow.convert}


def convert(form: str, path: Path, *, zone: str | None, progress: Progress | None = None) -> pl.DataFrame:
    """
    Return another system's export as EVENTS, a table of words ready to be written.

    form  key of FORMATS
    zone  where the times in the export are wall time; then `at` is in UTC. None writes wall time without offset,
          which whoever reads it takes to be in the agreement's zone
    Raises BadFile, OSError.
    """
    return FORMATS[form](path, zone=zone, progress=progress)
