"""From an invitation to the first page, without script; and a passkey in a real browser with its own authenticator."""

import re

import pytest
from django.core import mail

from houvast.portal.accounts.models import Role
from tests.portal.pages.world import PASSWORD, person


@pytest.fixture
def dora(world):
    return person("dora@duinrand.example", "Dora Beheer", world.duinrand, Role.CUSTOMER_ADMINISTRATOR)


def path_in(sent):
    return re.search(r"(/(?:invitation|sign-in/link)/\S+)", sent.body)[1]


def test_from_invitation_to_first_page_without_script(world, dora, sign_in, chromium, live_server, axe):
    page = sign_in(dora)
    page.goto("/colleagues/")
    page.get_by_role("link", name="Iemand uitnodigen").first.click()
    page.get_by_label("E-mailadres").fill("nel@duinrand.example")
    page.get_by_label("Naam").fill("Nel Nieuw")
    page.get_by_role("button", name="Uitnodiging sturen").click()
    page.get_by_text("Nel Nieuw is uitgenodigd").wait_for()
    assert axe(page) == []
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    try:
        new = context.new_page()
        new.goto(path_in(mail.outbox[0]))
        new.get_by_label("Kies een wachtwoord").fill("een goede lange zin")
        new.get_by_role("button", name="Aannemen").click()
        new.get_by_role("heading", level=1).wait_for()
        assert new.url == f"{live_server.url}/"
    finally:
        context.close()


def test_a_passkey_is_made_and_signs_in(world, sign_in):
    page = sign_in(world.contact)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/profile/passkeys/new/")
    page.get_by_label("Hoe u hem noemt").fill("Telefoon")
    page.get_by_role("button", name="Passkey maken").click()
    page.get_by_role("heading", name="Uw herstelcodes").wait_for()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.get_by_text("Telefoon", exact=True).wait_for()
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Passkey gebruiken").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label(re.compile("E-mail")).fill(world.contact.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/sign-in/second-step/")
    page.get_by_role("button", name="Passkey gebruiken").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
