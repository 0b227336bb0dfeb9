"""`houvast due` on clocks that another event starts: it happens as the ticket opens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from houvast.commands.due import simulated
from tests.sla.agreement.texts import bare, reading

REGIMES = (
    "{r: {from: {status: aware}, deadlines: {told: {done: {status: told}, within: 24h, legal: 72h}}}, "
    "major: {when: {type: incident}, updates: 30m}}"
)
CLOCKS = "{repair: {start: {all-of: [opened, {status: diagnosed}]}, stop: resolved}}"


@pytest.mark.parametrize(
    ("target", "due"),
    [
        ("r-told", datetime(2026, 3, 29, 11, tzinfo=UTC)),  # noon in winter, one o'clock in summer
        ("r-told-legal", datetime(2026, 3, 31, 11, tzinfo=UTC)),
        ("major-updates", datetime(2026, 3, 28, 11, 30, tzinfo=UTC)),
        ("repair", datetime(2026, 3, 28, 13, tzinfo=UTC)),
    ],
)
def test_due(target, due):
    agreement = reading(bare(clocks=CLOCKS, regimes=REGIMES, targets="{repair: {within: 2h}}"))
    opened = {"ticket": "T1", "at": datetime(2026, 3, 28, 11, tzinfo=UTC), "event": "opened", "type": "incident"}
    found = simulated(agreement, target, opened)
    assert found is not None
    assert found.clock.due_at == due
