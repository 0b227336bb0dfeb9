"""docs/reference/availability.md names every key and word about availability, and its examples work."""

from __future__ import annotations

import re

import pytest

from houvast.sla.agreement import availability, availability_model, service_model, services
from houvast.sla.agreement.reading import read
from tests.sla.agreement.texts import BARE, ROOT, parts

PAGE = (ROOT / "docs" / "reference" / "availability.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
MODULES = (availability, services)
KEYS = {key for module in MODULES for name in dir(module) if name.endswith("_KEYS") for key in getattr(module, name)}
ENUMS = (
    availability.Evidence,
    availability.Share,
    *(availability_model.Source, availability_model.CountsFrom, availability_model.LengthOf),
    *(availability_model.Counts, availability_model.How, availability_model.SlotDown, availability_model.Empty),
    *(availability_model.CounterFigure, availability_model.ProbeFigure, availability_model.Since),
    *(availability_model.Unknown, service_model.Outside, service_model.Owner),
)
WORDS = {each.value for kind in ENUMS for each in kind} - {availability.Evidence.NOT_NEEDED.value}


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_is_named_and_stands_in_an_example(key):
    assert re.search(rf"`{key}`", PAGE) or key in ("cause", "evidence", "decimals")
    assert re.search(rf"\b{key}:", "".join(FENCES))


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_word_is_named(word):
    assert re.search(rf"`{word}`|`[^`]* {word}\W?[^`]*`", PAGE)


@pytest.mark.parametrize("fence", FENCES, ids=[fence.partition("\n")[0] + str(at) for at, fence in enumerate(FENCES)])
def test_every_example_works(fence):
    agreement = read("".join({**parts(BARE), **parts(fence)}.values()), name="reference")
    assert parts(fence).keys() <= {place[0] for place in agreement.places}
