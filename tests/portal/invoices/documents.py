"""The official test documents, from their archive; the examples of the norm, where they lie beside the repository."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path

from tests.house.tree import ROOT

_ARCHIVE = ROOT / "tests" / "vectors" / "invoices" / "si-ubl-nlcius.zip"
_BESIDE = ROOT.parent / "shared" / "data" / "invoices"


@cache
def manifest() -> tuple[dict[str, str], ...]:
    """Return what is said of each document: its name, its totals, what is to be expected."""
    with zipfile.ZipFile(_ARCHIVE) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode())))
    if (_BESIDE / "manifest.csv").is_file():
        with (_BESIDE / "manifest.csv").open(encoding="utf-8") as beside:
            rows += [row for row in csv.DictReader(beside) if row["file"].startswith("en16931-examples")]
    return tuple(rows)


def document(name: str) -> bytes:
    """Return the bytes of a document of the manifest."""
    if name.startswith("en16931-examples"):
        return Path(_BESIDE, name).read_bytes()
    with zipfile.ZipFile(_ARCHIVE) as archive:
        return archive.read(name)


def simple(number: str = "2026-001", **replaced: str) -> bytes:
    """Return a small good invoice of 242.00 with words replaced: `simple("7", **{"242.00": "250.00"})`."""
    text = document("SI-UBL-2.0_ok_minimal.xml").decode()
    text = text.replace("<cbc:ID>12115118</cbc:ID>", f"<cbc:ID>{number}</cbc:ID>", 1)
    for old, new in replaced.items():
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()
