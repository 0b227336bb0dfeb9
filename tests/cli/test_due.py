"""The simulator on clocks that start at something else than the report."""

from __future__ import annotations

import json

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


ASKING = """\
houvast: 1
agreement: due
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
attributes: [region]
targets: {abroad: {clock: response, within: 8h, when: {region: DE, team: [second-line]}}}
"""


def asked(houvast, tmp_path, *said):
    path = tmp_path / "a.yaml"
    path.write_text(ASKING)
    options = ("--target", "abroad", "--priority", "x", "--opened", "2026-06-15T09:00")
    return houvast("due", path, *options, *(word for each in said for word in ("--attribute", each)), "--json")


def test_the_ticket_may_say_anything_that_the_agreement_knows(houvast, tmp_path):
    run = asked(houvast, tmp_path, "region=DE", "team=second-line")
    assert json.loads(run.out)["due_at"] == "2026-06-15T15:00:00Z"


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        (("region=NL", "team=second-line"), 2, "region DE"),
        (("colour=red",), 2, "--attribute: a ticket says no 'colour'"),
        (("region",), 2, "--attribute: 'region' is not NAME=VALUE"),
    ],
)
def test_what_it_cannot_say_is_refused(houvast, tmp_path, said, status, why):
    run = asked(houvast, tmp_path, *said)
    assert (run.status, why in run.out + run.err) == (status, True)
