"""Agreements to lay out."""

from pathlib import Path

import pytest

from houvast.layout.contract import Contract
from houvast.sla.agreement.reading import read
from houvast.sla.agreement.words.whole import document

HERE = Path(__file__).parent
FULL = (HERE / "contract.yaml").read_text(encoding="utf-8")


@pytest.fixture
def contract():
    """Makes what is laid out from the text of an agreement."""

    def make(text=FULL, lang="nl", **years):
        agreement = read(text, name="test")
        told = document(agreement, lang=lang, **(years or {"year": 2026, "until": 2027}))
        return Contract(told, agreement.effective_from, agreement.sha256)

    return make
