"""Whatever is offered: an agreement, or a refusal with places; never another exception."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.messages.whole import MESSAGES
from houvast.sla.agreement.reading import BadAgreement, read
from houvast.sla.agreement.words.whole import document
from tests.sla.agreement.texts import ACME, EXAMPLES

TEXTS = [ACME, *(path.read_text(encoding="utf-8") for path in EXAMPLES)]
WORDS = [re.findall(r"[^\s{}\[\],]+", text) for text in TEXTS]
SNIPPETS = [
    *"{}[]:,&*!|>-?\"'#%@\t\n\\~0²",
    "24/7", "closed", "2026-02-30", "99999999999999999999", "1e9", "-1", "null", "{}", "[]", "*", "&a ", "*a", "!!int ",
    '"\\U00110000"', '"\\0"', '"\\ud800"', "---\n", "...\n", "<<: ", "\ud800", "\u202e", "\x00", "%YAML 9.9\n---\n",
    "24:00-24:00",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return an agreement with a few pieces cut, doubled or replaced by other pieces or by nuisance."""
    which = draw(st.integers(0, len(TEXTS) - 1))
    text, words = TEXTS[which], WORDS[which]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 20))
        piece = draw(st.one_of(st.sampled_from(SNIPPETS), st.sampled_from(words), st.just(""), st.text(max_size=5)))
        text = text[:at] + piece + text[at + length :]
    return text


@given(st.one_of(st.binary(max_size=2000), st.text(max_size=2000)))
@example(b"\xff\xfe")
@example("")
@example('a: "\\UFFFFFFFF"')
@example("%YAML 9" + "9" * 5000 + ".1\n---\na: 1\n")
@settings(max_examples=300)
def test_anything(text):
    _offer(text)


@given(damaged())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_agreements(text):
    _offer(text)


def _offer(text: str | bytes) -> None:
    try:
        agreement = read(text)
    except BadAgreement as refusal:
        assert refusal.findings
        for finding in refusal.findings:
            assert finding.code in MESSAGES
            assert finding.line >= 1
            assert finding.column >= 1
            assert finding.worded("nl")
            assert finding.message
    else:
        findings(agreement)
        for lang in ("nl", "en"):
            document(agreement, lang=lang, year=2026)
