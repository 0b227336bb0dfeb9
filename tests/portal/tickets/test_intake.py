"""Bringing in a log: again and again without doubles, all or nothing."""

from __future__ import annotations

import pytest

from houvast.portal.accounts.models import Organisation
from houvast.portal.agreements.actions import store
from houvast.portal.agreements.queries import parsed
from houvast.portal.clocks.models import ClockRow
from houvast.portal.notices.models import Notice
from houvast.portal.tickets import chain
from houvast.portal.tickets.incoming import CannotBecome, HappensLater, MergedIntoItself, NothingKnown
from houvast.portal.tickets.intake import BroughtIn, bring_in
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.queries import thread
from houvast.portal.watch import worker
from houvast.sla.clock import clocks
from houvast.sla.events import Events, NothingToCorrect, NotOpened, OpenedTwice
from houvast.sla.terms import EventKind, State, UnknownEvent, Verdict
from tests.portal.world import DAY, HOUR, MINUTE, NOW, agreement


def row(ticket, at, event, **said):
    return {"ticket": ticket, "at": at, "event": event, **said}


LOG = [
    row("INC1", NOW - 3 * DAY, "opened", priority="P1", by="Caller 7", text="help"),
    row("INC1", NOW - 3 * DAY + 30 * MINUTE, "reply"),
    row("INC1", NOW - 2 * DAY, "resolved"),
    row("INC2", NOW - 2 * DAY, "opened", priority="P1"),
    row("INC2", NOW - 2 * DAY + HOUR / 2, "status", status="waiting-customer"),
    row("INC3", NOW - HOUR, "opened", impact="low", urgency="low"),
]


def bring(world, rows, **more):
    return bring_in(world.acme, rows, source="old-desk", now=NOW, **more)


def test_three_times_the_same_adds_nothing(world):
    assert bring(world, LOG) == BroughtIn(tickets=3, events=6, known=0)
    before = list(TicketEvent.objects.values_list("pk", "hash"))
    for _ in range(2):
        assert bring(world, LOG) == BroughtIn(tickets=0, events=0, known=6)
    assert bring(world, reversed(LOG)) == BroughtIn(tickets=0, events=0, known=6)
    assert list(TicketEvent.objects.values_list("pk", "hash")) == before
    assert chain.verify(world.acme) == []


def test_what_came_since_is_added(world):
    bring(world, LOG)
    more = [*LOG, row("INC3", NOW - MINUTE, "reply"), row("INC4", NOW, "opened")]
    assert bring(world, more) == BroughtIn(tickets=1, events=2, known=6)
    assert ClockRow.objects.get(ticket__external_id="INC3", target="response").state == State.STOPPED


def test_ids_of_the_source_tell_equal_rows_apart(world):
    twice = [LOG[0], row("INC1", NOW, "reply", id="1"), row("INC1", NOW, "reply", id="2")]
    assert bring(world, twice).events == 3
    assert bring(world, [LOG[0], row("INC1", NOW, "reply"), row("INC1", NOW, "reply")]).events == 1


def test_the_rules_table_comes_in_as_well(world):
    assert bring(world, Events.of(LOG), subjects={"INC1": "Cannot log in"}).events == 6
    assert Ticket.objects.get(external_id="INC1").subject == "Cannot log in"
    assert Ticket.objects.get(external_id="INC2").subject == "INC2"


def test_clocks_equal_those_of_the_file(world):
    bring(world, LOG)
    version = Ticket.objects.get(external_id="INC1").agreement
    measured = clocks(Events.of(LOG), parsed(version), as_of=NOW)
    expected = {(c.ticket, c.target, c.cycle): (c.state, c.verdict, c.due_at, c.stopped_at) for c in measured.rows()}
    stored = {
        (c.ticket.external_id, c.target, c.cycle): (State(c.state), Verdict(c.verdict), c.due_at, c.stopped_at)
        for c in ClockRow.objects.select_related("ticket")
    }
    assert stored == expected


def test_history_warns_nobody(world):
    """Pain 20: nothing fires at creation for what was over before it came to us."""
    bring(world, LOG)
    assert worker.drain(now=NOW) == 0
    assert not Notice.objects.exists()


def test_what_is_still_to_come_of_an_imported_ticket_is_watched(world):
    bring(world, [row("INC9", NOW - HOUR, "opened", priority="P2")])
    worker.drain(now=NOW + 3 * HOUR + MINUTE)
    assert {notice.subject for notice in Notice.objects.all()} == {"escalation", "breach"}


def test_names_of_the_source_are_shown(world):
    bring(world, LOG)
    (entry, *_) = thread(Ticket.objects.get(external_id="INC1"), world.bob)
    assert (entry.author, entry.text) == ("Caller 7", "help")


def test_the_same_log_of_two_customers_stays_apart(world):
    bring(world, LOG)
    assert bring_in(world.other, LOG, source="old-desk", now=NOW).events == 6
    assert Ticket.objects.filter(organisation=world.other).count() == 3


def test_corrections_and_mergers_come_in_as_facts(world):
    log = [
        row("A", NOW - DAY, "opened", priority="P1", id="a1"),
        row("A", NOW - HOUR, "resolved", id="a2"),
        row("A", NOW - 23 * HOUR, "correction", corrects="a2", id="a3", text="was earlier"),
        row("B", NOW - 2 * DAY, "opened", priority="P1", id="b1"),
        row("B", NOW - MINUTE, "merged", into="A", id="b2"),
    ]
    bring(world, log)
    assert bring(world, log) == BroughtIn(0, 0, 5)
    clock = ClockRow.objects.get(ticket__external_id="A", target="resolution")
    assert (clock.started_at, clock.stopped_at) == (NOW - 2 * DAY, NOW - 23 * HOUR)
    assert ClockRow.objects.get(ticket__external_id="B", target="resolution").state == State.VOID
    assert TicketEvent.objects.get(kind=EventKind.CORRECTION).corrects.external_id == "a2"
    assert chain.verify(world.acme) == []


@pytest.mark.parametrize(
    "rows, refusal",
    [
        ([row("X", NOW, "reply")], NotOpened),
        ([row("X", NOW, "opened"), row("X", NOW - HOUR, "reply")], NotOpened),
        ([row("X", NOW, "opened"), row("X", NOW, "opened", priority="P1")], OpenedTwice),
        ([row("INC1", NOW, "opened")], OpenedTwice),
        ([row("X", NOW + MINUTE, "opened")], HappensLater),
        ([row("X", NOW, "opened"), row("X", NOW, "exploded")], UnknownEvent),
        ([row("X", NOW, "opened"), row("X", NOW, "merged", into="nowhere")], NothingKnown),
        ([row("X", NOW, "opened"), row("X", NOW, "correction", corrects="nothing")], NothingToCorrect),
    ],
)
def test_one_bad_row_and_nothing_is_stored(world, rows, refusal):
    bring(world, LOG)
    before = TicketEvent.objects.count(), Ticket.objects.count(), Organisation.objects.get(slug="acme").chain_head
    with pytest.raises(refusal):
        bring(world, [row("FINE", NOW, "opened"), *rows])
    after = TicketEvent.objects.count(), Ticket.objects.count(), Organisation.objects.get(slug="acme").chain_head
    assert after == before


def test_progress_is_told(world):
    told = []
    bring(world, LOG, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (6, 6)


OPENED = row("INC7", NOW - DAY, "opened", priority="P1", id="a")


def test_a_corrected_opening_moves_the_ticket_as_a_correction_here_does(world):
    """Opened an hour earlier after all: the row follows, also when the correction comes in later, or first."""
    moved = row("INC7", NOW - DAY - HOUR, "correction", corrects="a", id="b")
    bring(world, [OPENED])
    bring(world, [OPENED, moved])
    assert Ticket.objects.get(external_id="INC7").opened_at == NOW - DAY - HOUR
    eighth = [{**each, "ticket": "INC8", "id": each["id"] + "8"} for each in (moved | {"corrects": "a8"}, OPENED)]
    bring(world, eighth)
    assert Ticket.objects.get(external_id="INC8").opened_at == NOW - DAY - HOUR
    starts = ClockRow.objects.filter(target="response").values_list("started_at", flat=True)
    assert set(starts) == {NOW - DAY - HOUR}


def test_the_agreement_in_force_at_the_corrected_opening_judges(world):
    text = agreement(effective="effective: {from: 2026-11-23, until: 2026-12-31}")
    store(world.acme, text, by=None, now=NOW)
    bring(world, [row("INC7", NOW - HOUR, "opened", id="a")])
    assert Ticket.objects.get(external_id="INC7").agreement.version == 2
    bring(world, [row("INC7", NOW - 3 * DAY, "correction", corrects="a", id="b")])
    assert Ticket.objects.get(external_id="INC7").agreement.version == 1


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([row("INC7", NOW, "correction", corrects="a", becomes="withdrawn", id="b")], CannotBecome),
        ([row("INC7", NOW, "correction", corrects="a", becomes="merged", id="b")], CannotBecome),
        ([row("INC7", NOW - HOUR, "reply", id="r"), row("INC7", NOW, "correction", corrects="r", becomes="merged")],
         CannotBecome),
        ([row("INC1", NOW, "opened"), row("INC1", NOW, "correction", corrects="a", id="b")], NothingToCorrect),
        ([row("INC7", NOW, "merged", into="INC7")], MergedIntoItself),
        ([row("INC7", NOW, "merged")], MergedIntoItself),
        ([row("INC7", NOW - HOUR, "reply"), row("INC7", NOW, "correction", corrects="a", id="b")], NotOpened),
    ],
    ids=["withdrawn opening", "opening merged", "reply merged", "another ticket's", "itself", "nowhere", "before"],
)  # fmt: skip
def test_what_makes_no_history_is_refused_whole(world, rows, refusal):
    bring(world, [OPENED])
    with pytest.raises(refusal):
        bring(world, [OPENED, *rows])
    assert TicketEvent.objects.count() == 1
