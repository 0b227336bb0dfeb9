"""Files are kept under names nobody can guess, and handed out to be saved, never shown."""

from contextlib import closing
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.http import Http404

from houvast.portal.files import actions
from houvast.portal.files.handing_out import download
from houvast.portal.files.models import StoredFile
from houvast.portal.files.names import safe_name
from houvast.portal.files.refusals import FileEmpty, FileTooLarge
from tests.portal.world import NOW


def keep(world, name="brief.pdf", content=b"%PDF-1.7", **said):
    return actions.keep(world.acme, name=name, content=BytesIO(content), by=world.bob, now=NOW, **said)


def test_what_was_kept_comes_back_byte_for_byte(world):
    kept = keep(world, content=bytes(range(256)) * 1000)
    with closing(download(kept)) as answer:
        assert b"".join(answer.streaming_content) == bytes(range(256)) * 1000
    assert kept.size == 256_000


@pytest.mark.parametrize("said", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript"])
def test_nothing_is_shown_by_the_browser_whatever_it_says_it_is(world, said):
    kept = keep(world, name="logo.svg", content=b"<svg onload='alert(1)'/>", media_type=said)
    with closing(download(kept)) as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_key_cannot_be_guessed_and_is_not_the_name(world):
    kept = [keep(world) for _ in range(50)]
    assert len({each.key for each in kept}) == 50
    assert min(len(each.key) for each in kept) >= 32  # 6 bits each
    assert all("brief" not in actions.path_of(each) for each in kept)


@pytest.mark.parametrize(
    "given, shown",
    [
        ("brief.pdf", "brief.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ans\\brief.pdf", "brief.pdf"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie x=1.txt"),
        ("factuur\u202efdp.exe", "factuurfdp.exe"),
        ("..", "file"),
        ("", "file"),
        ("Verslag  april .docx", "Verslag april .docx"),
        ("é" * 300 + ".pdf", "é" * 116 + ".pdf"),
    ],
)
def test_a_name_is_one_line_without_a_path(given, shown):
    assert safe_name(given) == shown


def test_an_empty_file_is_refused(world):
    with pytest.raises(FileEmpty):
        keep(world, content=b"")
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(world, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BYTES", 1000)
    keep(world, content=b"x" * 1000)
    with pytest.raises(FileTooLarge) as refusal:
        keep(world, content=b"x" * 1001)
    assert (refusal.value.name, refusal.value.most) == ("brief.pdf", 1000)
    assert StoredFile.objects.count() == 1


def test_an_erased_file_is_gone_and_its_row_says_when(world):
    kept = keep(world)
    actions.erase(kept, now=NOW)
    kept.refresh_from_db()
    assert kept.erased_at == NOW
    assert not storages["files"].exists(actions.path_of(kept))
    with pytest.raises(Http404):
        download(kept)


def test_no_address_leads_to_the_folder_of_the_files(world, client):
    """NT03: there is no /media."""
    kept = keep(world)
    for path in (f"/media/{actions.path_of(kept)}", f"/files/{actions.path_of(kept)}", f"/static/{kept.key}"):
        assert client.get(path).status_code == 404
