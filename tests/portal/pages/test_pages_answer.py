"""Every page answers in both languages, within its number of queries whatever the volume, and leads on."""

import re

import pytest

from houvast.portal.tickets import actions
from tests.portal.pages.world import NOW

QUERIES = 20
CUSTOMER = ["/", "/?period=2026-11", "/tickets/", "/tickets/?state=all", "/tickets/?state=all&sort=oldest&q=hal",
            "/tickets/?page=999", "/tickets/new/", "/tickets/new/promise/?impact=high&urgency=high", "/agreement/",
            "/agreement/1/?year=2027", "/levels/response/", "/levels/response/?verdict=breached",
            "/levels/resolution/?period=2026-11", "/articles/", "/articles/?service=WMS", "/status/", "/contacts/",
            "/search/", "/search/?q=label&kind=ticket", "/search/?q=label",
            "/tickets/new/articles/?subject=labels+dubbel",
            "/articles/labels-komen-dubbel-uit-de-printer/",
            "/levels/update/?period=nonsense&verdict=nonsense"]  # fmt: skip
DESK = ["/desk/", "/desk/?view=mine", "/desk/?view=no-clock", "/desk/?sort=newest", "/desk/duty/", "/desk/texts/",
        "/desk/views/", "/desk/views/?query=view%3Dmine", "/desk/?view=waiting&team=x",
        "/desk/?q=label&customer=duinrand", "/desk/customers/", "/desk/customers/?q=zil", "/desk/customers/duinrand/",
        "/desk/customers/duinrand/agreement/", "/desk/customers/duinrand/status/",
        "/desk/customers/duinrand/levels/response/", "/desk/undelivered/", "/desk/articles/",
        "/desk/articles/?state=draft", "/desk/search/", "/desk/search/?q=label", "/desk/search/?q=zil&kind=customer",
        "/desk/articles/new/", "/desk/articles/scanner-koppelen/",
        "/desk/articles/labels-komen-dubbel-uit-de-printer/?language=en",
        "/desk/articles/scanner-koppelen/edit/"]  # fmt: skip
KEYS = ["near", "breached", "paused", "best-effort", "ended-1", "reopened", "cancelled"]


def pages_of(world):
    tickets = [world.tickets[key].number for key in KEYS]
    yield world.contact, [*CUSTOMER, *(f"/tickets/{number}/" for number in tickets)]
    yield world.owner, ["/", f"/tickets/{tickets[0]}/?scale=calendar", "/agreement/"]
    yield world.agent, [*DESK, *(f"/desk/tickets/{number}/?thread=all" for number in tickets)]


def test_every_page_answers_within_its_queries(world, visit, django_assert_max_num_queries):
    for person, paths in pages_of(world):
        client = visit(person)
        for path in paths:
            with django_assert_max_num_queries(QUERIES, info=path):
                assert client.get(path).status_code == 200, path


def test_lists_are_bounded_and_cost_no_more_queries_when_long(world, visit, django_assert_max_num_queries):
    for each in range(55):
        actions.open_ticket(
            organisation=world.duinrand, subject=f"Nummer {each}", text="Zie bijlage.", by=world.contact, now=NOW,
            impact="low", urgency="low",
        )  # fmt: skip
    client = visit(world.contact)
    with django_assert_max_num_queries(QUERIES):
        first = client.get("/tickets/?sort=newest").content.decode()
    assert first.count('class="hv-subj"') == 50
    assert 'rel="next"' in first
    with django_assert_max_num_queries(QUERIES):
        assert client.get("/").content.decode().count('class="hv-subj"') == 8
    client = visit(world.agent)
    with django_assert_max_num_queries(QUERIES):
        assert client.get("/desk/").content.decode().count("data-row=") == 50


def test_no_link_of_any_page_leads_nowhere(world, visit):
    for person, paths in pages_of(world):
        client = visit(person)
        found = {shape(link): link for path in paths for link in links(client.get(path).content.decode(), path)}
        assert len(found) > 5
        assert {link: code for link in found.values() if (code := client.get(link).status_code) != 200} == {}


def links(page, path):
    """Yield the addresses below which this site answers; `?…` is of the page itself."""
    for href in re.findall(r'(?:href|hx-get)="([^"]+)"', page):
        address = href.replace("&amp;", "&").split("#")[0]
        if address.startswith("?"):
            yield path.split("?")[0] + address
        elif address.startswith("/") and not address.startswith("/static/"):
            yield address


def shape(link):
    """Return what links to the same kind of page have in common: all but their numbers and values."""
    return re.sub(r"\d+|=[^&]*", "#", link)


def test_pages_carry_no_style_and_no_script_of_their_own(world, visit):
    for person, paths in pages_of(world):
        client = visit(person)
        for path in paths:
            page = client.get(path)
            assert not re.search(rb"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", page.content), path
            assert "default-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/tickets/?state=all&format=csv", "/levels/response/?format=csv"])
def test_lists_export(world, visit, path):
    answer = visit(world.contact).get(path)
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert len(answer.content.splitlines()) > 5


def test_a_home_on_which_everything_waits_stays_within_its_queries(world, visit, parts, django_assert_max_num_queries):
    """A version to accept, ratings to give, an outage, an invoice, a document: all at once."""
    for person in (world.contact, world.owner):
        client = visit(person)
        client.get("/")
        with django_assert_max_num_queries(QUERIES):
            assert client.get("/").status_code == 200
