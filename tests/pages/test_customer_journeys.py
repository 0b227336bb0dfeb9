"""The customer's own way through the portal, with and without scripts: report, reply, rate, accept, and look."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Ticket
from tests.portal.pages.world import PASSWORD


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def come(request, chromium, live_server):
    """Sign somebody in, in a browser that runs scripts or does not."""
    opened = []

    def signed_in(person):
        context = chromium.new_context(
            base_url=live_server.url, java_script_enabled=request.param, locale="nl-NL", timezone_id="Europe/Amsterdam"
        )
        opened.append(context)
        page = context.new_page()
        page.goto("/sign-in/")
        page.get_by_label(re.compile("E-mail")).fill(person.email)
        page.get_by_label(re.compile("Wachtwoord|Password"), exact=False).fill(PASSWORD)
        page.get_by_role("button", name=re.compile("Aanmelden|Sign in")).first.click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        page.scripts = request.param
        return page

    yield signed_in
    for context in opened:
        context.close()


def test_a_ticket_from_report_to_rating(world, come):
    customer = come(world.contact)
    customer.goto("/tickets/new/")
    customer.get_by_label("Waar gaat het over?").fill("Poort 2 leest geen kentekens")
    customer.get_by_label(re.compile("Wat gebeurt er")).fill("Sinds tien uur. De slagboom blijft dicht.")
    customer.get_by_label("Om welke dienst gaat het?").select_option("WMS")
    customer.get_by_label("Eén persoon").check()
    customer.get_by_label("Het werk ligt stil").check()
    if not customer.scripts:
        customer.get_by_role("button", name="Toon wat geldt").click()
    expect(customer.locator("#promised")).to_contain_text(re.compile(r"vandaag 14:2\d"))
    expect(customer.locator("#promised")).to_contain_text("Binnen 4 uur op kantoortijden")
    customer.get_by_role("button", name="Versturen").click()
    expect(customer.get_by_role("article", name="Eerste reactie")).to_contain_text(re.compile(r"vandaag 14:2\d"))

    ticket = Ticket.objects.get(subject="Poort 2 leest geen kentekens")
    actions.reply(ticket, text="Wij kijken naar de camera.", by=world.agent, now=timezone.now())
    customer.reload()
    customer.get_by_label("Uw antwoord").fill("Fijn, de chauffeurs wachten.")
    customer.get_by_role("button", name="Versturen").click()
    expect(customer.get_by_text("Fijn, de chauffeurs wachten.")).to_be_visible()
    actions.resolve(ticket, text="De camera is schoongemaakt.", by=world.agent, now=timezone.now())

    customer.goto("/")
    customer.get_by_role("link", name=f"Beoordelen #{ticket.number}").click()
    customer.get_by_label("Zeer tevreden").check()
    customer.get_by_role("spinbutton", name="uren").fill("1")
    customer.get_by_role("button", name="Beoordeling versturen").click()
    expect(customer.get_by_role("region", name="Beoordeling")).to_contain_text("5 van 5")


def test_the_owner_accepts_the_agreement(world, come):
    owner = come(world.owner)
    owner.goto("/")
    owner.get_by_role("link", name="Look").click()
    owner.get_by_role("link", name="Read it again").click()
    owner.get_by_role("link", name="Accept or object").click()
    owner.get_by_role("button", name="Accept version 1").click()
    expect(owner.get_by_text("by Olaf Contract")).to_be_visible()
    owner.goto("/")
    expect(owner.get_by_role("link", name="Look")).to_have_count(0)
