"""
Words for codes: targets, service windows, statuses, roles.

An agreement may say in its glossary what its own words are called; after that come the words in common use, and a
code that nobody knows stays as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from houvast.sla.agreement.escalation_model import TEAM
from houvast.sla.agreement.model import Agreement, Text
from houvast.sla.agreement.words import whole as words

STATUSES = {
    "open": gettext_noop("open"),
    "on-hold": gettext_noop("on hold"),
    "scheduled": gettext_noop("scheduled"),
    "resolved": gettext_noop("resolved"),
    "closed": gettext_noop("closed"),
    "cancelled": gettext_noop("cancelled"),
    "merged": gettext_noop("merged"),
}
TYPES = {
    "incident": gettext_noop("incident"),
    "request": gettext_noop("request"),
    "question": gettext_noop("question"),
    "change": gettext_noop("change"),
    "complaint": gettext_noop("complaint"),
}
CHANNELS = {
    "portal": gettext_noop("portal"),
    "phone": gettext_noop("phone"),
    "email": gettext_noop("mail"),
    "mail": gettext_noop("mail"),
    "chat": gettext_noop("chat"),
    "sms": gettext_noop("text message"),
    "monitoring": gettext_noop("monitoring"),
    "import": gettext_noop("import"),
}
ROLES = {
    "handler": gettext_noop("handler"),
    "team-lead": gettext_noop("team lead"),
    "service-manager": gettext_noop("service level manager"),
    "customer-owner": gettext_noop("contract owner of the customer"),
    "customer-contact": gettext_noop("customer contact"),
    "agent": gettext_noop("agent"),
    "operator": gettext_noop("operator"),
}

LONGEST_SHORT = 8
"""Letters that a priority may have and still be shown whole."""


def language() -> str:
    """Return the language that is active, `nl` or `en`."""
    return (get_language() or "en")[:2]


def called(code: str, agreement: Agreement | None, usual: Mapping[str, str] | None = None) -> str:
    """Return what a word of an agreement is called: by its glossary, by common use, or as it is."""
    found = words.called(code, language(), agreement.glossary if agreement else {})
    return _(usual[code]) if found == code and usual and code in usual else found


def status(code: str, agreement: Agreement | None = None) -> str:
    """Return a status in words, for inside a sentence."""
    return called(code, agreement, STATUSES)


def level(code: str, agreement: Agreement | None = None) -> str:
    """Return an impact or urgency in words."""
    return called(code, agreement)


def calendar_name(name: str, agreement: Agreement | None = None) -> str:
    """Return a service window in words: `office hours`."""
    return called(name, agreement)


def target_title(agreement: Agreement | None, name: str) -> str:
    """Return what a target is called: as the agreement says, or the usual word for it."""
    return words.target_title(agreement, name, language()) if agreement else called(name, None)


def text_in(text: Text, fallback: str) -> str:
    """Return one text in the reader's language; in any other language when it has none of theirs."""
    return text.get(language()) or next(iter(text.values()), fallback)


def ticket_type(code: str) -> str:
    """Return the type of a ticket in words."""
    return called(code, None, TYPES)


def channel(code: str) -> str:
    """Return by which way a ticket came in, or somebody is told, in words."""
    return called(code, None, CHANNELS)


def role(code: str) -> str:
    """Return a role in words; a team and a contact by their names."""
    return called(code.removeprefix(TEAM), None, ROLES)


def priority_short(name: str) -> str:
    """Return a priority that fits a small square: `3 - Moderate` gives `3`, `P2` stays, and so does one short word."""
    head = name.split(" ")[0].strip("-:.")
    if 0 < len(head) <= 3:
        return head
    return sentence_case(name if len(name) <= LONGEST_SHORT else name[:3])


def sentence_case(phrase: str) -> str:
    """Return words with a capital at the start; in Dutch the stress on `één` stays off its capital: Eén."""
    return f"E{phrase[1:]}" if phrase.startswith("éé") else phrase[:1].upper() + phrase[1:]
