"""NT26 and NT28: archives are judged before anything is unpacked, programs are not taken."""

import gzip
import resource
import struct
import tarfile
import time
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from houvast.portal.files.actions import MOST_FILES, Upload, refuse_unfit
from houvast.portal.files.inspection import refuse_unsafe
from houvast.portal.files.refusals import (
    ArchiveBroken,
    ArchiveEscapes,
    ArchiveNested,
    ArchiveTooLarge,
    ArchiveUnknown,
    FileForbidden,
    FileTooLarge,
    TooManyFiles,
)


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def tarred(*members, mode="w"):
    out = BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, kind in members:
            member = tarfile.TarInfo(name)
            member.type, member.linkname, member.size = kind, "/etc/passwd", 3 if kind == tarfile.REGTYPE else 0
            archive.addfile(member, BytesIO(b"abc"))
    return out.getvalue()


def of_zeros(megabytes):
    """A zip of one file of zeros, made without holding it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("0.dat", "w") as entry:
        for _ in range(megabytes):
            entry.write(bytes(1024 * 1024))
    return out.getvalue()


def overlapping():
    """Many entries of the table of contents that share the bytes of one: David Fifield's bomb."""
    once = zipped({"a.txt": b"x" * 1000}, zipfile.ZIP_STORED)
    end = once.rfind(b"PK\x05\x06")
    begins = struct.unpack_from("<L", once, end + 16)[0]
    table = once[begins:end] * 100
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 100, 100, len(table), begins, 0)
    return once[:begins] + table + tail


def lying():
    """A document whose table of contents says less than it unpacks to, within a zip."""
    inner = bytearray(zipped({"word/document.xml": b"x" * 1000}))
    outer = bytearray(zipped({"a.docx": bytes(inner) + bytes(100_000)}))
    at = outer.rfind(b"PK\x01\x02")
    struct.pack_into("<L", outer, at + 24, 50)
    return bytes(outer)


BOMB = of_zeros(600)
DOCX = zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"})
NESTED_DOCX = zipped({"a.docx": zipped({"b.docx": zipped({"c.docx": zipped({"d.docx": DOCX})})})})
REFUSED = [
    ("42.zip", zipped({f"lib {n}.zip": zipped({"0.dll": bytes(1000)}) for n in range(16)}), ArchiveNested),
    ("zeros.zip", BOMB, ArchiveTooLarge),
    ("ratio.zip", of_zeros(20), ArchiveTooLarge),
    ("zeros.docx", BOMB, ArchiveTooLarge),
    ("inner.zip", zipped({"brief.docx": BOMB}), ArchiveTooLarge),
    ("nested.docx", NESTED_DOCX, ArchiveNested),
    ("overlap.zip", overlapping(), ArchiveTooLarge),
    ("lying.zip", lying(), ArchiveTooLarge),
    ("many.zip", zipped({f"{n}": b"" for n in range(5001)}), ArchiveTooLarge),
    ("slip.zip", zipped({"../../etc/cron.d/x": b"*"}), ArchiveEscapes),
    ("slip.zip", zipped({"..\\..\\windows\\x": b"*"}), ArchiveEscapes),
    ("slip.zip", zipped({"/etc/passwd": b"*"}), ArchiveEscapes),
    ("slip.zip", zipped({"C:\\x": b"*"}), ArchiveEscapes),
    ("cut.zip", zipped({"a": b"abc"})[:-5], ArchiveBroken),
    ("more.zip", zipped({"a": b"abc"}) + b"tail", ArchiveBroken),
    ("slip.tar", tarred(("../x", tarfile.REGTYPE)), ArchiveEscapes),
    ("link.tar", tarred(("x", tarfile.SYMTYPE)), ArchiveEscapes),
    ("slip.tgz", tarred(("../x", tarfile.REGTYPE), mode="w:gz"), ArchiveEscapes),
    ("inner.tar", tarred(("x.zip", tarfile.REGTYPE)), ArchiveNested),
    ("zeros.gz", gzip.compress(bytes(120 * 1024 * 1024), 1), ArchiveTooLarge),
    ("cut.gz", gzip.compress(b"abc" * 100)[:-9], ArchiveBroken),
    ("twice.gz", gzip.compress(gzip.compress(b"abc")), ArchiveNested),
    ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), ArchiveUnknown),
    ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(50), ArchiveUnknown),
    ("a.txt", b"BZh91AY&SY" + bytes(50), ArchiveUnknown),
    ("setup.exe", b"MZ" + bytes(100), FileForbidden),
    ("foto.jpg", b"MZ" + bytes(100), FileForbidden),
    ("foto.jpg", b"\x7fELF" + bytes(100), FileForbidden),
    ("factuur.pdf.js", b"WScript.Echo(1)", FileForbidden),
    ("link.LNK", b"L\0\0\0", FileForbidden),
    ("pagina.hta", b"<script>", FileForbidden),
]
TAKEN = [
    ("brief.docx", DOCX),
    ("stukken.zip", zipped({"brief.docx": DOCX, "log/app.log": b"regel\n" * 1000})),
    ("leeg.zip", zipped({})),
    ("log.tgz", tarred(("log/app.log", tarfile.REGTYPE), mode="w:gz")),
    ("log.gz", gzip.compress(b"regel\n" * 1000)),
    ("foto.svg", b"<svg onload='alert(1)'/>"),
    ("pagina.html", b"<script>alert(1)</script>"),
    ("verslag.pdf", b"%PDF-1.7 PK\x05\x06 is what a zip ends with" + bytes(30)),
]


@pytest.mark.parametrize(("name", "content", "refusal"), REFUSED, ids=lambda value: value if type(value) is str else "")
def test_nt26_nt28_a_trap_is_refused_within_a_second_and_without_memory(name, content, refusal):
    file, before, began = BytesIO(content), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(refusal):
        refuse_unsafe(name, file)
    assert time.process_time() - began < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


@pytest.mark.parametrize(("name", "content"), TAKEN, ids=lambda value: value if type(value) is str else "")
def test_what_people_send_every_day_is_taken(name, content):
    refuse_unsafe(name, BytesIO(content))


def test_a_trap_cut_or_changed_anywhere_never_breaks_the_inspection():
    whole = zipped({"brief.docx": DOCX, "a.txt": b"abc"})
    for at in range(len(whole)):
        for bad in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            with suppress(ArchiveBroken, ArchiveTooLarge, ArchiveNested, ArchiveEscapes):
                refuse_unsafe("x.zip", BytesIO(bad))


def test_more_than_a_message_takes_is_refused_together():
    with pytest.raises(TooManyFiles):
        refuse_unfit([Upload(f"{n}.txt", BytesIO(b"x")) for n in range(MOST_FILES + 1)])
    with pytest.raises(FileTooLarge):
        refuse_unfit([Upload(f"{n}.txt", BytesIO(bytes(9 * 1024 * 1024))) for n in range(3)])
