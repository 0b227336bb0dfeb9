"""Duties: when they are due, and whether they were done in time."""

from __future__ import annotations

import re

import pytest

from houvast.sla.agreement.duties import DUTY_KEYS
from houvast.sla.agreement.reading import BadAgreement, read
from houvast.sla.duty import Deed, fulfilments
from tests.corpus.reading import at, wall
from tests.sla.agreement.texts import BARE, ROOT, parts

TEXT = """\
houvast: 1
agreement: duties
parties: {{provider: A, customer: B}}
effective: {{from: 2026-03-15, until: 2026-08-10}}
timezone: Europe/Amsterdam
calendars:
  office: {{hours: {{mon-fri: "09:00-17:00"}}, holidays: {{country: NL}}}}
targets: {{response: {{within: 4h}}}}
duties:
  it: {{{duty}}}
"""


def stood(duty, *deeds, as_of="2026-12-31 00:00"):
    """What became of the occasions of a duty: about → due, verdict."""
    agreement = read(TEXT.format(duty=duty))
    known = [
        Deed("it", about, at(agreement, event) if event else None, at(agreement, done) if done else None)
        for about, event, done in deeds
    ]
    found = fulfilments(agreement, known, as_of=at(agreement, as_of))
    return {each.about: (wall(agreement, each.due_at), each.verdict.word) for each in found}


def test_a_monthly_report_is_due_for_each_month_that_is_over():
    found = stood(
        "every: month, within: 5bd on office after period",
        ("2026-03", None, "2026-04-08 17:00"),
        ("2026-04", None, "2026-05-11 09:00"),
        as_of="2026-06-02 12:00",
    )
    assert found == {
        # After Tuesday 31 March: 1 and 2 April, 7, 8 and 9; Good Friday and Easter Monday are closed.
        "2026-03": ("2026-04-09 17:00", "met"),
        # After Thursday 30 April: 1, 4, 5, 6 and 7 May; Liberation Day is no holiday this year.
        "2026-04": ("2026-05-07 17:00", "breached"),
        # May ends on a Sunday: Monday 1 June is the first business day after it.
        "2026-05": ("2026-06-05 17:00", "pending"),
    }


def test_a_report_is_due_for_the_months_in_which_the_agreement_began_and_ended():
    found = stood("every: month, within: 10d after period")
    assert list(found) == ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08"]
    assert found["2026-08"] == ("2026-09-11 00:00", "breached")


@pytest.mark.parametrize(
    ("duty", "event", "done", "due", "verdict"),
    [
        ("after: aware, within: 72h", "2026-06-12 16:00", "2026-06-15 16:00", "2026-06-15 16:00", "met"),
        ("after: aware, within: 72h", "2026-06-12 16:00", "2026-06-15 16:01", "2026-06-15 16:00", "breached"),
        (
            "after: aware, within: 72h",
            "2026-03-27 16:00",
            None,
            "2026-03-30 17:00",
            "breached",
        ),  # the clocks go forward
        ("after: a, within: 4h on office", "2026-06-12 16:00", None, "2026-06-15 12:00", "breached"),
        ("after: a, within: 1bd + 2h on office", "2026-06-12 16:00", None, "2026-06-15 11:00", "breached"),
        ("after: a, within: 1bd + 0h on office", "2026-06-12 16:00", None, "2026-06-15 09:00", "breached"),
        ("after: a, within: 1bd after-report + 2h on office", "2026-06-14 16:00", None, "2026-06-15 11:00", "breached"),
        ("before: release, at_least: 2w", "2026-06-15 09:00", "2026-06-01 09:00", "2026-06-01 09:00", "met"),
        ("before: release, at_least: 2w", "2026-06-15 09:00", "2026-06-01 09:01", "2026-06-01 09:00", "breached"),
        # Ten business days before Monday 15 June: of what is told on 29 May, the tenth day is Friday the 12th.
        ("before: b, at_least: 10bd on office", "2026-06-15 09:00", "2026-05-29 23:59", "2026-05-29 23:59", "met"),
        ("before: b, at_least: 10bd on office", "2026-06-15 09:00", "2026-06-01 08:00", "2026-05-29 23:59", "breached"),
        ("before: b, at_least: 8h on office", "2026-06-15 09:00", "2026-06-12 09:00", "2026-06-12 09:00", "met"),
    ],
)
def test_around_an_event(duty, event, done, due, verdict):
    ((found_due, found_verdict),) = stood(duty, ("it", event, done)).values()
    assert found_verdict == verdict
    assert found_due in (due, due.replace("05-29 23:59", "06-01 00:00"))


def test_the_limit_of_the_law_stands_beside_that_of_the_agreement():
    agreement = read(TEXT.format(duty="after: aware, within: 48h, legal: 72h"))
    deed = Deed("it", "leak", at(agreement, "2026-06-01 12:00"), at(agreement, "2026-06-04 00:00"))  # after 60 hours
    (found,) = fulfilments(agreement, [deed], as_of=at(agreement, "2026-06-30 00:00"))
    assert (found.verdict.word, found.legal_verdict.word) == ("breached", "met")
    assert wall(agreement, found.legal_due_at) == "2026-06-04 12:00"


def test_what_is_done_later_has_not_been_done_yet():
    duty, leak = "after: aware, within: 48h", ("leak", "2026-06-01 12:00", "2026-06-02 12:00")
    assert stood(duty, leak, as_of="2026-06-02 11:59") == {"leak": ("2026-06-03 12:00", "pending")}
    assert stood(duty, leak, as_of="2026-06-02 12:00") == {"leak": ("2026-06-03 12:00", "met")}


def test_of_several_times_the_earliest_counts():
    leak = ("leak", "2026-06-01 12:00")
    found = stood("after: aware, within: 48h", (*leak, "2026-06-09 12:00"), (*leak, "2026-06-02 12:00"))
    assert found == {"leak": ("2026-06-03 12:00", "met")}


@pytest.mark.parametrize(
    ("duty", "code"),
    [
        ("within: 4h", "one-occasion"),
        ("every: month, after: b, within: 4h", "one-occasion"),
        ("every: month", "missing-key"),
        ("every: fortnight, within: 1d after period", "unknown-period"),
        ("every: rolling 30 days, within: 1d after period", "unknown-period"),
        ("every: month, within: 1d after incident", "unknown-anchor"),
        ("every: month, within: 4h", "not-a-deadline"),
        ("before: b, within: 4h, at_least: 4h", "duty-key"),
        ("after: b, at_least: 4h, within: 4h", "duty-key"),
        ("every: month, within: 1d after period, legal: 4h", "duty-key"),
        ("after: b, within: best effort", "not-a-length"),
        ("after: b, within: aim 4h", "not-a-length"),
        ("after: b, within: 4h on moon", "unknown-calendar"),
        ("after: b, within: 4h, owner: nobody", "unknown-word"),
    ],
)
def test_what_cannot_be_meant_is_refused(duty, code):
    with pytest.raises(BadAgreement) as refusal:
        read(TEXT.format(duty=duty))
    assert code in {each.code for each in refusal.value.findings}
    assert {each.line for each in refusal.value.findings} == {10}


def test_business_days_of_a_calendar_that_opens_once_a_month_are_months():
    text = TEXT.replace("mon-fri:", "first tue:")
    agreement = read(text.format(duty="before: release, at_least: 5bd on office"))
    release = at(agreement, "2026-08-05 12:00")
    (found,) = fulfilments(agreement, [Deed("it", "1.0", release, None)], as_of=release)
    # After Tuesday 3 March: 7 April, 5 May, 2 June, 7 July and 4 August. A day later counts as told on 7 April.
    assert wall(agreement, found.due_at) == "2026-03-03 23:59"


PAGE = (ROOT / "docs" / "reference" / "duties.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", DUTY_KEYS)
def test_every_key_is_documented(key):
    assert f"| `{key}` |" in PAGE
    assert re.search(rf"\b{key}:", "".join(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)))


def test_the_example_of_the_reference_works():
    fence, *_credits = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(read("".join({**parts(BARE), **parts(fence)}.values())).duties) == 8
