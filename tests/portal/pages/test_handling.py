"""Handling one ticket: mentions, ready texts, macros, causes, links, splitting, merging, corrections, who is there."""

import pytest
from django.db import Error, transaction

from houvast.portal.accounts.models import Role
from houvast.portal.clocks.models import ClockRow, Standing
from houvast.portal.clocks.queries import reads_now
from houvast.portal.handling.models import (
    BreachCause,
    CannedReply,
    LinkKind,
    Macro,
    Mention,
    Presence,
    StepTaken,
    TicketLink,
)
from houvast.portal.notices.mail import compose
from houvast.portal.notices.models import Notice
from houvast.portal.tickets import actions
from houvast.portal.tickets.chain import verify
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.watch import worker
from houvast.portal.watch.models import Decision
from houvast.sla.terms import EventKind, State, Verdict
from tests.portal.pages.world import NOW, at, person


def number(world, key):
    return world.tickets[key].number


def post(world, visit, what, key="near", by=None, **said):
    return visit(by or world.agent).post(f"/desk/tickets/{number(world, key)}/{what}/", said, follow=True)


def theirs(world):
    """A ticket of Zilvermeeuw."""
    said = {"subject": "canary-zilvermeeuw", "text": "canary-zilvermeeuw", "priority": "critical"}
    return actions.open_ticket(organisation=world.zilvermeeuw, by=world.other, now=at("2026-12-28 10:00"), **said)


def standing(world, key):
    return Standing.objects.get(ticket=world.tickets[key])


# -- mentions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@Milan, kijk jij?", True),
        ("Zie @milan kok.", True),
        ("Vraag @colleague", True),
        ("Milan, kijk jij?", False),
        ("Mail naar x@milanese.example", False),
        ("@Sanne doet het zelf", False),
        ("@Tessa van de klant", False),
        ("@" * 5000, False),
    ],
)
def test_a_note_tells_whom_it_names_and_nobody_of_the_customer(world, visit, text, told):
    assert post(world, visit, "notes", text=text).status_code == 200
    found = Notice.objects.filter(subject="mention")
    assert [each.recipient for each in found] == ([world.colleague] if told else [])


def test_a_colleague_is_chosen_without_a_script_and_reads_it_in_a_mail(world, visit):
    post(world, visit, "notes", text="Kijk jij?", mentioned=[world.colleague.pk, world.contact.pk, "x", "9" * 30])
    assert list(Mention.objects.values_list("person", flat=True)) == [world.colleague.pk]
    notice = Notice.objects.get(subject="mention")
    mail = compose(notice, world.colleague, connection=None, now=NOW)
    assert "Kijk jij?" in mail.body
    assert f"/desk/tickets/{number(world, 'near')}/" in mail.body
    assert verify(world.duinrand) == []


# -- ready texts and macros ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Beste {first_name} van {customer},", "Beste Tessa van Duinrand Logistiek,"),
        ("{number}: {subject}", "#{n}: Labelprinters dok 3 en 4 drukken verzendlabels dubbel af"),
        ("Uiterlijk {due}.", "Uiterlijk ma 28 dec 12:10."),
        ("{agent}, {team}", "Sanne de Vries, Applicatiebeheer"),
        ("{priority} {service}", "P2 WMS"),
        ("{lunch} blijft", "{lunch} blijft"),
        ("{} {UPPER} {a b}", "{} {UPPER} {a b}"),
    ],
)
def test_a_ready_text_is_filled_by_the_server(world, visit, text, filled):
    ready = CannedReply.objects.create(name="Standaard", body=text)
    page = visit(world.agent).get(f"/desk/tickets/{number(world, 'near')}/?text={ready.pk}").content.decode()
    wanted = filled.replace("#{n}", f"#{number(world, 'near')}")
    written = page.split('id="reply-text"')[1].split("</textarea>")[0]
    assert wanted in written


def test_a_place_that_nothing_fills_is_never_sent(world, visit):
    before = world.tickets["near"].events.count()
    answer = post(world, visit, "replies", text="Beste {lunch}, tot {soup}")
    assert answer.status_code == 422
    assert "Niets vult {lunch}, {soup} in deze tekst." in answer.content.decode()
    assert world.tickets["near"].events.count() == before


@pytest.mark.parametrize(("team", "sees"), [("", True), ("Netwerk", True), ("Applicaties", False)])
def test_ready_texts_are_for_a_team_or_for_everybody(world, visit, team, sees):
    world.agent.memberships.update(team="Netwerk")
    CannedReply.objects.create(name="Alleen voor ons", body="x", team=team)
    assert ("Alleen voor ons" in visit(world.agent).get("/desk/texts/").content.decode()) == sees


def test_a_macro_is_run_as_one_with_results(world, visit):
    macro = Macro.objects.create(
        name="Logbestand vragen", reply="Beste {contact}, stuurt u het logbestand?", status="waiting-customer",
        reason="Logbestand gevraagd.", assign_to_me=True,
    )  # fmt: skip
    page = post(world, visit, "macros", macro=macro.pk, by=world.colleague).content.decode()
    assert "“Logbestand vragen”: toegewezen, antwoord verstuurd en status gezet." in page
    assert standing(world, "near").handler == world.colleague
    assert standing(world, "near").status == "waiting-customer"
    assert "Beste Tessa Expeditie" in page


def test_a_macro_that_cannot_do_all_does_nothing(world, visit):
    macro = Macro.objects.create(name="Half", reply="Hallo {lunch}", assign_to_me=True)
    before = TicketEvent.objects.count()
    answer = post(world, visit, "macros", macro=macro.pk)
    assert answer.status_code == 422
    assert "“Half” deed niets" in answer.content.decode()
    assert TicketEvent.objects.count() == before


def test_texts_and_macros_are_kept_changed_and_deleted(world, visit):
    client = visit(world.agent)
    said = {"reply-name": "Groet", "reply-body": "Dag {contact}"}
    assert client.post("/desk/texts/replies/saving/", said).status_code == 302
    assert client.post("/desk/texts/replies/saving/", said).status_code == 422
    text = CannedReply.objects.get()
    assert client.post("/desk/texts/replies/saving/", said | {"key": text.pk, "reply-body": "Hallo"}).status_code == 302
    assert CannedReply.objects.get().body == "Hallo"
    assert client.post("/desk/texts/macros/saving/", {"macro-name": "Leeg"}).status_code == 422
    assert client.post(f"/desk/texts/replies/{text.pk}/deleting/").status_code == 302
    assert not CannedReply.objects.exists()


# -- causes --------------------------------------------------------------------------------------------


def test_a_ticket_whose_promise_was_broken_is_not_resolved_without_a_cause(world, visit):
    before = world.tickets["breached"].events.count()
    refused = post(world, visit, "resolution", key="breached", text="Klaar.")
    assert refused.status_code == 422
    assert "Zeg eerst wat de oorzaak was" in refused.content.decode()
    assert world.tickets["breached"].events.count() == before
    post(world, visit, "causes", key="breached", **{"cause-cause": "supplier", "cause-text": "canary-leverancier"})
    assert post(world, visit, "resolution", key="breached", text="Klaar.").status_code == 200
    assert standing(world, "breached").phase == "resolved"
    assert (
        "canary-leverancier" in visit(world.manager).get(f"/desk/tickets/{number(world, 'breached')}/").content.decode()
    )
    assert b"canary-leverancier" not in visit(world.contact).get(f"/tickets/{number(world, 'breached')}/").content
    assert verify(world.duinrand) == []


def test_a_cause_is_a_fact_that_nobody_changes(world, visit):
    post(world, visit, "causes", key="breached", **{"cause-cause": "supplier", "cause-text": "x"})
    for deed in (lambda rows: rows.update(cause="customer"), lambda rows: rows.delete()):
        with pytest.raises(Error), transaction.atomic():
            deed(BreachCause.objects.all())


@pytest.mark.parametrize(
    "said", [{}, {"cause-cause": "supplier"}, {"cause-cause": "laziness", "cause-text": "x"}, {"cause-text": "x"}]
)
def test_a_cause_is_one_of_the_list_with_words(world, visit, said):
    assert post(world, visit, "causes", key="breached", **said).status_code == 422
    assert not BreachCause.objects.exists()


def test_no_cause_is_kept_where_nothing_was_broken(world, visit):
    said = {"cause-cause": "supplier", "cause-text": "x"}
    assert post(world, visit, "causes", key="fresh", **said).status_code == 422


# -- links, parents, splitting, merging ----------------------------------------------------------------


def link(world, visit, key, other, kind="related", by=None):
    return post(world, visit, "links", key=key, by=by, **{"link-kind": kind, "link-other": other})


def test_links_are_kept_shown_from_both_sides_and_taken_back(world, visit):
    assert link(world, visit, "near", number(world, "paused"), "caused-by").status_code == 200
    assert link(world, visit, "near", number(world, "paused"), "caused-by").status_code == 422
    kept = TicketLink.objects.get()
    page = visit(world.agent).get(f"/desk/tickets/{number(world, 'paused')}/").content.decode()
    assert "Oorzaak van" in page
    assert post(world, visit, f"links/{kept.pk}/unlinking", key="paused").status_code == 200
    assert TicketLink.objects.count() == 2
    assert (
        "Veroorzaakt door"
        not in visit(world.agent)
        .get(f"/desk/tickets/{number(world, 'near')}/")
        .content.decode()
        .split("links-head")[1]
        .split("<details")[0]
    )


def test_nt35_nothing_is_linked_or_merged_into_another_customer(world, visit):
    other, before = theirs(world), TicketEvent.objects.count()
    for kind in ("related", "caused-by", "parent"):
        answer = link(world, visit, "near", other.number, kind)
        assert answer.status_code == 422
        assert "Tickets van twee organisaties kunnen niet worden verbonden." in answer.content.decode()
    merged = post(world, visit, "merging", into=other.number)
    assert merged.status_code == 422
    preview = visit(world.agent).get(f"/desk/tickets/{number(world, 'near')}/merging/?into={other.number}")
    assert "canary" not in preview.content.decode()
    assert (TicketEvent.objects.count(), TicketLink.objects.count()) == (before, 0)


def test_nt04_links_and_merges_show_no_word_to_a_customer(world, visit):
    """What the provider knows of how tickets belong together is the provider's."""
    other = theirs(world)
    link(world, visit, "near", number(world, "paused"), "parent")
    post(world, visit, "notes", text=f"Lijkt op #{other.number} canary-note")
    page = visit(world.contact).get(f"/tickets/{number(world, 'near')}/?thread=all").content.decode()
    assert "canary" not in page
    assert "Hoort bij" not in page


def test_nt02_a_child_of_another_ticket_is_not_there(world, visit):
    other = theirs(world)
    foreign = {"event": other.events.get().pk, "link": 0, "step": 0}
    link(world, visit, "paused", number(world, "fresh"))
    foreign["link"] = TicketLink.objects.get().pk
    worker.drain(now=NOW)
    foreign["step"] = Decision.objects.filter(ticket=world.tickets["breached"]).first().pk
    before = TicketEvent.objects.count()
    near = f"/desk/tickets/{number(world, 'near')}"
    client = visit(world.manager)
    for path in (
        f"{near}/facts/{foreign['event']}/correction/",
        f"{near}/facts/{foreign['event']}/splitting/",
        f"{near}/links/{foreign['link']}/unlinking/",
        f"{near}/steps/{foreign['step']}/taking/",
    ):
        assert client.post(path, {"reason": "x", "subject": "x"}).status_code == 404, path
    assert (TicketEvent.objects.count(), TicketLink.objects.count()) == (before, 1)


def test_a_major_incident_offers_to_answer_and_resolve_its_parts(world, visit):
    for key in ("fresh", "best-effort"):
        link(world, visit, key, number(world, "near"), LinkKind.PARENT)
    assert link(world, visit, "near", number(world, "fresh"), LinkKind.PARENT).status_code == 422  # no circle
    page = visit(world.agent).get(f"/desk/tickets/{number(world, 'near')}/").content.decode()
    assert "ook naar de 2 open tickets" in page
    post(world, visit, "replies", text="De storing is verholpen.", then="resolve", children="1")
    assert {standing(world, key).phase for key in ("near", "fresh", "best-effort")} == {"resolved"}


def test_splitting_makes_a_ticket_that_began_with_the_message(world, visit):
    message = world.tickets["near"].events.get(kind=EventKind.CUSTOMER_REPLY)
    post(world, visit, f"facts/{message.pk}/splitting", subject="Map is leeg")
    made = Ticket.objects.get(subject="Map is leeg")
    assert made.opened_at == message.happened_at
    assert made.reported_by == world.contact
    assert TicketLink.objects.get(ticket=made).event == message
    assert b"Hierbij, zie de map." in visit(world.contact).get(f"/tickets/{made.number}/").content


def test_merging_shows_first_what_it_comes_to(world, visit):
    path = f"/desk/tickets/{number(world, 'fresh')}/merging/"
    client, before = visit(world.agent), TicketEvent.objects.count()
    page = client.get(f"{path}?into={number(world, 'near')}").content.decode()
    assert f"#{number(world, 'near')} blijft bestaan" in page
    assert TicketEvent.objects.count() == before
    client.post(path, {"into": number(world, "near"), "reason": "Zelfde storing"})
    assert standing(world, "fresh").phase == "merged"
    states = set(ClockRow.objects.filter(ticket=world.tickets["fresh"]).values_list("state", flat=True))
    assert states == {State.VOID}


@pytest.mark.parametrize("into", ["", "0", "-1", "x", "9" * 40, "999999", "1e3"])
def test_a_merge_into_nothing_is_refused(world, visit, into):
    assert post(world, visit, "merging", into=into).status_code == 422
    assert visit(world.agent).get(f"/desk/tickets/{number(world, 'near')}/merging/?into={into}").status_code == 200


# -- corrections and the time line ---------------------------------------------------------------------


def test_the_time_line_has_every_fact_with_both_instants(world, visit):
    page = visit(world.agent).get(f"/desk/tickets/{number(world, 'near')}/facts/").content.decode()
    assert page.count("<tr") == world.tickets["near"].events.count() + 1
    assert "correction/" not in page
    assert "correction/" in visit(world.manager).get(f"/desk/tickets/{number(world, 'near')}/facts/").content.decode()


def test_nt29_a_correction_is_for_the_service_manager_and_stays_visible(world, visit):
    reply = world.tickets["ended-6"].events.get(kind=EventKind.REPLY)
    path = f"facts/{reply.pk}/correction"
    said = {"happened_at": "2026-12-06T10:20:00", "reason": "Per telefoon beantwoord."}
    assert post(world, visit, path, key="ended-6", **said).status_code == 404
    assert post(world, visit, path, key="ended-6", by=world.manager, **said).status_code == 200
    clock = ClockRow.objects.get(ticket=world.tickets["ended-6"], target="response")
    assert clock.stopped_at == at("2026-12-06 10:20")
    page = visit(world.contact).get(f"/tickets/{number(world, 'ended-6')}/?thread=all").content.decode()
    assert "Per telefoon beantwoord." in page
    assert verify(world.duinrand) == []


@pytest.mark.parametrize(
    "said",
    [
        {"reason": ""},
        {"reason": "x", "happened_at": "2999-01-01T00:00"},
        {"reason": "x", "happened_at": "1999-01-01T00:00"},
        {"reason": "x", "happened_at": "gisteren"},
        {"reason": "x" * 5000},
    ],
)
def test_a_correction_that_cannot_be_is_refused(world, visit, said):
    reply = world.tickets["ended-6"].events.get(kind=EventKind.REPLY)
    before = TicketEvent.objects.count()
    answer = post(world, visit, f"facts/{reply.pk}/correction", key="ended-6", by=world.manager, **said)
    assert answer.status_code == 422
    assert TicketEvent.objects.count() == before


def test_nt31_a_priority_changed_after_the_breach_does_not_mend_it(world, visit):
    post(world, visit, "priority", key="breached", impact="low", urgency="low", reason="Valt mee.")
    clock = ClockRow.objects.get(ticket=world.tickets["breached"], target="resolution")
    assert (clock.priority, reads_now(clock, now=NOW)) == ("P1", Verdict.BREACHED)
    page = visit(world.agent).get(f"/desk/tickets/{number(world, 'breached')}/facts/").content.decode()
    assert "Valt mee." in page  # whatever the agreement makes of it, it stands in the log


# -- escalations, ends, who is there -------------------------------------------------------------------


def test_an_escalation_waits_on_the_duty_page_until_it_is_acknowledged(world, visit):
    worker.drain(now=NOW)
    waiting = Decision.objects.filter(kind="escalation", collapsed=False, ticket__standing__phase="open")
    step = waiting.first()
    assert step is not None
    page = visit(world.manager).get("/desk/duty/").content.decode()
    path = f"/desk/tickets/{step.ticket.number}/steps/{step.pk}/taking/"
    assert path in page
    client = visit(world.manager)
    assert client.post(path).status_code == 302
    assert client.post(path).status_code == 422
    assert StepTaken.objects.get().event.kind == EventKind.ACKNOWLEDGED
    assert path not in client.get("/desk/duty/").content.decode()


@pytest.mark.parametrize(
    ("what", "said", "phase", "kind"),
    [
        ("workaround", {"workaround-text": "Gebruik dok 1."}, "open", EventKind.WORKAROUND),
        ("closing", {"closing-text": "Klaar."}, "closed", EventKind.CLOSED),
        ("cancellation", {"cancellation-text": "Dubbel gemeld."}, "cancelled", EventKind.CANCELLED),
        ("acknowledgement", {"sure": "1"}, "open", EventKind.ACKNOWLEDGED),
    ],
)
def test_the_other_things_that_happen_to_a_ticket(world, visit, what, said, phase, kind):
    assert post(world, visit, what, key="fresh", **said).status_code == 200
    assert standing(world, "fresh").phase == phase
    assert world.tickets["fresh"].events.latest("sequence").kind == kind


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_nt08_who_only_reads_does_none_of_it(world, visit, role):
    reader = person("reader@noorderlicht.example", "Rita Lees", world.provider, role)
    message = world.tickets["near"].events.earliest("sequence").pk
    before = (TicketEvent.objects.count(), Presence.objects.count(), CannedReply.objects.count())
    for what, said in (
        ("workaround", {"workaround-text": "x"}),
        ("closing", {"closing-text": "x"}),
        ("cancellation", {"cancellation-text": "x"}),
        ("acknowledgement", {"sure": "1"}),
        ("links", {"link-kind": "related", "link-other": number(world, "paused")}),
        ("merging", {"into": number(world, "paused")}),
        (f"facts/{message}/correction", {"reason": "x"}),
        (f"facts/{message}/splitting", {"subject": "x"}),
    ):
        assert post(world, visit, what, by=reader, **said).status_code == 404, what
    assert post(world, visit, "presence", by=reader).status_code in {200, 404}  # read, and nobody is told
    said = {"reply-name": "x", "reply-body": "x"}
    assert visit(reader).post("/desk/texts/replies/saving/", said).status_code == 404
    assert visit(reader).post("/desk/customers/duinrand/note/", {"text": "x", "sure": "1"}).status_code == 404
    assert (TicketEvent.objects.count(), Presence.objects.count(), CannedReply.objects.count()) == before


def test_who_else_is_at_a_ticket_is_shown_for_a_while(world, visit):
    path = f"/desk/tickets/{number(world, 'near')}/presence/"
    assert visit(world.colleague).post(path, {"writing": "1"}).status_code == 200
    assert "Milan Kok schrijft aan dit ticket." in visit(world.agent).get(path).content.decode()
    assert "Milan" not in visit(world.colleague).get(path).content.decode()
    Presence.objects.update(seen_at=at("2026-12-28 10:19"))
    assert "Milan" not in visit(world.agent).get(path).content.decode()


def test_nt23_looking_at_a_ticket_changes_no_row(world, visit):
    visit(world.agent).get(f"/desk/tickets/{number(world, 'near')}/")
    visit(world.agent).get(f"/desk/tickets/{number(world, 'near')}/presence/")
    assert not Presence.objects.exists()


def test_the_card_tells_of_the_customer_and_the_note_is_not_for_them(world, visit):
    visit(world.agent).post("/desk/customers/duinrand/note/", {"text": "canary: bel eerst Tessa", "sure": "1"})
    page = visit(world.colleague).get(f"/desk/tickets/{number(world, 'near')}/").content.decode()
    assert "canary: bel eerst Tessa" in page
    assert "Nederlands" in page
    assert b"canary" not in visit(world.contact).get(f"/tickets/{number(world, 'near')}/").content


def test_a_later_message_of_the_customer_offers_to_become_a_ticket_at_the_desk_only(world, visit):
    ticket = world.tickets["near"]
    message = ticket.events.get(kind=EventKind.CUSTOMER_REPLY)
    address = f"/desk/tickets/{ticket.number}/facts/{message.pk}/splitting/"
    assert visit(world.agent).get(f"/desk/tickets/{ticket.number}/").content.decode().count(address) == 1
    assert "splitting" not in visit(world.contact).get(f"/tickets/{ticket.number}/").content.decode()
