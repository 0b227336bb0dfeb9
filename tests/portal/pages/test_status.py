"""The status page of the customer, and telling at the desk what it shows."""

import pytest

from houvast.portal.agreements.models import Service
from houvast.portal.uptime.models import Disruption, DisruptionFact

HERE = "/desk/customers/duinrand/status/"


def wms(world):
    return Service.objects.get(customer=world.duinrand, code="WMS").pk


def said(world, **other):
    usual = {"kind": "outage", "service": wms(world), "starts_at": "2026-12-28T09:00", "text": "Inloggen lukt niet."}
    return {**usual, **other}


def test_an_outage_told_at_the_desk_is_read_by_the_customer_until_it_is_over(world, visit):
    assert "Alles werkt." in visit(world.contact).get("/status/").content.decode()
    assert visit(world.agent).post(HERE, said(world)).status_code == 302
    page = visit(world.limited).get("/status/").content.decode()
    for words in ("Er is iets aan de hand met WMS.", "Storing", "sinds vandaag 09:00", "Inloggen lukt niet."):
        assert words in page
    where = f"{HERE}{Disruption.objects.get().pk}/"
    more = {"starts_at": "2026-12-28T09:00", "cause": "schijf vol", "text": "Opgelost."}
    assert visit(world.agent).post(where, {**more, "end": "1"}).status_code == 302
    page = visit(world.contact).get("/status/").content.decode()
    for words in ("Alles werkt.", "vandaag 09:00 – 10:20", "1 u 20 m", "schijf vol", "Opgelost."):
        assert words in page


def test_announced_maintenance_is_shown_before_it_begins_and_can_be_cancelled(world, visit):
    times = {"starts_at": "2027-01-10T02:00", "ends_at": "2027-01-10T04:00"}
    planned = said(world, kind="maintenance", **times)
    assert visit(world.agent).post(HERE, planned).status_code == 302
    page = visit(world.contact).get("/status/").content.decode()
    assert "zo 10 jan 2027 02:00 – 04:00" in page
    assert "Alles werkt." in page
    where = f"{HERE}{Disruption.objects.get().pk}/"
    assert visit(world.agent).post(where, {**times, "text": "Uitgesteld.", "cancel": "1"}).status_code == 302
    page = visit(world.contact).get("/status/").content.decode()
    assert "Uitgesteld." in page
    assert "Er is geen onderhoud aangekondigd." in page


def test_the_figure_of_the_month_follows_from_what_was_told(world, visit):
    """Twenty minutes of the warehouse's hours on a Monday morning; who reads no agreement gets no figure."""
    visit(world.agent).post(HERE, said(world, starts_at="2026-12-28T08:00", ends_at="2026-12-28T08:20"))
    page = visit(world.contact).get("/status/").content.decode()
    assert "Beschikbaarheid WMS" in page
    assert "20 m storing" in page
    assert "Beschikbaarheid WMS" not in visit(world.limited).get("/status/").content.decode()


@pytest.mark.parametrize(
    "other",
    [
        {"starts_at": ""}, {"starts_at": "x"}, {"starts_at": "0001-01-01T00:00"}, {"starts_at": "9999-12-31T23:59"},
        {"kind": "party"}, {"service": "0"}, {"service": "x"}, {"starts_at": "2026-12-29T09:00"},
        {"ends_at": "2026-12-28T08:00"}, {"kind": "maintenance"}, {"text": "x" * 6000}, {"cause": "\x00"},
    ],
)  # fmt: skip
def test_hostile_facts_are_refused(world, visit, other):
    answer = visit(world.agent).post(HERE, said(world, **other))
    assert answer.status_code in {400, 422}
    assert not Disruption.objects.exists()


def test_nt02_another_customers_service_and_disruption_are_not_below_this_one(world, visit):
    theirs = Service.objects.get(customer=world.zilvermeeuw).pk
    assert visit(world.agent).post(HERE, said(world, service=theirs)).status_code == 422
    visit(world.agent).post(HERE, said(world))
    key = Disruption.objects.get().pk
    path = f"/desk/customers/zilvermeeuw/status/{key}/"
    assert visit(world.agent).get(path).status_code == 404
    assert visit(world.agent).post(path, {"text": "x", "starts_at": "2026-12-28T09:00"}).status_code == 404
    assert DisruptionFact.objects.count() == 1


def test_nt08_nothing_of_it_is_on_the_page_of_another_customer(world, visit):
    visit(world.agent).post(HERE, said(world, text="canary-outage"))
    page = visit(world.other).get("/status/").content.decode()
    assert "canary-outage" not in page
    assert "Alles werkt." in page


def test_telling_nothing_changes_nothing(world, visit):
    visit(world.agent).post(HERE, said(world))
    where = f"{HERE}{Disruption.objects.get().pk}/"
    answer = visit(world.agent).post(where, {"starts_at": "2026-12-28T09:00"})
    assert answer.status_code == 422
    assert "Er is niets nieuws gezegd." in answer.content.decode()
