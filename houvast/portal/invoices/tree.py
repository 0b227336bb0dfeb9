"""Reading a UBL tree by path."""

from __future__ import annotations

from typing import cast

from lxml import etree

_NAMES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}


def found(where: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements at a path; paths are ours, never of a file."""
    return cast("list[etree._Element]", where.xpath(path, namespaces=_NAMES))


def texts(where: etree._Element, path: str) -> list[str]:
    """Return the words at a path, without white space around them; empty ones are left out."""
    words = ((each.text or "").strip() for each in found(where, path))
    return [each for each in words if each]


def text(where: etree._Element, path: str) -> str:
    """Return the first words at a path; empty where there are none."""
    return next(iter(texts(where, path)), "")
