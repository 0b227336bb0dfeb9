"""
Bytes → XML tree, or a refusal before any harm: no entities, no DTD, no network, and limits on size, depth and number.

Whatever in a file names another place is dropped or left as text: nothing of it is ever fetched.
"""

from __future__ import annotations

import re

from lxml import etree

from houvast.portal.invoices.refusals import NotReadable

MOST_BYTES = 8 * 1024 * 1024
MOST_ELEMENTS = 200_000
DEEPEST = 40
_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
"""Those in which `<!DOCTYPE` is written with these very bytes, so that looking for it finds it."""
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

TOO_LARGE, NOT_TEXT, DECLARES, NOT_XML, TOO_DEEP, TOO_MANY = (
    "too-large",
    "not-text",
    "declares",
    "not-xml",
    "too-deep",
    "too-many",
)
"""Why a file is not readable."""


def read_xml(content: bytes) -> etree._Element:
    """Return the root of a file; raise NotReadable."""
    _refuse_before_parsing(content)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise NotReadable(NOT_XML) from None
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise NotReadable(DECLARES)
    _refuse_shape(root)
    for place in ("schemaLocation", "noNamespaceSchemaLocation"):  # a schema check would go and fetch it
        for element in root.xpath(f"//*[@xsi:{place}]", namespaces={"xsi": _XSI[1:-1]}):
            del element.attrib[f"{_XSI}{place}"]
    return root


def _refuse_before_parsing(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise NotReadable(TOO_LARGE)
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if b"\0" in content or encoding not in _ENCODINGS:
        raise NotReadable(NOT_TEXT)
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", content, re.IGNORECASE):
        raise NotReadable(DECLARES)


def _refuse_shape(root: etree._Element) -> None:
    depth = count = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST:
            raise NotReadable(TOO_DEEP)
        if count > MOST_ELEMENTS:
            raise NotReadable(TOO_MANY)
