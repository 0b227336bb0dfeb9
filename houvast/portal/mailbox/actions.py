"""
From a mail to a ticket or a reply, once: the row is there before anything is done, and the deed is one transaction.

A reply comes only by a signed address, from the person it was given to, over a domain that stands for the mail.
Anything less opens a ticket of the sender's own, or waits in quarantine; nothing else in a mail names a ticket.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from io import BytesIO

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.models import F

from houvast.portal.accounts.access import Ability, demand, may
from houvast.portal.accounts.models import Organisation, OrganisationKind, Person
from houvast.portal.files.actions import keep, path_of
from houvast.portal.mailbox import letter, queries
from houvast.portal.mailbox.attaching import fitting
from houvast.portal.mailbox.bounces import note_bounce
from houvast.portal.mailbox.letter import Letter
from houvast.portal.mailbox.models import Fate, IncomingMail
from houvast.portal.mailbox.senders import NobodyAnswers, Resolver, is_aligned, txt
from houvast.portal.notices.reply_address import Answered, answered
from houvast.portal.tickets import actions as tickets
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import may_read
from houvast.portal.tickets.refusals import Refused

log = logging.getLogger(__name__)

ANSWER_WITHIN = timedelta(hours=1)
"""For so long a mail waits for name servers that do not answer."""
TRIES = 3
"""After this many a mail is set aside, where the desk sees it."""


class Doubtful(Exception):
    """Somebody must look at a mail; `why` is the code of the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def receive(mailbox: str, place: str, raw: bytes, *, now: datetime) -> IncomingMail | None:
    """Keep a mail as it came in, before anything is done with it; None when it is here already."""
    if IncomingMail.objects.filter(mailbox=mailbox, place=place).exists():
        return None
    provider = Organisation.objects.get(kind=OrganisationKind.PROVIDER)
    kept = keep(provider, name="mail.eml", content=BytesIO(raw), media_type="message/rfc822", by=None, now=now)
    return IncomingMail.objects.create(organisation=provider, mailbox=mailbox, place=place, received_at=now, raw=kept)


def leave_there(mailbox: str, place: str, why: str, *, now: datetime) -> None:
    """Note that a mail was there that cannot be kept: too large, or no mail at all."""
    IncomingMail.objects.get_or_create(
        mailbox=mailbox,
        place=place,
        defaults={
            "organisation": Organisation.objects.get(kind=OrganisationKind.PROVIDER),
            "received_at": now,
            "fate": Fate.SET_ASIDE,
            "why": why,
        },
    )


def handle_waiting(*, now: datetime, customers: dict[str, str] | None = None, resolver: Resolver = txt) -> int:
    """
    Handle the mails that wait, one transaction each; return how many. One that fails waits for the next round.

    customers  the slug of the customer whose mailbox it is, by the name of the mailbox
    """
    waiting = list(IncomingMail.objects.filter(fate=Fate.WAITING).select_related("raw"))
    for mail in waiting:
        IncomingMail.objects.filter(pk=mail.pk).update(tries=F("tries") + 1)
        try:
            _handle(mail, (customers or {}).get(mail.mailbox, ""), now=now, resolver=resolver)
        except NobodyAnswers:  # about the sender's domain: not the mail's fault, nor ours
            log.warning("mail %s waits: the name servers do not answer", mail.pk)
            IncomingMail.objects.filter(pk=mail.pk).update(tries=F("tries") - 1)
        except Exception:
            log.exception("mail %s could not be handled", mail.pk)
            failed = IncomingMail.objects.filter(pk=mail.pk, fate=Fate.WAITING, tries__gte=TRIES)
            failed.update(fate=Fate.SET_ASIDE, why="failed", handled_at=now)
    return len(waiting)


@transaction.atomic
def release(mail: IncomingMail, *, by: Person, now: datetime) -> IncomingMail:
    """Let a mail in although its sender was doubted; raises Doubtful when there is nobody to let in as."""
    mail = IncomingMail.objects.select_for_update().get(pk=mail.pk)
    if mail.fate not in queries.WAITS_FOR_SOMEBODY or mail.raw is None:
        raise Doubtful("handled-already")
    raw = raw_of(mail)
    said = letter.read(raw)
    person = _person(said.sender)
    customer = _customer(person, "") if (found := _signed(said)) is None else _signed_ticket(found, person).organisation
    demand(by, Ability.WORK_TICKETS, customer)
    _let_in(mail, said, person, "", raw, now=now)
    mail.handled_by = by
    mail.save()
    return mail


def refuse(mail: IncomingMail, *, by: Person, now: datetime) -> None:
    """Leave a mail outside; it stays as evidence."""
    waits = IncomingMail.objects.filter(pk=mail.pk, fate__in=queries.WAITS_FOR_SOMEBODY)
    waits.update(fate=Fate.REFUSED, handled_by=by, handled_at=now)


def raw_of(mail: IncomingMail) -> bytes:
    """Return a mail as it was received."""
    if mail.raw is None:
        raise Doubtful("too-large")
    with storages["files"].open(path_of(mail.raw)) as file:
        content: bytes = file.read()
    return content


def _handle(mail: IncomingMail, customer: str, *, now: datetime, resolver: Resolver) -> None:
    raw = raw_of(mail)
    said = letter.read(raw)
    # Asking the world takes seconds, and is done before anything is locked: nobody else waits for it.
    aligned = not said.own_answer and _is_aligned(mail, raw, said, now=now, resolver=resolver)
    with transaction.atomic():
        skips = connection.features.has_select_for_update_skip_locked
        held = IncomingMail.objects.select_for_update(of=("self",), skip_locked=skips)
        current = held.filter(pk=mail.pk, fate=Fate.WAITING).first()
        if current is not None:
            _decide(current, said, raw, customer, aligned=aligned, now=now)


def _is_aligned(mail: IncomingMail, raw: bytes, said: Letter, *, now: datetime, resolver: Resolver) -> bool:
    """Ask about the sender; when nobody has answered for ANSWER_WITHIN, nobody stands for it."""
    try:
        return is_aligned(raw, said.sender, resolver=resolver, trusts=settings.MAIL_TRUSTS)
    except NobodyAnswers:
        if now - mail.received_at < ANSWER_WITHIN:
            raise
        return False


def _decide(mail: IncomingMail, said: Letter, raw: bytes, customer: str, *, aligned: bool, now: datetime) -> None:
    mail.message_id, mail.sender, mail.subject = said.message_id, said.sender, said.subject
    try:
        if (ignored := _nobody_wrote(mail, said, raw)) != "":
            mail.fate, mail.why, mail.handled_at = Fate.IGNORED, ignored, now
        elif not aligned:
            raise Doubtful("not-aligned")
        else:
            with transaction.atomic():
                _let_in(mail, said, _person(said.sender), customer, raw, now=now)
    except Doubtful as doubt:
        mail.fate, mail.why = Fate.QUARANTINED, doubt.why
    except Refused as refusal:
        mail.fate, mail.why = Fate.QUARANTINED, type(refusal).__name__
    mail.save()


def _nobody_wrote(mail: IncomingMail, said: Letter, raw: bytes) -> str:
    """Return why nobody needs to read a mail: a bounce, an automatic answer, a second copy; '' when somebody does."""
    if note_bounce(raw) is not None:
        return "bounce"
    if said.own_answer:
        return "automatic"
    copies = IncomingMail.objects.filter(message_id=said.message_id, sender=said.sender).exclude(message_id="")
    if copies.filter(fate__in=[Fate.OPENED, Fate.REPLIED]).exclude(pk=mail.pk).exists():
        return "copy"
    return ""


def _let_in(mail: IncomingMail, said: Letter, person: Person, customer: str, raw: bytes, *, now: datetime) -> None:
    """Add a reply where the address says so, else open a ticket; raise Doubtful or a refusal of `tickets`."""
    at = letter.happened_at(raw, hops=settings.MAIL_HOPS, now=now)
    found = _signed(said)
    if found is None:
        ticket = _opened(mail, said, person, _customer(person, customer), at, now)
        mail.fate = Fate.OPENED
    else:
        ticket = _signed_ticket(found, person)
        _replied(ticket, said, person, max(at, ticket.opened_at), now)
        mail.fate = Fate.REPLIED
    mail.ticket, mail.organisation, mail.why, mail.handled_at = ticket, ticket.organisation, "", now


def _opened(
    mail: IncomingMail, said: Letter, person: Person, customer: Organisation, at: datetime, now: datetime
) -> Ticket:
    attachments, left_out = fitting(said.attachments)
    return tickets.open_ticket(
        organisation=customer,
        subject=said.subject or "(–)",
        text=_words(said, left_out),
        by=person,
        now=now,
        happened_at=at,
        channel="mail",
        external_id=f"mail-{mail.pk}",
        attachments=attachments,
    )


def _replied(ticket: Ticket, said: Letter, person: Person, at: datetime, now: datetime) -> None:
    attachments, left_out = fitting(said.attachments)
    works = may(person, Ability.WORK_TICKETS, ticket.organisation)
    act = tickets.reply if works else tickets.customer_reply
    act(ticket, text=_words(said, left_out), by=person, now=now, happened_at=at, attachments=attachments)


def _words(said: Letter, left_out: list[str]) -> str:
    """Return what was written, with the names of files that were not taken; a mail of files alone says so."""
    return "\n\n".join([said.text or "(–)", *(f"[✕ {name}]" for name in left_out)])


def _signed(said: Letter) -> Answered | None:
    """Return the signed address that a mail was sent to; Doubtful when it was sent to several."""
    found = {each for address in said.recipients if (each := answered(address)) is not None}
    if len(found) > 1:
        raise Doubtful("several-addresses")
    return next(iter(found), None)


def _signed_ticket(found: Answered, person: Person) -> Ticket:
    """Return the ticket that an address leads to, for the person it was given to, while they may read it."""
    if found.person != person.pk:
        raise Doubtful("address-of-another")
    ticket = Ticket.objects.select_related("organisation").filter(pk=found.ticket).first()
    if ticket is None or not may_read(person, ticket) or not may(person, Ability.REPLY, ticket.organisation):
        raise Doubtful("may-not-write")
    return ticket


def _person(sender: str) -> Person:
    person = Person.objects.filter(email=sender, is_active=True).first() if sender else None
    if person is None:
        raise Doubtful("unknown-sender")
    return person


def _customer(person: Person, slug: str) -> Organisation:
    """Return the customer that somebody reports for: the mailbox's, or the only one they belong to."""
    theirs = queries.customers_of(person)
    wanted = [each for each in theirs if each.slug == slug] if slug else theirs
    if not wanted:
        raise Doubtful("may-not-write")
    if len(wanted) > 1:
        raise Doubtful("several-customers")
    return wanted[0]
