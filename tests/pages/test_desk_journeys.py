"""The desk in a real browser: twenty tickets by keyboard only, without a script, and two who are at one ticket."""

import re

import pytest
from playwright.sync_api import expect

from houvast.portal.clocks.models import Standing
from houvast.portal.handling.models import CannedReply, LinkKind, Macro
from houvast.portal.tickets import actions
from houvast.portal.tickets.chain import verify
from houvast.portal.tickets.models import Ticket
from tests.portal.pages.world import NOW, PASSWORD


@pytest.fixture
def twenty(world):
    """Twenty tickets more, and a ready text."""
    CannedReply.objects.create(name="Ontvangen", body="Beste {first_name}, we kijken naar {number}.")
    return [
        actions.open_ticket(
            organisation=world.duinrand, subject=f"Scanner {each} laadt niet op", text="Zie foto.", by=world.contact,
            now=NOW, impact="medium", urgency="high", service="WMS",
        )
        for each in range(1, 21)
    ]  # fmt: skip


def at_row(page, ticket):
    """Move the cursor to a ticket, by K to the top and J down."""
    for key in ["k"] * 30 + ["j"] * 30:
        page.keyboard.press(key)
        if page.locator(f'[data-row="{ticket.number}"].hv-queue__row--cursor').count():
            return
    raise AssertionError(f"#{ticket.number} was not reached")


def test_twenty_tickets_by_keyboard_only(world, twenty, sign_in):
    page = sign_in(world.agent, width=1440)
    keys = page.keyboard
    page.goto("/desk/?q=Scanner")

    # help, and away again
    keys.press("?")
    expect(page.get_by_role("dialog", name="Toetsen")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog", name="Toetsen")).not_to_be_visible()

    # all twenty: taken together, undone, and taken again
    for _ in twenty:
        keys.press("j")
        keys.press("x")
    bar = page.get_by_role("region", name="Met de gekozen tickets")
    expect(bar).to_contain_text("20 gekozen")
    keys.press("a")
    expect(page.get_by_label("Persoon")).to_be_focused()
    for _ in range(3):
        keys.press("Tab")
    expect(page.get_by_role("button", name="Aan mij")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("20 tickets zijn toegewezen.")
    assert Standing.objects.filter(handler=world.agent, ticket__in=twenty).count() == 20
    keys.press("z")
    expect(page.get_by_role("status")).to_contain_text("20 tickets zijn zoals ze waren")
    assert Standing.objects.filter(handler=None, ticket__in=twenty).count() == 20

    # two of them: a pause with a reason, which the customer reads
    page.goto("/desk/?q=Scanner")
    for ticket in twenty[:2]:
        at_row(page, ticket) if ticket == twenty[0] else keys.press("j")
        keys.press("x")
    keys.press("s")
    page.get_by_label("Status").press("w")  # typing chooses: wacht op klant
    keys.press("Tab")
    keys.type("Welke scanner is het?")
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("De status van 2 tickets is gewijzigd.")

    # one: opened, answered with a ready text, resolved with it
    keys.press("/")
    expect(page.get_by_label("Ticket, klant of woorden")).to_be_focused()
    keys.type(str(twenty[5].number))
    page.get_by_label("Ticket, klant of woorden").fill(str(twenty[5].number))
    keys.press("Enter")
    page.wait_for_url(re.compile(rf"q={twenty[5].number}"))
    keys.press("j")
    keys.press("Enter")
    page.wait_for_url(re.compile(rf"/desk/tickets/{twenty[5].number}/"))
    page.get_by_label("Standaardtekst").focus()
    keys.press("Tab")
    keys.press("Enter")
    reply = page.get_by_label("Uw antwoord")
    expect(reply).to_have_value(f"Beste Tessa, we kijken naar #{twenty[5].number}.")
    page.get_by_label("En dan").focus()
    keys.press("h")  # typing chooses: het ticket oplossen
    page.get_by_role("button", name="Versturen naar de klant").focus()
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Uw antwoord is verstuurd.")
    assert Standing.objects.get(ticket=twenty[5]).phase == "resolved"
    assert verify(world.duinrand) == []


def test_keys_on_a_ticket_go_to_its_fields_and_can_be_switched_off(world, sign_in):
    page = sign_in(world.agent)
    page.goto(f"/desk/tickets/{world.tickets['near'].number}/")
    for key, name in (("a", "Behandelaar"), ("s", "Status"), ("p", "Impact"), ("r", "Uw antwoord")):
        page.locator("h1").click()
        page.keyboard.press(key)
        expect(page.get_by_label(name, exact=True).first).to_be_focused()
    page.get_by_role("button", name="Toetsen uitzetten").click()
    page.locator("h1").click()
    page.keyboard.press("r")
    expect(page.get_by_label("Uw antwoord")).not_to_be_focused()


def test_the_desk_without_a_script(world, twenty, chromium, live_server):
    Macro.objects.create(name="Opgepakt", reply="We zijn bezig.", assign_to_me=True)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mailadres").fill(world.agent.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.goto("/desk/?q=Scanner")
    for ticket in twenty[:3]:
        page.get_by_label(f"Kies #{ticket.number}").check()
    page.locator("summary", has_text="Toewijzen").click()
    page.get_by_label("Team", exact=True).last.select_option(index=0)
    page.get_by_role("button", name="Aan mij").click()
    expect(page.get_by_role("status")).to_contain_text("3 tickets zijn toegewezen.")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("status")).to_contain_text("3 tickets zijn zoals ze waren")
    page.goto(f"/desk/tickets/{twenty[0].number}/")
    page.get_by_label("Macro").select_option(label="Opgepakt")
    page.get_by_role("button", name="Uitvoeren").click()
    expect(page.get_by_role("status")).to_contain_text("“Opgepakt”: toegewezen en antwoord verstuurd.")
    context.close()


def test_two_at_one_ticket_see_each_other(world, sign_in):
    path = f"/desk/tickets/{world.tickets['near'].number}/"
    first = sign_in(world.colleague)
    first.goto(path)
    with first.expect_response(re.compile("/presence/")):
        first.get_by_label("Uw antwoord").fill("Ik schrijf.")
        first.get_by_label("En dan").focus()
    second = sign_in(world.agent)
    second.goto(path)
    expect(second.locator("#presence")).to_contain_text("Milan Kok schrijft aan dit ticket.")


def test_a_part_of_a_major_incident_is_linked_and_shown(world, sign_in):
    page = sign_in(world.agent, width=390)
    page.goto(f"/desk/tickets/{world.tickets['fresh'].number}/")
    page.get_by_text("Ticket verbinden", exact=True).click()
    page.get_by_label("Dit ticket is").select_option(LinkKind.PARENT)
    page.get_by_label("Nummer van het andere ticket").fill(str(world.tickets["near"].number))
    page.get_by_role("button", name="Verbinden", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("De tickets zijn verbonden.")
    page.goto(f"/desk/tickets/{world.tickets['near'].number}/")
    expect(page.get_by_text("ook naar het open ticket dat hierbij hoort")).to_be_visible()
    assert Ticket.objects.count()
