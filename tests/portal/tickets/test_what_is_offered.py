"""What a page offers is what an action takes: one rule says who may reply and reopen, in which phase."""

from __future__ import annotations

import pytest
from django.db import transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.tickets import actions, latest
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import events_of, may_reopen, may_reply
from houvast.portal.tickets.refusals import Refused
from tests.portal.world import NOW


def opened(world):
    return actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW, priority="P1")


INTO = {
    Phase.OPEN: lambda ticket, world: None,
    Phase.RESOLVED: lambda ticket, world: actions.resolve(ticket, by=world.agent, now=NOW),
    Phase.CLOSED: lambda ticket, world: actions.close(ticket, by=world.agent, now=NOW),
    Phase.CANCELLED: lambda ticket, world: actions.cancel(ticket, reason="x", by=world.bob, now=NOW),
    Phase.MERGED: lambda ticket, world: actions.merge(ticket, into=opened(world), by=world.agent, now=NOW),
}


def is_taken(act, ticket, by, **said):
    """Say whether an action goes through; what it did is taken back."""
    try:
        with transaction.atomic():
            act(ticket, by=by, now=NOW, **said)
            transaction.set_rollback(True)
    except (Refused, NotAllowed):
        return False
    return True


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "agent", "manager", "operator", "stranger"])
def test_what_is_offered_is_taken_and_what_is_not_is_refused(world, who, phase):
    ticket, somebody = opened(world), getattr(world, who)
    INTO[phase](ticket, world)
    assert latest.phases(events_of([ticket]))[ticket.pk] == phase
    writes = actions.reply if who in {"agent", "manager", "operator"} else actions.customer_reply
    assert may_reply(somebody, ticket, phase) is is_taken(writes, ticket, somebody, text="x")
    assert may_reopen(somebody, ticket, phase) is is_taken(actions.reopen, ticket, somebody, reason="x")
