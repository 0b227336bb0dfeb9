"""Many at once: numbers are given once, the chain has no gap, an import in parallel adds nothing twice."""

from __future__ import annotations

from houvast.portal.tickets import actions, chain
from houvast.portal.tickets.intake import bring_in
from houvast.portal.tickets.models import Ticket, TicketEvent
from tests.portal.side_by_side import side_by_side
from tests.portal.world import MINUTE, NOW


def test_eight_people_report_at_once(committed_world):
    world = committed_world

    def report(number):
        customer, by = ((world.acme, world.bob), (world.other, world.charlie))[number % 2]
        for _ in range(3):
            ticket = actions.open_ticket(organisation=customer, subject="S", text="T", by=by, now=NOW)
            actions.reply(ticket, text="x", by=world.agent, now=NOW + MINUTE)

    assert side_by_side(8, report) == []
    numbers = sorted(Ticket.objects.values_list("number", flat=True))
    assert numbers == list(range(1001, 1025))
    for customer in (world.acme, world.other):
        assert chain.verify(customer) == []
        assert TicketEvent.objects.filter(organisation=customer).count() == 24


def test_one_form_sent_by_eight_at_once_is_one_ticket(committed_world):
    world = committed_world
    said = {"subject": "S", "text": "T", "by": world.bob, "now": NOW, "external_id": "form"}
    assert side_by_side(8, lambda _: actions.open_ticket(organisation=world.acme, **said)) == []
    assert Ticket.objects.count() == 1


def test_one_ticket_is_resolved_once(committed_world):
    world = committed_world
    ticket = actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW)
    raised = side_by_side(4, lambda number: actions.resolve(ticket, by=world.agent, now=NOW + MINUTE))
    assert [type(refusal).__name__ for refusal in raised] == ["TicketIsResolved"] * 3
    assert ticket.events.count() == 2


def test_the_same_file_three_times_in_parallel(committed_world):
    log = [{"ticket": f"T{number}", "at": NOW, "event": "opened"} for number in range(50)]
    assert side_by_side(3, lambda number: bring_in(committed_world.acme, log, source="x", now=NOW)) == []
    assert Ticket.objects.count() == TicketEvent.objects.count() == 50
    assert chain.verify(committed_world.acme) == []


def test_two_tickets_merged_into_each_other_at_once(committed_world):
    world = committed_world
    one, two = (
        actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW) for _ in range(2)
    )
    pairs = [(one, two), (two, one)]
    raised = side_by_side(2, lambda n: actions.merge(pairs[n][0], into=pairs[n][1], by=world.agent, now=NOW))
    assert [type(refusal).__name__ for refusal in raised] == ["TicketIsMerged"]
