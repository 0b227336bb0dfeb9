"""docs/reference/escalation.md names every key, word and warning about escalation, and its examples work."""

from __future__ import annotations

import re

import pytest

from houvast.sla.agreement import contacts, ladder, regimes, steps
from houvast.sla.agreement.escalation_model import USUAL_ROLES, Channel, Side
from houvast.sla.agreement.findings import Severity
from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.messages.escalation import ESCALATION_LINT
from houvast.sla.agreement.reading import read
from tests.sla.agreement.texts import BARE, ROOT, parts

PAGE = (ROOT / "docs" / "reference" / "escalation.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = "".join(FENCES)
TABLES = (
    ladder.ESCALATION_KEYS,
    ladder.LADDER_KEYS,
    steps.STEP_KEYS,
    steps.ELSE_KEYS,
    contacts.CONTACT_KEYS,
    regimes.REGIME_KEYS,
    regimes.DEADLINE_KEYS,
)
KEYS = sorted({key for table in TABLES for key in table})
WORDS = (*steps.DEEDS, *USUAL_ROLES, *(each.value for kind in (Channel, Side) for each in kind))


@pytest.mark.parametrize("key", KEYS)
def test_every_key_has_a_row_and_stands_in_an_example(key):
    assert re.search(rf"^\|(?: `\w+`,)* `{key}`(?:, `\w+`)* \| \S.* \|.*\|$", PAGE, re.MULTILINE)
    assert re.search(rf"\b{key}:", EXAMPLES)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_named(word):
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("code", ESCALATION_LINT)
def test_every_warning_is_named(code):
    assert f"| `{code}` |" in PAGE


def example(fence: str):
    return read("".join({**parts(BARE), **parts(fence)}.values()), name="reference")


@pytest.mark.parametrize("fence", FENCES, ids=[fence.partition("\n")[0] for fence in FENCES])
def test_every_example_works(fence):
    assert parts(fence).keys() <= {place[0] for place in example(fence).places}


@pytest.mark.parametrize("fence", FENCES, ids=[fence.partition("\n")[0] for fence in FENCES])
def test_no_example_is_warned_of(fence):
    about = [each.code for each in findings(example(fence)) if each.severity is Severity.WARNING]
    assert set(about) & set(ESCALATION_LINT) <= {"contact-unused", "contact-unreachable"}
