"""Adding organisations and people. Pages for it are still to come; the commands of these names use it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from houvast.portal.accounts.access import CUSTOMER_ROLES, PROVIDER_ROLES
from houvast.portal.accounts.models import Membership, Organisation, OrganisationKind, Person


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
    roles = PROVIDER_ROLES if organisation.kind == OrganisationKind.PROVIDER else CUSTOMER_ROLES
    if role not in roles:
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
