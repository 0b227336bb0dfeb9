"""The world of the pages on a running server, at one fixed moment that goes on."""

import re

import pytest
import time_machine

from tests.portal.pages.world import NOW, PASSWORD, make_world


@pytest.fixture
def world(transactional_db):
    with time_machine.travel(NOW, tick=True):
        yield make_world()


@pytest.fixture
def sign_in(world, new_page):
    """Open a page and sign somebody in by the form: `page = sign_in(world.contact, width=390)`."""

    def signed_in(person, **options):
        page = new_page(**options)
        page.goto("/sign-in/")
        page.get_by_label(re.compile("E-mail")).fill(person.email)
        page.get_by_label(re.compile("Wachtwoord|Password")).fill(PASSWORD)
        page.get_by_role("button", name=re.compile("Aanmelden|Sign in")).click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    return signed_in
