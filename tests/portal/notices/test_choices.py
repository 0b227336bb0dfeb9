"""What one wants to be told; unsubscribing by a link, without signing in; what cannot be switched off."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from houvast.portal.notices import choices
from houvast.portal.notices.delivery import deliver
from houvast.portal.notices.models import Choice, Delivery, Notice, Subject
from houvast.portal.notices.queries import notices_of, undelivered
from houvast.portal.notices.reply_address import answered
from houvast.portal.tickets import actions
from tests.portal.world import NOW


@pytest.fixture
def sent(world, settings):
    settings.REPLY_ADDRESS = "reply@support.example"
    ticket = actions.open_ticket(organisation=world.acme, subject="<b>Shop</b>", text="T", by=world.bob, now=NOW)
    actions.reply(ticket, text="See <script>alert(1)</script>", by=world.agent, now=NOW)
    deliver(now=lambda: NOW)
    return [message for message in mail.outbox if message.to == [world.bob.email]]


def test_a_mail_can_be_answered_threaded_and_stopped(world, sent):
    message = sent[-1]
    head = message.message()
    found = answered(message.reply_to[0])
    assert found.person == world.bob.pk
    assert head["References"] == head["In-Reply-To"] == sent[0].message()["References"]
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "src=" not in html
    assert message.attachments == []


def test_one_click_stops_a_kind_without_signing_in_and_get_changes_nothing(world, sent):
    address = sent[-1].message()["List-Unsubscribe"].strip("<>")
    path = address[address.index("/profile/") :]
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert not Choice.objects.exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not choices.wants_mail(world.bob, Subject.REPLY)
    assert choices.wants_mail(world.bob, Subject.RECEIPT)
    for wrong in (path[:-2] + "x/", path.replace("-reply-", "-breach-"), "/profile/notices/off/1/"):
        assert client.post(wrong).status_code == 404


def test_what_is_not_wanted_is_not_sent_and_is_not_undelivered(world):
    choices.choose(world.bob, Subject.RECEIPT, mail=False, portal=True)
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW)
    deliver(now=lambda: NOW)
    notice = Notice.objects.get(recipient=world.bob)
    assert notice.state == Delivery.UNWANTED
    assert not [message for message in mail.outbox if message.to == [world.bob.email]]
    assert notice in notices_of(world.bob)
    assert notice not in undelivered(world.manager)
    choices.choose(world.bob, Subject.RECEIPT, mail=False, portal=False)
    assert notice not in notices_of(world.bob)


@pytest.mark.parametrize("kind", choices.DUTIES)
def test_who_serves_customers_is_always_told_of_promises_at_stake(world, kind):
    choices.choose(world.agent, kind, mail=False, portal=False)
    choices.no_more_mail(world.agent, kind)
    assert choices.wants_mail(world.agent, kind)
    assert not Choice.objects.exists()
    choices.choose(world.alice, kind, mail=False, portal=True)
    assert not choices.wants_mail(world.alice, kind)


def test_the_page_keeps_what_is_ticked(world, client):
    client.force_login(world.bob, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/profile/notices/").status_code == 200
    assert client.post("/profile/notices/", {"mail-reply": "on", "x": "y"}).status_code == 302
    assert choices.wants_mail(world.bob, Subject.REPLY)
    assert not choices.wants_mail(world.bob, Subject.RECEIPT)
