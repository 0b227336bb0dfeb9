"""Internal agreements: docs/reference/ola.md and its examples, faults, warnings, words, the files that come along."""

from __future__ import annotations

import re

import pytest

from houvast.sla.agreement import ola
from houvast.sla.agreement.findings import Severity
from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.messages.ola import ADDING_UP, OLA_LINT
from houvast.sla.agreement.model import Kind
from houvast.sla.agreement.ola_model import Supports
from tests.sla.agreement.texts import BARE, ROOT, clause, faults, marked, parts, reading, worded

PAGE = (ROOT / "docs" / "reference" / "ola.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
BELOW = sorted((ROOT / "examples" / "agreements" / "below").glob("*.yaml"))

DESK = """\
houvast: 1
agreement: desk
kind: ola
parties: {provider: Second line, customer: Service desk}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
language: en
holder: {team: [second-line, network]}
supports: {agreement: acme-2026, targets: {resolution: [fix], response: pick-up}}
clocks:
  fix: {start: assigned, stop: resolved}
  pick-up: {start: opened, stop: reply, while: anybody}
  repair: {start: assigned, stop: resolved, while: {status: waiting-supplier, team: x}}
targets:
  fix: {within: 2h, goal: 95%}
  pick-up: {within: 2h, goal: 95%}
  repair: {within: 2h, goal: 95%}
  resolution: {within: 2h, goal: 95%}
"""


def edited(old, new):
    assert DESK.count(old) == 1
    return DESK.replace(old, new)


# -- the page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted({*ola.OLA_KEYS, *ola.SUPPORTS_KEYS, "while"} - {"supports"}))
def test_every_key_has_a_row_and_stands_in_an_example(key):
    assert re.search(rf"^\| `{key}` \| \S.* \| \S.* \|$", PAGE, re.MULTILINE)
    assert re.search(rf"\b{key}:", "".join(FENCES))


@pytest.mark.parametrize("code", [*OLA_LINT, *ADDING_UP])
def test_every_warning_is_named(code):
    assert f"| `{code}` |" in PAGE


@pytest.mark.parametrize("fence", FENCES)
def test_every_example_works(fence):
    agreement = reading("".join({**parts(BARE), **parts(fence)}.values()))
    assert parts(fence).keys() <= {place[0] for place in agreement.places}
    if "targets" in parts(fence):
        assert not {each.code for each in findings(agreement)} & OLA_LINT.keys()


# -- what is read --------------------------------------------------------------------------------------------------


def test_clocks_take_the_holder_unless_they_say_otherwise():
    clocks = reading(DESK).clocks
    ours = {"team": ("second-line", "network")}
    assert clocks["fix"].held_by == clocks["resolution"].held_by == ours
    assert clocks["pick-up"].held_by == {}
    assert clocks["repair"].held_by == {"status": ("waiting-supplier",), "team": ("x",)}


@pytest.mark.parametrize(
    "written, targets",
    [
        ("{agreement: a}", {name: (name,) for name in ("fix", "pick-up", "repair", "resolution")}),
        ("{agreement: a, targets: [fix, resolution]}", {"fix": ("fix",), "resolution": ("resolution",)}),
        ("{agreement: a, targets: fix}", {"fix": ("fix",)}),
        ("{agreement: a, targets: {x: [fix, repair], y: fix}}", {"x": ("fix", "repair"), "y": ("fix",)}),
    ],
)
def test_what_it_supports(written, targets):
    text = edited("{agreement: acme-2026, targets: {resolution: [fix], response: pick-up}}", written)
    assert reading(text).supports == Supports("a", targets)


@pytest.mark.parametrize("kind", [Kind.SLA, Kind.XLA])
def test_only_below_an_sla(kind):
    text = edited("kind: ola", f"kind: {kind}")
    assert [fault.partition(" ")[2] for fault in faults(text)] == ["only-below-an-sla"] * 2


@pytest.mark.parametrize(
    "old, new, code",
    [
        ("{team: [second-line, network]}", "¦second-line", "holder-is-a-table"),
        ("{team: [second-line, network]}", "¦{}", "holder-is-a-table"),
        ("{team: [second-line, network]}", "¦[a]", "holder-is-a-table"),
        ("{team: [second-line, network]}", "{team: ¦[]}", "empty-list"),
        ("{team: [second-line, network]}", "{¦team: }", "empty-value"),
        ("{team: [second-line, network]}", "{¦tem: second-line}", "unknown-attribute"),
        ("{team: [second-line, network]}", "{team: [second-line, ¦second-line]}", "named-twice"),
        ("while: anybody", "while: ¦nobody", "holder-is-a-table"),
        ("while: anybody", "while: {¦theme: x}", "unknown-attribute"),
        ("while: anybody", "¦whlie: anybody", "unknown-key"),
        ("{agreement: acme-2026, targets: {resolution: [fix], response: pick-up}}", "¦acme-2026", "not-a-table"),
        ("agreement: acme-2026, ", "", "missing-key"),
        ("agreement: acme-2026, ", "¦agrement: acme-2026, ", "unknown-key"),
        ("{resolution: [fix], response: pick-up}", "{resolution: ¦fixx}", "unknown-target"),
        ("{resolution: [fix], response: pick-up}", "{resolution: ¦[]}", "empty-list"),
        ("{resolution: [fix], response: pick-up}", "[¦response]", "no-namesake"),
        ("{resolution: [fix], response: pick-up}", "¦{}", "empty-value"),
        ("{resolution: [fix], response: pick-up}", "¦[]", "empty-list"),
    ],
)
def test_faults(old, new, code):
    text, place = marked(edited(old, new)) if "¦" in new else (edited(old, new), "")
    found = [fault for fault in faults(text) if fault.startswith(place) and fault.endswith(f" {code}")]
    assert found, faults(text)


# -- warnings and words --------------------------------------------------------------------------------------------


def test_without_a_holder_or_anything_to_support():
    assert {each.code for each in findings(reading(DESK))}.isdisjoint(OLA_LINT)
    nobody = edited("holder: {team: [second-line, network]}\n", "")
    assert [each.code for each in findings(reading(nobody)) if each.code in OLA_LINT] == ["holder-missing"]
    nothing = edited("supports: {agreement: acme-2026, targets: {resolution: [fix], response: pick-up}}\n", "")
    assert [(each.line, each.code) for each in findings(reading(nothing)) if each.code in OLA_LINT] == [
        (3, "supports-nothing")
    ]


def test_words_of_a_holder_may_stand_in_the_glossary():
    text = DESK + "glossary: {network: {nl: netwerk, en: network}}\n"
    assert "glossary-unused" not in {each.code for each in findings(reading(text))}


def test_the_agreement_in_words_says_whose_time_counts():
    assert clause(DESK, "6.2", "en").sentences[0] == (
        "The clock of fix (5.1) begins when the ticket first has team second-line or network, "
        "and counts only for as long as it does."
    )
    assert clause(DESK, "6.2", "nl").sentences[1] == (
        "De klok van repair (5.3) begint als het ticket voor het eerst status wacht op leverancier en team x heeft, "
        "en telt alleen zolang dat zo is."
    )


@pytest.mark.parametrize("path", BELOW, ids=lambda path: path.stem)
def test_the_examples_read_without_a_warning_and_are_worded(path):
    agreement = reading(path.read_bytes())
    assert [each for each in findings(agreement) if each.severity is not Severity.NOTE] == []
    assert agreement.holder
    for lang in ("nl", "en"):
        numbers = [section.number for section in worded(path.read_text("utf-8"), lang).sections]
        assert numbers == [1, 2, 3, 4, 5, 6, 7, 15]
