"""Several tickets at once: a result for each, the way back, and views that are kept."""

import pytest

from houvast.portal.accounts.models import Role
from houvast.portal.clocks.models import Standing
from houvast.portal.handling.models import Run, SavedView
from houvast.portal.tickets.chain import verify
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.sla.terms import EventKind
from tests.portal.pages.world import NOW, person

ACT = "/desk/tickets/actions/"


def numbers(world, *keys):
    return [world.tickets[key].number for key in keys]


def standing(world, key):
    return Standing.objects.get(ticket=world.tickets[key])


def act(world, visit, deed, *keys, by=None, **said):
    return visit(by or world.agent).post(ACT, {"deed": deed, "ticket": numbers(world, *keys), **said}, follow=True)


def latest_run():
    """Return what was done last; what can still be undone goes before what was."""
    return Run.objects.filter(undone_at=None).first() or Run.objects.latest("undone_at")


def undo(world, visit, by=None):
    return visit(by or world.agent).post(f"{ACT}{latest_run().pk}/undoing/", follow=True)


def test_one_request_is_one_action_a_ticket_and_says_what_was_refused(world, visit):
    before = TicketEvent.objects.count()
    page = act(world, visit, "take", "fresh", "breached", "ended-1", "cancelled").content.decode()
    assert TicketEvent.objects.count() == before + 3  # a resolved ticket can still be given to somebody
    assert "3 tickets zijn toegewezen." in page
    number = world.tickets["cancelled"].number
    assert f"#{number} Toch geen storing: Dit ticket is gesloten. Heropen het eerst." in page
    assert standing(world, "fresh").handler == world.agent
    assert standing(world, "cancelled").handler is None
    assert verify(world.duinrand) == []


@pytest.mark.parametrize(
    ("deed", "said", "field", "key"),
    [
        ("take", {}, "handler", "fresh"),
        ("take", {}, "handler", "near"),
        ("assign", {"team": "Netwerk"}, "team", "near"),
        ("status", {"status": "waiting-customer", "reason": "Welk dok?"}, "status", "near"),
        ("status", {"status": "in-progress"}, "status", "paused"),
        ("priority", {"impact": "high", "urgency": "high"}, "priority", "near"),
    ],
)
def test_the_way_back_is_a_fact_as_well(world, visit, deed, said, field, key):
    before = getattr(standing(world, key), field)
    by = world.colleague
    act(world, visit, deed, key, by=by, **said)
    assert getattr(standing(world, key), field) != before
    events = world.tickets[key].events.count()
    page = undo(world, visit, by=by).content.decode()
    assert "1 ticket is zoals het was; beide wijzigingen staan in het logboek." in page
    assert getattr(standing(world, key), field) == before
    assert world.tickets[key].events.count() == events + 1
    assert verify(world.duinrand) == []


def test_what_no_fact_can_take_back_is_said(world, visit):
    act(world, visit, "assign", "fresh", team="Netwerk")
    page = undo(world, visit).content.decode()
    assert "Niet ongedaan gemaakt: het had er eerst geen" in page
    assert standing(world, "fresh").team == "Netwerk"


def test_what_went_on_is_not_undone(world, visit):
    act(world, visit, "take", "fresh")
    number = world.tickets["fresh"].number
    visit(world.agent).post(f"/desk/tickets/{number}/notes/", {"text": "Ik bel."})
    assert "er is intussen iets anders met dit ticket gebeurd" in undo(world, visit).content.decode()
    assert standing(world, "fresh").handler == world.agent


def test_the_way_back_is_open_once_for_who_did_it_and_not_for_long(world, visit, time_machine_at):
    act(world, visit, "take", "fresh")
    assert undo(world, visit, by=world.colleague).status_code == 422
    assert undo(world, visit).status_code == 200
    assert undo(world, visit).status_code == 422
    act(world, visit, "take", "fresh")
    time_machine_at(NOW.replace(second=16))
    assert undo(world, visit).status_code == 422


@pytest.fixture
def time_machine_at(world):
    import time_machine

    traveller = []

    def travel(at):
        traveller.append(time_machine.travel(at, tick=False))
        traveller[-1].start()

    yield travel
    for each in traveller:
        each.stop()


def test_a_pause_of_several_needs_a_reason_where_a_clock_stands_still(world, visit):
    page = act(world, visit, "status", "near", "fresh", status="waiting-customer").content.decode()
    assert page.count("Zeg waarom de klok stil moet staan") == 2
    assert standing(world, "near").status == "in-progress"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"deed": "assign"},
        {"deed": "delete", "ticket": "1001"},
        {"deed": ["assign", "status"], "ticket": "1001"},
        {"deed": "take", "ticket": ["", "-1", "x" * 5000, "9" * 40, "1.5", "\u0661", "1001; drop"]},
        {"deed": "status", "ticket": "1001", "status": "x" * 5000},
        {"deed": "assign", "ticket": "1001", "handler": "99999999999999999999999"},
        {"deed": "assign", "ticket": "1001", "handler": "{}", "team": ""},
        {"deed": "priority", "ticket": "1001"},
    ],
)
def test_nt10_what_was_not_asked_for_is_refused_and_changes_nothing(world, visit, said):
    before = TicketEvent.objects.count()
    assert visit(world.agent).post(ACT, said).status_code == 422
    assert TicketEvent.objects.count() == before


def test_nt10_fields_of_the_models_are_passed_over(world, visit):
    said = {"organisation": world.zilvermeeuw.pk, "actor": world.manager.pk, "now": "2026-01-01", "kind": "closed"}
    act(world, visit, "take", "fresh", happened_at="2026-01-01", **said)
    event = world.tickets["fresh"].events.latest("sequence")
    assert (event.kind, event.actor, event.happened_at) == (EventKind.ASSIGNED, world.agent, NOW)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_nt08_who_only_reads_cannot_act(world, visit, role):
    reader = person("reader@noorderlicht.example", "Rita Lees", world.provider, role)
    before = TicketEvent.objects.count()
    assert act(world, visit, "take", "near", by=reader).status_code == 404
    assert TicketEvent.objects.count() == before
    page = visit(reader).get("/desk/").content.decode()
    assert "data-choose" not in page
    assert "data-bulk" not in page


def test_nt23_asking_for_it_by_get_does_nothing(world, visit):
    before = (TicketEvent.objects.count(), SavedView.objects.count())
    client = visit(world.agent)
    assert client.get(f"{ACT}?deed=take&ticket={numbers(world, 'fresh')[0]}").status_code == 405
    assert client.get("/desk/views/saving/?name=x").status_code == 405
    assert (TicketEvent.objects.count(), SavedView.objects.count()) == before


def test_nt30_pausing_and_resuming_again_and_again_stays_in_the_log(world, visit):
    """Each pause and each undoing is an event, and what was counted before a pause stays counted."""
    before = world.tickets["near"].events.count()
    for _ in range(3):
        act(world, visit, "status", "near", status="waiting-customer", reason="Nog een vraag.")
        undo(world, visit)
    assert world.tickets["near"].events.count() == before + 6


def test_numbers_that_do_not_exist_are_told(world, visit):
    answer = visit(world.agent).post(ACT, {"deed": "take", "ticket": ["999999"]}, follow=True)
    assert "#999999: zo’n ticket is er niet." in answer.content.decode()


def test_at_most_a_page_of_tickets_at_once(world, visit):
    tickets = list(Ticket.objects.values_list("number", flat=True))
    answer = visit(world.agent).post(ACT, {"deed": "take", "ticket": [*range(1, 60), *tickets]}, follow=True)
    assert answer.status_code == 200
    assert not Standing.objects.filter(handler=world.agent, ticket=world.tickets["fresh"]).exists()


# -- views -----------------------------------------------------------------------------------------


def save(visit, by, name="Drukke klant", **said):
    query = "view=unassigned&customer=duinrand&page=3&saved=9&evil=1"
    return visit(by).post("/desk/views/saving/", {"name": name, "query": query, **said}, follow=True)


def test_a_view_keeps_the_filters_and_nothing_else(world, visit):
    assert save(visit, world.agent).status_code == 200
    view = SavedView.objects.get()
    assert view.query == "view=unassigned&customer=duinrand"
    page = visit(world.agent).get("/desk/").content.decode()
    assert f'href="?view=unassigned&amp;customer=duinrand&amp;saved={view.pk}"' in page


@pytest.mark.parametrize(
    ("said", "team", "sees"),
    [
        ({}, "", False),
        ({"is_shared": "on"}, "", True),
        ({"is_shared": "on", "team": "Netwerk"}, "Netwerk", True),
        ({"is_shared": "on", "team": "Netwerk"}, "Applicaties", False),
        ({"team": "Netwerk"}, "Netwerk", False),
    ],
)
def test_a_view_is_seen_by_whom_it_is_shared_with(world, visit, said, team, sees):
    save(visit, world.agent, **said)
    world.colleague.memberships.update(team=team)
    assert ("Drukke klant" in visit(world.colleague).get("/desk/").content.decode()) == sees


def test_views_are_renamed_moved_and_deleted_by_their_owner_only(world, visit):
    for name in ("Een", "Twee", "Drie"):
        save(visit, world.agent, name=name, is_shared="on")
    third = SavedView.objects.get(name="Drie")
    for what in ("changing", "moving", "deleting"):
        assert visit(world.colleague).post(f"/desk/views/{third.pk}/{what}/", {"name": "x"}).status_code == 404
    client = visit(world.agent)
    client.post(f"/desk/views/{third.pk}/moving/", {"up": "1"})
    client.post(f"/desk/views/{third.pk}/changing/", {"name": "Derde", "is_shared": "on"})
    assert list(SavedView.objects.order_by("place").values_list("name", flat=True)) == ["Een", "Derde", "Twee"]
    assert client.post(f"/desk/views/{third.pk}/changing/", {"name": "Een"}).status_code == 422
    client.post(f"/desk/views/{third.pk}/deleting/")
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_the_queue_in_another_order(world, visit, order):
    page = visit(world.agent).get(f"/desk/?sort={order}").content.decode()
    first, last = world.tickets["fresh"].number, world.tickets["ended-7"].number
    assert (page.index(f'data-row="{first}"') < page.index(f'data-row="{last}"')) == (order == "newest")
