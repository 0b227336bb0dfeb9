"""What somebody wants to be told, by mail and in the portal; and what nobody who serves customers can switch off."""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Mapping

from django.utils.crypto import constant_time_compare, salted_hmac

from houvast.portal.accounts.access import is_provider
from houvast.portal.accounts.models import Person
from houvast.portal.notices.models import Choice, Subject

DUTIES = (Subject.REMINDER, Subject.ESCALATION, Subject.BREACH)
"""What the provider's people are always told: a promise to a customer is at stake."""
OF_CUSTOMERS = (
    *(Subject.RECEIPT, Subject.REPLY, Subject.RESOLVED, Subject.AGREEMENT, Subject.DOCUMENT, Subject.INVOICE),
    *(Subject.REPORT, *DUTIES),
)
OF_PROVIDERS = (
    *(Subject.NEW_TICKET, Subject.CUSTOMER_REPLY, Subject.ASSIGNED, Subject.REOPENED, Subject.MENTION, *DUTIES),
)
_SHAPE = re.compile(r"(\d{1,18})-([a-z-]{1,20})-([a-z2-7]{32})")


def kinds_for(person: Person) -> tuple[Subject, ...]:
    """Return the kinds of notices that somebody may get."""
    return OF_PROVIDERS if is_provider(person) else OF_CUSTOMERS


def can_switch_off(person: Person, subject: Subject) -> bool:
    """Say whether somebody may do without this kind."""
    return not (subject in DUTIES and is_provider(person))


def choices_of(person: Person) -> Mapping[str, Choice]:
    """Return what somebody chose, by kind; a kind that is not there is wanted both ways."""
    return {choice.subject: choice for choice in Choice.objects.filter(person=person)}


def wants_mail(person: Person, subject: Subject) -> bool:
    """Say whether a notice of this kind goes to somebody by mail."""
    if not can_switch_off(person, subject):
        return True
    return not Choice.objects.filter(person=person, subject=subject, mail=False).exists()


def choose(person: Person, subject: Subject, *, mail: bool, portal: bool) -> None:
    """Keep what somebody wants to be told; what cannot be switched off stays on."""
    if can_switch_off(person, subject):
        wanted = {"mail": mail, "portal": portal}
        Choice.objects.update_or_create(person=person, subject=subject, defaults=wanted)


def no_more_mail(person: Person, subject: Subject) -> None:
    """Send somebody no mail of this kind any more; the portal goes on showing it."""
    if can_switch_off(person, subject):
        Choice.objects.update_or_create(person=person, subject=subject, defaults={"mail": False})


def token_of(person: Person, subject: str) -> str:
    """Return what stands in the link of a mail by which one unsubscribes from its kind."""
    return f"{person.pk}-{subject}-{_sign(person.pk, subject)}"


def unsubscribed_by(token: str) -> tuple[Person, Subject] | None:
    """Return whose link it is and of which kind; None for one that we did not sign."""
    found = _SHAPE.fullmatch(token)
    if found is None or not constant_time_compare(found[3], _sign(int(found[1]), found[2])):
        return None
    person = Person.objects.filter(pk=int(found[1]), is_active=True).first()
    return (person, Subject(found[2])) if person is not None and found[2] in Subject.values else None


def _sign(person: int, subject: str) -> str:
    digest = salted_hmac("houvast.unsubscribe", f"{person}-{subject}", algorithm="sha256").digest()
    return b32encode(digest[:20]).decode().lower()
