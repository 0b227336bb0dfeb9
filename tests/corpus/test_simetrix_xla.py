"""simetrix-xla: six indicators on one scale, weighed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from houvast.sla.agreement.reading import BadAgreement, read
from tests.corpus.reading import FOLDER, clause, corpus, indicated, read_off

XLA = corpus("simetrix-xla")
NOON = "2026-06-15 12:00"


def rows(csat=5, effort=1, **more):
    yield read_off(XLA, NOON, csat, indicator="csat")  # 5 of 1 to 5: 100
    yield read_off(XLA, NOON, 70, of=100, indicator="first-contact")  # 70
    yield read_off(XLA, NOON, "0.5", indicator="sentiment")  # 75
    yield read_off(XLA, NOON, 20, indicator="nps")  # 60
    yield read_off(XLA, NOON, 90, indicator="quality")  # 90
    yield read_off(XLA, NOON, effort, indicator="effort")  # 1 of 7 to 1: 100


@clause("simetrix-xla-01")
@pytest.mark.parametrize(
    ("csat", "effort", "figure", "reached"),
    [
        (5, 1, 82, True),  # 25 + 14 + 15 + 9 + 9 + 10
        (3, 1, Fraction("69.5"), False),  # the csat gives 12.5
        (5, 7, 72, False),  # the most effort gives nothing
    ],
)
def test_the_weighted_sum_of_indicators_on_one_scale(csat, effort, figure, reached):
    found = indicated(XLA, "experience", "2026-06", *rows(csat, effort))
    assert (found.figure, found.reached) == (figure, reached)


@clause("simetrix-xla-01")
def test_without_one_of_them_there_is_no_score():
    assert indicated(XLA, "experience", "2026-06", *list(rows())[1:]).reached is None


@clause("simetrix-xla-01")
def test_weights_that_are_not_a_hundred_are_refused_and_others_may_differ_per_programme():
    text = (FOLDER / "simetrix-xla.yaml").read_text(encoding="utf-8")
    with pytest.raises(BadAgreement) as refusal:
        read(text.replace("csat: 25%", "csat: 30%"))
    assert [each.code for each in refusal.value.findings] == ["weights-not-100"]
    assert read(text.replace("csat: 25%", "csat: 30%").replace("nps: 15%", "nps: 10%"))


@clause("simetrix-xla-02")
@pytest.mark.parametrize(("answers", "asked", "reached"), [(19, 20, True), (18, 20, None)])
def test_a_sample_is_not_enough(answers, asked, reached):
    values = [5] * answers + [None] * (asked - answers)
    found = indicated(
        XLA, "csat", "2026-06", *(read_off(XLA, f"2026-06-{day:02} 12:00", v) for day, v in enumerate(values, 1))
    )
    assert (found.readings, found.unanswered, found.reached) == (answers, asked - answers, reached)
