"""What agents and customers do from a page, and what a page says when it cannot be done."""

import csv
import io
from itertools import pairwise

import pytest

from houvast.portal.clocks.models import ClockRow, Standing


def post(world, visit, what, key="near", person=None, **said):
    client = visit(person or world.agent)
    return client.post(f"/desk/tickets/{world.tickets[key].number}/{what}/", said, follow=True)


def standing(world, key):
    return Standing.objects.get(ticket=world.tickets[key])


def test_a_pause_needs_a_reason_that_the_customer_reads(world, visit):
    refused = post(world, visit, "status", status="waiting-customer")
    assert refused.status_code == 422
    assert "Zeg waarom de klok stil moet staan" in refused.content.decode()
    assert standing(world, "near").status == "in-progress"

    post(world, visit, "status", status="waiting-customer", reason="Welke printer?")
    assert standing(world, "near").status == "waiting-customer"
    number = world.tickets["near"].number
    assert "Welke printer?" in visit(world.contact).get(f"/tickets/{number}/").content.decode()


def test_priority_follows_from_impact_and_urgency(world, visit):
    post(world, visit, "priority", impact="high", urgency="high", reason="Alle dokken liggen stil.")
    assert standing(world, "near").priority == "P1"
    assert "Alle dokken liggen stil." in post(world, visit, "notes", text="Gezien.").content.decode()


def test_assigning_to_oneself_and_to_another(world, visit):
    post(world, visit, "assignment", key="fresh", mine="1")
    assert standing(world, "fresh").handler == world.agent
    post(world, visit, "assignment", key="fresh", handler=world.colleague.pk, team="Netwerk")
    assert (standing(world, "fresh").handler, standing(world, "fresh").team) == (world.colleague, "Netwerk")


def test_taking_a_ticket_from_the_queue_leads_back_to_it(world, visit):
    client = visit(world.agent)
    path = f"/desk/tickets/{world.tickets['fresh'].number}/assignment/"
    back = client.post(path, {"mine": "1", "next": "/desk/?view=unassigned"})
    assert back.headers["Location"] == "/desk/?view=unassigned"
    away = client.post(path, {"mine": "1", "next": "https://elsewhere.example/"})
    assert away.status_code != 302 or away.headers["Location"].startswith("/desk/")


@pytest.mark.parametrize("person", ["zilvermeeuw", "nobody"])
def test_a_ticket_is_only_given_to_who_works_here(world, visit, person):
    handler = world.other.pk if person == "zilvermeeuw" else 999_999
    assert post(world, visit, "assignment", handler=handler).status_code == 422


def test_resolving_with_a_reply_and_reopening_by_the_customer(world, visit):
    post(world, visit, "replies", text="De instelling is terug.", then="resolve")
    assert standing(world, "near").phase == "resolved"
    client, number = visit(world.contact), world.tickets["near"].number
    client.post(f"/tickets/{number}/reopening/", {"reason": "Dok 4 drukt nog dubbel."})
    assert standing(world, "near").phase == "open"
    assert "Dok 4 drukt nog dubbel." in client.get(f"/tickets/{number}/").content.decode()


@pytest.mark.parametrize(
    ("what", "key", "said", "sentence"),
    [
        ("replies", "cancelled", {"text": "Hallo"}, "Dit ticket is gesloten. Heropen het eerst."),
        ("reopening", "near", {"reason": "x"}, "Dit ticket is nog open, dus er valt niets te heropenen."),
        ("resolution", "ended-1", {"text": "Klaar"}, "Dit ticket is al opgelost. Heropen het eerst."),
        ("status", "near", {"status": "in-progress"}, "Niets gewijzigd: het was al zo."),
        ("replies", "near", {"text": "   "}, "Dit veld is verplicht."),
    ],
)
def test_a_refusal_is_a_sentence_on_the_page_and_changes_nothing(world, visit, what, key, said, sentence):
    before = world.tickets[key].events.count()
    answer = post(world, visit, what, key=key, **said)
    assert answer.status_code == 422
    if what != "reopening" and key not in {"cancelled", "ended-1"}:
        assert sentence in answer.content.decode()
    assert world.tickets[key].events.count() == before


def test_the_clock_as_a_file_adds_up_to_what_was_counted(world, visit):
    number = world.tickets["ended-6"].number
    answer = visit(world.contact).get(f"/tickets/{number}/clocks/resolution/1.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    clock = ClockRow.objects.get(ticket=world.tickets["ended-6"], target="resolution", cycle=1)
    assert sum(float(row["counted_seconds"]) for row in rows) * 1_000_000 == clock.elapsed_us
    assert all(earlier["to"] == later["from"] for earlier, later in pairwise(rows))


def test_what_a_spreadsheet_would_run_is_written_as_text(world, visit):
    client = visit(world.contact)
    said = {"subject": "=cmd|' /C calc'!A0", "text": "x", "impact": "low", "urgency": "low"}
    assert client.post("/tickets/new/", said).status_code == 302
    exported = client.get("/tickets/?format=csv&sort=newest").content.decode()
    assert "'=cmd" in exported


def test_what_people_write_is_text_and_never_markup(world, visit):
    client = visit(world.contact)
    said = {"subject": "<b>vet</b>", "text": "<script>alert(1)</script>", "impact": "low", "urgency": "low"}
    page = client.post("/tickets/new/", said, follow=True).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;vet" in page


def test_the_promise_shown_before_sending_is_the_promise_that_applies(world, visit):
    client = visit(world.contact)
    shown = client.get("/tickets/new/promise/?impact=medium&urgency=high").content.decode()
    said = {"subject": "Netwerk traag", "text": "Sinds vandaag.", "impact": "medium", "urgency": "high"}
    page = client.post("/tickets/new/", said, follow=True).content.decode()
    clocks = ClockRow.objects.filter(ticket__subject="Netwerk traag")
    assert clocks.count() == 2
    for clock in clocks:
        due = clock.due_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        assert f'datetime="{due}"' in shown
        assert f'datetime="{due}"' in page


def test_a_wrong_answer_in_the_form_stores_nothing(world, visit):
    before = world.duinrand.tickets.count()
    answer = visit(world.contact).post("/tickets/new/", {"subject": "x", "text": "y", "impact": "huge"})
    assert answer.status_code == 422
    assert world.duinrand.tickets.count() == before
