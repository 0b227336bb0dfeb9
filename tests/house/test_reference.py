"""The reference of files names every column that is read and written, and its example is read."""

import re

import pytest

from houvast.files import clocks_out, events_in, outages_in
from houvast.sla.events import ATTRIBUTES
from tests.house.tree import ROOT, text_of

FILES = text_of(ROOT / "docs" / "reference" / "files.md")


@pytest.mark.parametrize("column", [*events_in.REQUIRED, *ATTRIBUTES, *events_in.REFERENCES, "seq"])
def test_every_column_of_a_ticket_log_is_in_the_reference(column):
    assert f"`{column}`" in FILES.split("## Clocks")[0]


@pytest.mark.parametrize("column", [*outages_in.OUTAGES, *outages_in.ALSO_OF_OUTAGES])
def test_every_column_of_outages_is_in_the_reference(column):
    assert f"`{column}`" in FILES.split("## OUTAGES")[1].split("### Counters")[0]


@pytest.mark.parametrize("column", [*outages_in.COUNTERS, *outages_in.COUNTED, *outages_in.PROBES])
def test_every_column_of_counters_and_probes_is_in_the_reference(column):
    assert f"`{column}`" in FILES.split("### Counters and probes")[1].split("## Clocks")[0]


@pytest.mark.parametrize("column", clocks_out.COLUMNS)
def test_every_column_of_the_clocks_is_in_the_reference(column):
    assert f"`{column}`" in FILES.split("## Clocks")[1]


def test_the_example_of_a_ticket_log_can_be_read(tmp_path):
    example = re.findall(r"```\n(ticket,.*?)```", FILES, re.DOTALL)[0]
    (tmp_path / "events.csv").write_text(example)
    assert len(events_in.read(tmp_path / "events.csv", zone="Europe/Amsterdam").events) == 4


def test_the_example_of_outages_can_be_read(tmp_path):
    example = re.findall(r"```\n(service,.*?)```", FILES, re.DOTALL)[0]
    (tmp_path / "outages.csv").write_text(example)
    assert outages_in.outages(tmp_path / "outages.csv", zone="Europe/Amsterdam").rows == 3
