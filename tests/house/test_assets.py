"""The build hook: what the pages load is whole, small, free of references to what is not there, and stamped."""

import shutil

import pytest

import hatch_build
from tests.house.tree import ROOT

ICON = '<svg xmlns="http://www.w3.org/2000/svg" width="24" class="icon"><path stroke="none" d="M0 0h24v24H0z" fill="none" /><path d="M5 12l5 5" /></svg>'  # noqa: E501


@pytest.fixture
def checkout(tmp_path):
    """A small checkout: packages as npm would lay them, one icon wanted, one Dutch text."""
    for name, origin in hatch_build.FILES.items():
        file = tmp_path / "node_modules" / origin
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"content of " + name.encode() + b"\n//# sourceMappingURL=away.map\n")
    for package in hatch_build.PACKAGES:
        (tmp_path / "node_modules" / package).mkdir(parents=True, exist_ok=True)
        (tmp_path / "node_modules" / package / "LICENSE").write_text(f"Use {package} well.")
    for style in ("outline", "filled"):
        icons = tmp_path / "node_modules/@tabler/icons/icons" / style
        icons.mkdir(parents=True)
        (icons / "check.svg").write_text(ICON)
    (tmp_path / hatch_build.STATIC).mkdir(parents=True)
    (tmp_path / hatch_build.ICON_LIST).write_text("# a comment\n\ncheck\nfilled/check\n")
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    (tmp_path / "package-lock.json").write_text("{}")
    lock = hatch_build.digest([tmp_path / "package-lock.json"])
    (tmp_path / "node_modules" / hatch_build.STAMP).write_text(lock)
    messages = tmp_path / hatch_build.LOCALE / "nl" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (messages / "django.po").write_text(header + 'msgid "Ticket"\nmsgstr "Melding"\n')
    return tmp_path


def vendor(checkout, name):
    return (checkout / hatch_build.VENDOR / name).read_text()


def test_a_second_build_has_nothing_to_do(checkout):
    assert hatch_build.build(checkout)
    assert not hatch_build.build(checkout)


def test_references_to_source_maps_are_taken_out(checkout):
    hatch_build.build(checkout)
    assert vendor(checkout, "htmx.min.js").strip() == "content of htmx.min.js"
    assert "sourceMappingURL" in vendor(checkout, "inter-latin-wght-normal.woff2")  # a font is left as it is


def test_the_sprite_has_a_symbol_for_each_icon_wanted_and_no_bounding_path(checkout):
    hatch_build.build(checkout)
    sprite = vendor(checkout, "icons.svg")
    assert '<symbol id="check" viewBox="0 0 24 24" fill="none" stroke="currentColor"' in sprite
    assert '<symbol id="check-filled" viewBox="0 0 24 24" fill="currentColor"><path d="M5 12l5 5" /></symbol>' in sprite
    assert "M0 0h24v24H0z" not in sprite


def test_an_icon_that_does_not_exist_is_refused_by_name_and_nothing_is_stamped(checkout):
    with (checkout / hatch_build.ICON_LIST).open("a") as names:
        names.write("no-such-icon\n")
    with pytest.raises(hatch_build.AssetsNotBuilt, match="no-such-icon"):
        hatch_build.build(checkout)
    assert not hatch_build.is_fresh(checkout)


def test_licences_travel_with_what_is_licensed(checkout):
    hatch_build.build(checkout)
    for package in hatch_build.PACKAGES:
        assert f"Use {package} well." in vendor(checkout, "LICENSES.txt")


def test_a_missing_file_is_made_again(checkout):
    hatch_build.build(checkout)
    (checkout / hatch_build.VENDOR / "tabler.min.css").unlink()
    assert hatch_build.build(checkout)
    assert vendor(checkout, "tabler.min.css")


def test_translations_are_compiled_without_gettext(checkout):
    import gettext

    hatch_build.build(checkout)
    with (checkout / hatch_build.LOCALE / "nl/LC_MESSAGES/django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Ticket") == "Melding"


def test_what_this_checkout_serves_is_fresh():
    assert hatch_build.is_fresh(ROOT)
