"""`houvast import`: into the portal, all or nothing, and again without doubles."""

import json

import pytest

from houvast.portal.accounts.models import Organisation
from houvast.portal.tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db

OPENED = "T1,2026-03-02T09:00,opened,1,P2,,Printer is on fire"
LOG = (
    "ticket,at,event,id,priority,status,text,colour\n"
    f"{OPENED},red\n"
    "T1,2026-03-02T09:30,reply,2,,,On our way,\n"
    "T2,2026-03-03T10:00,opened,3,P1,,,\n"
    "T1,2026-03-02T11:00,resolved,4,,,,\n"
)


@pytest.fixture
def acme():
    return Organisation.objects.create(name="Acme B.V.", slug="acme", kind="customer", timezone="Europe/Amsterdam")


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(LOG)
    return path


def counts():
    return Ticket.objects.count(), TicketEvent.objects.count()


def test_the_same_file_three_times_adds_nothing_the_second_time(houvast, acme, log):
    added = []
    for _ in range(3):
        run = houvast("import", log, "--customer", "acme", "--json")
        document = json.loads(run.out)
        added.append((run.status, document["tickets_added"], document["events_added"], document["events_known"]))
        assert counts() == (2, 4)
    assert added == [(0, 2, 4, 0), (0, 0, 0, 4), (0, 0, 0, 4)]


def test_what_comes_in(houvast, acme, log):
    run = houvast("import", log, "--customer", "acme b.v.", "--source", "topdesk")
    assert run.out == (
        f"{log} brought in for Acme B.V., source topdesk\n2 new tickets, 4 new events; known already: 0 events\n"
    )
    ticket = Ticket.objects.get(external_id="T1")
    assert (ticket.subject, ticket.source) == ("Printer is on fire", "topdesk")
    assert ticket.opened_at.isoformat() == "2026-03-02T08:00:00+00:00"  # nine o'clock where the customer is
    assert Ticket.objects.get(external_id="T2").subject == "T2"


def test_a_log_that_grew_adds_what_is_new(houvast, acme, log):
    houvast("import", log, "--customer", "acme")
    log.write_text(LOG + "T2,2026-03-03T10:10,reply,5,,,,\n")
    document = json.loads(houvast("import", log, "--customer", "acme", "--json").out)
    assert (document["tickets_added"], document["events_added"], document["events_known"]) == (0, 1, 4)


def test_another_source_or_customer_is_another_log(houvast, acme, log):
    Organisation.objects.create(name="Other", slug="other", kind="customer")
    houvast("import", log, "--customer", "acme")
    houvast("import", log, "--customer", "acme", "--source", "mail")
    houvast("import", log, "--customer", "other")
    assert counts() == (6, 12)


@pytest.mark.parametrize(
    "change, message",
    [
        (("resolved", "resolvd"), ":5:21: 'resolvd' is not an event; did you mean 'resolved'?"),
        (("2026-03-02T11:00", "2089-03-02T11:00"), ":5:4: this has not happened yet"),
        (("T2,", "T" * 101 + ","), ":4:1: ticket is longer than 100 characters, more than the portal holds"),
        (("P1", "P" * 61), ":4:30: priority is longer than 60 characters, more than the portal holds"),
        ((f"colour\n{OPENED},red", f"by\n{OPENED},{'N' * 201}"), ":2:53: by is longer than 200 characters, more than"),
        (("T2,2026-03-03T10:00,opened,3", "T2,2026-03-03T10:00,merged,3"), ":4: ticket 'T2' has no 'opened' event"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_nothing_is_stored(houvast, acme, log, change, message):
    log.write_text(LOG.replace(*change))
    run = houvast("import", log, "--customer", "acme")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith(f"{log}{message}")
    assert counts() == (0, 0)


def test_what_contradicts_the_portal_is_refused_and_nothing_is_stored(houvast, acme, log):
    houvast("import", log, "--customer", "acme")
    log.write_text(LOG.replace("opened,3,", "opened,7,"))
    run = houvast("import", log, "--customer", "acme")
    assert run.status == 1
    assert run.err == (f"{log}:4:1: ticket 'T2' is in the portal already, from this source, opened by another event\n")
    log.write_text(LOG.replace("status,", "into,").replace("resolved,4,,,", "merged,4,,T9,"))
    run = houvast("import", log, "--customer", "acme", "--source", "other", "--lang", "nl")
    assert run.err == f"{log}:2:1: ticket 'T1' gaat op in 'T9', dat niet in het bestand en niet in het portaal staat\n"
    assert counts() == (2, 4)


@pytest.mark.parametrize(
    "argv, message",
    [
        (("--customer", "acm"), "the portal has no customer 'acm'; it has: acme; did you mean 'acme'?"),
        (("--customer", "acme", "--source", "x" * 41), "--source is longer than 40 characters"),
    ],
)
def test_wrong_use(houvast, acme, log, argv, message):
    run = houvast("import", log, *argv)
    assert (run.status, run.out) == (2, "")
    assert message in run.err
    assert counts() == (0, 0)


def test_a_file_that_is_not_there(houvast, acme):
    assert houvast("import", "nothing.csv", "--customer", "acme").status == 2
