"""docs/reference/indicators.md names every key and word about indicators, and its examples work."""

from __future__ import annotations

import re

import pytest

from houvast.sla.agreement import indicators
from houvast.sla.agreement.availability_model import Strength
from houvast.sla.agreement.reading import read
from tests.sla.agreement.texts import BARE, ROOT, parts

PAGE = (ROOT / "docs" / "reference" / "indicators.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
KEYS = {key for name in dir(indicators) if name.endswith("_KEYS") for key in getattr(indicators, name)}


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_is_named(key):
    assert re.search(rf"`{key}`", PAGE)


@pytest.mark.parametrize("key", sorted(KEYS - {"above", "title", "when"}))
def test_every_key_stands_in_an_example(key):
    assert re.search(rf"\b{key}:", "".join(FENCES))


@pytest.mark.parametrize("word", [*indicators.FIGURES, *Strength])
def test_every_word_is_named(word):
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("fence", FENCES, ids=range(len(FENCES)))
def test_every_example_works(fence):
    agreement = read("".join({**parts(BARE), **parts(fence)}.values()), name="reference")
    assert parts(fence).keys() <= {place[0] for place in agreement.places}
    assert len(agreement.indicators) >= 4
