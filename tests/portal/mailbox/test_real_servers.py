"""From a sender's program to a ticket over real servers: SMTP, then IMAP."""

from __future__ import annotations

import smtplib
import threading
import time

import pytest

from houvast.portal.mailbox import rounds
from houvast.portal.mailbox.boxes import boxes
from houvast.portal.mailbox.models import Fate, IncomingMail
from houvast.portal.notices.reply_address import reply_address
from houvast.portal.tickets.models import Ticket
from houvast.sla.terms import EventKind
from tests.portal.mailbox.post import mail, names, signed
from tests.portal.world import MINUTE, NOW


@pytest.fixture(autouse=True)
def mailbox(settings, imap_port):
    settings.MAILBOXES = [f"imap://support:secret@127.0.0.1:{imap_port}/INBOX"]
    settings.REPLY_ADDRESS = "reply@support.example"


def sends(smtp, raw, sender="bob@acme.example", to="support@noorderlicht.example"):
    with smtplib.SMTP("127.0.0.1", smtp.port) as server:
        server.sendmail(sender, [to], raw)


def fetched():
    return rounds.fetch_all(now=lambda: NOW, resolver=names())


def test_a_mail_becomes_a_ticket_and_the_answer_to_its_notice_a_reply(world, smtp):
    sends(smtp, signed(mail(text="Het doet het niet: é € “x”")))
    assert fetched() == (1, 1)
    ticket = Ticket.objects.get()
    assert ticket.opened_at == NOW - MINUTE  # when the provider's server took it
    assert ticket.events.get().words.body == "Het doet het niet: é € “x”"
    smtp.handler.arrived = "Mon, 23 Nov 2026 10:00:00 +0100"
    sends(smtp, signed(mail(to=reply_address(ticket, world.bob), text="Nog steeds.")))
    assert fetched() == (1, 1)
    assert ticket.events.get(kind=EventKind.CUSTOMER_REPLY).words.body == "Nog steeds."
    assert fetched() == (0, 0)


def test_what_was_read_before_is_not_read_again_and_nothing_is_taken_out(world, smtp):
    for number in range(5):
        sends(smtp, signed(mail(text=f"{number}")))
    assert fetched() == (5, 5)
    assert fetched() == (0, 0)
    assert IncomingMail.objects.filter(fate=Fate.OPENED).count() == Ticket.objects.count() == 5


def test_a_forged_mail_ends_in_quarantine(world, smtp):
    sends(smtp, mail().as_bytes())
    fetched()
    assert IncomingMail.objects.get().fate == Fate.QUARANTINED
    assert not Ticket.objects.exists()


def test_a_bounce_and_a_robot_are_ignored(world, smtp):
    sends(smtp, signed(mail()), sender="")
    sends(smtp, signed(mail(Auto_Submitted="auto-replied", text="Away")))
    fetched()
    assert {each.fate for each in IncomingMail.objects.all()} == {Fate.IGNORED}


def test_a_mail_of_more_than_25_mb_is_not_taken_and_shown(world, smtp):
    smtp.handler.lay(b"From: bob@acme.example\r\n\r\n" + b"x" * 80 + b"\r\n" + (b"y" * 76 + b"\r\n") * 340_000)
    sends(smtp, signed(mail(text="small")))
    fetched()
    assert [(each.fate, each.why, each.raw is None) for each in IncomingMail.objects.all()] == [
        (Fate.SET_ASIDE, "too-large", True), (Fate.OPENED, "", False),
    ]  # fmt: skip


def test_a_mail_that_is_a_trap_as_a_file_holds_up_nobody(world, smtp):
    smtp.handler.lay(b"MZ: x\r\n\r\nx\r\n")
    sends(smtp, signed(mail(text="behind it")))
    assert fetched() == (2, 1)
    assert [each.fate for each in IncomingMail.objects.all()] == [Fate.SET_ASIDE, Fate.OPENED]


def test_a_mailbox_that_does_not_answer_holds_up_no_other(world, smtp, settings):
    settings.MAILBOXES = ["imap://x:y@127.0.0.1:1/INBOX", *settings.MAILBOXES]
    sends(smtp, signed(mail()))
    assert fetched() == (1, 1)


def test_the_server_says_that_a_mail_arrived(world, smtp):
    """IDLE: waiting ends long before its time."""
    later = threading.Timer(0.5, lambda: sends(smtp, signed(mail())))
    later.start()
    began = time.monotonic()
    rounds.wait_for_mail()
    later.join()
    assert time.monotonic() - began < rounds.IDLE - 2
    assert fetched() == (1, 1)


def test_a_password_is_in_no_name_and_no_words(world):
    (box,) = boxes()
    assert "secret" not in f"{box} {box.name} {box!r}"
