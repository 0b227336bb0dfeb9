"""Who is told what, when, and when no longer: a real server, real streams, both databases."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from houvast.portal.accounts.models import Membership, Organisation, Whose
from houvast.portal.live import actions as live
from houvast.portal.live import broker
from houvast.portal.live.queries import last_event
from houvast.portal.tickets import actions
from houvast.portal.watch import worker
from tests.portal.pages.world import NOW

SOON = 10.0
"""Seconds after which a change is given up; tests time nothing, and a busy machine is slow."""


def seen(organisation=None):
    """What a page of the desk, or of this customer, knows already."""
    if organisation is None:
        return f"seen={last_event()}"
    return f"seen={Organisation.objects.get(pk=organisation.pk).chain_length}"


def reply(world, key="near"):
    return actions.reply(world.tickets[key], text="Gevonden.", by=world.agent, now=timezone.now())


def test_a_reply_is_told_by_its_number_alone(world, listen):
    number = world.tickets["near"].number
    customer = listen(world.contact, f"ticket={number}&{seen(world.duinrand)}")
    desk = listen(world.colleague, f"desk=1&{seen()}")
    listing = listen(world.contact, f"customer=duinrand&{seen(world.duinrand)}")
    reply(world)
    for each in (customer, desk, listing):
        assert each.wait("changed", SOON) == str(number)
        assert each.answer.getheader("X-Accel-Buffering") == "no"


def test_nt04_two_customers_streams_never_cross(world, listen, server):
    """R18: each hears of its own, and of the other not even that something happened."""
    theirs = actions.open_ticket(
        organisation=world.zilvermeeuw,
        subject="canary",
        text="canary",
        by=world.other,
        now=NOW,
    )
    duinrand = [
        listen(world.contact, f"customer=duinrand&{seen(world.duinrand)}"),
        listen(world.owner, f"customer=duinrand&{seen(world.duinrand)}"),
    ]
    zilvermeeuw = listen(world.other, f"customer=zilvermeeuw&{seen(world.zilvermeeuw)}")
    actions.reply(theirs, text="canary", by=world.agent, now=timezone.now())
    assert zilvermeeuw.wait("changed", SOON) == str(theirs.number)
    reply(world)
    for each in duinrand:
        each.wait("changed", SOON)
        assert each.told() == [("changed", str(world.tickets["near"].number))]
    time.sleep(0.5)
    assert zilvermeeuw.told() == [("changed", str(theirs.number))]


@pytest.mark.parametrize(
    "who, query",
    [
        ("other", "ticket={near}"),
        ("other", "customer=duinrand"),
        ("contact", "desk=1"),
        ("contact", "desk=1&ticket={near}"),
        ("contact", "customer=zilvermeeuw"),
        ("contact", "customer=noorderlicht"),
        ("contact", "ticket=999999"),
        ("contact", ""),
        ("agent", "ticket={near}"),
        ("agent", "customer=duinrand"),
        ("agent", "desk=1&ticket=999999"),
    ],
)
def test_nt01_what_one_may_not_hear_does_not_exist(world, listen, who, query):
    asked = query.format(near=world.tickets["near"].number)
    assert listen(getattr(world, who), asked).status == 404


def test_who_reads_only_their_own_tickets_hears_of_no_others(world, listen):
    Membership.objects.filter(person=world.owner).update(reads_tickets=Whose.OWN)
    number = world.tickets["near"].number
    assert listen(world.owner, f"ticket={number}").status == 404
    owner = listen(world.owner, f"customer=duinrand&{seen(world.duinrand)}")
    contact = listen(world.contact, f"customer=duinrand&{seen(world.duinrand)}")
    reply(world)
    contact.wait("changed", SOON)
    time.sleep(0.3)
    assert owner.told() == []


def test_an_internal_note_and_who_looks_are_told_at_the_desk_only(world, listen):
    ticket = world.tickets["near"]
    customer = listen(world.contact, f"ticket={ticket.number}&{seen(world.duinrand)}")
    desk = listen(world.colleague, f"desk=1&ticket={ticket.number}&{seen()}")
    actions.note(ticket, text="Intern.", by=world.agent, now=timezone.now())
    live.tell_of_presence(ticket)
    assert desk.wait("changed", SOON) == str(ticket.number)
    assert desk.wait("presence", SOON) == str(ticket.number)
    time.sleep(0.3)
    assert customer.told() == []


def test_what_is_undone_is_never_told(world, listen):
    desk = listen(world.agent, f"desk=1&{seen()}")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        reply(world)
        raise ZeroDivisionError
    reply(world, "breached")
    desk.wait("changed", SOON)
    assert desk.told() == [("changed", str(world.tickets["breached"].number))]


def test_what_the_watch_decides_is_told(world, listen):
    desk = listen(world.agent, f"desk=1&{seen()}")
    assert worker.drain(now=timezone.now()) > 0
    desk.wait("changed", SOON, of=str(world.tickets["breached"].number))


def test_what_happened_between_page_and_stream_is_not_missed(world, listen):
    number, made, at_the_desk = world.tickets["near"].number, seen(world.duinrand), seen()
    reply(world)
    for who, query in (
        (world.contact, f"ticket={number}&{made}"),
        (world.contact, f"customer=duinrand&{made}"),
        (world.agent, f"desk=1&{at_the_desk}"),
    ):
        listen(who, query).wait("look", SOON)
    assert listen(world.contact, f"ticket={number}&{seen(world.duinrand)}").told() == []
    assert listen(world.contact, f"ticket={world.tickets['paused'].number}&{made}").told() == []


def test_signing_out_ends_the_stream_at_the_next_change(world, listen, session):
    key = session(world.contact)
    stream = listen(world.contact, f"customer=duinrand&{seen(world.duinrand)}", key=key)
    Session.objects.filter(session_key=key).delete()
    reply(world)
    stream.wait("ended", SOON)
    assert stream.ended.wait(2)
    assert stream.told() == [("ended", "")]
    assert listen(world.contact, "customer=duinrand", key=key).status == 404


@pytest.mark.parametrize("how", ["sent away", "cannot come in", "another password"])
def test_losing_access_ends_the_stream_without_any_change(world, listen, monkeypatch, how):
    monkeypatch.setattr(broker, "RECHECK", 0.2)
    number = world.tickets["near"].number
    streams = [listen(world.contact, "customer=duinrand"), listen(world.contact, f"ticket={number}")]
    streams.append(listen(world.agent, "desk=1"))
    if how == "sent away":
        Membership.objects.filter(person__in=[world.contact, world.agent]).delete()
    for person in (world.contact, world.agent):
        if how == "cannot come in":
            person.is_active = False
        if how == "another password":
            person.set_password("another one entirely")
        person.save()
    for each in streams:
        each.wait("ended", 3)
        assert each.ended.wait(2)


def test_nobody_opens_more_streams_than_a_person_needs(world, listen, session, monkeypatch):
    monkeypatch.setattr(broker, "MOST_OF_ONE", 2)
    key = session(world.contact)
    assert [listen(world.contact, "customer=duinrand", key=key).status for _ in range(3)] == [200, 200, 429]
    assert listen(world.agent, "desk=1").status == 200


def test_a_stream_that_is_not_read_is_told_to_look_again_and_holds_nobody_up():
    slow = broker.Stream("session", 1, None)
    for number in range(broker.HELD * 3):
        slow.say(broker.Event.CHANGED, str(number))
    said = [slow.waiting.get_nowait() for _ in range(slow.waiting.qsize())]
    assert len(said) <= broker.HELD
    assert said[0] == (broker.Event.LOOK, "")
    slow.say(broker.Event.CHANGED, "1")
    slow.say(broker.Event.ENDED)
    assert slow.waiting.qsize() == 1
