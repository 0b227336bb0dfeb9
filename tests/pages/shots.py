"""
Pictures of every page, to look at: phone and desk width, light and dark, Dutch and English.

    HOUVAST_SHOTS=folder bin/test tests/pages/shots.py

pytest collects this file only when it is named. The folder must lie outside the checkout.
"""

import os
from pathlib import Path

import pytest

from tests.portal.pages.of_duinrand import papers_of_duinrand

FOLDER = os.environ.get("HOUVAST_SHOTS", "")
LOOKS = [(1440, "light", "nl"), (390, "light", "nl"), (1440, "dark", "nl"), (390, "dark", "nl"), (1440, "light", "en")]


def customer_pages(world):
    numbers = {key: ticket.number for key, ticket in world.tickets.items()}
    yield "home", "/"
    yield "home-november", "/?period=2026-11"
    yield "tickets", "/tickets/?state=all"
    yield "tickets-none", "/tickets/?q=nietbestaand"
    for key in ("near", "breached", "paused", "best-effort", "ended-6", "reopened", "cancelled"):
        yield f"ticket-{key}", f"/tickets/{numbers[key]}/"
    yield "ticket-near-calendar", f"/tickets/{numbers['near']}/?scale=calendar"
    yield "articles", "/articles/"
    yield "article", world.articles["labels"].get_absolute_url()
    yield "search", "/search/?q=label"
    yield "search-empty", "/search/"
    yield "new-ticket", "/tickets/new/"
    yield "agreement", "/agreement/"
    yield "status", "/status/"
    yield "contacts", "/contacts/"
    yield "level", "/levels/resolution/?period=2026-12"
    yield "invoices", "/invoices/"
    yield "invoice", f"/invoices/{world.papers['invoice']}/"
    yield "documents", "/documents/"
    yield "document", f"/documents/{world.papers['document']}/"
    yield "profile-notices", "/profile/notices/"
    yield "not-found", "/tickets/999999/"


def kept_pages(world):
    """What there is for who keeps people and customers."""
    yield "profile", "/profile/"
    yield "profile-app", "/profile/app/"
    yield "desk-people", "/desk/people/"
    yield "desk-customer-people", "/desk/customers/duinrand/people/"
    yield "desk-invite", "/desk/customers/duinrand/people/invitation/"
    yield "desk-person", f"/desk/customers/duinrand/people/{world.contact.memberships.get().pk}/"
    yield "desk-sign-in", "/desk/customers/duinrand/sign-in/"
    yield "desk-new-customer", "/desk/customers/new/"
    yield "desk-audit", "/desk/audit/"
    yield "desk-invoices", "/desk/invoices/"
    yield "desk-invoice", f"/desk/invoices/{world.papers['invoice']}/"
    yield "desk-documents", "/desk/documents/"
    yield "desk-document", f"/desk/documents/{world.papers['document']}/"
    yield "desk-services", "/desk/customers/duinrand/services/"
    yield "desk-new-agreement", "/desk/customers/duinrand/agreement/new/"


def desk_pages(world):
    yield "desk-queue", "/desk/"
    yield "desk-ticket", f"/desk/tickets/{world.tickets['near'].number}/"
    yield "desk-ticket-resolved", f"/desk/tickets/{world.tickets['ended-6'].number}/"
    near = world.tickets["near"]
    yield "desk-ticket-breached", f"/desk/tickets/{world.tickets['breached'].number}/"
    yield "desk-facts", f"/desk/tickets/{near.number}/facts/"
    yield "desk-merge", f"/desk/tickets/{world.tickets['fresh'].number}/merging/?into={near.number}"
    yield "desk-split", f"/desk/tickets/{near.number}/facts/{near.events.earliest('sequence').pk}/splitting/"
    yield "desk-duty", "/desk/duty/"
    yield "desk-texts", "/desk/texts/"
    yield "desk-views", "/desk/views/?query=view%3Dmine"
    yield "desk-customers", "/desk/customers/"
    yield "desk-customer", "/desk/customers/duinrand/"
    yield "desk-level", "/desk/customers/duinrand/levels/response/"
    yield "desk-status", "/desk/customers/duinrand/status/"
    yield "desk-agreement", "/desk/customers/duinrand/agreement/"
    yield "desk-search", "/desk/search/?q=label"
    yield "desk-search-none", "/desk/search/?q=nietbestaand"
    yield "desk-articles", "/desk/articles/"
    yield "desk-article", f"/desk/articles/{world.articles['labels'].slug}/"
    yield "desk-article-edit", f"/desk/articles/{world.articles['labels'].slug}/edit/"
    yield "desk-quarantine", "/desk/quarantine/"
    yield "desk-undelivered", "/desk/undelivered/"


@pytest.mark.skipif(not FOLDER, reason="HOUVAST_SHOTS names no folder")
@pytest.mark.parametrize(("width", "scheme", "language"), LOOKS)
def test_pictures(world, sign_in, new_page, width, scheme, language):
    folder = Path(FOLDER) / f"{width}-{scheme}-{language}"
    folder.mkdir(parents=True, exist_ok=True)
    world.papers = papers_of_duinrand(world)
    visits = (world.contact, customer_pages), (world.agent, desk_pages), (world.manager, kept_pages)
    for person, pages in ((person, pages(world)) for person, pages in visits):
        person.language = language
        person.save(update_fields=["language"])
        page = sign_in(person, width=width, scheme=scheme)
        for name, path in pages:
            page.goto(path)
            for summary in page.locator(".hv-clock > details > summary:visible").all()[:1]:
                summary.click()
            if name == "new-ticket":
                page.locator("input[name=impact]").first.check()
                page.locator("input[name=urgency]").first.check()
                page.wait_for_selector("#promised dd")
            page.screenshot(path=folder / f"{name}.png", full_page=True)
    page = new_page(width=width, scheme=scheme, language=f"{language}-NL")
    page.goto("/sign-in/")
    page.screenshot(path=folder / "sign-in.png", full_page=True)
