"""Which version holds: the latest, or that of the customer's term."""

from __future__ import annotations

from datetime import date

import pytest

from houvast.sla.agreement.reading import BadAgreement, read
from houvast.sla.versions import in_force
from tests.corpus.reading import at

TEXT = """\
houvast: 1
agreement: terms
title: {{en: "{since}"}}
language: en
parties: {{provider: A, customer: B}}
effective: {{from: {since}, renews: year, changes: {changes}}}
timezone: Europe/Amsterdam
targets: {{response: {{within: 4h}}}}
"""


def holds(changes, moment, subscribed=None):
    versions = [read(TEXT.format(since=since, changes=changes)) for since in ("2026-01-01", "2027-01-01", "2026-07-01")]
    found = in_force(versions, at(versions[0], moment), subscribed=subscribed)
    return found and found.title["en"]


@pytest.mark.parametrize(
    ("changes", "moment", "subscribed", "version"),
    [
        ("at-once", "2025-12-31 23:59", date(2025, 1, 1), None),
        ("at-once", "2026-08-01 12:00", date(2026, 3, 15), "2026-07-01"),
        ("at-renewal", "2026-08-01 12:00", date(2026, 3, 15), "2026-01-01"),  # the term began under the first
        ("at-renewal", "2027-03-14 23:59", date(2026, 3, 15), "2026-01-01"),
        ("at-renewal", "2027-03-15 00:00", date(2026, 3, 15), "2027-01-01"),  # renewed
        ("at-renewal", "2026-08-01 12:00", date(2026, 7, 1), "2026-07-01"),
        ("at-renewal", "2026-08-01 12:00", None, "2026-07-01"),
    ],
)
def test_the_version_in_force(changes, moment, subscribed, version):
    assert holds(changes, moment, subscribed) == version


def test_what_waits_for_a_renewal_says_when_that_is():
    with pytest.raises(BadAgreement) as refusal:
        read(TEXT.format(since="2026-01-01", changes="at-renewal").replace("renews: year, ", ""))
    assert [(each.line, each.code) for each in refusal.value.findings] == [(6, "missing-key")]


def test_an_agreement_that_has_ended_holds_no_longer():
    text = TEXT.format(since="2026-01-01", changes="at-once").replace("renews", "until: 2026-06-30, renews")
    assert in_force([read(text)], at(read(text), "2026-07-01 00:00")) is None
