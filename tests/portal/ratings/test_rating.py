"""Ratings of solutions: by who reported it, once a solution, replaced by a later one and never changed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.accounts.models import Membership
from houvast.portal.ratings import queries
from houvast.portal.ratings.actions import rate
from houvast.portal.ratings.models import Rating
from houvast.portal.ratings.refusals import NotSolved, ScoreOutOfRange, TooMuchLost
from houvast.portal.tickets import actions
from houvast.portal.tickets.refusals import NothingToChange, TextTooLong
from houvast.sla.terms import Span
from tests.portal.world import DAY, HOUR, MINUTE, NOW

MONTH = Span(NOW - 10 * DAY, NOW + 10 * DAY)


@pytest.fixture
def ticket(world):
    """Bob's ticket, solved after two hours."""
    said = {"subject": "Printer", "text": "Stuk.", "impact": "high", "urgency": "high"}
    made = actions.open_ticket(organisation=world.acme, by=world.bob, now=NOW, **said)
    actions.resolve(made, text="Vervangen.", by=world.agent, now=NOW + 2 * HOUR)
    return made


def given(ticket, world, score=4, after=3 * HOUR, **said):
    return rate(ticket, score=score, by=world.bob, now=NOW + after, **said)


def test_a_rating_is_kept_with_time_lost_and_remark(world, ticket):
    rating = given(ticket, world, score=2, lost=timedelta(hours=1, minutes=30), remark=" Duurde lang. ")
    assert (rating.score, rating.lost_minutes, queries.remark_of(rating)) == (2, 90, "Duurde lang.")
    assert rating.given_at == NOW + 3 * HOUR


def test_a_later_rating_replaces_and_both_can_be_read(world, ticket):
    first = given(ticket, world, score=2, remark="Traag")
    second = given(ticket, world, score=4, after=4 * HOUR)
    assert second.replaces == first
    assert [each.score for each in queries.ratings_of(ticket)] == [2, 4]
    assert queries.satisfaction(world.manager, world.acme, span=MONTH).mean == 4


def test_the_same_answer_again_is_nothing_new(world, ticket):
    given(ticket, world, score=3, lost=timedelta(), remark="Gaat wel")
    with pytest.raises(NothingToChange):
        given(ticket, world, score=3, lost=timedelta(), remark="Gaat wel")
    assert given(ticket, world, score=3, remark="Gaat wel").lost_minutes is None


def test_each_solution_is_rated_by_itself(world, ticket):
    given(ticket, world, score=1)
    actions.reopen(ticket, reason="Weer stuk.", by=world.bob, now=NOW + 4 * HOUR)
    with pytest.raises(NotSolved):
        given(ticket, world, after=5 * HOUR)
    actions.resolve(ticket, text="Nu echt.", by=world.agent, now=NOW + 6 * HOUR)
    assert given(ticket, world, score=5, after=7 * HOUR).replaces is None
    assert queries.satisfaction(world.manager, world.acme, span=MONTH).answers == 2


@pytest.mark.parametrize("end", ["close", "cancel", "nothing"])
def test_what_has_no_solution_is_not_rated(world, end):
    ticket = actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW)
    if end == "cancel":
        actions.cancel(ticket, reason="Vergissing.", by=world.bob, now=NOW + HOUR)
    if end == "close":
        actions.close(ticket, by=world.agent, now=NOW + HOUR)
    with pytest.raises(NotSolved):
        given(ticket, world)


@pytest.mark.parametrize("who", ["alice", "dora", "charlie", "agent", "manager", "auditor", "stranger"])
def test_nt01_nobody_rates_in_anothers_name(world, ticket, who):
    with pytest.raises(NotAllowed):
        rate(ticket, score=5, by=getattr(world, who), now=NOW + 3 * HOUR)
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"score": 0}, ScoreOutOfRange),
        ({"score": 6}, ScoreOutOfRange),
        ({"score": -1}, ScoreOutOfRange),
        ({"lost": timedelta(minutes=-1)}, TooMuchLost),
        ({"lost": timedelta(hours=1001)}, TooMuchLost),
        ({"remark": "x" * 100_001}, TextTooLong),
    ],
)
def test_what_cannot_be_is_refused(world, ticket, said, refusal):
    with pytest.raises(refusal):
        given(ticket, world, **said)
    assert not Rating.objects.exists()


def test_a_rating_is_never_changed_or_deleted(world, ticket):
    rating = given(ticket, world)
    for deed in (lambda: Rating.objects.update(score=5), lambda: Rating.objects.filter(pk=rating.pk).delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_the_database_itself_holds_one_first_rating_a_solution(world, ticket):
    first = given(ticket, world)
    again = {"organisation": world.acme, "ticket": ticket, "resolution": first.resolution, "person": world.bob}
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(**again, score=1, given_at=NOW)


def test_satisfaction_counts_the_last_rating_of_each_solution_in_the_period(world, ticket):
    given(ticket, world, score=2, lost=30 * MINUTE)
    given(ticket, world, score=3, lost=45 * MINUTE, after=4 * HOUR)
    for score, day in ((5, 1), (4, 2), (1, 30)):
        other = actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW)
        actions.resolve(other, text="Klaar.", by=world.agent, now=NOW + HOUR)
        rate(other, score=score, by=world.bob, now=NOW + day * DAY)
    found = queries.satisfaction(world.manager, world.acme, span=MONTH)
    assert (found.answers, found.mean, found.satisfied) == (3, Decimal("4.00"), 2)
    assert (found.lost, found.told) == (timedelta(minutes=45), 1)


@pytest.mark.parametrize(
    ("who", "answers"), [("manager", 1), ("alice", 1), ("bob", 1), ("charlie", 0), ("stranger", 0)]
)
def test_nt08_satisfaction_counts_what_somebody_may_read(world, ticket, who, answers):
    given(ticket, world)
    assert queries.satisfaction(getattr(world, who), world.acme, span=MONTH).answers == answers


def test_who_reads_their_own_only_is_told_of_their_own(world, ticket):
    given(ticket, world)
    Membership.objects.filter(person=world.alice).update(reads_tickets="own")
    found = queries.satisfaction(type(world.alice).objects.get(pk=world.alice.pk), world.acme, span=MONTH)
    assert (found.answers, found.mean) == (0, None)


def test_a_solution_waits_for_a_rating_by_who_reported_it(world, ticket):
    def waiting(who, now=NOW + DAY):
        return list(queries.tickets_to_rate(who, world.acme, now=now))

    assert waiting(world.bob) == [ticket]
    assert waiting(world.alice) == waiting(world.charlie) == waiting(world.agent) == []
    assert waiting(world.bob, NOW + 40 * DAY) == []
    given(ticket, world)
    assert waiting(world.bob) == []
    actions.reopen(ticket, reason="Weer.", by=world.bob, now=NOW + 4 * HOUR)
    assert waiting(world.bob) == []
    actions.resolve(ticket, text="Nu echt.", by=world.agent, now=NOW + 5 * HOUR)
    assert waiting(world.bob) == [ticket]
