"""Adding organisations and people, as the commands of these names do; and what somebody changes of themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from houvast.portal.accounts.access import roles_of
from houvast.portal.accounts.audit import note
from houvast.portal.accounts.links import forget_links
from houvast.portal.accounts.models import Deed, Membership, Organisation, Person
from houvast.portal.accounts.sessions import end_sessions


class RoleElsewhere(ValueError):
    """A role counts only in an organisation of its own kind; holds `role`, `organisation`."""

    def __init__(self, role: str, organisation: Organisation) -> None:
        super().__init__(f"{role} is no role in {organisation.name}, which is a {organisation.kind}")
        self.role, self.organisation = role, organisation


def add_organisation(**said: Any) -> Organisation:
    """Add a provider or a customer: name, slug, kind, language, timezone. Raises ValidationError."""
    organisation = Organisation(**said)
    organisation.full_clean()
    organisation.save(force_insert=True)
    return organisation


@transaction.atomic
def add_person(
    organisation: Organisation, *, email: str, name: str, role: str, password: str, team: str = "", **said: Any
) -> Person:
    """
    Add somebody with one role; who is there already gets the role, and keeps name and password.

    said  language, timezone. Raises RoleElsewhere, ValidationError (address, password, role).
    """
    if role not in roles_of(organisation):
        raise RoleElsewhere(role, organisation)
    person = Person.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        person = Person(email=email.strip().lower(), name=name, **said)
        validate_password(password, person)
        person.set_password(password)
        person.full_clean()
        person.save(force_insert=True)
    Membership.objects.get_or_create(person=person, organisation=organisation, role=role, team=team)
    return person


@transaction.atomic
def set_password(person: Person, password: str, *, but: str | None, ip: str | None, now: datetime) -> None:
    """
    Give somebody a password they chose; every session of theirs ends, but the one with the key `but`.

    Links that were sent to them work no more. Raises ValidationError for a password too weak.
    """
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    forget_links(person, now=now)
    end_sessions(person, but=but, by=person, ip=ip, now=now)
    note(Deed.PASSWORD_SET, now=now, by=person, about=person, ip=ip)


@transaction.atomic
def change_address(person: Person, address: str, *, ip: str | None, now: datetime) -> str:
    """
    Give somebody the new address they have confirmed; return the old one. Links sent to the old one work no more.

    Raises ValidationError when the address is somebody else's by now.
    """
    held = Person.objects.select_for_update().get(pk=person.pk)
    old, held.email = held.email, address.strip().lower()
    held.full_clean(exclude=["password"])
    held.save(update_fields=["email"])
    forget_links(person, now=now)
    note(Deed.ADDRESS_CHANGED, now=now, by=person, about=person, ip=ip)
    return old
