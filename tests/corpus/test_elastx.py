"""elastx: quick responses, a severity that the engineer may change, a workaround that is enough."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock, wall

ELASTX = corpus("elastx")


@clause("elastx-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-20 23:50 priority=urgent channel=portal", "2026-06-21 00:05"),
        ("2026-06-20 23:50 priority=high channel=e-mail", "2026-06-21 00:50"),
    ],
)
def test_how_soon_there_is_an_answer(opened, until):
    assert due(ELASTX, "response", opened) == until


@clause("elastx-01")
def test_reports_come_by_portal_or_mail():
    assert not has_clock(ELASTX, "response", "2026-06-20 23:50 opened priority=urgent channel=chat")


OPENED = ["2026-06-15 09:00 opened priority=urgent channel=portal", "2026-06-15 09:10 reply"]


@clause("elastx-02")
@pytest.mark.parametrize(
    ("event", "stopped"),
    [("workaround", "2026-06-15 11:00"), ("resolved", "2026-06-15 11:00"), ("acknowledged", None)],
)
def test_work_goes_on_until_a_fix_or_a_workaround(event, stopped):
    clock = clock_of(ELASTX, "resolution", *OPENED, f"2026-06-15 11:00 {event}", as_of="2026-06-16 00:00")
    assert wall(ELASTX, clock.stopped_at) == stopped


@clause("elastx-02")
@pytest.mark.parametrize(
    ("severity", "until"), [("urgent", "2026-06-15 13:00"), ("high", "2026-06-15 18:00"), ("normal", None)]
)
def test_the_engineer_may_change_the_severity_after_first_contact(severity, until):
    clock = clock_of(ELASTX, "resolution", *OPENED, f"2026-06-15 10:00 priority priority={severity}")
    assert (clock.priority, wall(ELASTX, clock.due_at)) == (severity, until)
