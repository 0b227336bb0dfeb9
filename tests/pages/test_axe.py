"""No page breaks WCAG 2.2 AA: on a phone and on a desk, light and dark."""

import pytest

from tests.pages.shots import customer_pages, desk_pages, kept_pages
from tests.portal.pages.of_duinrand import papers_of_duinrand


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark"), (1440, "dark"), (390, "light")])
def test_no_violation(world, sign_in, new_page, axe, width, scheme):
    found = {}
    world.papers = papers_of_duinrand(world)
    visits = (world.contact, customer_pages), (world.agent, desk_pages), (world.manager, kept_pages)
    for person, pages in ((person, pages(world)) for person, pages in visits):
        page = sign_in(person, width=width, scheme=scheme)
        for name, path in pages:
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            found[name] = axe(page)
            found[f"{name} sideways"] = scrolls_sideways(page)
    page = new_page(width=width, scheme=scheme)
    page.goto("/sign-in/")
    found["sign-in"] = axe(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def scrolls_sideways(page):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px too wide"] if wide > 0 else []
