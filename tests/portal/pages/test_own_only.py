"""Who reads their own tickets and nothing else finds no dead end, and nothing that is not theirs."""

import re

import pytest

from houvast.portal.accounts.models import Person
from houvast.portal.tickets import actions, followers
from tests.portal.pages.test_pages_answer import QUERIES, links
from tests.portal.pages.world import NOW


@pytest.fixture
def theirs(world):
    return actions.open_ticket(
        organisation=world.duinrand, subject="Scanner stuk", text="Valt uit.", by=world.limited, now=NOW,
        impact="low", urgency="high", type="incident",
    )  # fmt: skip


def crawled(client, start):
    """Return every address that can be reached by links, with what it answers."""
    found, ahead = {}, [start]
    while ahead:
        path = ahead.pop()
        if path in found or len(found) > 150:
            continue
        answer = client.get(path)
        found[path] = answer.status_code
        if answer.headers["Content-Type"].startswith("text/html"):
            ahead += [link for link in links(answer.content.decode(), path) if not re.search(r"scale=|year=", link)]
    return found


def test_every_link_of_who_reads_their_own_only_leads_somewhere(world, visit, theirs):
    found = crawled(visit(world.limited), "/")
    assert f"/tickets/{theirs.number}/" in found
    assert {path: code for path, code in found.items() if code != 200} == {}
    assert not [path for path in found if path.startswith(("/agreement", "/levels"))]


def test_pages_of_who_reads_their_own_only_cost_no_more(world, visit, theirs, django_assert_max_num_queries):
    client = visit(world.limited)
    for path in ("/", "/tickets/", "/tickets/new/", f"/tickets/{theirs.number}/"):
        with django_assert_max_num_queries(QUERIES, info=path):
            assert client.get(path).status_code == 200


def test_a_colleague_is_let_read_one_ticket_from_its_page(world, visit):
    ticket = world.tickets["near"]
    path = f"/tickets/{ticket.number}/"
    assert visit(world.limited).get(path).status_code == 404
    client = visit(world.contact)
    assert "Lotte Loods" in client.get(path).content.decode()
    assert client.post(f"{path}followers/", {"person": world.limited.pk}).status_code == 302
    limited = Person.objects.get(pk=world.limited.pk)
    page = visit(limited).get(path)
    assert page.status_code == 200
    assert page.content.decode().count("Labelprinters") >= 2
    assert visit(limited).post(f"{path}followers/{limited.pk}/removal/").headers["Location"] == "/tickets/"
    assert visit(limited).get(path).status_code == 404


@pytest.mark.parametrize("person", ["", "0", "-1", "x", "999999", "\x00", "9" * 40])
def test_nt02_only_those_offered_are_added(world, visit, person):
    path = f"/tickets/{world.tickets['near'].number}/followers/"
    assert visit(world.contact).post(path, {"person": person}).status_code in {400, 422}
    assert visit(world.contact).post(path, {"person": world.other.pk}).status_code == 422
    assert followers.followers_of(world.tickets["near"]) == []
