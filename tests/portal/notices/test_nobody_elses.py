"""NT04: no mail to one customer's people holds a word of another's, whatever happens to whom in which order."""

from __future__ import annotations

from io import BytesIO

from django.core import mail

from houvast.portal.accounts.access import Ability
from houvast.portal.files.actions import Upload
from houvast.portal.notices.actions import tell
from houvast.portal.notices.delivery import deliver
from houvast.portal.notices.models import Subject
from houvast.portal.tickets import actions
from houvast.portal.watch import worker
from tests.portal.world import DAY, HOUR, NOW


def lives(world, customer, by):
    """Everything that is told of: a ticket from its opening to its reopening, a breach, a document."""
    canary = f"canary-{customer.slug}"
    sent = [Upload(f"{canary}.txt", BytesIO(canary.encode()))]
    ticket = actions.open_ticket(
        organisation=customer, subject=canary, text=canary, by=by, now=NOW, priority="P1", attachments=sent
    )
    actions.note(ticket, text=f"internal-{customer.slug}", by=world.agent, now=NOW, attachments=sent)
    actions.assign(ticket, handler=world.agent, by=world.manager, now=NOW)
    worker.drain(now=NOW + DAY)
    actions.reply(ticket, text=canary, by=world.agent, now=NOW + DAY, attachments=sent)
    actions.customer_reply(ticket, text=canary, by=by, now=NOW + DAY, attachments=sent)
    actions.resolve(ticket, text=canary, by=world.agent, now=NOW + DAY)
    actions.reopen(ticket, reason=canary, by=by, now=NOW + DAY)
    said = {"about": canary, "address": f"/documents/{canary}/", "ability": Ability.SEE_DOCUMENTS, "now": NOW}
    tell([by, world.stranger], Subject.DOCUMENT, organisation=customer, **said)


def test_nt04_no_mail_holds_a_word_of_another_customer(world):
    lives(world, world.acme, world.bob)
    lives(world, world.other, world.charlie)
    while deliver(now=lambda: NOW + DAY + HOUR):
        pass
    sides = {"acme": "other", "other": "acme", "example.com": "acme"}
    read = dict.fromkeys(sides, 0)
    for message in mail.outbox:
        (address,) = message.to
        side = address.split("@")[1].removesuffix(".example")
        whole = message.message().as_string() + message.body + str(message.alternatives)
        assert "internal-" not in whole or side == "noorderlicht"
        assert not message.attachments
        if side in sides:
            read[side] += 1
            assert f"canary-{sides[side]}" not in whole, address
    assert read["acme"] >= 4
    assert read["other"] >= 4
    assert read["example.com"] == 0
