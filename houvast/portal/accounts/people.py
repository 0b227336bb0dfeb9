"""Who belongs to an organisation: roles and grants are changed, memberships end; and the records of customers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.text import slugify

from houvast.portal.accounts.access import (
    ABILITIES,
    Ability,
    demand_at_the_provider,
    demand_over_people,
    may_at_the_provider,
    roles_of,
)
from houvast.portal.accounts.actions import RoleElsewhere, add_organisation
from houvast.portal.accounts.audit import note
from houvast.portal.accounts.invitations import GRANTS
from houvast.portal.accounts.links import forget_links
from houvast.portal.accounts.models import Deed, Membership, Organisation, OrganisationKind, Person, Role
from houvast.portal.accounts.sessions import end_sessions

_RESERVED = {"new", ""}


class LastToManage(ValueError):
    """Without this membership nobody of the organisation could manage its people any more."""


class RoleHeldAlready(ValueError):
    """Somebody has this role there already, in the same team; holds `role`."""

    def __init__(self, role: str) -> None:
        super().__init__(f"{role} is held already")
        self.role = role


@transaction.atomic
def change_membership(
    membership: Membership,
    *,
    role: str,
    team: str = "",
    grants: Mapping[str, Any] | None = None,
    by: Person,
    ip: str | None,
    now: datetime,
) -> None:
    """
    Give a membership another role, team or grants.

    grants  values of `invitations.GRANTS`; what is left out stays. Raises NotAllowed, RoleElsewhere, LastToManage,
            RoleHeldAlready.
    """
    held = _locked(membership, by)
    if role not in roles_of(held.organisation):
        raise RoleElsewhere(role, held.organisation)
    if held.organisation.kind != OrganisationKind.PROVIDER:
        team, wanted = held.team, {field: value for field, value in (grants or {}).items() if field in GRANTS}
    else:
        wanted = {}
    wanted |= {"role": role, "team": team}
    was = {field: getattr(held, field) for field in wanted if getattr(held, field) != wanted[field]}
    if not was:
        return
    if Ability.MANAGE_PEOPLE not in ABILITIES[Role(role)]:
        _not_the_last(held, by)
    twin = Membership.objects.filter(person=held.person, organisation=held.organisation, role=role, team=team)
    if twin.exclude(pk=held.pk).exists():
        raise RoleHeldAlready(role)
    Membership.objects.filter(pk=held.pk).update(**wanted)
    changed = {field: [was[field], wanted[field]] for field in was}
    note(Deed.ROLE_CHANGED, now=now, by=by, about=held.person, organisation=held.organisation, ip=ip, changed=changed)


@transaction.atomic
def end_membership(membership: Membership, *, by: Person, ip: str | None, now: datetime) -> None:
    """
    Let somebody leave an organisation: their sessions end, and with their last membership they cannot sign in.

    Raises NotAllowed, LastToManage.
    """
    held = _locked(membership, by)
    _not_the_last(held, by)
    person, organisation, role = held.person, held.organisation, held.role
    held.delete()
    note(Deed.ENDED, now=now, by=by, about=person, organisation=organisation, ip=ip, role=role)
    if person.memberships.filter(organisation=organisation).exists():
        return
    end_sessions(person, but=None, by=by, ip=ip, now=now)
    forget_links(person, now=now)
    if not person.memberships.exists():
        _close(person)


def _close(person: Person) -> None:
    """Leave nothing by which somebody could sign in; who is invited again begins anew."""
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()


def _locked(membership: Membership, by: Person) -> Membership:
    """Return the membership as it is now, while nobody else changes those of its organisation."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    held = Membership.objects.select_related("person", "organisation").get(pk=membership.pk)
    demand_over_people(by, held.organisation)
    return held


def _not_the_last(held: Membership, by: Person) -> None:
    """Refuse to take away the last who manages people there; the provider may leave a customer without one."""
    if Ability.MANAGE_PEOPLE not in ABILITIES[Role(held.role)]:
        return
    if held.organisation.kind != OrganisationKind.PROVIDER and may_at_the_provider(by, Ability.MANAGE_PEOPLE):
        return
    able = [role for role in roles_of(held.organisation) if Ability.MANAGE_PEOPLE in ABILITIES[role]]
    others = Membership.objects.filter(organisation=held.organisation, role__in=able, person__is_active=True)
    if not others.exclude(pk=held.pk).exists():
        raise LastToManage


@transaction.atomic
def add_customer(*, name: str, language: str, timezone: str, by: Person, ip: str | None, now: datetime) -> Organisation:
    """Add a customer; its short name for addresses is made of the name. Raises NotAllowed, ValidationError."""
    demand_at_the_provider(by, Ability.MANAGE_CUSTOMERS)
    said = {"name": name, "language": language, "timezone": timezone}
    added = add_organisation(slug=_free_slug(name), kind=OrganisationKind.CUSTOMER, **said)
    note(Deed.CUSTOMER_ADDED, now=now, by=by, organisation=added, ip=ip, said=said)
    return added


def _free_slug(name: str) -> str:
    base = slugify(name)[:50]
    base = "customer" if base in _RESERVED else base
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def change_customer(
    customer: Organisation, *, name: str, language: str, timezone: str, by: Person, ip: str | None, now: datetime
) -> None:
    """Change how a customer is called, which language it reads and in which zone it lives. Raises NotAllowed."""
    demand_at_the_provider(by, Ability.MANAGE_CUSTOMERS)
    said = {"name": name, "language": language, "timezone": timezone}
    was = {field: getattr(customer, field) for field in said if getattr(customer, field) != said[field]}
    if not was:
        return
    Organisation.objects.filter(pk=customer.pk, kind=OrganisationKind.CUSTOMER).update(**said)
    changed = {field: [was[field], said[field]] for field in was}
    note(Deed.CUSTOMER_CHANGED, now=now, by=by, organisation=customer, ip=ip, changed=changed)
