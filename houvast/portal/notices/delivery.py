"""
Delivering the outbox: at least once, with the same Message-ID at every attempt.

A notice is claimed for a while (a lease), sent, and marked. Who is killed while sending leaves a lease that
runs out, and the notice is sent again. What the server refuses for good has failed; what it may have taken
is unknown: both are shown, neither is tried again by itself. A server that takes nothing from us, whoever the
reader, is our trouble and not that of the message, which waits.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection as database
from django.db import transaction
from django.db.models import F

from houvast.portal.notices.choices import wants_mail
from houvast.portal.notices.mail import compose
from houvast.portal.notices.models import Delivery, Notice, Subject
from houvast.portal.notices.queries import may_be_told
from houvast.portal.notices.smtp import Unconfirmed

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than the slowest attempt: some ten answers of a mail server, EMAIL_TIMEOUT each."""
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (15, 60, 300, 900, 1800, 3600))
"""Waiting time after each attempt; the last one from then on."""
ATTEMPTS = 48
"""After this many (about two days) a notice has failed."""
REFUSED_FOR_GOOD = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What became of one attempt.

    held_up  the mail server took nothing from us: not this message is at fault, nor its reader
    """

    state: Delivery
    error: str = ""
    held_up: bool = False


def deliver(*, now: Callable[[], datetime], limit: int = 50, connection: BaseEmailBackend | None = None) -> int:
    """
    Try to deliver the notices whose moment has come, one after the other; return how many were tried.

    now         tells the moment, asked again for each notice: a slow mail server must not let leases run out
    connection  what carries the mails, where it is not what the settings say
    """
    carrier = connection or get_connection()
    outcomes: list[Delivery] = []
    try:
        while len(outcomes) < limit and (notice := _claim(now())) is not None:
            outcome = _attempt(notice, carrier, now())
            _settle(notice, outcome, now())
            outcomes.append(outcome.state)
    finally:
        carrier.close()
    if Delivery.SENT in outcomes:
        _no_longer_held_up()
    return len(outcomes)


@transaction.atomic
def _claim(now: datetime) -> Notice | None:
    """Return one notice, held by a lease: whoever comes later finds it taken until the lease runs out."""
    waiting = Notice.objects.filter(state__in=[Delivery.PENDING, Delivery.SENDING], try_again_at__lte=now)
    skips = database.features.has_select_for_update_skip_locked
    held = waiting.order_by("try_again_at").select_for_update(skip_locked=skips)
    key = held.values_list("pk", flat=True).first()
    if key is None:
        return None
    Notice.objects.filter(pk=key).update(state=Delivery.SENDING, attempts=F("attempts") + 1, try_again_at=now + LEASE)
    related = (
        "ticket__organisation",
        "ticket__agreement",
        "organisation",
        "recipient",
        "decision",
        "event__words",
        "event__actor",
    )
    return Notice.objects.select_related(*related).get(pk=key)


def _attempt(notice: Notice, carrier: BaseEmailBackend, now: datetime) -> Outcome:
    """Return what became of a notice; whatever is wrong with one must not hold up the others."""
    reader = notice.recipient
    if reader is None or not may_be_told(reader, notice):
        return Outcome(Delivery.FAILED, "the reader may not see this any more")
    if not wants_mail(reader, Subject(notice.subject)):
        return Outcome(Delivery.UNWANTED)
    if notice.attempts > ATTEMPTS:
        return Outcome(Delivery.FAILED, "every attempt was cut off")
    if (trouble := _reach(carrier)) is not None:
        return trouble
    try:
        outcome = _send(compose(notice, reader, connection=carrier, now=now))
    except Exception as error:
        log.exception("notice %s cannot be written", notice.pk)
        outcome = Outcome(Delivery.FAILED, f"the mail could not be written: {type(error).__name__}")
    if outcome.state is not Delivery.SENT:
        carrier.close()
    return outcome


def _reach(carrier: BaseEmailBackend) -> Outcome | None:
    """Connect and sign in, unless that was done; return the trouble with it."""
    try:
        carrier.open()
    except (smtplib.SMTPException, OSError, ValueError) as error:  # ValueError: a host that is no name of one
        carrier.close()
        return _held_up(error)
    return None


def _send(mail: EmailMessage) -> Outcome:
    try:
        mail.send()
    except Unconfirmed as loss:
        return Outcome(Delivery.UNKNOWN, str(loss))
    except smtplib.SMTPRecipientsRefused as refusal:
        code, reason = next(iter(refusal.recipients.values()))
        return _refused(code, reason)
    except smtplib.SMTPDataError as refusal:
        return _refused(refusal.smtp_code, refusal.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        return _held_up(error)
    return Outcome(Delivery.SENT)


def _held_up(error: Exception) -> Outcome:
    """Return that the server takes nothing: no connection, no greeting, a wrong password, a sender it refuses."""
    if isinstance(error, smtplib.SMTPResponseException):
        return Outcome(Delivery.PENDING, _said(error.smtp_code, error.smtp_error), held_up=True)
    return Outcome(Delivery.PENDING, str(error) or type(error).__name__, held_up=True)


def _refused(code: int, reason: bytes | str) -> Outcome:
    """Return that the server does not take this message, or not for this reader: for good, or for now."""
    state = Delivery.FAILED if code >= REFUSED_FOR_GOOD else Delivery.PENDING
    return Outcome(state, _said(code, reason))


def _said(code: int, reason: bytes | str) -> str:
    words = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    return f"{code} {words}"


def _settle(notice: Notice, outcome: Outcome, now: datetime) -> None:
    """Record what became of an attempt, unless the lease ran out meanwhile and another attempt began."""
    mine = Notice.objects.filter(pk=notice.pk, state=Delivery.SENDING, attempts=notice.attempts)
    state = outcome.state
    if state is Delivery.PENDING and notice.attempts >= ATTEMPTS:
        state = Delivery.FAILED
    if state not in {Delivery.SENT, Delivery.UNWANTED}:
        log.warning("notice %s: %s (%s)", notice.pk, state.value, outcome.error)
    waits = BACK_OFF[min(notice.attempts, len(BACK_OFF)) - 1]
    mine.update(
        state=state,
        error=outcome.error[:300],
        held_up=outcome.held_up,
        sent_at=now if state is Delivery.SENT else None,
        try_again_at=now + waits if state is Delivery.PENDING else None,
    )


def _no_longer_held_up() -> None:
    """Note that the server takes mail again; what it held up is tried when its moment comes."""
    Notice.objects.filter(state=Delivery.PENDING, held_up=True).update(held_up=False)
