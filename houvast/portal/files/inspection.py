"""What is not taken, whoever sends it: programs, and archives that are a trap for who opens them."""

from __future__ import annotations

from typing import IO

from houvast.portal.files.archives import ending, refuse_unsafe_archive
from houvast.portal.files.refusals import FileForbidden

PROGRAMS = frozenset(
    "ade adp app appx appxbundle bat chm cmd com cpl dll dmg exe gadget hta img inf ins iso isp jar js jse lnk mde"
    " msc msi msix msp mst pif ps1 ps1xml ps2 psc1 reg scf scr sct settingcontent-ms shb sys url vb vbe vbs vhd vhdx"
    " vxd wsc wsf wsh xbap xll".split()
)
"""Endings of what a double click starts."""
_STARTS = (
    b"MZ",
    b"\x7fELF",
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
    b"\xca\xfe\xba\xbe",
)
"""How programs begin, whatever they are called: Windows, Linux, macOS, Java."""


def refuse_unsafe(name: str, content: IO[bytes]) -> None:
    """Raise FileForbidden or what `archives` raises; leaves the file anywhere but where it was."""
    content.seek(0)
    if ending(name) in PROGRAMS or content.read(8).startswith(_STARTS):
        raise FileForbidden(name)
    refuse_unsafe_archive(name, content)
