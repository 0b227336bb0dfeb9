"""Reading the mailboxes: every mail that is new there gets its row here. Nothing is moved or deleted there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from imap_tools import AND, BaseMailBox, MailBox, MailBoxUnencrypted, U

from houvast.portal.files.actions import MOST_BYTES
from houvast.portal.files.refusals import FileRefused
from houvast.portal.mailbox.actions import leave_there, receive
from houvast.portal.mailbox.boxes import Mailbox
from houvast.portal.mailbox.models import IncomingMail

TIMEOUT = 20
"""Seconds that a mail server may take to answer."""


@contextmanager
def opened(box: Mailbox) -> Iterator[BaseMailBox]:
    """Give a mailbox, signed in and with its folder open; read-only."""
    kind = MailBox if box.scheme == "imaps" else MailBoxUnencrypted
    with kind(box.host, box.port, timeout=TIMEOUT).login(box.user, box.password, initial_folder=None) as mailbox:
        mailbox.folder.set(box.folder, readonly=True)
        yield mailbox


def fetch(box: Mailbox, *, now: Callable[[], datetime]) -> int:
    """Take in what is new in a mailbox; return how many mails. Raises OSError or what imap-tools raises."""
    with opened(box) as mailbox:
        return fetch_from(mailbox, box, now=now)


def fetch_from(mailbox: BaseMailBox, box: Mailbox, *, now: Callable[[], datetime]) -> int:
    """Take in what is new in a mailbox that is open."""
    validity = mailbox.folder.status(box.folder, ["UIDVALIDITY"])["UIDVALIDITY"]
    last = _last_seen(box, validity)
    fresh = sorted({int(uid) for uid in mailbox.uids(AND(uid=U(str(last + 1), "*")))})
    taken = 0
    for uid in fresh:
        if uid <= last:  # `n:*` always holds the last one
            continue
        place = f"{validity}.{uid}"
        if _size(mailbox, uid) > MOST_BYTES:
            leave_there(box.name, place, "too-large", now=now())
        else:
            _take_in(box.name, place, _raw(mailbox, uid), now())
        taken += 1
    return taken


def _take_in(box: str, place: str, raw: bytes, now: datetime) -> None:
    """Keep a mail; one that is a trap as a file must not hold up those behind it."""
    try:
        receive(box, place, raw, now=now)
    except FileRefused:
        leave_there(box, place, "failed", now=now)


def _last_seen(box: Mailbox, validity: int) -> int:
    places = IncomingMail.objects.filter(mailbox=box.name, place__startswith=f"{validity}.")
    return max((int(place.rpartition(".")[2]) for place in places.values_list("place", flat=True)), default=0)


def _size(mailbox: BaseMailBox, uid: int) -> int:
    _, answer = mailbox.client.uid("fetch", str(uid), "(RFC822.SIZE)")
    words = b" ".join(each if isinstance(each, bytes) else each[0] for each in answer if each)
    return int(words.partition(b"RFC822.SIZE ")[2].split(b")")[0].split()[0])


def _raw(mailbox: BaseMailBox, uid: int) -> bytes:
    _, answer = mailbox.client.uid("fetch", str(uid), "(BODY.PEEK[])")
    return next(bytes(each[1]) for each in answer if isinstance(each, tuple))
