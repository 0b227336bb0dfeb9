"""Who hears of what: by role, at the moment it is decided, and never of another organisation."""

from __future__ import annotations

import pytest

from houvast.portal.accounts.models import Person
from houvast.portal.notices.models import Notice
from houvast.portal.notices.recipients import Recipients
from houvast.portal.tickets import actions
from tests.portal.world import HOUR, NOW, person


@pytest.fixture
def ticket(world):
    return actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW, team="web")


def names(ticket, role):
    keys = Recipients([ticket.pk]).of(ticket.pk, role)
    return sorted(Person.objects.filter(pk__in=keys).values_list("name", flat=True))


@pytest.mark.parametrize(
    "role, expected",
    [
        ("handler", ["Webber"]),  # nobody yet: those of the ticket's team
        ("service-manager", ["Manager"]),
        ("team-lead", ["Manager"]),  # a role nobody can have here: the manager stands in
        ("customer-owner", ["Alice"]),
    ],
)
def test_who_has_a_role_towards_a_ticket(world, ticket, role, expected):
    person("Webber", world.provider, "agent", team="web")
    person("Mailer", world.provider, "agent", team="mail")
    world.agent.memberships.all().delete()
    assert names(ticket, role) == expected


def test_the_handler_alone_when_there_is_one(world, ticket):
    person("Webber", world.provider, "agent", team="web")
    actions.assign(ticket, handler=world.manager, by=world.agent, now=NOW)
    assert names(ticket, "handler") == ["Manager"]


def test_a_handler_who_left_is_stood_in_for(world, ticket):
    actions.assign(ticket, handler=world.manager, by=world.agent, now=NOW)
    Person.objects.filter(pk=world.manager.pk).update(is_active=False)
    assert names(ticket, "handler") == ["Agent"]


def test_agents_of_any_team_hear_of_every_team(world, ticket):
    person("Webber", world.provider, "agent", team="web")
    person("Mailer", world.provider, "agent", team="mail")
    assert names(ticket, "handler") == ["Agent", "Webber"]


@pytest.mark.parametrize(
    "doing, subject, reader",
    [
        (lambda t, w: actions.reply(t, text="x", by=w.agent, now=NOW), "reply", "Bob"),
        (lambda t, w: actions.resolve(t, by=w.agent, now=NOW), "resolved", "Bob"),
        (lambda t, w: actions.customer_reply(t, text="x", by=w.alice, now=NOW), "customer-reply", "Agent"),
        (lambda t, w: actions.assign(t, handler=w.manager, by=w.agent, now=NOW), "assigned", "Manager"),
    ],
)
def test_who_hears_of_what_happens(world, ticket, doing, subject, reader):
    Notice.objects.all().delete()
    doing(ticket, world)
    assert list(Notice.objects.values_list("subject", "recipient__name")) == [(subject, reader)]


@pytest.mark.parametrize(
    "doing",
    [
        lambda t, w: actions.assign(t, handler=w.agent, by=w.agent, now=NOW),  # one's own doing
        lambda t, w: actions.note(t, text="x", by=w.agent, now=NOW),
        lambda t, w: actions.set_status(t, status="in-progress", by=w.agent, now=NOW),
    ],
)
def test_what_nobody_needs_to_hear(world, ticket, doing):
    Notice.objects.all().delete()
    doing(ticket, world)
    assert not Notice.objects.exists()


def test_reporting_confirms_and_calls(world, ticket):
    assert sorted(Notice.objects.values_list("subject", "recipient__name")) == [
        ("new-ticket", "Agent"),
        ("receipt", "Bob"),
    ]


def test_a_reporter_who_moved_to_another_customer_hears_nothing_more(world, ticket):
    world.bob.memberships.update(organisation=world.other)
    Notice.objects.all().delete()
    actions.reply(ticket, text="secret", by=world.agent, now=NOW + HOUR)
    assert not Notice.objects.exists()
