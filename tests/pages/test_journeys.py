"""What people come to do, in a real browser against a real server."""

import re

from playwright.sync_api import expect

from tests.portal.pages.world import PASSWORD


def test_a_customer_opens_a_breached_ticket_and_unfolds_why(world, sign_in):
    page = sign_in(world.contact)
    expect(page.get_by_role("heading", level=1)).to_have_text("Worden mijn afspraken nagekomen?")
    page.get_by_role("link", name="Toedienregistratie traag op afdeling Noord").first.click()
    card = page.get_by_role("article", name="Oplossing")
    expect(card).to_contain_text("Over tijd")
    expect(card).to_contain_text("Was uiterlijk vandaag 09:40")
    clock = page.get_by_role("region", name="Klok: Oplossing")
    table = clock.get_by_role("table")
    expect(table).not_to_be_visible()
    clock.get_by_text("Waarom staat deze klok zo?").click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("ma 28 dec 05:40")
    with page.expect_download() as download:
        clock.get_by_role("link", name="Uitvoeren als CSV").click()
    assert download.value.suggested_filename.endswith("-resolution-1.csv")


def test_a_customer_reports_a_ticket_and_sees_its_promise_before_sending(world, sign_in):
    page = sign_in(world.contact, width=390)
    page.get_by_role("link", name="Ticket melden").click()
    page.get_by_label("Waar gaat het over?").fill("Poort 2 leest geen kentekens")
    page.get_by_label(re.compile("Wat gebeurt er")).fill("Sinds tien uur. De slagboom blijft dicht.")
    page.get_by_label("Een hele locatie, of iedereen").check()
    page.get_by_label("Het werk ligt stil").check()
    promised = page.locator("#promised")
    expect(promised).to_contain_text(re.compile(r"Uiterlijk vandaag 14:2\d"))
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Poort 2 leest geen kentekens")
    expect(page.get_by_role("status")).to_contain_text("Uw ticket is ontvangen")
    expect(page.get_by_role("article", name="Oplossing")).to_contain_text(re.compile(r"Uiterlijk vandaag 14:2\d"))


def test_an_answer_of_an_agent_stops_the_response_clock_on_the_customers_page(world, sign_in):
    number = world.tickets["fresh"].number
    customer = sign_in(world.contact)
    customer.goto(f"/tickets/{number}/")
    response = customer.get_by_role("article", name="Eerste reactie")
    expect(response).to_contain_text("Loopt")

    agent = sign_in(world.agent)
    agent.get_by_role("link", name="Orderbevestiging toont oud afleveradres").click()
    agent.get_by_label("Uw antwoord").fill("We zoeken uit welk adres er staat.")
    agent.get_by_role("button", name="Versturen naar de klant").click()
    expect(agent.get_by_role("status")).to_contain_text("Uw antwoord is verstuurd.")

    customer.reload()
    expect(response).to_contain_text("Gehaald")
    expect(response).to_contain_text("Gereageerd vandaag 10:2")
    expect(customer.get_by_text("We zoeken uit welk adres er staat.")).to_be_visible()


def test_an_agent_asks_and_the_clock_stands_still_until_the_customer_answers(world, sign_in):
    number = world.tickets["near"].number
    agent = sign_in(world.agent)
    agent.goto(f"/desk/tickets/{number}/")
    agent.get_by_label("Uw antwoord").fill("Drukt dok 3 nu goed?")
    agent.get_by_label("En dan").select_option(label="wachten op de klant")
    agent.get_by_role("button", name="Versturen naar de klant").click()
    expect(agent.get_by_role("article", name="Oplossing")).to_contain_text("Gepauzeerd")

    customer = sign_in(world.contact)
    customer.goto(f"/tickets/{number}/")
    resolution = customer.get_by_role("article", name="Oplossing")
    expect(resolution).to_contain_text("Hij gaat verder zodra u antwoordt.")
    customer.get_by_label("Uw antwoord").fill("Ja, dok 3 drukt goed.")
    customer.get_by_role("button", name="Versturen").click()
    expect(resolution).to_contain_text("75 % voorbij")


def test_the_queue_by_keyboard(world, sign_in):
    page = sign_in(world.agent)
    rows = page.locator("[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.first).to_have_class(re.compile("cursor"))
    page.keyboard.press("/")
    expect(page.get_by_label("Ticket, klant of woorden")).to_be_focused()
    page.keyboard.type("j")
    expect(page.get_by_label("Ticket, klant of woorden")).to_have_value("j")
    page.get_by_role("button", name="Toetsen uitzetten").click()
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(rows.nth(1)).not_to_have_class(re.compile("cursor"))
    page.get_by_role("button", name="Toetsen aanzetten").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/desk/tickets/\d+/$"))


def test_language_and_colours_follow_the_person(world, sign_in):
    page = sign_in(world.contact)
    page.get_by_role("button", name=re.compile("English")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are my agreements being kept?")
    page.get_by_text("Menu of Tessa Expeditie").locator("..").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(12, 20, 19)"


def test_everything_works_without_a_script(world, chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mailadres").fill(world.contact.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.goto("/tickets/new/")
    page.get_by_label("Waar gaat het over?").fill("Scanner laadt niet op")
    page.get_by_label("Eén persoon").check()
    page.get_by_label("Het werk gaat moeizaam door").check()
    page.get_by_role("button", name="Toon wat geldt").click()
    expect(page.locator("#promised")).to_contain_text("P4")
    expect(page.get_by_label("Waar gaat het over?")).to_have_value("Scanner laadt niet op")
    page.goto(f"/tickets/{world.tickets['near'].number}/")
    page.get_by_text("Waarom staat deze klok zo?").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    context.close()


def test_a_customer_reads_an_article_while_reporting_and_comes_back_to_the_form(world, sign_in):
    page = sign_in(world.contact)
    page.goto("/tickets/new/")
    page.get_by_label(re.compile("Wat gebeurt er")).fill("Sinds vanochtend.")
    page.get_by_label("Waar gaat het over?").press_sequentially("De labels komen dubbel uit de printer", delay=10)
    suggested = page.locator("#suggestions").get_by_role("link", name=re.compile("Labels komen dubbel"))
    with page.context.expect_page() as beside:
        suggested.click()
    expect(beside.value.get_by_role("heading", level=1)).to_have_text("Labels komen dubbel uit de printer")
    beside.value.get_by_role("button", name="Ja").click()
    expect(beside.value.get_by_role("status")).to_contain_text("Fijn om te horen")
    beside.value.close()
    expect(page.get_by_label("Waar gaat het over?")).to_have_value("De labels komen dubbel uit de printer")
    expect(page.get_by_label(re.compile("Wat gebeurt er"))).to_have_value("Sinds vanochtend.")
    assert world.articles["labels"].answers.get().helped


def test_an_agent_searches_by_key_and_opens_what_was_found(world, sign_in):
    page = sign_in(world.agent)
    page.goto("/desk/customers/duinrand/")
    page.keyboard.press("/")
    page.keyboard.type("verzendlabels")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("verzendlabels")
    page.get_by_role("link", name=re.compile("Labelprinters dok 3")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Labelprinters dok 3")
