"""
Typst source of ours and values of anybody → PDF.

What a document says goes in as data, never as source, so nothing in it can become markup; and the only files that
Typst may read are our own. Equal values give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import typst

_FOLDER = Path(__file__).parent
_ATTEMPTS: tuple[tuple[bool, list[Any]], ...] = ((False, ["a-2b"]), (True, ["a-2b"]), (True, []))
"""Whether the machine's own fonts may help, and which standards to keep, in the order in which they are tried."""


def typeset(source: str, name: str, values: Mapping[str, Any]) -> bytes:
    """
    Return a document as PDF/A-2b.

    source  the name of a Typst file in this folder
    name    what the values are called in `sys.inputs`
    A character that the fonts of Typst lack is looked for in those of the machine; where these lack it as well, a mark
    stands in its place and the file is a plain PDF, for an archive wants to see every character.
    Raises typst.TypstError where it cannot be typeset at all, which is a fault of ours.
    """
    inputs = {name: json.dumps(values, ensure_ascii=False)}
    *attempts, last = _ATTEMPTS
    for with_machine, standards in attempts:
        with suppress(typst.TypstError):
            return _compiled(source, inputs, standards, with_machine=with_machine)
    with_machine, standards = last
    return _compiled(source, inputs, standards, with_machine=with_machine)


def _compiled(source: str, inputs: dict[str, str], standards: list[Any], *, with_machine: bool) -> bytes:
    text = (_FOLDER / source).read_bytes()
    made = _compiler(with_machine).compile(text, format="pdf", sys_inputs=inputs, pdf_standards=standards)
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@cache
def _compiler(with_machine: bool) -> typst.Compiler:
    """Return a compiler that has read its fonts, made once; it finds no packages, and no file but our own."""
    nowhere = _FOLDER / "no-packages"
    return typst.Compiler(
        root=_FOLDER,
        ignore_system_fonts=not with_machine,
        package_path=nowhere,
        package_cache_path=nowhere,
    )
