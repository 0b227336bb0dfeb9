"""Whom to call now, in which hours, who first; and a home that makes sense for each of a customer's people."""

import pytest
import time_machine

from houvast.portal.accounts.models import Membership, Role
from houvast.portal.agreements import actions as agreements
from tests.portal.pages.world import EXAMPLES, NOW, at, person

CONTACTS = """
contacts:
  desk: {title: {nl: Servicedesk, en: Service desk}, phone: +31 20 555 01 00, hours: office}
  incident-manager: {title: {nl: Incidentmanager, en: Incident manager}, phone: +31 20 555 01 99}
  it-manager: {side: customer, name: M. Jansen, mail: m.jansen@duinrand.example, hours: office}
regimes:
  major:
    title: {nl: Grote storing, en: Major incident}
    when: {priority: P1, type: incident}
    steps:
      - {elapsed: 15m, do: escalate, to: incident-manager, by: phone}
"""


@pytest.fixture
def agreed(world):
    text = (EXAMPLES / "20-duinrand-logistiek.yaml").read_text(encoding="utf-8")
    agreements.store(world.duinrand, text + CONTACTS, by=world.manager, now=NOW)
    return world


def test_who_is_called_in_a_major_incident_comes_first_on_both_pages(agreed, visit):
    page = visit(agreed.contact).get("/contacts/").content.decode()
    assert page.index("Incidentmanager") < page.index("Servicedesk") < page.index("Ruben Vos")
    assert 'href="tel:+31205550199"' in page
    assert "wordt gebeld bij een grote storing" in page
    home = visit(agreed.contact).get("/").content.decode()
    assert home.index("Incidentmanager") < home.index("Servicedesk")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-12-28 10:20", "open tot vandaag 18:00"),
        ("2026-12-28 06:20", "gesloten, opent vandaag 08:00"),
        ("2026-12-26 12:00", "gesloten, opent ma 28 dec 08:00"),  # Second Christmas Day, a Saturday
    ],
)
def test_whether_a_contact_can_be_reached_is_said_with_until_when(agreed, visit, now, words):
    with time_machine.travel(at(now), tick=False):
        assert words in visit(agreed.contact).get("/contacts/").content.decode()


def test_contacts_are_for_everybody_and_ladders_for_who_reads_the_agreement(agreed, visit):
    reads, reads_not = (visit(who).get("/contacts/").content.decode() for who in (agreed.contact, agreed.limited))
    for page in (reads, reads_not):
        assert "+31 20 555 01 99" in page
        assert "M. Jansen" in page
    assert "Wie volgt als de tijd verstrijkt" in reads
    assert "Wie volgt als de tijd verstrijkt" not in reads_not


def test_nt08_contacts_of_one_customer_are_not_those_of_another(agreed, visit):
    page = visit(agreed.other).get("/contacts/").content.decode()
    assert "555 01 99" not in page
    assert "M. Jansen" not in page


def test_a_home_for_each(agreed, visit):
    administrator = person("admin@duinrand.example", "Ada Beheer", agreed.duinrand, Role.CUSTOMER_ADMINISTRATOR)
    pages = {
        name: visit(who).get("/").content.decode()
        for name, who in (("contact", agreed.contact), ("admin", administrator), ("limited", agreed.limited))
    }
    for name in ("contact", "admin"):
        assert "Worden mijn afspraken nagekomen?" in pages[name]
    assert "Hoe staan mijn tickets ervoor?" in pages["limited"]
    assert "Er staat geen ticket open." in pages["limited"]
    assert "art. " not in pages["limited"]
    assert "Accept version 2 of the agreement" in visit(agreed.owner).get("/").content.decode()
    assert "Akkoord gaan met versie" not in pages["contact"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=all&service=Netwerk", 9), ("state=all&service=WMS&type=incident", 3), ("state=all&type=change", 0),
        ("state=all&since=7", 4), ("state=all&whose=mine", 14), ("state=all&whose=followed", 0),
        ("state=all&whose=x&since=x&type=%00", None), ("state=all&service=" + "x" * 500, 0),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(world, visit, query, found):
    answer = visit(world.contact).get(f"/tickets/?{query}")
    if found is None:
        assert answer.status_code in {200, 400}
        return
    assert answer.content.decode().count('class="hv-subj"') == found
    exported = visit(world.contact).get(f"/tickets/?{query}&format=csv").content.decode().splitlines()
    assert len(exported) == found + 1


def test_the_home_of_who_reads_documents_only_is_not_empty(world, visit):
    Membership.objects.filter(person=world.limited).update(reads_documents=True)
    assert "Ticket melden" in visit(world.limited).get("/").content.decode()
