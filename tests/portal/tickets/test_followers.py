"""Following a ticket: who may, what it lets one read, and that it lets one read nothing else."""

import pytest

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.accounts.models import Membership, Person, Whose
from houvast.portal.clocks.models import ClockRow
from houvast.portal.clocks.queries import clocks_visible_to
from houvast.portal.notices.models import Notice, Subject
from houvast.portal.tickets import actions, followers
from houvast.portal.tickets.models import Follower
from houvast.portal.tickets.queries import may_read, visible_to
from houvast.portal.tickets.refusals import CannotFollow, CannotReportFor, NothingToChange
from tests.portal.world import HOUR, NOW, person

LATER = NOW + HOUR


@pytest.fixture
def own(world):
    """Erin reads her own tickets only."""
    world.erin = person("Erin", world.acme, "customer-contact")
    Membership.objects.filter(person=world.erin).update(reads_tickets=Whose.OWN, reads_agreements=False)
    return world


def again(who):
    """Return somebody as the next request reads them."""
    return Person.objects.get(pk=who.pk)


def report(world, by="bob", **said):
    return actions.open_ticket(
        organisation=world.acme, subject="Printer", text="Stuk.", by=getattr(world, by), now=NOW, impact="high",
        urgency="high", **said,
    )  # fmt: skip


def names(ticket):
    return [each.person.name for each in followers.followers_of(ticket)]


def test_who_reads_everybodys_tickets_follows_by_themselves(own):
    ticket = report(own)
    followers.follow(ticket, by=own.alice, now=LATER)
    assert names(ticket) == ["Alice"]
    with pytest.raises(NothingToChange):
        followers.follow(ticket, by=own.alice, now=LATER)
    followers.end(ticket, own.alice, by=own.alice, now=LATER)
    assert names(ticket) == []
    with pytest.raises(NothingToChange):
        followers.end(ticket, own.alice, by=own.alice, now=LATER)


@pytest.mark.parametrize("who", ["erin", "bob", "charlie", "agent", "manager", "auditor", "stranger"])
def test_nt01_nobody_else_follows_by_themselves(own, who):
    """Erin reads her own only; Bob reported it, and is told anyway; the others are not of the customer."""
    with pytest.raises(NotAllowed):
        followers.follow(report(own), by=getattr(own, who), now=LATER)


@pytest.mark.parametrize("by", ["bob", "agent", "manager"])
def test_who_is_added_reads_that_one_ticket_and_nothing_else(own, by):
    ticket, other = report(own), report(own)
    assert not may_read(again(own.erin), ticket)
    followers.add(ticket, own.erin, by=getattr(own, by), now=LATER)
    erin = again(own.erin)
    assert may_read(erin, ticket)
    assert list(visible_to(erin)) == [ticket]
    assert set(clocks_visible_to(erin, now=LATER)) == set(ClockRow.objects.filter(ticket=ticket))
    assert not may_read(erin, other)
    followers.end(ticket, own.erin, by=getattr(own, by), now=LATER)
    assert not may_read(again(own.erin), ticket)


@pytest.mark.parametrize("by", ["alice", "dora", "erin", "charlie", "auditor", "operator", "stranger"])
def test_nt10_nobody_but_the_reporter_and_the_desk_lets_another_read(own, by):
    ticket = report(own)
    with pytest.raises(NotAllowed):
        followers.add(ticket, own.erin, by=getattr(own, by), now=LATER)
    followers.add(ticket, own.erin, by=own.bob, now=LATER)
    if by != "erin":
        with pytest.raises(NotAllowed):
            followers.end(ticket, own.erin, by=getattr(own, by), now=LATER)


@pytest.mark.parametrize("who", ["charlie", "agent", "stranger"])
def test_nt08_only_people_of_the_customer_are_added(own, who):
    ticket = report(own)
    for by in (own.bob, own.agent):
        with pytest.raises(CannotFollow):
            followers.add(ticket, getattr(own, who), by=by, now=LATER)
    assert not Follower.objects.exists()
    assert not may_read(again(own.charlie), ticket)


def test_who_leaves_the_customer_follows_nothing_any_more(own):
    ticket = report(own)
    followers.add(ticket, own.erin, by=own.bob, now=LATER)
    Membership.objects.filter(person=own.erin).delete()
    assert not may_read(again(own.erin), ticket)
    assert names(ticket) == []
    actions.reply(ticket, text="We kijken.", by=own.agent, now=LATER)
    assert not Notice.objects.filter(recipient=own.erin).exists()


def test_followers_are_told_what_the_reporter_is_told(own):
    ticket = report(own)
    followers.add(ticket, own.erin, by=own.bob, now=LATER)
    followers.follow(ticket, by=own.alice, now=LATER)
    actions.reply(ticket, text="We kijken.", by=own.agent, now=LATER)
    followers.end(ticket, own.alice, by=own.alice, now=LATER)
    actions.resolve(ticket, text="Klaar.", by=own.agent, now=LATER)
    told = {subject: set() for subject in (Subject.REPLY, Subject.RESOLVED)}
    for notice in Notice.objects.filter(subject__in=told):
        told[Subject(notice.subject)].add(notice.recipient.name)
    assert told == {Subject.REPLY: {"Alice", "Bob", "Erin"}, Subject.RESOLVED: {"Bob", "Erin"}}


def test_following_costs_no_row_twice(own):
    ticket = report(own)
    for who in (own.alice, own.dora):
        followers.follow(ticket, by=who, now=LATER)
    assert visible_to(again(own.alice)).count() == 1
    assert visible_to(again(own.bob)).count() == 1


def test_who_could_read_it_when_is_kept(own):
    ticket = report(own)
    followers.add(ticket, own.erin, by=own.bob, now=NOW)
    followers.end(ticket, own.erin, by=own.agent, now=LATER)
    followers.add(ticket, own.erin, by=own.bob, now=LATER + HOUR)
    rows = Follower.objects.order_by("pk").values_list("since", "until", "added_by__name", "ended_by__name")
    assert list(rows) == [(NOW, LATER, "Bob", "Agent"), (LATER + HOUR, None, "Bob", None)]


def test_a_ticket_for_a_colleague_is_theirs_and_who_reported_it_follows(own):
    ticket = report(own, by="erin", reported_for=own.bob)
    assert ticket.reported_by == own.bob
    assert names(ticket) == ["Erin"]
    assert may_read(again(own.erin), ticket)
    receipts = Notice.objects.filter(subject=Subject.RECEIPT).values_list("recipient__name", flat=True)
    assert list(receipts) == ["Bob"]


@pytest.mark.parametrize("who", ["charlie", "agent", "stranger"])
def test_nt04_a_ticket_is_reported_for_nobody_of_elsewhere(own, who):
    with pytest.raises(CannotReportFor):
        report(own, reported_for=getattr(own, who))


def test_an_agent_reports_for_somebody_and_does_not_follow(own):
    ticket = report(own, by="agent", reported_for=own.bob)
    assert ticket.reported_by == own.bob
    assert names(ticket) == []
