"""Two people look at one ticket, and each sees what the other does: real browsers, the portal as it is served."""

import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from houvast.portal.tickets import actions
from tests.portal.live.server import serving
from tests.portal.pages.world import PASSWORD

SEEN_WITHIN = 10_000
"""Milliseconds after which a change is given up; tests time nothing, and a busy machine is slow."""


@pytest.fixture
def portal(world):
    with serving() as running:
        yield running


@pytest.fixture
def visit(portal, new_page):
    """Sign somebody in and open a page that listens: `visit(world.contact, "/tickets/1/")`."""

    def visited(person, path, **options):
        page = new_page(**options)
        page.goto(f"{portal.url}/sign-in/")
        page.get_by_label(re.compile("E-mail")).fill(person.email)
        page.get_by_label(re.compile("Wachtwoord|Password")).fill(PASSWORD)
        page.get_by_role("button", name=re.compile("Aanmelden|Sign in")).click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        with page.expect_response(lambda answer: "/live/" in answer.url):
            page.goto(f"{portal.url}{path}")
        page.wait_for_timeout(200)
        return page

    return visited


def test_two_browsers_on_one_ticket_see_each_others_changes(world, visit):
    number = world.tickets["near"].number
    customer = visit(world.contact, f"/tickets/{number}/")
    desk = visit(world.colleague, f"/desk/tickets/{number}/")
    customer.locator("textarea").first.fill("Het gebeurt nu ook op dok 5.")
    customer.get_by_role("button", name="Versturen").click()
    thread = desk.locator("[data-part=thread]")
    expect(thread.get_by_text("Het gebeurt nu ook op dok 5.")).to_be_visible(timeout=SEEN_WITHIN)
    expect(desk.locator("[data-live-said]")).to_have_text("Er is iets nieuws in het gesprek.")
    desk.locator("#reply-text").fill("Dok 5 is ook teruggezet.")
    desk.get_by_role("button", name="Versturen naar de klant").click()
    thread = customer.locator("[data-part=thread]")
    expect(thread.get_by_text("Dok 5 is ook teruggezet.")).to_be_visible(timeout=SEEN_WITHIN)


def test_what_one_is_writing_unfolded_and_focused_stays(world, visit):
    ticket = world.tickets["near"]
    page = visit(world.contact, f"/tickets/{ticket.number}/")
    page.get_by_text("Waarom staat deze klok zo?").first.click()
    field = page.locator("textarea").first
    field.fill("Half geschr")
    actions.reply(ticket, text="Een antwoord tussendoor.", by=world.agent, now=timezone.now())
    expect(page.get_by_text("Een antwoord tussendoor.")).to_be_visible(timeout=SEEN_WITHIN)
    expect(field).to_have_value("Half geschr")
    expect(field).to_be_focused()
    expect(page.locator("[data-part=clocks] details[open]")).to_have_count(1)


def test_rows_of_the_queue_stay_where_they_are_until_one_asks(world, visit):
    page = visit(world.agent, "/desk/")
    rows = page.locator("[data-row-key]")
    before = rows.evaluate_all("rows => rows.map(row => row.dataset.rowKey)")
    opened = actions.open_ticket(
        organisation=world.duinrand,
        subject="Alles ligt stil",
        text="Niets doet het.",
        by=world.contact,
        now=timezone.now(),
        impact="high",
        urgency="high",
    )
    notice = page.locator("[data-live-notice]")
    expect(notice).to_contain_text("Eén rij verplaatst", timeout=SEEN_WITHIN)
    assert rows.evaluate_all("rows => rows.map(row => row.dataset.rowKey)") == before
    actions.assign(world.tickets["fresh"], handler=world.agent, team="", by=world.agent, now=timezone.now())
    row = page.locator(f"[data-row-key='{world.tickets['fresh'].number}']")
    expect(row).to_contain_text("Sanne de Vries", timeout=SEEN_WITHIN)
    page.keyboard.press(".")
    expect(page.locator(f"[data-row-key='{opened.number}']")).to_be_visible()
    expect(notice).to_be_hidden()


def test_the_numbers_in_the_menu_follow_on_any_page_of_the_desk(world, visit):
    page = visit(world.agent, f"/desk/tickets/{world.tickets['near'].number}/")
    count = page.locator(".hv-rail .hv-count[data-count='/desk/']")
    before = int(count.inner_text())
    actions.open_ticket(organisation=world.duinrand, subject="x", text="x", by=world.contact, now=timezone.now())
    expect(count).to_have_text(str(before + 1), timeout=SEEN_WITHIN)


def test_clocks_run_on_in_the_words_of_the_server(world, visit):
    page = visit(world.contact, "/tickets/")
    left = page.locator("[data-ticks]").first
    text = left.inner_text()
    page.evaluate("""() => {
        const real = Date.now; const began = real();
        Date.now = () => real() + 120000;
    }""")
    page.wait_for_timeout(1500)
    expect(left).not_to_have_text(text)
    assert re.search(r"\d (u|m)", left.inner_text())


def test_who_signs_out_elsewhere_is_told_and_hears_no_more(world, visit):
    from django.contrib.sessions.models import Session

    ticket = world.tickets["near"]
    page = visit(world.contact, f"/tickets/{ticket.number}/")
    Session.objects.all().delete()
    actions.reply(ticket, text="Een geheim van later.", by=world.agent, now=timezone.now())
    expect(page.locator("[data-live-notice]")).to_contain_text("niet meer bijgehouden", timeout=SEEN_WITHIN)
    time.sleep(0.5)
    expect(page.get_by_text("Een geheim van later.")).to_have_count(0)
