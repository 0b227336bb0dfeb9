"""Outages and maintenance as facts: who tells, what is refused, what was told stays, what the rules make of it."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.agreements import services
from houvast.portal.agreements.actions import store
from houvast.portal.agreements.queries import in_force, parsed
from houvast.portal.uptime import actions, queries, refusals
from houvast.portal.uptime.models import Disruption, DisruptionFact, Kind
from houvast.sla.agreement.model import Per
from houvast.sla.periods import period_of
from tests.portal.world import DAY, HOUR, MINUTE, NOW, agreement

UPTIME = """\
  uptime:
    availability: webshop
    at_least: 99.9%
    on: always
    per: month
    exclude: [planned-maintenance]
"""


@pytest.fixture
def shop(world):
    store(world.acme, agreement() + UPTIME, by=None, now=NOW)
    world.shop = services.services_of(world.acme)[0]
    return world


def outage(world, start=-2 * HOUR, end=-HOUR, by="agent", **said):
    return actions.record(
        world.acme, service=world.shop, kind=Kind.OUTAGE, starts_at=NOW + start,
        ends_at=None if end is None else NOW + end, by=getattr(world, by), now=NOW, **said,
    )  # fmt: skip


def work(world, start=2 * DAY, end=2 * DAY + HOUR, now=NOW, text="Nieuwe schijven."):
    return actions.announce(
        world.acme, service=world.shop, starts_at=NOW + start, ends_at=NOW + end, text=text, by=world.agent, now=now
    )


def test_an_outage_goes_on_until_its_end_is_told_and_every_word_stays(shop):
    told = outage(shop, end=None, text="We kijken.")
    assert queries.state_of(told).is_now(NOW)
    actions.tell(told, text="Oorzaak gevonden.", cause="schijf vol", by=shop.agent, now=NOW + MINUTE)
    actions.tell(told, ends_at=NOW + HOUR, by=shop.agent, now=NOW + HOUR)
    state = queries.state_of(told)
    assert not state.is_now(NOW + HOUR)
    assert (state.ends_at, state.cause) == (NOW + HOUR, "schijf vol")
    assert [note.text for note in state.notes] == ["Oorzaak gevonden.", "We kijken."]
    assert list(told.facts.values_list("number", flat=True)) == [1, 2, 3]


def test_maintenance_moved_to_a_wider_window_counts_as_announced_then(shop):
    planned = work(shop)
    later = NOW + DAY
    actions.tell(planned, ends_at=NOW + 2 * DAY + 30 * MINUTE, by=shop.agent, now=later)
    assert queries.state_of(planned).announced_at == NOW
    actions.tell(planned, starts_at=NOW + 2 * DAY - HOUR, by=shop.agent, now=later)
    assert queries.state_of(planned).announced_at == later


def test_what_is_cancelled_is_neither_now_nor_ahead_and_says_no_more(shop):
    planned = work(shop)
    actions.tell(planned, cancelled=True, text="Gaat niet door.", by=shop.agent, now=NOW + HOUR)
    state = queries.state_of(planned)
    assert not state.is_ahead(NOW + HOUR)
    assert not state.is_now(NOW + 2 * DAY)
    with pytest.raises(refusals.OverAlready):
        actions.tell(planned, text="Toch.", by=shop.agent, now=NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (refusals.NotYetBegun, lambda world: outage(world, start=MINUTE, end=None)),
        (refusals.NotYetBegun, lambda world: outage(world, start=-HOUR, end=HOUR)),
        (refusals.EndsBeforeItBegins, lambda world: outage(world, start=-HOUR, end=-HOUR)),
        (refusals.EndsBeforeItBegins, lambda world: work(world, start=DAY, end=HOUR)),
        (refusals.NothingSaid, lambda world: actions.tell(outage(world), text=" ", by=world.agent, now=NOW)),
        (
            refusals.EndsBeforeItBegins,
            lambda world: actions.tell(outage(world), ends_at=NOW - 3 * HOUR, by=world.agent, now=NOW),
        ),
    ],
)
def test_what_cannot_be_is_refused(shop, refusal, told):
    with pytest.raises(refusal):
        told(shop)


def test_nt04_a_service_of_another_customer_is_refused(shop):
    theirs = services.add(shop.other, names={"nl": "Winkel"}, by=shop.manager)
    with pytest.raises(refusals.OtherService):
        actions.record(shop.acme, service=theirs, kind=Kind.OUTAGE, starts_at=NOW, by=shop.agent, now=NOW)


@pytest.mark.parametrize("who", ["alice", "bob", "dora", "charlie", "auditor", "operator", "stranger"])
def test_nt34_nobody_but_the_desk_tells(shop, who):
    with pytest.raises(NotAllowed):
        outage(shop, by=who)
    told = outage(shop)
    with pytest.raises(NotAllowed):
        actions.tell(told, text="x", by=getattr(shop, who), now=NOW)
    assert DisruptionFact.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "sees"), [("alice", 1), ("bob", 1), ("agent", 1), ("auditor", 1), ("charlie", 0), ("stranger", 0)]
)
def test_nt08_disruptions_are_seen_by_whose_they_are(shop, who, sees):
    outage(shop)
    somebody = getattr(shop, who)
    assert len(queries.facts_of(somebody, shop.acme)) == sees
    assert queries.disruptions_visible_to(somebody).count() == sees


@pytest.mark.parametrize(("since", "found"), [(-3 * HOUR, 1), (-HOUR, 1), (-59 * MINUTE, 0)])
def test_what_was_over_before_is_left_out(shop, since, found):
    outage(shop)
    assert len(queries.states_of(queries.facts_of(shop.agent, shop.acme), since=NOW + since)) == found


def test_facts_are_never_changed_or_deleted(shop):
    outage(shop)
    for deed in (
        lambda: DisruptionFact.objects.update(cause="x"),
        lambda: DisruptionFact.objects.all().delete(),
        lambda: Disruption.objects.update(kind="maintenance"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def judged(world, now=datetime(2026, 12, 1, tzinfo=UTC)):
    """Return the availability of November: 30 days of 1440 minutes, seen from the month after."""
    version = parsed(in_force(world.acme, NOW))
    target = version.availability["uptime"]
    month = period_of(NOW, Per.MONTH, version.timezone)
    return queries.availability(queries.facts_of(world.agent, world.acme), version, target, [month], now=now)[0]


MONTH = 30 * 24 * 60
MICROSECONDS = 60 * 1_000_000


@pytest.mark.parametrize(
    ("facts", "down", "planned"),
    [
        ([], 0, 0),
        ([outage], 60, 0),
        # two that overlap are one stretch: from three hours to one hour ago
        ([outage, lambda world: outage(world, start=-3 * HOUR, end=-90 * MINUTE)], 120, 0),
        ([work], 0, 60),  # announced before it begins
        ([lambda world: work(world, start=-2 * HOUR, end=-HOUR)], 60, 0),  # told afterwards: downtime
        ([lambda world: actions.tell(outage(world), cancelled=True, text="Vals.", by=world.agent, now=NOW)], 0, 0),
        (
            [lambda world: actions.tell(outage(world), ends_at=NOW - 90 * MINUTE, by=world.agent, now=NOW)],
            30,
            0,
        ),
    ],
)
def test_the_rules_of_the_agreement_make_figures_of_the_facts(shop, facts, down, planned):
    for fact in facts:
        fact(shop)
    found = judged(shop)
    assert (found.downtime, found.planned) == (down * MICROSECONDS, planned * MICROSECONDS)
    assert found.figure == 100 * (1 - Fraction(down, MONTH - planned))


def test_another_customers_outage_lowers_nothing_here(shop):
    theirs = services.add(shop.other, names={"nl": "webshop"}, by=shop.manager)
    actions.record(
        shop.other, service=theirs, kind=Kind.OUTAGE, starts_at=NOW - timedelta(hours=5), by=shop.agent, now=NOW
    )
    assert judged(shop).downtime == 0
