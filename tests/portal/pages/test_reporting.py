"""Reporting in plain questions; what is promised is said before it is sent, by the rules that judge it."""

import pytest
import time_machine

from houvast.portal.agreements import services
from houvast.portal.agreements.models import Service
from houvast.portal.clocks.models import ClockRow
from houvast.portal.tickets.models import Ticket
from tests.portal.pages.world import at

ANSWERS = {"type": "incident", "impact": "low", "urgency": "high"}
"""P3: a response in 4 h on office, a solution in 3 bd on office."""


def shown(client, **said):
    return client.post("/tickets/new/", {**ANSWERS, **said, "show": "1"}).content.decode()


@pytest.mark.parametrize(
    ("now", "due", "because"),
    [
        # office hours are 08:00-18:00 on weekdays: 10:20 and four hours is 14:20
        ("2026-12-28 10:20", "vandaag 14:20", "Binnen 4 uur op kantoortijden"),
        ("2026-12-28 06:40", "vandaag 12:00", "gesloten tot vandaag 08:00"),
        ("2026-12-28 15:00", "morgen 09:00", "gesloten van vandaag 18:00 tot morgen 08:00"),
        # Christmas Eve closes at 16:00; the 25th and 26th are holidays, then it is Sunday
        (
            "2026-12-24 14:00",
            "ma 28 dec 10:00",
            "gesloten van vandaag 16:00 tot ma 28 dec 08:00; Eerste kerstdag telt niet mee",
        ),
    ],
)
def test_the_expected_moment_is_said_with_its_reason(world, visit, now, due, because):
    with time_machine.travel(at(now), tick=False):
        page = shown(visit(world.contact))
    assert due in page
    assert because in page


def test_what_was_shown_is_what_judges(world, visit):
    client = visit(world.contact)
    assert "vandaag 14:20" in shown(client)
    client.post("/tickets/new/", {**ANSWERS, "subject": "Printer", "text": "Papier op."})
    ticket = Ticket.objects.get(subject="Printer")
    assert ClockRow.objects.get(ticket=ticket, target="response").due_at == at("2026-12-28 14:20")


def test_the_question_about_the_service_offers_the_catalogue(world, visit):
    wms = Service.objects.get(customer=world.duinrand, code="WMS")
    services.change(wms, names={"nl": "Magazijn (WMS)", "en": "Warehouse (WMS)"}, is_active=True, by=world.manager)
    services.add(world.zilvermeeuw, names={"nl": "Zorgdossier"}, by=world.manager)
    page = visit(world.contact).get("/tickets/new/").content.decode()
    assert '<option value="WMS">Magazijn (WMS)</option>' in page
    assert "Zorgdossier" not in page
    services.change(wms, names={"nl": "Magazijn (WMS)"}, is_active=False, by=world.manager)
    assert "Magazijn" not in visit(world.contact).get("/tickets/new/").content.decode()


@pytest.mark.parametrize("service", ["care-record", "wms", "x" * 5000, "\x00", "<script>"])
def test_nt04_a_service_that_is_not_theirs_is_refused(world, visit, service):
    before = Ticket.objects.count()
    said = {**ANSWERS, "subject": "S", "text": "T", "service": service}
    answer = visit(world.contact).post("/tickets/new/", said)
    assert answer.status_code in {400, 422}
    assert Ticket.objects.count() == before


def test_a_manager_keeps_the_catalogue_from_the_desk(world, visit):
    client = visit(world.manager)
    assert client.post("/desk/customers/duinrand/services/", {"nl": "Werkplek", "en": "Workplace"}).status_code == 302
    added = Service.objects.get(customer=world.duinrand, code="Werkplek")
    answer = client.post("/desk/customers/duinrand/services/", {"nl": "werkplek"})
    assert answer.status_code == 422
    assert "heeft al een dienst" in answer.content.decode()
    path = f"/desk/customers/duinrand/services/{added.pk}/"
    assert client.post(path, {"nl": "Werkplekken"}).status_code == 302
    added.refresh_from_db()
    assert (added.names, added.is_active) == ({"nl": "Werkplekken"}, False)


def test_nt02_a_service_of_another_customer_is_not_below_this_one(world, visit):
    theirs = Service.objects.get(customer=world.zilvermeeuw)
    answer = visit(world.manager).post(f"/desk/customers/duinrand/services/{theirs.pk}/", {"nl": "Gekaapt"})
    assert answer.status_code == 404
    theirs.refresh_from_db()
    assert theirs.names != {"nl": "Gekaapt"}
