"""The catalogue of services: in step with the agreement, kept by who manages customers, one's own and no other's."""

import pytest

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.agreements import services
from houvast.portal.agreements.actions import store
from houvast.portal.agreements.models import Service
from houvast.portal.agreements.refusals import NameMissing, NameTaken
from tests.portal.world import NOW, agreement

UPTIME = """\
  uptime:
    availability: webshop
    at_least: 99.9%
    on: always
    per: month
glossary:
  webshop: {nl: Webwinkel, en: Web shop}
"""


def codes(customer):
    return [each.code for each in services.services_of(customer)]


def test_what_an_agreement_names_is_offered_as_soon_as_it_is_stored(world):
    assert codes(world.acme) == []
    store(world.acme, agreement() + UPTIME, by=None, now=NOW)
    assert codes(world.acme) == ["webshop"]
    assert services.services_of(world.acme)[0].names == {"nl": "Webwinkel", "en": "Web shop"}
    assert codes(world.other) == []


def test_what_somebody_called_or_ended_stays_when_the_next_version_comes(world):
    store(world.acme, agreement() + UPTIME, by=None, now=NOW)
    webshop = services.services_of(world.acme)[0]
    services.change(webshop, names={"nl": "Winkel"}, is_active=False, by=world.manager)
    store(world.acme, agreement(effective="effective: {from: 2026-07-01}") + UPTIME, by=None, now=NOW)
    assert codes(world.acme) == []
    assert Service.objects.get(customer=world.acme).names == {"nl": "Winkel"}


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ({"nl": "Werkplek", "en": "Workplace"}, {"nl": "Werkplek", "en": "Workplace"}),
        ({"nl": "  Werk\n plek ", "en": ""}, {"nl": "Werk plek"}),
        ({"en": "Mail\u202e"}, {"en": "Mail"}),
        ({"nl": "x" * 300}, {"nl": "x" * 100}),
    ],
)
def test_a_name_is_one_legible_line(world, names, kept):
    assert services.add(world.acme, names=names, by=world.manager).names == kept


@pytest.mark.parametrize("names", [{}, {"nl": " ", "en": "\u200b"}, {"fr": "Courrier"}])
def test_a_service_needs_a_name(world, names):
    with pytest.raises(NameMissing):
        services.add(world.acme, names=names, by=world.manager)


def test_a_name_is_taken_whatever_its_case(world):
    services.add(world.acme, names={"nl": "Werkplek"}, by=world.manager)
    with pytest.raises(NameTaken):
        services.add(world.acme, names={"nl": "werkPLEK"}, by=world.manager)
    assert services.add(world.other, names={"nl": "Werkplek"}, by=world.manager)


@pytest.mark.parametrize("who", ["agent", "auditor", "alice", "dora", "charlie", "stranger"])
def test_nt34_nobody_but_who_manages_customers_keeps_the_catalogue(world, who):
    mine = services.add(world.acme, names={"nl": "Werkplek"}, by=world.manager)
    with pytest.raises(NotAllowed):
        services.add(world.acme, names={"nl": "Mail"}, by=getattr(world, who))
    with pytest.raises(NotAllowed):
        services.change(mine, names={"nl": "Mail"}, is_active=False, by=getattr(world, who))
    assert codes(world.acme) == ["Werkplek"]


@pytest.mark.parametrize(("who", "sees"), [("alice", 1), ("bob", 1), ("charlie", 0), ("agent", 1), ("stranger", 0)])
def test_services_are_seen_by_whose_they_are(world, who, sees):
    services.add(world.acme, names={"nl": "Werkplek"}, by=world.manager)
    assert services.services_visible_to(getattr(world, who)).count() == sees
