"""R23: whoever edits, deletes, swaps or inserts an event is found, at the right place. E5: erasing is not damage."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from houvast.portal.accounts.models import Organisation
from houvast.portal.tickets import actions, chain
from houvast.portal.tickets.chain import Damage, Finding
from houvast.portal.tickets.models import TicketEvent, TicketText
from tests.portal.world import MINUTE, NOW


@pytest.fixture
def acme(world):
    """A customer with six events: opened, five replies."""
    ticket = actions.open_ticket(organisation=world.acme, subject="S", text="Anna is ill", by=world.bob, now=NOW)
    for number in range(1, 6):
        actions.reply(ticket, text=f"reply {number}", by=world.agent, now=NOW + number * MINUTE)
    return world.acme


def attack(*statements: str) -> None:
    """Do what only somebody with the keys of the database can: take the guard away first."""
    table = TicketEvent._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DISABLE TRIGGER {table}_insert_only")
        else:
            cursor.execute(f"DROP TRIGGER {table}_insert_only_update")
            cursor.execute(f"DROP TRIGGER {table}_insert_only_delete")
        for statement in statements:
            cursor.execute(statement)


def test_a_chain_that_nobody_touched_is_sound(acme):
    assert chain.verify(acme) == []
    assert Organisation.objects.get(pk=acme.pk).chain_length == 6


@pytest.mark.parametrize("column, value", [("kind", 9), ("priority", "P3"), ("team", "x"), ("source", "mail")])
@pytest.mark.parametrize("sequence", [1, 3, 6])
def test_an_edit_is_found(acme, column, value, sequence):
    attack(f"UPDATE tickets_ticketevent SET {column} = '{value}' WHERE sequence = {sequence}")
    assert chain.verify(acme) == [Finding(sequence, Damage.CHANGED)]


def test_the_command_says_where_a_chain_does_not_hold(acme, capsys):
    call_command("verify_chain")
    assert "Acme: 6 events, sound" in capsys.readouterr().out
    attack("UPDATE tickets_ticketevent SET priority = 'P3' WHERE sequence = 3")
    with pytest.raises(CommandError, match="1 of the chains"):
        call_command("verify_chain")
    assert "Acme: 6 events, damaged" in (said := capsys.readouterr().out)
    assert "  event 3: changed" in said


def test_an_edited_moment_is_found(acme):
    attack("UPDATE tickets_ticketevent SET happened_at = '2026-11-23 08:00:00' WHERE sequence = 2")
    assert chain.verify(acme) == [Finding(2, Damage.CHANGED)]


def test_an_edit_with_a_hash_that_fits_breaks_the_next_link(acme):
    event = TicketEvent.objects.get(organisation=acme, sequence=3)
    previous = TicketEvent.objects.get(organisation=acme, sequence=2).hash
    event.priority = "P3"
    forged = chain.link(previous, 3, acme.pk, chain._facts_of(event))
    attack(f"UPDATE tickets_ticketevent SET priority = 'P3', hash = '{forged}' WHERE sequence = 3")
    assert chain.verify(acme) == [Finding(4, Damage.CHANGED)]


def test_a_deletion_is_found(acme):
    attack(
        "DELETE FROM notices_notice",
        "DELETE FROM tickets_tickettext WHERE event_id IN (SELECT id FROM tickets_ticketevent WHERE sequence = 3)",
        "DELETE FROM tickets_ticketevent WHERE sequence = 3",
    )
    assert chain.verify(acme)[0] == Finding(3, Damage.MISSING)


def test_a_cut_tail_is_found(acme):
    attack(
        "DELETE FROM notices_notice",
        "DELETE FROM tickets_tickettext WHERE event_id IN (SELECT id FROM tickets_ticketevent WHERE sequence > 4)",
        "DELETE FROM tickets_ticketevent WHERE sequence > 4",
    )
    assert chain.verify(acme) == [Finding(5, Damage.TAIL_MISSING)]


def test_two_swapped_events_are_found(acme):
    attack(
        "UPDATE tickets_ticketevent SET sequence = 99 WHERE sequence = 3",
        "UPDATE tickets_ticketevent SET sequence = 3 WHERE sequence = 4",
        "UPDATE tickets_ticketevent SET sequence = 4 WHERE sequence = 99",
    )
    assert chain.verify(acme)[0] == Finding(3, Damage.CHANGED)


def test_an_inserted_event_is_found(acme):
    columns = [field.column for field in TicketEvent._meta.concrete_fields if field.column not in ("id", "sequence")]
    copied = ", ".join(f'"{column}"' for column in columns)
    attack(
        "UPDATE tickets_ticketevent SET sequence = sequence + 100 WHERE sequence > 3",
        f"INSERT INTO tickets_ticketevent ({copied}, sequence) "
        f"SELECT {copied}, 4 FROM tickets_ticketevent WHERE sequence = 2",
        "UPDATE tickets_ticketevent SET sequence = sequence - 99 WHERE sequence > 100",
    )
    assert chain.verify(acme)[0] == Finding(4, Damage.CHANGED)


def test_an_edited_text_is_found_though_it_lies_beside_the_chain(acme):
    TicketText.objects.filter(event__sequence=4).update(body="we never promised that")
    assert chain.verify(acme) == [Finding(4, Damage.TEXT_CHANGED)]


def test_an_erased_person_leaves_the_chain_sound(acme, world):
    opening = TicketEvent.objects.get(organisation=acme, sequence=1)
    actions.erase_text(opening, by=world.operator)
    assert chain.verify(acme) == []
    assert not TicketText.objects.filter(body__contains="Anna").exists()
    assert opening.commitment


def test_equal_texts_have_different_commitments(acme, world):
    """The salt: nobody finds a text by trying which one fits."""
    actions.open_ticket(organisation=acme, subject="S", text="Anna is ill", by=world.bob, now=NOW)
    one, two = TicketEvent.objects.filter(kind=0).values_list("commitment", flat=True)
    assert one != two
