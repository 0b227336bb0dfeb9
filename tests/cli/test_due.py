"""The simulator on clocks that start at something else than the report."""

from __future__ import annotations

import pytest

from houvast.commands.due import simulated
from houvast.sla.agreement.reading import read
from tests.corpus.reading import at, wall

TEXT = """\
houvast: 1
agreement: due
parties: {{provider: A, customer: B}}
effective: {{from: 2026-01-01}}
timezone: Europe/Amsterdam
clocks: {{repair: {{start: {start}, stop: resolved}}}}
targets: {{repair: {{within: 4h}}}}
"""


@pytest.mark.parametrize(
    "start",
    [
        "reply",
        "{status: [diagnosed, known]}",
        "{all-of: [opened, {priority: P1}, {assigned: {team: second-line}}]}",
        "[{status: diagnosed}, opened]",
    ],
)
def test_what_starts_the_clock_is_supposed_to_happen_with_the_report(start):
    agreement = read(TEXT.format(start=start))
    opened = {"ticket": "T", "at": at(agreement, "2026-06-15 09:00"), "event": "opened"}
    found = simulated(agreement, "repair", opened)
    assert found is not None
    assert wall(agreement, found.clock.due_at) == "2026-06-15 13:00"
