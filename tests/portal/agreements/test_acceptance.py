"""Accepting a version, or objecting: by who may, to the text that was read, kept for ever."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.accounts.models import Membership, Person
from houvast.portal.agreements import acceptance
from houvast.portal.agreements.actions import store
from houvast.portal.agreements.models import Acceptance
from houvast.portal.agreements.queries import in_force, versions_of
from houvast.portal.agreements.refusals import AlreadyAnswered, AnotherText, NothingToAnswer, ReasonMissing
from tests.portal.world import HOUR, NOW, agreement

LATER = NOW + HOUR


@pytest.fixture
def version(world):
    return in_force(world.acme, NOW)


def accept(version, by, now=LATER):
    return acceptance.accept(version, sha256=version.sha256, by=by, now=now)


def object_to(version, by, reason="Het uurtarief.", now=LATER):
    return acceptance.object_to(version, reason=reason, sha256=version.sha256, by=by, now=now)


def waiting(world, who, now=LATER):
    return [each.version for each in acceptance.waiting_for(who, world.acme, versions_of(world.acme), now=now)]


def test_the_owner_accepts_and_nothing_waits_any_more(world, version):
    assert waiting(world, world.alice) == [1]
    row = accept(version, world.alice)
    assert (row.person, row.answer, row.sha256, row.given_at) == (world.alice, "accepted", version.sha256, LATER)
    assert waiting(world, world.alice) == []


def test_an_objection_says_why_and_may_be_followed_by_acceptance(world, version):
    with pytest.raises(ReasonMissing):
        object_to(version, world.alice, reason="  ")
    object_to(version, world.alice)
    accept(version, world.alice)
    said = acceptance.answers_to(world.manager, [version])[version.pk]
    assert [(each.answer, each.reason) for each in said] == [("objected", "Het uurtarief."), ("accepted", "")]


def test_the_same_answer_twice_is_refused(world, version):
    accept(version, world.alice)
    with pytest.raises(AlreadyAnswered):
        accept(version, world.alice)


@pytest.mark.parametrize("sha256", ["", "0" * 64, "x"])
def test_another_text_than_that_of_the_version_is_not_accepted(world, version, sha256):
    with pytest.raises(AnotherText):
        acceptance.accept(version, sha256=sha256, by=world.alice, now=LATER)


def test_only_the_last_version_that_has_not_ended_is_answered(world, version):
    second = store(
        world.acme, agreement(effective="effective: {from: 2026-12-01, until: 2026-12-31}"), by=None, now=NOW
    )
    assert waiting(world, world.alice) == [2]
    with pytest.raises(NothingToAnswer):
        accept(version, world.alice)
    with pytest.raises(NothingToAnswer):
        accept(second, world.alice, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert accept(second, world.alice)


@pytest.mark.parametrize("who", ["bob", "dora", "charlie", "agent", "manager", "operator", "auditor", "stranger"])
def test_nt34_nobody_but_who_may_accept_answers(world, version, who):
    with pytest.raises(NotAllowed):
        accept(version, getattr(world, who))
    with pytest.raises(NotAllowed):
        object_to(version, getattr(world, who))
    assert waiting(world, getattr(world, who)) == []
    assert not Acceptance.objects.exists()


def test_an_owner_who_may_not_read_agreements_does_not_accept_them(world, version):
    Membership.objects.filter(person=world.alice).update(reads_agreements=False)
    alice = Person.objects.get(pk=world.alice.pk)
    with pytest.raises(NotAllowed):
        accept(version, alice)
    assert waiting(world, alice) == []


@pytest.mark.parametrize(("who", "sees"), [("alice", 1), ("bob", 1), ("manager", 1), ("charlie", 0), ("stranger", 0)])
def test_answers_are_read_by_who_reads_the_agreement(world, version, who, sees):
    accept(version, world.alice)
    assert len(acceptance.answers_to(getattr(world, who), [version])) == sees


def test_an_answer_is_never_changed_or_deleted(world, version):
    accept(version, world.alice)
    for deed in (lambda: Acceptance.objects.update(reason="x"), lambda: Acceptance.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
