"""docs/reference/credits.md names every key, word and warning about money, and its examples work."""

from __future__ import annotations

import re

import pytest

from houvast.sla.agreement import claim_model, claims, fee_model, limits, shape_model
from houvast.sla.agreement.credits import KEYS as TABLES
from houvast.sla.agreement.credits import When
from houvast.sla.agreement.messages.credits import CREDIT_LINT
from houvast.sla.agreement.reading import read
from tests.sla.agreement.texts import BARE, ROOT, parts

PAGE = (ROOT / "docs" / "reference" / "credits.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = "".join(FENCES)
KEYS = {key for keys in TABLES.values() for key in keys}
ENUMS = (
    fee_model.Stretch,
    fee_model.Anchor,
    shape_model.Quantity,
    shape_model.RoundingMode,
    claim_model.Settled,
    claim_model.Take,
    When,
    limits.Resource,
    limits.EachOf,
    claims.Every,
)
FORMS = (*shape_model.Counted, *shape_model.Extent, *fee_model.FeePer, "in a row", "once", "all", "nothing")


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_has_a_row_and_stands_in_an_example(key):
    assert re.search(rf"^\|(?: `\w+`,)* `{key}`(?:, `\w+`)* \| \S.* \|.*\|$", PAGE, re.MULTILINE)
    assert re.search(rf"\b{key}:", EXAMPLES)


@pytest.mark.parametrize("word", sorted({each.value for kind in ENUMS for each in kind}))
def test_every_word_is_named(word):
    assert re.search(rf"`{word}`|`[^`]* {word}`", PAGE)


@pytest.mark.parametrize("word", FORMS)
def test_every_form_is_shown(word):
    assert re.search(rf"`[^`]*\b{word}\b[^`]*`", PAGE)


@pytest.mark.parametrize("code", CREDIT_LINT)
def test_every_warning_is_named(code):
    assert f"| `{code}` |" in PAGE


@pytest.mark.parametrize("fence", FENCES, ids=[fence.partition("\n")[0] for fence in FENCES])
def test_every_example_works(fence):
    agreement = read("".join({**parts(BARE), **parts(fence)}.values()), name="reference")
    assert parts(fence).keys() <= {place[0] for place in agreement.places}
