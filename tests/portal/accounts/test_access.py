"""May they see this? One table: who, what, of whom."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from houvast.portal.accounts.access import (
    Ability,
    NotAllowed,
    active_people,
    customers_where,
    demand,
    is_provider,
    may,
    may_read_ticket,
    organisations_visible_to,
    people_who_may,
    visible_ticket_rows,
)
from houvast.portal.accounts.models import Membership, Person, Whose
from houvast.portal.agreements.queries import versions_visible_to
from houvast.portal.clocks.queries import clocks_behind, clocks_visible_to, levels, open_clocks_of
from houvast.portal.notices.delivery import deliver
from houvast.portal.notices.models import Notice
from houvast.portal.notices.queries import notices_of, undelivered
from houvast.portal.tickets import actions, followers
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import may_read, visible_to
from houvast.sla.terms import Span
from tests.portal.world import DAY, NOW

READERS = {"see-tickets", "see-all-tickets", "see-agreement", "see-documents", "see-invoices"}
CUSTOMERS = READERS | {"report-ticket", "reply"}
AGENTS = CUSTOMERS | {"work-tickets", "see-internal"}
KEEPERS = {"manage-people", "manage-customers", "see-audit", "operate"}
OPERATORS = READERS | {"see-internal"} | KEEPERS
AUDITORS = READERS | {"see-internal", "see-audit"}


@pytest.mark.parametrize(
    "who, towards_acme, towards_other",
    [
        ("alice", CUSTOMERS | {"accept"}, set()),
        ("bob", CUSTOMERS, set()),
        ("charlie", set(), CUSTOMERS | {"accept"}),
        ("dora", CUSTOMERS | {"manage-people"}, set()),
        ("agent", AGENTS, AGENTS),
        ("manager", AGENTS | KEEPERS | {"correct"}, AGENTS | KEEPERS | {"correct"}),
        ("operator", OPERATORS, OPERATORS),
        ("auditor", AUDITORS, AUDITORS),
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


@pytest.mark.parametrize(
    "field, value, lost",
    [
        ("reads_tickets", "own", "see-all-tickets"),
        ("reads_agreements", False, "see-agreement"),
        ("reads_documents", False, "see-documents"),
        ("reads_invoices", False, "see-invoices"),
    ],
)
def test_each_kind_of_reading_is_granted_by_itself(world, field, value, lost):
    Membership.objects.filter(person=world.bob).update(**{field: value})
    bob = Person.objects.get(pk=world.bob.pk)
    assert {ability for ability in Ability if may(bob, ability, world.acme)} == CUSTOMERS - {lost}
    assert bob not in people_who_may(lost, world.acme)
    assert not customers_where(bob, lost)


def test_the_providers_people_read_by_their_role_whatever_their_row_grants(world):
    Membership.objects.filter(person=world.agent).update(reads_tickets="own", reads_invoices=False)
    agent = Person.objects.get(pk=world.agent.pk)
    assert {ability for ability in Ability if may(agent, ability, world.acme)} == AGENTS


def test_of_two_memberships_the_wider_counts(world):
    Membership.objects.filter(person=world.bob).update(reads_invoices=False)
    Membership.objects.create(person=world.bob, organisation=world.acme, role="customer-administrator")
    bob = Person.objects.get(pk=world.bob.pk)
    assert may(bob, "see-invoices", world.acme)
    assert may(bob, "manage-people", world.acme)


def test_who_reads_their_own_tickets_reads_no_colleagues(world):
    for by in (world.alice, world.bob):
        actions.open_ticket(organisation=world.acme, subject=by.name, text="canary", by=by, now=NOW, priority="P1")
    Membership.objects.filter(person=world.bob).update(reads_tickets="own")
    bob = Person.objects.get(pk=world.bob.pk)
    assert [ticket.subject for ticket in visible_to(bob)] == ["Bob"]
    assert {clock.ticket.subject for clock in clocks_visible_to(bob, now=NOW)} == {"Bob"}
    of_alice = visible_to(world.alice).get(subject="Alice")
    assert not may_read(bob, of_alice)
    assert may_read(world.alice, visible_to(bob).get())
    month = Span(NOW - DAY, NOW + DAY)
    (response, *_others) = levels(bob, world.acme, spans=[month], now=NOW)
    assert response.pending == 2  # a figure of the agreement, which Bob may read, counts everybody's
    behind = clocks_behind(bob, world.acme, target="response", span=month, verdict=None, now=NOW + DAY / 2)
    assert {clock.ticket.subject for clock in behind} <= {"Bob"}


def test_no_mail_about_a_ticket_that_one_no_longer_reads(world, mailoutbox):
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.alice, now=NOW)
    notice = notices_of(world.alice).get()
    Notice.objects.filter(pk=notice.pk).update(recipient=world.bob)
    Membership.objects.filter(person=world.bob).update(reads_tickets="own")
    deliver(now=lambda: NOW)
    notice.refresh_from_db()
    assert notice.state == "failed"
    assert world.bob.email not in {address for mail in mailoutbox for address in mail.to}


@pytest.mark.parametrize("role", ["agent", "service-manager", "operator", "auditor"])
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
        ("dora", {"of acme"}),
        ("charlie", {"of other"}),
        ("agent", {"of acme", "of other"}),
        ("manager", {"of acme", "of other"}),
        ("operator", {"of acme", "of other"}),
        ("auditor", {"of acme", "of other"}),
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


@pytest.mark.parametrize("whose", Whose)
def test_one_ticket_and_rows_of_tickets_are_read_by_the_same_rule(world, whose):
    """What is asked in the database, and what is asked without it."""
    said = {"organisation": world.acme, "subject": "x", "text": "x", "now": NOW, "impact": "high", "urgency": "high"}
    actions.open_ticket(by=world.bob, **said)
    for ended in (False, True):
        followed = actions.open_ticket(by=world.alice, **said)
        followers.add(followed, world.bob, by=world.alice, now=NOW)
        if ended:
            followers.end(followed, world.bob, by=world.alice, now=NOW)
    Membership.objects.update(reads_tickets=whose)
    people = active_people(set(Person.objects.values_list("pk", flat=True)))
    assert people
    for ticket in Ticket.objects.select_related("organisation"):
        for person in people.values():
            rows = visible_ticket_rows(Ticket.objects.filter(pk=ticket.pk), person, ticket="")
            assert may_read_ticket(person, ticket.organisation, ticket.pk, ticket.reported_by_id) == rows.exists()
