"""docs/reference/agreement.md names every key, word and warning, and its examples work."""

from __future__ import annotations

import re

import pytest

from houvast.sla.agreement import (
    calendars,
    clock_rules,
    happenings,
    ladder,
    model,
    priorities,
    provision_model,
    provisions,
    reading,
    targets,
)
from houvast.sla.agreement.messages.lint import LINT_MESSAGES
from houvast.sla.agreement.promise import UNITS
from houvast.sla.events import ATTRIBUTES
from tests.sla.agreement.texts import BARE, ROOT, parts

PAGE = (ROOT / "docs" / "reference" / "agreement.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
KEYS = (
    *reading.AGREEMENT_KEYS,
    *reading.PARTY_KEYS,
    *reading.EFFECTIVE_KEYS,
    *calendars.CALENDAR_KEYS,
    *calendars.HOLIDAY_KEYS,
    *priorities.PRIORITY_KEYS,
    *clock_rules.CLOCK_KEYS,
    *targets.TARGET_KEYS,
    "availability",
    "at_least",
    "exclude",
    *ladder.STEP_KEYS,
    *provisions.PROVISION_KEYS,
)
WORDS = (
    *(each.value for kind in (model.Kind, model.OnReopen, model.OnPriorityChange, model.Per) for each in kind),
    *(each.value for each in clock_rules.AtDue),
    *(each.value for kind in (provision_model.About, provision_model.Keeper) for each in kind),
    *(kind.word for kind in (*happenings.STARTS, *happenings.STOPS)),
    *clock_rules.WELL_KNOWN,
    *ATTRIBUTES,
    *targets.GOALS,
    *ladder.DEEDS,
    *ladder.ROLES,
    *UNITS,
)


@pytest.mark.parametrize("key", sorted(set(KEYS)))
def test_every_key_has_a_row(key):
    assert re.search(rf"^\| `{key}` \| \S.* \| \S.* \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("word", sorted(set(WORDS)))
def test_every_word_is_named(word):
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("code", LINT_MESSAGES)
def test_every_warning_is_named(code):
    assert f"| `{code}` |" in PAGE


@pytest.mark.parametrize("fence", FENCES, ids=[fence.partition("\n")[0] for fence in FENCES])
def test_every_example_works(fence):
    agreement = reading.read("".join({**parts(BARE), **parts(fence)}.values()), name="reference")
    assert parts(fence).keys() <= {place[0] for place in agreement.places}


def test_every_key_stands_in_an_example():
    examples = "".join(FENCES)
    assert [key for key in sorted(set(KEYS)) if not re.search(rf"\b{key}:", examples)] == []
