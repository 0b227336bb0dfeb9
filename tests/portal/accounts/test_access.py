"""May they see this? One table: who, what, of whom."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from houvast.portal.accounts.access import (
    Ability,
    NotAllowed,
    demand,
    is_provider,
    may,
    organisations_visible_to,
    people_who_may,
)
from houvast.portal.accounts.models import Membership, Person
from houvast.portal.agreements.queries import versions_visible_to
from houvast.portal.clocks.queries import clocks_behind, clocks_visible_to, levels, open_clocks_of
from houvast.portal.notices.queries import notices_of, undelivered
from houvast.portal.tickets import actions
from houvast.portal.tickets.queries import visible_to
from houvast.sla.terms import Span
from tests.portal.world import DAY, NOW

CUSTOMERS = {"see-tickets", "report-ticket", "reply", "see-agreement"}
AGENTS = CUSTOMERS | {"work-tickets", "see-internal"}
OPERATORS = {"see-tickets", "see-agreement", "see-internal", "operate"}


@pytest.mark.parametrize(
    "who, towards_acme, towards_other",
    [
        ("alice", CUSTOMERS, set()),
        ("bob", CUSTOMERS, set()),
        ("charlie", set(), CUSTOMERS),
        ("agent", AGENTS, AGENTS),
        ("manager", AGENTS | {"operate"}, AGENTS | {"operate"}),
        ("operator", OPERATORS, OPERATORS),
        ("stranger", set(), set()),
    ],
)
def test_abilities(world, who, towards_acme, towards_other):
    someone = getattr(world, who)
    assert {ability for ability in Ability if may(someone, ability, world.acme)} == towards_acme
    assert {ability for ability in Ability if may(someone, ability, world.other)} == towards_other


def test_the_same_answer_from_the_other_side(world):
    for customer in (world.acme, world.other, world.provider):
        for ability in Ability:
            expected = {person for person in Person.objects.all() if may(person, ability, customer)}
            assert set(people_who_may(ability, customer)) == expected


def test_nobody_has_abilities_towards_the_provider(world):
    for name in ("alice", "agent", "manager", "operator"):
        assert not any(may(getattr(world, name), ability, world.provider) for ability in Ability)


def test_who_is_not_signed_in_may_nothing(world):
    assert not any(may(AnonymousUser(), ability, world.acme) for ability in Ability)
    assert not organisations_visible_to(AnonymousUser())


def test_an_unknown_ability_is_an_error_and_not_a_no(world):
    with pytest.raises(ValueError, match="see-everything"):
        may(world.agent, "see-everything", world.acme)


def test_who_left_may_nothing(world):
    Person.objects.filter(pk=world.agent.pk).update(is_active=False)
    gone = Person.objects.get(pk=world.agent.pk)
    assert not may(gone, "see-tickets", world.acme)
    assert not visible_to(gone)


@pytest.mark.parametrize("role", ["agent", "service-manager", "operator"])
def test_a_providers_role_in_a_customers_organisation_grants_nothing(world, role):
    """NT09: a customer does not become an agent by a row in the wrong organisation."""
    Membership.objects.create(person=world.stranger, organisation=world.acme, role=role)
    stranger = Person.objects.get(pk=world.stranger.pk)
    assert not any(may(stranger, ability, world.acme) for ability in Ability)
    assert not is_provider(stranger)


def test_a_customers_role_in_the_providers_organisation_grants_nothing(world):
    Membership.objects.create(person=world.stranger, organisation=world.provider, role="customer-owner")
    stranger = Person.objects.get(pk=world.stranger.pk)
    assert not organisations_visible_to(stranger)


def test_demand_names_who_and_what(world):
    with pytest.raises(NotAllowed) as refusal:
        demand(world.charlie, "reply", world.acme)
    assert (refusal.value.person, refusal.value.ability) == (world.charlie, Ability.REPLY)


@pytest.mark.parametrize(
    "who, sees",
    [
        ("alice", {"of acme"}),
        ("bob", {"of acme"}),
        ("charlie", {"of other"}),
        ("agent", {"of acme", "of other"}),
        ("manager", {"of acme", "of other"}),
        ("operator", {"of acme", "of other"}),
        ("stranger", set()),
    ],
)
def test_rows_of_one_customer_stay_with_that_customer(world, who, sees):
    for customer, by in ((world.acme, world.bob), (world.other, world.charlie)):
        actions.open_ticket(
            organisation=customer, subject=f"of {customer.slug}", text="canary", by=by, now=NOW, priority="P1"
        )
    someone = getattr(world, who)
    assert {ticket.subject for ticket in visible_to(someone)} == sees
    assert {clock.ticket.subject for clock in clocks_visible_to(someone, now=NOW)} == sees
    assert {clock.ticket.subject for clock in open_clocks_of(someone, now=NOW)} == sees
    assert {f"of {version.customer.slug}" for version in versions_visible_to(someone)} == sees
    assert {notice.ticket.subject for notice in undelivered(someone)} <= sees
    month = Span(NOW - DAY, NOW + DAY)
    for customer in (world.acme, world.other):
        counted = levels(someone, customer, spans=[month], now=NOW)
        rows = clocks_behind(someone, customer, target="response", span=month, verdict=None, now=NOW + DAY / 2)
        if f"of {customer.slug}" not in sees:
            assert counted == []
            assert not rows


def test_notices_about_what_one_may_no_longer_see_are_gone(world):
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW)
    assert [notice.subject for notice in notices_of(world.bob)] == ["receipt"]
    Membership.objects.filter(person=world.bob).delete()
    assert not notices_of(Person.objects.get(pk=world.bob.pk))
