"""On PostgreSQL the database keeps the rows of a customer from everybody else, whatever our own code asks for."""

from __future__ import annotations

import itertools
import time

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from houvast.portal.accounts import access
from houvast.portal.accounts.access import Ability
from houvast.portal.accounts.models import Membership, Organisation, Person, Role
from houvast.portal.guard.acting import HOUSE, NOBODY, Acting, acting_as, the_house
from houvast.portal.guard.postgresql import base
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Ticket, TicketEvent, TicketText
from tests.house.test_rows_are_guarded import guarded
from tests.portal.side_by_side import side_by_side
from tests.portal.world import NOW

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no rules on rows"),
]

ABILITIES = {
    "see_tickets": Ability.SEE_TICKETS,
    "see_all_tickets": Ability.SEE_ALL_TICKETS,
    "see_agreement": Ability.SEE_AGREEMENT,
    "see_documents": Ability.SEE_DOCUMENTS,
    "see_invoices": Ability.SEE_INVOICES,
}


@pytest.fixture
def tickets(world):
    """A ticket of each customer, with an internal note, and one that Bob's colleague Alice reported."""
    made = {}
    for name, by in (("bobs", world.bob), ("alices", world.alice), ("charlies", world.charlie)):
        customer = world.other if name == "charlies" else world.acme
        made[name] = actions.open_ticket(organisation=customer, subject=name, text=f"said {name}", by=by, now=NOW)
        actions.note(made[name], text="among ourselves", by=world.agent, now=NOW)
    return made


def told(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def tables():
    return {label: apps.get_model(label)._meta.db_table for label in sorted(guarded())}


def test_nt07_raw_sql_without_a_person_returns_no_row(tickets):
    for label, table in tables().items():
        with acting_as(NOBODY):
            rows = told(f"SELECT * FROM {table}")
        if label in {"accounts.organisation", "accounts.membership"}:
            whole = Organisation.objects.filter(kind="provider")
            of_provider = (
                whole if label == "accounts.organisation" else Membership.objects.filter(organisation__in=whole)
            )
            assert len(rows) == of_provider.count()
        else:
            assert rows == [], label


def test_the_house_sees_what_nobody_sees(tickets):
    """Else the test above could not fail."""
    seen = {label for label, table in tables().items() if told(f"SELECT 1 FROM {table} LIMIT 1")}
    assert seen >= {"tickets.ticket", "tickets.ticketevent", "tickets.tickettext", "clocks.clockrow", "notices.notice"}


def test_nt07_every_table_is_guarded_against_its_owner_too():
    for table in tables().values():
        assert told("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", table) == [
            (True, True)
        ], table


def test_nt07_pages_work_as_a_role_that_owns_nothing_and_passes_nothing_by(world):
    with acting_as(Acting(world.bob.pk)):
        [(name, owns)] = told(
            "SELECT current_user, (SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole)"
        )
        [attributes] = told("SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = current_user")
    assert (name, owns, attributes) == ("houvast_web", 0, (False, False, False))


def test_saying_that_one_is_the_house_gains_a_page_nothing(world, tickets):
    with acting_as(Acting(world.charlie.pk)):
        told("SELECT set_config('houvast.house', 'yes', false)")
        assert {subject for (subject,) in told("SELECT subject FROM tickets_ticket")} == {"charlies"}


@pytest.mark.parametrize(
    "who, subjects",
    [
        ("bob", {"bobs", "alices"}),
        ("charlie", {"charlies"}),
        ("stranger", set()),
        ("agent", {"bobs", "alices", "charlies"}),
        ("auditor", {"bobs", "alices", "charlies"}),
    ],
)
def test_who_reaches_which_tickets(world, tickets, who, subjects):
    with acting_as(Acting(getattr(world, who).pk)):
        assert {subject for (subject,) in told("SELECT subject FROM tickets_ticket")} == subjects


def test_who_reads_their_own_tickets_reaches_no_other(world, tickets):
    Membership.objects.filter(person=world.bob).update(reads_tickets="own")
    with acting_as(Acting(world.bob.pk)):
        assert [ticket.subject for ticket in Ticket.objects.all()] == ["bobs"]
        assert {words.body for words in TicketText.objects.all()} == {"said bobs"}


def test_an_internal_note_is_out_of_a_customers_reach(world, tickets):
    with acting_as(Acting(world.alice.pk)):
        assert {words.body for words in TicketText.objects.all()} == {"said bobs", "said alices"}
    with acting_as(Acting(world.agent.pk)):
        assert "among ourselves" in {words.body for words in TicketText.objects.all()}


def test_who_left_reaches_nothing(world, tickets):
    Person.objects.filter(pk=world.agent.pk).update(is_active=False)
    with acting_as(Acting(world.agent.pk)):
        assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "write",
    [
        "INSERT INTO accounts_membership (person_id, organisation_id, role, team, reads_tickets, reads_agreements, "
        "reads_documents, reads_invoices) SELECT {bob}, id, 'operator', '', 'all', true, true, true "
        "FROM accounts_organisation WHERE kind = 'provider'",
        "INSERT INTO tickets_ticket (organisation_id, number, subject, source, external_id, opened_at, watched_from) "
        "VALUES ({other}, 9999, 'x', 'portal', '', now(), now())",
        "UPDATE tickets_ticket SET organisation_id = {other} WHERE subject = 'bobs'",
    ],
)
def test_what_is_written_for_another_is_refused(world, tickets, write):
    statement = write.format(bob=world.bob.pk, other=world.other.pk)
    bob = acting_as(Acting(world.bob.pk))
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), bob:
        told(statement)


@pytest.mark.parametrize(
    "write",
    [
        "UPDATE tickets_ticket SET subject = 'mine' WHERE subject = 'charlies' RETURNING id",
        "DELETE FROM clocks_standing WHERE organisation_id = {other} RETURNING ticket_id",
        "UPDATE accounts_organisation SET name = 'mine' WHERE id <> {acme} RETURNING id",
        "DELETE FROM accounts_membership WHERE organisation_id <> {acme} RETURNING id",
    ],
)
def test_what_is_anothers_cannot_be_changed(world, tickets, write):
    with acting_as(Acting(world.bob.pk)):
        assert told(write.format(acme=world.acme.pk, other=world.other.pk)) == []


@pytest.mark.parametrize("role", Role.values)
def test_the_database_grants_what_our_rule_grants(world, role):
    """Every role, in an organisation of its own kind and of the other, with everything granted and with nothing."""
    for organisation, grants in itertools.product((world.provider, world.acme), (True, False)):
        person = Person.objects.create_user(f"{role}-{organisation.slug}-{grants}@example.com", name="Somebody")
        granted = dict.fromkeys(("reads_agreements", "reads_documents", "reads_invoices"), grants)
        whose = "all" if grants else "own"
        Membership.objects.create(person=person, organisation=organisation, role=role, reads_tickets=whose, **granted)
        with acting_as(Acting(person.pk)):
            [(name,)] = told("SELECT current_user::text")
            by_database = {what: set(told("SELECT houvast_customers(%s)", what)[0][0]) for what in ABILITIES}
        ours = {what: keys(access.customers_where(person, ability)) for what, ability in ABILITIES.items()}
        if access.is_provider(person):
            assert name == "houvast_desk" and all(found == {world.acme.pk, world.other.pk} for found in ours.values())
        else:
            assert (name, by_database) == ("houvast_web", ours), (role, organisation, grants)


def keys(rows):
    return {row.pk for row in rows}


def test_what_a_rollback_takes_back_is_told_again(world, tickets):
    with acting_as(Acting(world.bob.pk)):
        assert Ticket.objects.count() == 2
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            with the_house():
                assert Ticket.objects.count() == 3
            assert Ticket.objects.count() == 2
            raise ZeroDivisionError
        assert Ticket.objects.count() == 2
    assert Ticket.objects.count() == 3


def test_what_follows_from_a_fact_takes_in_what_its_writer_may_not_read(world, tickets):
    """A colleague's ticket that was merged into one's own moves the start of its clocks."""
    Membership.objects.filter(person=world.bob).update(reads_tickets="own")
    actions.merge(tickets["alices"], into=tickets["bobs"], by=world.agent, now=NOW)
    with acting_as(Acting(world.bob.pk)):
        actions.customer_reply(tickets["bobs"], text="And again.", by=world.bob, now=NOW)
        assert TicketEvent.objects.filter(ticket=tickets["alices"]).exists()
        assert not Ticket.objects.filter(pk=tickets["alices"].pk).exists()


def test_a_request_costs_one_round_trip_more(world, tickets, client, monkeypatch):
    client.force_login(world.bob, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/tickets/").status_code == 200  # the first request also writes to the session
    said = []
    tell = base.tell
    monkeypatch.setattr(base, "tell", lambda raw, who: (said.append(who), tell(raw, who)))
    with acting_as(NOBODY):  # as in the process that serves the web
        assert client.get("/tickets/").status_code == 200
    assert said == [NOBODY, Acting(world.bob.pk)]  # the first is what a connection already is that a pool hands out


def test_a_connection_that_goes_back_to_the_pool_is_made_what_the_process_usually_is():
    def ask_as_somebody(_number):
        with acting_as(Acting(7)):
            told("SELECT 1")
        raws.append((connection.connection, base.told_of(connection.connection)))

    raws = []
    assert side_by_side(1, ask_as_somebody) == []
    [(raw, told_before)] = raws
    assert told_before == Acting(7)
    deadline = time.monotonic() + 10
    while base.told_of(raw) != HOUSE:
        assert time.monotonic() < deadline
        time.sleep(0.01)
