"""The agreements that come with the product."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from houvast.sla.agreement.findings import Severity
from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.reading import read
from houvast.sla.agreement.words.whole import document
from houvast.sla.terms import EventKind
from tests.sla.agreement.texts import EXAMPLES


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_reads_without_a_warning(path):
    agreement = read(path.read_bytes(), name=path.name)
    assert [each for each in findings(agreement) if each.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_is_worded_in_full(path, lang):
    worded = document(read(path.read_bytes()), lang=lang, year=2026)
    numbers = [section.number for section in worded.sections]
    assert numbers[:7] == [1, 2, 3, 4, 5, 6, 7]
    assert numbers == sorted(set(numbers))
    assert all(clause.sentences for section in worded.sections for clause in section.clauses)


def test_the_one_for_the_incident_log_sorts_first_and_fits():
    assert EXAMPLES[0].name == "00-servicenow-incidents.yaml"
    log = read(EXAMPLES[0].read_bytes())
    assert log.priority.levels == ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low")
    assert log.priority.of("2 - Medium", "2 - Medium") == "3 - Moderate"
    assert EventKind.ACKNOWLEDGED in log.clocks["response"].stop
    assert set(log.clocks["resolution"].pause) == {"Awaiting User Info", "Awaiting Vendor"}
    assert log.effective_until is None


def test_customers_of_the_demo():
    customers = {read(path.read_bytes()).parties["customer"] for path in EXAMPLES}
    assert {"Duinrand Logistiek", "Zilvermeeuw Zorg", "IJsselkade Advocaten"} <= customers


def test_a_night_belongs_to_the_day_it_began():
    night = read(next(path for path in EXAMPLES if "duinrand" in path.name).read_bytes()).calendars["night"]
    assert night.is_open(datetime(2026, 5, 29, 1, tzinfo=UTC))  # Friday 03:00, Thursday's night
    assert not night.is_open(datetime(2026, 5, 30, 1, tzinfo=UTC))  # Saturday 03:00
