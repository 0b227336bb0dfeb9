"""An empty portal gets its first organisations, people and agreement from the command line."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from houvast.portal.accounts.models import Membership, Organisation, Person
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.tickets.models import Ticket
from tests.portal.world import AGREEMENT

PASSWORD = "a-long-enough-phrase"


@pytest.fixture
def typed(monkeypatch):
    """What is piped into the next command."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def empty(db, typed):
    call_command("add_organisation", "Noorderlicht ICT", "--slug", "noorderlicht", "--kind", "provider")
    call_command("add_organisation", "Acme B.V.", "--slug", "acme")
    typed(f"{PASSWORD}\n")


def add(email, organisation, role, *more):
    call_command("add_person", email, "--name", "Bob", "--organisation", organisation, "--role", role, *more)


def test_from_nothing_to_a_reported_ticket(empty, client, tmp_path, capsys):
    (tmp_path / "acme.yaml").write_text(AGREEMENT, encoding="utf-8")
    call_command("store_agreement", str(tmp_path / "acme.yaml"), "--customer", "acme")
    add("Bob@Acme.example", "acme", "customer-contact", "--language", "en")
    assert "signs in as bob@acme.example" in capsys.readouterr().out
    client.post("/sign-in/", {"username": "bob@acme.example", "password": PASSWORD})
    said = {"subject": "Printer", "text": "It burns", "impact": "high", "urgency": "high", "type": "incident"}
    assert client.post("/tickets/new/", said).status_code == 302
    assert Ticket.objects.get().agreement == AgreementVersion.objects.get()


def test_who_is_there_already_gets_the_role_and_keeps_the_password(empty, typed):
    add("bob@acme.example", "acme", "customer-contact")
    typed("another-long-phrase\n")
    add("BOB@acme.example", "acme", "customer-owner")
    assert Person.objects.get().check_password(PASSWORD)
    assert set(Membership.objects.values_list("role", flat=True)) == {"customer-contact", "customer-owner"}


@pytest.mark.parametrize(
    ("email", "organisation", "role", "password", "said"),
    [
        ("bob@acme.example", "acme", "agent", PASSWORD, "agent is no role in Acme B.V."),
        ("bob@acme.example", "noorderlicht", "customer-owner", PASSWORD, "customer-owner is no role in Noorderlicht"),
        ("bob@acme.example", "nobody", "agent", PASSWORD, "There is no organisation nobody"),
        ("bob", "acme", "customer-contact", PASSWORD, "valid email"),
        ("bob@acme.example", "acme", "customer-contact", "short", "too short"),
    ],
)
def test_what_cannot_be_is_said_and_nobody_is_added(empty, typed, email, organisation, role, password, said):
    typed(f"{password}\n")
    with pytest.raises(CommandError, match=said):
        add(email, organisation, role)
    assert not Person.objects.exists()


def test_an_agreement_with_a_fault_is_told_with_its_place(empty, tmp_path):
    (tmp_path / "bad.yaml").write_text(AGREEMENT.replace("kind: sla", "kind: slaa"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"bad\.yaml:3:7"):
        call_command("store_agreement", str(tmp_path / "bad.yaml"), "--customer", "acme")
    (tmp_path / "sla.yaml").write_text(AGREEMENT, encoding="utf-8")
    with pytest.raises(CommandError, match="There is no customer noorderlicht"):
        call_command("store_agreement", str(tmp_path / "sla.yaml"), "--customer", "noorderlicht")
    assert not AgreementVersion.objects.exists()


def test_an_organisation_is_added_once(empty):
    with pytest.raises(CommandError, match="already exists"):
        call_command("add_organisation", "Acme again", "--slug", "acme")
    assert Organisation.objects.count() == 2
