"""
Delivering the outbox: at least once, with the same Message-ID at every attempt.

A notice is claimed for a while (a lease), sent, and marked. Who is killed while sending leaves a lease that
runs out, and the notice is sent again. What the server refuses for good has failed; what it may have taken
is unknown: both are shown, neither is tried again by itself.
"""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection as database
from django.db import transaction
from django.db.models import F

from houvast.portal.accounts.access import Ability, may
from houvast.portal.notices.mail import compose
from houvast.portal.notices.models import Delivery, Notice
from houvast.portal.notices.smtp import Unconfirmed

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (15, 60, 300, 900, 1800, 3600))
"""Waiting time after each attempt; the last one from then on."""
ATTEMPTS = 48
"""After this many (about two days) a notice has failed."""
REFUSED_FOR_GOOD = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt."""

    state: Delivery
    error: str = ""


def deliver(*, now: datetime, limit: int = 50, connection: BaseEmailBackend | None = None) -> int:
    """
    Try to deliver the notices whose moment has come, one after the other; return how many were tried.

    connection  what carries the mails, where it is not what the settings say
    """
    carrier = connection or get_connection()
    tried = 0
    try:
        while tried < limit and (notice := _claim(now)) is not None:
            _settle(notice, _attempt(notice, carrier, now), now)
            tried += 1
    finally:
        carrier.close()
    return tried


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
    related = ("ticket__organisation", "ticket__agreement", "recipient", "decision", "event__words", "event__actor")
    return Notice.objects.select_related(*related).get(pk=key)


def _attempt(notice: Notice, connection: BaseEmailBackend, now: datetime) -> Outcome:
    reader = notice.recipient
    if reader is None or not may(reader, Ability.SEE_TICKETS, notice.ticket.organisation):
        return Outcome(Delivery.FAILED, "the reader may not see this ticket any more")
    try:
        mail = compose(notice, reader, connection=connection, now=now)
    except Exception:  # one notice that cannot be written must not hold up the others
        log.exception("notice %s cannot be written", notice.pk)
        return Outcome(Delivery.FAILED, "the mail could not be written; see the log")
    outcome = _send(mail, connection)
    if outcome.state is not Delivery.SENT:
        connection.close()
    return outcome


def _send(mail: EmailMessage, connection: BaseEmailBackend) -> Outcome:
    try:
        connection.open()
        mail.send()
    except Unconfirmed as loss:
        return Outcome(Delivery.UNKNOWN, str(loss))
    except smtplib.SMTPRecipientsRefused as refusal:
        code, reason = next(iter(refusal.recipients.values()))
        return _refused(code, str(reason))
    except smtplib.SMTPResponseException as refusal:
        return _refused(refusal.smtp_code, str(refusal.smtp_error))
    except (smtplib.SMTPException, OSError) as trouble:
        return Outcome(Delivery.PENDING, str(trouble))
    return Outcome(Delivery.SENT)


def _refused(code: int, reason: str) -> Outcome:
    state = Delivery.FAILED if code >= REFUSED_FOR_GOOD else Delivery.PENDING
    return Outcome(state, f"{code} {reason}")


def _settle(notice: Notice, outcome: Outcome, now: datetime) -> None:
    """Record what became of an attempt, unless the lease ran out meanwhile and another attempt began."""
    mine = Notice.objects.filter(pk=notice.pk, state=Delivery.SENDING, attempts=notice.attempts)
    state = outcome.state
    if state is Delivery.PENDING and notice.attempts >= ATTEMPTS:
        state = Delivery.FAILED
    if state is not Delivery.SENT:
        log.warning("notice %s: %s (%s)", notice.pk, state.value, outcome.error)
    waits = BACK_OFF[min(notice.attempts, len(BACK_OFF)) - 1]
    mine.update(
        state=state,
        error=outcome.error[:300],
        sent_at=now if state is Delivery.SENT else None,
        try_again_at=now + waits if state is Delivery.PENDING else None,
    )
