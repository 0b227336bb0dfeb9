"""What every file keeps to: small, with words of the field, and without the machine it was written on."""

import ast
import json
import re

import pytest

from tests.house.tree import ROOT, kept_files, sources, text_of

LONGEST_MODULE = 350
LONGEST_FUNCTION = 40
FORBIDDEN_NAMES = {"utils", "util", "helpers", "manager", "managers", "misc", "common"}
# Written in pieces, so that this file does not say them.
PLACES = re.compile("|".join(["/wo" + "rk/", "/tmp/" + "bash_jobs", "/ro" + "ot/", "/ho" + "me/[a-z]"]))
HOSTS = re.compile("|".join([r"files\." + "python" + "hosted", r"registry\." + "npmjs", r"pypi\." + r"org/simple"]))


@pytest.mark.parametrize("path", sources("houvast", "bench"), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_are_small(path):
    source = text_of(path)
    assert source.count("\n") <= LONGEST_MODULE
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]


def test_no_module_is_named_after_nothing():
    names = {part for path in sources("houvast", "bench", "tests") for part in (path.stem, path.parent.name)}
    assert not names & FORBIDDEN_NAMES


def test_no_file_names_a_machine_or_a_registry():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in kept_files()
        for match in [PLACES.search(text_of(path)) or HOSTS.search(text_of(path))]
        if match
    ]
    assert not found


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_have_hashes_and_name_no_host(name):
    lock = text_of(ROOT / name)
    entries = re.findall(r"^[a-z0-9][a-z0-9.-]*==.*(?:\n    --hash=.*)*", lock, re.MULTILINE)
    assert len(entries) > 20
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock


def test_the_lock_of_the_tests_holds_that_of_the_portal():
    def entries(name):
        return set(re.findall(r"^([a-z0-9][a-z0-9.-]*==\S+)", text_of(ROOT / name), re.MULTILINE))

    assert entries("requirements.lock") <= entries("requirements-dev.lock")


def test_the_lock_of_npm_has_hashes_and_names_no_host():
    packages = json.loads(text_of(ROOT / "package-lock.json"))["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in fetched.values())
    assert not [name for name, package in fetched.items() if "resolved" in package]


def test_everything_the_product_imports_is_a_dependency():
    import sys
    import tomllib

    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    promised = {re.split(r"[\[>=<]", name)[0].lower().replace("-", "_") for name in project["dependencies"]}
    modules = {
        "django_allauth": "allauth",
        "django_axes": "axes",
        "django_csp": "csp",
        "ruamel.yaml": "ruamel",
        "markdown_it_py": "markdown_it",
        "factur_x": "facturx",
        "dkimpy": "dkim",
        "dnspython": "dns",
    }
    allowed = {modules.get(name, name) for name in promised} | {"houvast"} | set(sys.stdlib_module_names)
    imported = {name for path in sources("houvast") for name in imports_of(ast.parse(text_of(path)))}
    assert imported - allowed == set()


def imports_of(tree: ast.Module):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]
