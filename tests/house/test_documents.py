"""The documents say what the product does: events, settings, folders and links are held against the code."""

import json
import re
import shlex
from pathlib import Path

import pytest

from houvast import cli
from houvast.sla.terms import EventKind, State, Verdict
from tests.house.tree import ROOT, kept_files, sources, text_of

DOCUMENTS = [path for path in kept_files() if path.suffix == ".md" and "shared" not in path.parts]
GLOSSARY = text_of(ROOT / "docs" / "glossary.md")
FLOW = text_of(ROOT / "docs" / "flow.md")
README = text_of(ROOT / "README.md")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
# A full stop, then another sentence: documents have one sentence a line, so that a difference shows the sentence.
SECOND_SENTENCE = re.compile(r"[a-z)`*\"][.!?] (?=[A-Z])")
PROSE = [path for path in DOCUMENTS if path.parent.name in {"docs", "decisions", "reference"} or path.parent == ROOT]


@pytest.mark.parametrize("kind", EventKind, ids=lambda kind: kind.word)
def test_every_event_is_in_the_glossary_and_in_the_flow(kind):
    assert f"| `{kind.word}` |" in GLOSSARY
    assert f"`{kind.word}`" in FLOW


WAYS_IN = re.findall(r"^\| `(\w+)` \| (?:`(\w+)`|none) \| ([^|]+) \|$", FLOW, re.MULTILINE)


def test_the_flow_says_of_every_event_how_it_comes_in():
    assert [event for event, _, _ in WAYS_IN] == [kind.word for kind in EventKind]


@pytest.mark.parametrize(("event", "action", "pages"), WAYS_IN, ids=[event for event, _, _ in WAYS_IN])
def test_an_event_has_the_action_and_the_pages_that_the_flow_names(event, action, pages):
    """What the actions record, and which pages call that; an event without action has no page either."""
    acts = text_of(ROOT / "houvast/portal/tickets/actions.py")
    assert bool(action) == (f"EventKind.{event.upper()}" in acts)
    assert not action or f"def {action}(" in acts
    for folder in ("customer", "desk"):
        source = "".join(text_of(path) for path in sources("houvast") if path.parent.name == folder)
        calls = bool(action) and f"actions.{action}(" in source
        assert calls == (folder in pages.split(", "))


@pytest.mark.parametrize("word", [*(state.word for state in State), *(verdict.word for verdict in Verdict)])
def test_every_state_and_verdict_is_in_the_glossary(word):
    assert re.search(rf"\b{word}\b", GLOSSARY)


def test_every_setting_is_in_the_readme_and_every_setting_there_exists():
    used = {name for path in sources("houvast") for name in re.findall(r"\bHOUVAST_[A-Z_]+\b", text_of(path))}
    told = set(re.findall(r"^\| `(HOUVAST_[A-Z_]+)`", README, re.MULTILINE))
    internal = {"HOUVAST_COLLECTING"}  # said by `houvast up` to the process that collects static files
    assert used - internal == told


def shown_on_the_map() -> list[Path]:
    """Return the paths of the map in the README: two blanks further to the right lies within what stands above."""
    (block,) = re.findall(r"^## The map\n+```\n(.*?)```", README, re.DOTALL | re.MULTILINE)
    above: list[str] = []
    shown: list[Path] = []
    for line in block.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.split(r"\s{2,}", line.strip())[0].split()
        above[depth:] = [names[0]]
        shown += [Path(*above[:depth], name) for name in names]
    return shown


FOLDERS = {folder for path in kept_files() for folder in path.relative_to(ROOT).parents if folder.name}
PACKAGES = {path.parent.relative_to(ROOT) for path in sources("houvast") if path.name == "__init__.py"}


@pytest.mark.parametrize("path", shown_on_the_map(), ids=str)
def test_what_the_map_shows_is_there(path):
    assert path in FOLDERS or (ROOT / path).is_file()


def test_the_map_shows_every_folder():
    """At the top, in the package, and of the apps; what the tests mirror need not be shown again."""
    top = {folder for folder in FOLDERS if len(folder.parts) == 1 and not folder.name.startswith(".")}
    packaged = {folder for folder in FOLDERS if folder.parent == Path("houvast")}
    apps = {package for package in PACKAGES if len(package.parts) == 3}
    tests = {folder for folder in FOLDERS if folder.parent == Path("tests")}
    mirrored = {Path("tests", name.stem) for name in (*top, *packaged, *(ROOT / "houvast").glob("*.py"))}
    assert sorted((top | packaged | apps | tests - mirrored) - set(shown_on_the_map())) == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "vectors").glob("*.json")), ids=lambda path: path.name)
def test_vectors_point_to_their_description(path):
    assert (path.parent / json.loads(text_of(path))["see"]).is_file()


@pytest.mark.parametrize("line", re.findall(r"^houvast (.*)$", README, re.MULTILINE))
def test_the_commands_of_the_readme_are_understood_and_their_examples_exist(line):
    words = shlex.split(line)
    assert cli.parser(only=words[0]).parse_args(words).module
    assert not [word for word in words if word.startswith("examples/") and not (ROOT / word).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    assert not [target for target in set(LINK.findall(text_of(document))) if not (document.parent / target).exists()]


@pytest.mark.parametrize("document", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_line_holds_one_sentence(document: Path):
    prose = re.sub(r"```.*?```", "", text_of(document), flags=re.DOTALL)
    lines = [
        line for line in prose.splitlines() if not line.lstrip().startswith(("|", "- ", "#")) and not line[:1].isdigit()
    ]
    assert not [line for line in lines if SECOND_SENTENCE.search(line)]


def test_decisions_are_listed_and_have_their_four_parts():
    folder = ROOT / "docs" / "decisions"
    for record in sorted(folder.glob("0*.md")):
        assert f"({record.name})" in text_of(folder / "README.md")
        for part in ("Context", "Decision", "Consequences", "Turned down"):
            assert f"\n## {part}\n" in text_of(record), f"{record.name} lacks '{part}'"
