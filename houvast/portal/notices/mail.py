"""The mail of a notice: plain text, in the reader's language and zone."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop

from houvast.portal import wording
from houvast.portal.accounts.access import is_provider
from houvast.portal.accounts.models import Person
from houvast.portal.agreements.queries import parsed
from houvast.portal.notices.choices import can_switch_off, token_of
from houvast.portal.notices.html import as_html
from houvast.portal.notices.models import Notice, Subject
from houvast.portal.notices.reply_address import reply_address

TITLES = {
    Subject.REMINDER: gettext_noop("#%(number)s: %(percent)s%% of the time for “%(target)s” is used"),
    Subject.ESCALATION: gettext_noop("#%(number)s: escalation, %(percent)s%% of the time for “%(target)s” is used"),
    Subject.BREACH: gettext_noop("#%(number)s: the promise for “%(target)s” was broken"),
    Subject.RECEIPT: gettext_noop("#%(number)s: we received “%(subject)s”"),
    Subject.NEW_TICKET: gettext_noop("#%(number)s: new ticket of %(customer)s"),
    Subject.REPLY: gettext_noop("#%(number)s: an answer to “%(subject)s”"),
    Subject.CUSTOMER_REPLY: gettext_noop("#%(number)s: %(customer)s wrote"),
    Subject.ASSIGNED: gettext_noop("#%(number)s: this ticket is yours now"),
    Subject.RESOLVED: gettext_noop("#%(number)s: “%(subject)s” is resolved"),
    Subject.REOPENED: gettext_noop("#%(number)s: %(customer)s reopened this ticket"),
    Subject.MENTION: gettext_noop("#%(number)s: you were mentioned"),
    Subject.AGREEMENT: gettext_noop("To read: “%(about)s”"),
    Subject.DOCUMENT: gettext_noop("A new document: “%(about)s”"),
    Subject.INVOICE: gettext_noop("A new invoice: %(about)s"),
    Subject.REPORT: gettext_noop("A report was published: “%(about)s”"),
}


def compose(notice: Notice, reader: Person, *, connection: BaseEmailBackend, now: datetime) -> EmailMessage:
    """Return the mail of a notice, with an id that is the same at every attempt."""
    with translation.override(reader.language):
        values = _values(notice, reader, now) | {"title": title(notice)}
        host = urlsplit(settings.BASE_URL).hostname or "localhost"
        off, text = _unsubscribe(notice, reader), render_to_string(_template(notice), values)
        mail = EmailMultiAlternatives(
            subject=_one_line(translation.gettext(TITLES[Subject(notice.subject)]) % values),
            body=text,
            to=[reader.email],
            connection=connection,
            reply_to=_reply_to(notice, reader),
            headers={"Message-ID": f"<{notice.pk}@{host}>", "Auto-Submitted": "auto-generated", "X-Houvast": "notice"}
            | _thread(notice, host)
            | ({"List-Unsubscribe": f"<{off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if off else {}),
        )
        address = str(values["address"])
        mail.attach_alternative(
            as_html(title=str(mail.subject), text=text, address=address, unsubscribe=off), "text/html"
        )
        return mail


def _reply_to(notice: Notice, reader: Person) -> list[str]:
    """Return the signed address at which the reader answers; none where no answers by mail come in."""
    address = reply_address(notice.ticket, reader) if notice.ticket is not None else ""
    return [address] if address else []


def _unsubscribe(notice: Notice, reader: Person) -> str:
    """Return where the reader unsubscribes from this kind; '' when it cannot be switched off."""
    if not can_switch_off(reader, Subject(notice.subject)):
        return ""
    return settings.BASE_URL + reverse("profile:off", args=[token_of(reader, notice.subject)])


def _thread(notice: Notice, host: str) -> dict[str, str]:
    """Return the headers that lay the mails of one ticket together; the id of the thread is that of no mail."""
    if notice.ticket is None:
        return {}
    root = f"<ticket-{notice.ticket.number}@{host}>"
    return {"In-Reply-To": root, "References": root}


def _template(notice: Notice) -> str:
    return f"notices/{notice.subject}.txt" if notice.ticket is not None else "notices/other.txt"


def title(notice: Notice) -> str:
    """Return what a notice says in one line, in the language that is active; for the list in the portal."""
    return _one_line(translation.gettext(TITLES[Subject(notice.subject)]) % _names(notice))


def _names(notice: Notice) -> dict[str, object]:
    ticket, decision = notice.ticket, notice.decision
    if ticket is None:
        return {"about": notice.about, "customer": notice.organisation.name}
    agreement = parsed(ticket.agreement) if ticket.agreement is not None else None
    return {
        "number": ticket.number,
        "subject": ticket.subject,
        "customer": ticket.organisation.name,
        "percent": decision.share if decision is not None else 0,
        "target": wording.target_title(agreement, decision.target) if decision is not None else "",
    }


def _values(notice: Notice, reader: Person, now: datetime) -> dict[str, object]:
    ticket, decision, event = notice.ticket, notice.decision, notice.event
    if ticket is None:
        return _names(notice) | {"reader": reader.name, "address": settings.BASE_URL + notice.address}
    agreed = ZoneInfo(ticket.agreement.timezone) if ticket.agreement is not None else None
    reading = wording.Reading(now, ZoneInfo(reader.timezone), agreed)
    words = getattr(event, "words", None) if event is not None else None
    page = "desk:ticket" if is_provider(reader) else "customer:ticket"
    return _names(notice) | {
        "reader": reader.name,
        "due": reading.fully(decision.due_at) if decision is not None else None,
        "happened": reading.fully(event.happened_at) if event is not None else None,
        "author": event.actor.name if event is not None and event.actor is not None else "",
        "text": words.body if words is not None else "",
        "address": settings.BASE_URL + reverse(page, args=[ticket.number]),
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())
