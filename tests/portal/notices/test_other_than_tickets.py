"""Notices about something else than a ticket: who may no longer read it is not told, and sees nothing of it."""

import pytest
from django.core import mail

from houvast.portal.accounts.access import Ability
from houvast.portal.accounts.models import Membership
from houvast.portal.notices.actions import tell
from houvast.portal.notices.delivery import deliver
from houvast.portal.notices.models import Notice, Subject
from houvast.portal.notices.queries import notices_of, undelivered
from houvast.portal.tickets import actions
from tests.portal.world import NOW

SAID = [
    (Subject.AGREEMENT, Ability.SEE_AGREEMENT, "To read: “Canary”"),
    (Subject.DOCUMENT, Ability.SEE_DOCUMENTS, "A new document: “Canary”"),
    (Subject.INVOICE, Ability.SEE_INVOICES, "A new invoice: Canary"),
    (Subject.REPORT, Ability.SEE_AGREEMENT, "A report was published: “Canary”"),
]


def told(world, subject=Subject.DOCUMENT, ability=Ability.SEE_DOCUMENTS):
    tell(
        [world.bob], subject, organisation=world.acme, about="Canary", address="/documents/canary/", ability=ability,
        now=NOW,
    )  # fmt: skip
    return Notice.objects.get()


@pytest.mark.parametrize(("subject", "ability", "line"), SAID)
def test_it_says_what_it_is_about_and_leads_to_its_page(world, settings, subject, ability, line):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    told(world, subject, ability)
    deliver(now=lambda: NOW)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([world.bob.email], line)
    assert f"{settings.BASE_URL}/documents/canary/" in sent.body
    assert [notice.about for notice in notices_of(world.bob)] == ["Canary"]


def test_nt04_who_may_read_it_no_more_is_not_told_and_sees_nothing_of_it(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    told(world)
    Membership.objects.filter(person=world.bob).update(reads_documents=False)
    deliver(now=lambda: NOW)
    assert mail.outbox == []
    assert not notices_of(world.bob)
    assert [notice.about for notice in undelivered(world.manager)] == ["Canary"]
    assert not undelivered(world.charlie)


def test_a_mention_says_who_wrote_what(world):
    ticket = actions.open_ticket(organisation=world.acme, subject="Shop", text="T", by=world.bob, now=NOW)
    event = actions.note(ticket, text="See this", by=world.agent, now=NOW)
    Notice.objects.all().delete()
    Notice.objects.create(
        recipient=world.manager, subject=Subject.MENTION, organisation=world.acme, ticket=ticket, event=event,
        created_at=NOW, try_again_at=NOW,
    )  # fmt: skip
    deliver(now=lambda: NOW)
    (sent,) = mail.outbox
    assert sent.subject == f"#{ticket.number}: you were mentioned"
    assert "Agent mentioned you" in sent.body
    assert "See this" in sent.body
