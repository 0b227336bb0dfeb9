"""Agreements as versions: stored once, never changed, one in force at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.agreements.actions import Overlaps, store
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import in_force, parsed, stretches_in_force, versions_of
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Ticket
from houvast.sla.agreement.reading import BadAgreement
from tests.portal.world import AGREEMENT, NOW, agreement


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_the_same_text_is_the_same_version(world):
    first = in_force(world.acme, NOW)
    again = store(world.acme, AGREEMENT, by=world.manager, now=NOW)
    assert again.pk == first.pk
    assert AgreementVersion.objects.filter(customer=world.acme).count() == 1


def test_text_is_kept_as_written_and_read_from_there(world):
    version = in_force(world.acme, NOW)
    assert version.text == AGREEMENT
    assert parsed(version).sha256 == version.sha256
    assert parsed(version) is parsed(version)


@pytest.mark.parametrize(
    "moment, expected",
    [
        ("2025-12-31 23:59:59+01:00", None),  # the day before the first
        ("2026-01-01 00:00:00+01:00", 1),  # midnight in Amsterdam, still December in UTC
        ("2026-06-30 23:59:59+02:00", 1),
        ("2026-07-01 00:00:00+02:00", 2),  # the amendment takes over
        ("2026-12-31 23:59:59+01:00", 2),
        ("2027-01-01 00:00:00+01:00", None),  # over
    ],
)
def test_which_version_is_in_force(world, moment, expected):
    store(world.acme, agreement(effective="effective: {from: 2026-07-01, until: 2026-12-31}"), by=None, now=NOW)
    found = in_force(world.acme, at(moment))
    assert (found and found.version) == expected


def test_an_agreement_is_ended_early_by_its_next_version(world):
    store(world.acme, agreement(effective="effective: {from: 2026-01-01, until: 2026-06-30}"), by=None, now=NOW)
    assert in_force(world.acme, at("2026-06-30 12:00+02:00")).version == 2
    assert in_force(world.acme, NOW) is None
    assert stretches_in_force(versions_of(world.acme)) == [(at("2026-01-01 00:00+01:00"), at("2026-07-01 00:00+02:00"))]


@pytest.mark.parametrize(
    "effective, clashes",
    [
        ("{from: 2026-12-31, until: 2027-12-31}", True),  # one day in common
        ("{from: 2025-01-01, until: 2026-01-01}", True),
        ("{from: 2025-01-01}", True),  # without end
        ("{from: 2027-01-01, until: 2027-12-31}", False),
        ("{from: 2025-01-01, until: 2025-12-31}", False),
    ],
)
def test_two_agreements_are_never_in_force_in_the_same_days(world, effective, clashes):
    text = agreement(agreement="agreement: acme-next", effective=f"effective: {effective}")
    if not clashes:
        assert store(world.acme, text, by=None, now=NOW).version == 1
        return
    with pytest.raises(Overlaps) as refusal:
        store(world.acme, text, by=None, now=NOW)
    assert refusal.value.existing.name == "acme-2026"
    assert AgreementVersion.objects.filter(customer=world.acme).count() == 1


def test_a_bad_file_leaves_nothing_behind(world):
    with pytest.raises(BadAgreement):
        store(world.acme, agreement(clocks="clokcs:"), by=world.manager, now=NOW)
    assert AgreementVersion.objects.filter(customer=world.acme).count() == 1


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "agent", "stranger"])
def test_who_may_not_store_agreements(world, who):
    """NT34: a customer does not edit the agreement."""
    text = agreement(effective="effective: {from: 2026-01-01, until: 2026-06-30}")
    with pytest.raises(NotAllowed):
        store(world.acme, text, by=getattr(world, who), now=NOW)


@pytest.mark.parametrize("change", [{"text": "x"}, {"effective_until": None}])
def test_versions_cannot_be_changed(world, change):
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        AgreementVersion.objects.update(**change)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        AgreementVersion.objects.filter(customer=world.other).delete()


def test_a_ticket_keeps_the_version_it_was_opened_under(world):
    """Pain 28 and the hazard of a version change in flight: old clocks, old target."""
    before = actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW, priority="P1")
    store(world.acme, AGREEMENT.replace("P1: 1h on always", "P1: 2h on always"), by=None, now=NOW)
    after = actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW, priority="P1")
    promises = [ticket.clocks.get(target="response").promise for ticket in (before, after)]
    assert promises == ["1h on always", "2h on always"]


def test_tickets_opened_before_anything_was_stored_are_judged_once_it_is(world):
    """Pain 30: no ticket of the portal is left without its agreement."""
    text = agreement(agreement="agreement: acme-2025", effective="effective: {from: 2025-01-01, until: 2025-12-31}")
    opened = at("2025-06-01 12:00+02:00")
    ticket = actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=opened)
    assert ticket.agreement is None
    assert not ticket.clocks.exists()
    store(world.acme, text, by=world.manager, now=NOW)
    assert Ticket.objects.get(pk=ticket.pk).agreement.name == "acme-2025"
    assert {clock.target for clock in ticket.clocks.all()} == {"response", "resolution"}
