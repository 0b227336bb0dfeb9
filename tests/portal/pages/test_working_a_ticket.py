"""What agents and customers do from a page, and what a page says when it cannot be done."""

import csv
import io
import re
from itertools import pairwise
from uuid import uuid4

import pytest

from houvast.portal.accounts.models import Person
from houvast.portal.agreements import actions as agreements
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.clocks.models import ClockRow, Standing
from houvast.portal.tickets import actions
from houvast.sla.terms import State
from tests.portal.pages.world import NOW


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


def test_asking_again_while_waiting_is_a_reply_and_nothing_else(world, visit):
    before = world.tickets["near"].events.count()
    for text in ("Welke printer?", "En welk dok?"):
        assert post(world, visit, "replies", text=text, then="wait").status_code == 200
    assert standing(world, "near").status == "waiting-customer"
    assert world.tickets["near"].events.count() == before + 3
    page = visit(world.contact).get(f"/tickets/{world.tickets['near'].number}/").content.decode()
    assert "Welke printer?" in page
    assert "En welk dok?" in page


def test_waiting_for_the_customer_pauses_the_clock_by_whatever_word_the_agreement_has(world, visit):
    version = AgreementVersion.objects.get(customer=world.zilvermeeuw)
    text = version.text.replace("waiting-customer", "wacht-op-klant")
    assert text != version.text
    agreements.store(world.zilvermeeuw, text, by=None, now=NOW)
    said = {"subject": "S", "text": "T", "by": world.other, "now": NOW, "priority": "critical"}
    world.tickets["theirs"] = actions.open_ticket(organisation=world.zilvermeeuw, **said)
    assert post(world, visit, "replies", key="theirs", text="Wanneer?", then="wait").status_code == 200
    assert standing(world, "theirs").status == "wacht-op-klant"
    clock = ClockRow.objects.get(ticket=world.tickets["theirs"], target="recovery")
    assert clock.state == State.PAUSED


@pytest.mark.parametrize(
    "language, sentence", [("nl", "De klant leest de reden."), ("en", "The customer reads the reason.")]
)
def test_who_gives_a_reason_is_told_who_reads_it(world, visit, language, sentence):
    Person.objects.filter(pk=world.agent.pk).update(language=language)
    page = visit(world.agent).get(f"/desk/tickets/{world.tickets['near'].number}/").content.decode()
    for field in ("status-reason", "priority-reason"):
        assert sentence in page.split(f'id="{field}"')[1][:200]


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


def new_ticket(client, subject="Netwerk traag", text="Sinds vandaag.", **more):
    said = {"subject": subject, "text": text, "impact": "medium", "urgency": "high", **more}
    return client.post("/tickets/new/", said)


def test_a_form_that_is_sent_twice_is_one_ticket(world, visit):
    client, before = visit(world.contact), world.duinrand.tickets.count()
    form = re.search(r'name="sent_with" value="([^"]+)"', client.get("/tickets/new/").content.decode())[1]
    first, again = (new_ticket(client, sent_with=form).headers["Location"] for _ in range(2))
    assert first == again
    assert world.duinrand.tickets.count() == before + 1
    page = client.get(first).content.decode()
    assert "Elders bekend als" not in page  # what the form was called is nothing to read


def test_two_forms_or_other_words_are_two_tickets(world, visit):
    client, before = visit(world.contact), world.duinrand.tickets.count()
    forms = [str(uuid4()), str(uuid4())]
    told = {new_ticket(client, sent_with=forms[0]).headers["Location"]}
    told |= {new_ticket(client, sent_with=forms[1]).headers["Location"]}
    told |= {new_ticket(client, sent_with=forms[0], text="Nu ook op de andere vestiging.").headers["Location"]}
    assert len(told) == 3
    assert world.duinrand.tickets.count() == before + 3


@pytest.mark.parametrize("name", ["subject", "text"])
@pytest.mark.parametrize("nothing", ["\u200b\u200b", "\u200b \ufeff", "\u2060\u00ad"], ids=ascii)
def test_what_cannot_be_seen_is_not_a_report(world, visit, name, nothing):
    before = world.duinrand.tickets.count()
    answer = new_ticket(visit(world.contact), **{name: nothing})
    assert answer.status_code == 422
    assert "Schrijf eerst iets." in answer.content.decode()
    assert world.duinrand.tickets.count() == before
