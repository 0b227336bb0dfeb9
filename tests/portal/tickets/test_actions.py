"""What can happen to a ticket, and what is refused."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.accounts.models import Membership
from houvast.portal.clocks.models import ClockRow
from houvast.portal.tickets import actions, refusals
from houvast.portal.tickets.models import Ticket, TicketEvent, TicketText
from houvast.portal.tickets.queries import handlers_for, thread
from houvast.sla.terms import EventKind, State, Verdict
from tests.portal.world import DAY, HOUR, MINUTE, NOW


@pytest.fixture
def ticket(world):
    return actions.open_ticket(
        organisation=world.acme, subject="Shop is down", text="Nothing loads", by=world.bob, now=NOW, priority="P1"
    )


def clock(ticket, target, cycle=1):
    return ClockRow.objects.get(ticket=ticket, target=target, cycle=cycle)


DOINGS = {
    "reply": lambda t, by: actions.reply(t, text="x", by=by, now=NOW),
    "customer_reply": lambda t, by: actions.customer_reply(t, text="x", by=by, now=NOW),
    "note": lambda t, by: actions.note(t, text="x", by=by, now=NOW),
    "acknowledge": lambda t, by: actions.acknowledge(t, by=by, now=NOW),
    "set_status": lambda t, by: actions.set_status(t, status="waiting-customer", by=by, now=NOW),
    "set_priority": lambda t, by: actions.set_priority(t, priority="P2", by=by, now=NOW),
    "assign": lambda t, by: actions.assign(t, team="web", by=by, now=NOW),
    "workaround": lambda t, by: actions.workaround(t, text="x", by=by, now=NOW),
    "resolve": lambda t, by: actions.resolve(t, by=by, now=NOW),
    "close": lambda t, by: actions.close(t, by=by, now=NOW),
    "cancel": lambda t, by: actions.cancel(t, reason="x", by=by, now=NOW),
    "reopen": lambda t, by: actions.reopen(t, reason="x", by=by, now=NOW),
    "correct": lambda t, by: actions.correct(t.events.get(), reason="x", by=by, now=NOW),
}
BY_CUSTOMERS = {"customer_reply", "cancel", "reopen"}


@pytest.mark.parametrize("doing", DOINGS)
@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "stranger", "operator"])
def test_who_may_do_what(world, ticket, who, doing):
    """NT08, NT09: every denied cell of role × action, with no row written."""
    allowed = who in {"alice", "bob"} and doing in BY_CUSTOMERS
    before = TicketEvent.objects.count()
    if allowed and doing == "reopen":
        actions.resolve(ticket, by=world.agent, now=NOW)
    if allowed:
        DOINGS[doing](ticket, getattr(world, who))
        return
    with pytest.raises(NotAllowed):
        DOINGS[doing](ticket, getattr(world, who))
    assert TicketEvent.objects.count() == before


@pytest.mark.parametrize("doing", sorted(DOINGS.keys() - {"reopen", "correct"}))
def test_an_agent_may_do_all_but_correct(world, ticket, doing):
    DOINGS[doing](ticket, world.agent)
    assert ticket.events.count() == 2


@pytest.mark.parametrize(("who", "may"), [("agent", False), ("operator", False), ("auditor", False), ("manager", True)])
def test_nt29_only_who_answers_for_the_figures_corrects_a_fact(world, ticket, who, may):
    """An agent who could move the instant of an answer would decide whether it was in time."""
    late = actions.reply(ticket, text="x", by=world.agent, now=NOW + 2 * HOUR)
    said = {"reason": "by phone", "happened_at": NOW, "by": getattr(world, who), "now": NOW + 2 * HOUR}
    if may:
        actions.correct(late, **said)
    else:
        with pytest.raises(NotAllowed):
            actions.correct(late, **said)
    assert clock(ticket, "response").verdict == (Verdict.MET if may else Verdict.BREACHED)


@pytest.mark.parametrize(
    "first, then, refusal",
    [
        ("resolve", "resolve", refusals.TicketIsResolved),
        ("resolve", "set_status", refusals.TicketIsResolved),
        ("resolve", "set_priority", refusals.TicketIsResolved),
        ("close", "reply", refusals.TicketIsClosed),
        ("close", "customer_reply", refusals.TicketIsClosed),
        ("close", "close", refusals.TicketIsClosed),
        ("cancel", "reply", refusals.TicketIsClosed),
        ("cancel", "resolve", refusals.TicketIsClosed),
        ("acknowledge", "reopen", refusals.NothingToReopen),
        ("set_status", "set_status", refusals.NothingToChange),
        ("set_priority", "set_priority", refusals.NothingToChange),
    ],
)
def test_what_is_refused_after_what(world, ticket, first, then, refusal):
    DOINGS[first](ticket, world.agent)
    before = TicketEvent.objects.count()
    with pytest.raises(refusal) as caught:
        DOINGS[then](ticket, world.agent)
    assert caught.value.ticket == ticket.number
    assert TicketEvent.objects.count() == before


@pytest.mark.parametrize(
    "doing, refusal",
    [
        (lambda t, by: actions.reply(t, text=" \n ", by=by, now=NOW), refusals.TextMissing),
        (lambda t, by: actions.reply(t, text="x" * 100_001, by=by, now=NOW), refusals.TextTooLong),
        (lambda t, by: actions.set_status(t, status="having-lunch", by=by, now=NOW), refusals.UnknownWord),
        (lambda t, by: actions.set_priority(t, priority="P9", by=by, now=NOW), refusals.UnknownWord),
        (lambda t, by: actions.set_priority(t, impact="vast", by=by, now=NOW), refusals.UnknownWord),
        (lambda t, by: actions.set_priority(t, by=by, now=NOW), refusals.NothingToChange),
        (lambda t, by: actions.assign(t, by=by, now=NOW), refusals.NothingToChange),
        (lambda t, by: actions.reply(t, text="x", by=by, now=NOW, happened_at=NOW + MINUTE), refusals.NotYetHappened),
        (lambda t, by: actions.reply(t, text="x", by=by, now=NOW, happened_at=NOW - DAY), refusals.BeforeOpening),
        (lambda t, by: actions.correct(t.events.get(), reason="", by=by, now=NOW), refusals.TextMissing),
        (
            lambda t, by: actions.correct(t.events.get(), reason="x", becomes="withdrawn", by=by, now=NOW),
            refusals.CannotCorrect,
        ),
        (
            lambda t, by: actions.correct(t.events.get(), reason="x", becomes="reply", by=by, now=NOW),
            refusals.CannotCorrect,
        ),
    ],
)
def test_what_makes_no_sense_is_refused(world, ticket, doing, refusal):
    with pytest.raises(refusal):
        doing(ticket, world.manager)
    assert ticket.events.count() == 1


def test_a_ticket_is_given_to_who_may_work_on_it(world, ticket):
    assert {person.name for person in handlers_for(world.acme)} == {"Agent", "Manager"}
    for nobody in (world.alice, world.charlie, world.operator, world.stranger):
        with pytest.raises(refusals.CannotHandle):
            actions.assign(ticket, handler=nobody, by=world.agent, now=NOW)
    actions.assign(ticket, handler=world.manager, by=world.agent, now=NOW)
    assert Ticket.objects.get(pk=ticket.pk).standing.handler == world.manager
    actions.assign(ticket, team="network", by=world.manager, now=NOW)
    standing = Ticket.objects.get(pk=ticket.pk).standing
    assert (standing.handler, standing.team) == (None, "network")


def test_reporting_for_another_customer_is_refused(world):
    with pytest.raises(NotAllowed):
        actions.open_ticket(organisation=world.other, subject="S", text="T", by=world.bob, now=NOW)
    assert not Ticket.objects.exists()


def test_the_customers_answer_ends_the_waiting(world, ticket):
    actions.set_status(ticket, status="waiting-customer", by=world.agent, now=NOW)
    assert clock(ticket, "resolution").state == State.PAUSED
    assert Ticket.objects.get(pk=ticket.pk).standing.waiting_for == "customer"
    actions.customer_reply(ticket, text="Here you are", by=world.alice, now=NOW + 2 * HOUR)
    row = clock(ticket, "resolution")
    assert (row.state, row.paused_us) == (State.RUNNING, 2 * 3600 * 1_000_000)
    assert row.due_at == NOW + 6 * HOUR


def test_internal_notes_are_read_by_insiders_only(world, ticket):
    note = actions.note(ticket, text="the customer is always right", by=world.agent, now=NOW)
    actions.correct(note, reason="he is not", by=world.manager, now=NOW)
    texts = {who: [entry.text for entry in thread(ticket, getattr(world, who))] for who in ("bob", "agent")}
    assert texts["bob"] == ["Nothing loads"]
    assert texts["agent"] == ["Nothing loads", "the customer is always right", "he is not"]


def test_whose_words_they_are_does_not_change_when_the_writer_leaves(world, ticket):
    actions.reply(ticket, text="Which page?", by=world.agent, now=NOW + MINUTE)
    actions.customer_reply(ticket, text="All", by=world.bob, now=NOW + 2 * MINUTE)
    actions.resolve(ticket, text="Restarted", by=world.agent, now=NOW + 3 * MINUTE)
    actions.reopen(ticket, reason="Down again", by=world.bob, now=NOW + 4 * MINUTE)
    actions.resolve(ticket, text="Replaced", by=world.agent, now=NOW + 5 * MINUTE)
    actions.reopen(ticket, reason="Too early, sorry", by=world.agent, now=NOW + 6 * MINUTE)
    sides = [(entry.author, entry.ours) for entry in thread(ticket, world.alice)]
    assert sides == [("Agent" if ours else "Bob", ours) for ours in (False, True, False, True, False, True, True)]
    Membership.objects.filter(person__in=[world.bob, world.agent]).delete()
    assert [(entry.author, entry.ours) for entry in thread(ticket, world.alice)] == sides


def test_nothing_that_happened_can_be_changed_or_deleted(world, ticket):
    event = ticket.events.get()
    event.priority = "P3"
    for change in (
        event.save,
        event.delete,
        lambda: TicketEvent.objects.filter(pk=event.pk).update(happened_at=NOW + DAY),
        lambda: TicketEvent.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert TicketEvent.objects.get(pk=event.pk).priority == "P1"


def test_a_backdated_reply_after_the_breach_shows_both_instants(world, ticket):
    """NT29: what is told late counts from when it happened, and can be seen to have been told late."""
    late = NOW + 2 * HOUR
    event = actions.reply(ticket, text="sent by mail", by=world.agent, now=late, happened_at=NOW + 30 * MINUTE)
    assert (event.happened_at, event.recorded_at) == (NOW + 30 * MINUTE, late)
    assert clock(ticket, "response").verdict == Verdict.MET


def test_a_correction_replaces_and_keeps(world, ticket):
    wrong = actions.resolve(ticket, by=world.agent, now=NOW + HOUR)
    right = actions.correct(
        wrong, happened_at=NOW + 30 * MINUTE, reason="was earlier", by=world.manager, now=NOW + 2 * HOUR
    )
    assert clock(ticket, "resolution").stopped_at == NOW + 30 * MINUTE
    shown = {entry.event.pk: entry for entry in thread(ticket, world.bob)}
    assert shown[wrong.pk].corrected
    assert shown[wrong.pk].correction == right
    assert (shown[right.pk].text, shown[right.pk].author) == ("was earlier", "Manager")


def test_a_withdrawn_event_has_not_happened(world, ticket):
    wrong = actions.resolve(ticket, by=world.agent, now=NOW + HOUR)
    actions.correct(wrong, becomes="withdrawn", reason="other ticket", by=world.manager, now=NOW + 2 * HOUR)
    assert clock(ticket, "resolution").state == State.RUNNING
    assert Ticket.objects.get(pk=ticket.pk).standing.phase == "open"
    actions.resolve(ticket, by=world.agent, now=NOW + 3 * HOUR)


def test_correcting_again_starts_from_the_latest_correction(world, ticket):
    wrong = actions.resolve(ticket, by=world.agent, now=NOW + HOUR)
    actions.correct(wrong, happened_at=NOW + 10 * MINUTE, reason="a", by=world.manager, now=NOW + HOUR)
    actions.correct(wrong, becomes="closed", reason="b", by=world.manager, now=NOW + HOUR)
    assert Ticket.objects.get(pk=ticket.pk).standing.phase == "closed"
    assert clock(ticket, "resolution").stopped_at == NOW + 10 * MINUTE


def test_a_corrected_opening_moves_the_ticket(world, ticket):
    actions.reply(ticket, text="x", by=world.agent, now=NOW + HOUR)
    opening = ticket.events.get(kind=EventKind.OPENED)
    actions.correct(opening, happened_at=NOW - HOUR, reason="by phone", by=world.manager, now=NOW + HOUR)
    assert Ticket.objects.get(pk=ticket.pk).opened_at == NOW - HOUR
    assert clock(ticket, "response").verdict == Verdict.BREACHED
    with pytest.raises(refusals.CannotCorrect):
        actions.correct(opening, happened_at=NOW + 90 * MINUTE, reason="x", by=world.manager, now=NOW + 2 * HOUR)


def test_a_priority_changed_after_the_breach_does_not_mend_it(world, ticket):
    """NT31."""
    actions.set_priority(ticket, priority="P3", by=world.agent, now=NOW + 2 * HOUR)
    assert clock(ticket, "response").verdict == Verdict.BREACHED
    assert clock(ticket, "resolution").verdict == Verdict.NONE


def test_merging_takes_the_earliest_start(world, ticket):
    later = actions.open_ticket(
        organisation=world.acme, subject="Again", text="x", by=world.bob, now=NOW + HOUR, priority="P1"
    )
    actions.merge(ticket, into=later, by=world.agent, now=NOW + 2 * HOUR, reason="same")
    assert clock(ticket, "resolution").state == State.VOID
    assert clock(later, "resolution").started_at == NOW
    with pytest.raises(refusals.TicketIsMerged):
        actions.merge(later, into=ticket, by=world.agent, now=NOW + 3 * HOUR)
    with pytest.raises(refusals.TicketIsMerged):
        actions.reply(ticket, text="x", by=world.agent, now=NOW + 3 * HOUR)


def test_a_merger_can_be_withdrawn(world, ticket):
    later = actions.open_ticket(
        organisation=world.acme, subject="Again", text="x", by=world.bob, now=NOW + HOUR, priority="P1"
    )
    merger = actions.merge(ticket, into=later, by=world.agent, now=NOW + 2 * HOUR)
    actions.correct(merger, becomes="withdrawn", reason="not the same", by=world.manager, now=NOW + 2 * HOUR)
    assert clock(ticket, "resolution").state == State.RUNNING
    assert clock(later, "resolution").started_at == NOW + HOUR


def test_what_cannot_be_merged(world, ticket):
    """NT35: never into another customer's ticket, whoever asks."""
    foreign = actions.open_ticket(organisation=world.other, subject="S", text="T", by=world.charlie, now=NOW)
    with pytest.raises(refusals.OtherOrganisation):
        actions.merge(ticket, into=foreign, by=world.agent, now=NOW)
    with pytest.raises(refusals.MergeIntoItself):
        actions.merge(ticket, into=ticket, by=world.agent, now=NOW)
    assert TicketEvent.objects.filter(kind=EventKind.MERGED).count() == 0


def test_erasing_is_for_operators_and_leaves_the_event(world, ticket):
    event = ticket.events.get()
    with pytest.raises(NotAllowed):
        actions.erase_text(event, by=world.agent)
    actions.erase_text(event, by=world.operator)
    assert not TicketText.objects.exists()
    assert [entry.text for entry in thread(ticket, world.bob)] == [""]
