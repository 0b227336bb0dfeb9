"""The command line calls states and verdicts what the glossary calls them, in both languages and everywhere."""

import re

import pytest

from houvast.commands.measured import outcomes_table, periods_table
from houvast.commands.wording import REASONS, WORDS, Wording
from houvast.sla.explain import Reason
from houvast.sla.terms import State, Verdict
from tests.house.tree import ROOT, text_of

GLOSSARY = text_of(ROOT / "docs" / "glossary.md")
LANGUAGES = ("en", "nl")


def called(subject):
    """Return code → words, of the row of the glossary that lists all states, or all verdicts."""
    row = re.search(rf"^\| {subject}: ([^|]+) \| ([^|]+) \|", GLOSSARY, re.MULTILINE)
    english, dutch = (cell.split(", ") for cell in row.groups())
    return {code: {"en": code, "nl": nl} for code, nl in zip(english, dutch, strict=True)}


@pytest.mark.parametrize(("subject", "kinds"), [("state", State), ("verdict", Verdict)])
def test_states_and_verdicts_are_called_what_the_glossary_calls_them(subject, kinds):
    words = called(subject)
    assert list(words) == [kind.word for kind in kinds]
    assert {code: WORDS[code] for code in words} == words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_so_are_the_columns_of_the_tables(lang):
    words = called("state") | called("verdict")
    for made in (outcomes_table([], Wording(lang), width=200), periods_table([], Wording(lang))):
        heads = [str(column.header).lower() for column in made.columns]
        assert [word for word in ("met", "breached") if words[word][lang] not in heads] == []
    heads = [str(column.header).lower() for column in outcomes_table([], Wording(lang), width=200).columns]
    assert heads[2:7] == [words[code][lang] for code in ("met", "breached", "pending", "none", "void")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("reason", "state"), [(Reason.RUNNING, "running"), (Reason.PAUSED, "paused")])
def test_so_are_the_reasons_of_a_segment(lang, reason, state):
    assert REASONS[reason][lang].startswith(WORDS[state][lang])
