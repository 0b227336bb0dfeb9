"""Whatever the weekday and hour of loading, there is a ticket in every state."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from houvast.portal.clocks.models import ClockRow, Standing, WaitingFor
from houvast.portal.clocks.queries import fresh
from houvast.portal.demo import loading
from houvast.portal.demo.past.making import Invented
from houvast.portal.demo.stories import playing
from houvast.portal.tickets.chain import verify
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.queries import events_of
from houvast.portal.watch import worker
from houvast.sla.clock import clocks
from houvast.sla.terms import EventKind, State, Verdict
from tests.portal.demo.silent import silent

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOMENTS = {
    "a Monday morning": datetime(2026, 12, 28, 10, 20, 30, tzinfo=AMSTERDAM),
    "Sunday 03:00": datetime(2026, 12, 6, 3, 0, tzinfo=AMSTERDAM),
    "Christmas Day": datetime(2026, 12, 25, 14, 0, tzinfo=AMSTERDAM),
    "an hour that is skipped": datetime(2027, 3, 28, 2, 30, tzinfo=AMSTERDAM),
}
JUST = timedelta(minutes=15)


@pytest.fixture(params=MOMENTS.values(), ids=MOMENTS)
def now(request, db, monkeypatch):
    """The moment at which only the stories are loaded: no past, and no looking after the outbox."""
    moment = request.param.astimezone(UTC)
    monkeypatch.setattr(loading, "invent", lambda *_, **__: Invented())
    monkeypatch.setattr(playing, "deliver", lambda **_: 0)
    loading.load(now=moment, steps=silent, small=True)
    return moment


def test_every_state_is_there_and_the_facts_hold(now):
    found = states(now)
    missing = {state: sorted(customers) for state, customers in found.items() if len(customers) < EXPECTED[state]}
    assert missing == {}
    assert worker.drain(now=now) == 0
    assert worker.drain(now=now + timedelta(days=7)) > 0
    assert not TicketEvent.objects.filter(happened_at__gt=now).exists()
    for customer in {ticket.organisation for ticket in Ticket.objects.select_related("organisation")}:
        assert verify(customer) == []


EXPECTED = {
    "just opened": 3,
    "running": 3,
    "nearly due": 3,
    "paused, waits for the customer": 3,
    "breached and open": 3,
    "resolved in time": 3,
    "resolved too late": 3,
    "reopened": 3,
    "best effort": 2,
    "cancelled": 3,
    "merged": 2,
    "closed": 3,
    "waits for the supplier": 1,
    "nobody works on it yet": 3,
}
"""How many of the three customers have a ticket in each state."""


def states(now):
    """Return, by state, the customers that have a live ticket in it."""
    found = {state: set() for state in EXPECTED}
    live = Ticket.objects.filter(source="portal").select_related("standing", "organisation", "agreement")
    for ticket in live:
        for state in {*of_ticket(ticket, now), *of_clocks(ticket, now)}:
            found[state].add(ticket.organisation.slug)
    return found


def of_ticket(ticket, now):
    standing: Standing = ticket.standing
    if ticket.opened_at > now - JUST:
        yield "just opened"
    if standing.phase in {"cancelled", "merged", "closed"}:
        yield standing.phase
    if standing.phase == "open" and standing.handler is None:
        yield "nobody works on it yet"
    if standing.waiting_for == WaitingFor.SUPPLIER:
        yield "waits for the supplier"
    if standing.phase == "open" and ticket.events.filter(kind=EventKind.REOPENED).exists():
        yield "reopened"


def of_clocks(ticket, now):
    agreement = loading.parsed(ticket.agreement)
    main = "recovery" if "recovery" in agreement.targets else "resolution"
    used = used_of(ticket, agreement, main, now)
    for row in fresh(ClockRow.objects.filter(ticket=ticket, target=main), now=now):
        phase, verdict = ticket.standing.phase, Verdict(row.verdict_now)
        if row.state == State.PAUSED and ticket.standing.waiting_for == WaitingFor.CUSTOMER:
            yield "paused, waits for the customer"
        if row.is_open and verdict is Verdict.BREACHED:
            yield "breached and open"
        if row.state == State.RUNNING and verdict is Verdict.PENDING:
            yield "nearly due" if used >= 0.75 else "running"
        if row.state == State.RUNNING and verdict is Verdict.NONE:
            yield "best effort"
        if phase == "resolved" and verdict in {Verdict.MET, Verdict.BREACHED}:
            yield "resolved in time" if verdict is Verdict.MET else "resolved too late"


def used_of(ticket, agreement, target, now):
    """Return the part of the promise that the latest clock of a target has used, as the rules say."""
    mine = [clock for clock in clocks(events_of([ticket]), agreement, as_of=now).rows() if clock.target == target]
    last = [clock for clock in mine if clock.ticket == str(ticket.pk)][-1]
    return last.elapsed / last.promised if last.promised else 0.0
