"""Invitations: who may manage people asks somebody in; the link in the mail works once, for a week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from houvast.portal.accounts import links
from houvast.portal.accounts.access import demand_over_people, roles_of
from houvast.portal.accounts.actions import RoleElsewhere
from houvast.portal.accounts.audit import note
from houvast.portal.accounts.models import Deed, Invitation, Membership, Organisation, OrganisationKind, Person
from houvast.portal.guard.acting import the_house

LASTS = timedelta(days=7)
PER_ORGANISATION, WITHIN = 100, timedelta(hours=1)
"""So many invitations of one organisation within this time: nobody sends mail to the world by us."""
GRANTS = ("reads_tickets", "reads_agreements", "reads_documents", "reads_invoices")
"""What a membership of a customer grants, each by itself."""


class AlreadyHere(ValueError):
    """Somebody with this address belongs to the organisation already; holds `email`."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} is here already")
        self.email = email


class TooManyInvitations(ValueError):
    """An organisation sent too many invitations lately; holds `limit`."""

    def __init__(self) -> None:
        super().__init__("too many invitations")
        self.limit = PER_ORGANISATION


class NoLongerOpen(ValueError):
    """An invitation was accepted or withdrawn, or its time has passed."""


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    email: str,
    name: str,
    role: str,
    language: str,
    by: Person,
    ip: str | None,
    now: datetime,
    team: str = "",
    grants: Mapping[str, Any] | None = None,
) -> tuple[Invitation, str]:
    """
    Ask somebody in; return the invitation and the secret of its link. An earlier one to this address is withdrawn.

    grants  values of GRANTS; what is left out is granted. For the provider's own people they mean nothing.
    Raises NotAllowed, RoleElsewhere, AlreadyHere, TooManyInvitations, ValidationError (address).
    """
    email = email.strip().lower()
    _check(organisation, email, role, by, now)
    for open_one in _unanswered().filter(organisation=organisation, email=email):
        withdraw(open_one, by=by, ip=ip, now=now)
    secret, kept = links.new_secret()
    who = {"email": email, "name": name, "role": role, "language": language}
    invitation = Invitation.objects.create(
        organisation=organisation,
        team=team if organisation.kind == OrganisationKind.PROVIDER else "",
        token_hash=kept,
        invited_by=by,
        sent_at=now,
        expires_at=now + LASTS,
        **who,
        **{field: value for field, value in (grants or {}).items() if field in GRANTS},
    )
    note(Deed.INVITED, now=now, by=by, organisation=organisation, ip=ip, role=role, invitation=invitation.pk)
    return invitation, secret


def _check(organisation: Organisation, email: str, role: str, by: Person, now: datetime) -> None:
    """Raise why this address cannot be invited."""
    demand_over_people(by, organisation)
    if role not in roles_of(organisation):
        raise RoleElsewhere(role, organisation)
    validate_email(email)
    if Membership.objects.filter(organisation=organisation, person__email=email, person__is_active=True).exists():
        raise AlreadyHere(email)
    _within_limits(organisation, now)


def _within_limits(organisation: Organisation, now: datetime) -> None:
    lately = Invitation.objects.filter(organisation=organisation, sent_at__gte=now - WITHIN).count()
    if lately >= PER_ORGANISATION:
        raise TooManyInvitations


@transaction.atomic
def send_again(invitation: Invitation, *, by: Person, ip: str | None, now: datetime) -> str:
    """Make another secret for an invitation, which ends the earlier one; it lasts a week from now. Return it."""
    demand_over_people(by, invitation.organisation)
    _within_limits(invitation.organisation, now)
    secret, kept = links.new_secret()
    changed = _unanswered().filter(pk=invitation.pk).update(token_hash=kept, sent_at=now, expires_at=now + LASTS)
    if not changed:
        raise NoLongerOpen
    note(
        Deed.INVITED, now=now, by=by, organisation=invitation.organisation, ip=ip, invitation=invitation.pk, again=True
    )
    return secret


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person, ip: str | None, now: datetime) -> None:
    """Take an invitation back; its link works no more. Raises NoLongerOpen."""
    demand_over_people(by, invitation.organisation)
    if not _unanswered().filter(pk=invitation.pk).update(withdrawn_at=now):
        raise NoLongerOpen
    note(Deed.WITHDRAWN, now=now, by=by, organisation=invitation.organisation, ip=ip, invitation=invitation.pk)


@the_house()  # who comes with a link is nobody yet; the secret is what says whose row it is
def invitation_of(secret: str, *, now: datetime) -> Invitation | None:
    """Return the invitation of a link while it can be accepted; None for any other secret, whatever the reason."""
    kept = links.digest(secret[:200])
    return _open(now).filter(token_hash=kept).select_related("organisation", "invited_by").first()


@the_house()  # they belong to the customer from here on, and not before
@transaction.atomic
def accept(invitation: Invitation, person: Person, *, ip: str | None, now: datetime, by_way_of: str) -> Membership:
    """
    Give somebody what they were invited to. Who was invited is settled before: by the link, or by signing in.

    Raises NoLongerOpen; of any number of calls at the same time one gets through.
    """
    if (
        not _open(now)
        .filter(pk=invitation.pk, token_hash=invitation.token_hash)
        .update(accepted_at=now, accepted_by=person)
    ):
        raise NoLongerOpen
    granted = {field: getattr(invitation, field) for field in GRANTS}
    membership, _made = Membership.objects.update_or_create(
        person=person,
        organisation=invitation.organisation,
        role=invitation.role,
        team=invitation.team,
        defaults=granted,
    )
    note(
        Deed.ACCEPTED,
        now=now,
        by=person,
        about=person,
        organisation=invitation.organisation,
        ip=ip,
        role=invitation.role,
        by_way_of=by_way_of,
        invitation=invitation.pk,
    )
    return membership


def new_person(invitation: Invitation, *, name: str, password: str | None) -> Person:
    """
    Make the person of an invitation, or wake the one who had left; raise ValidationError for a password too weak.

    password  None: they will sign in by passkey, by mail or elsewhere
    Raises AlreadyHere when somebody signs in with this address: they accept by signing in.
    """
    left = Person.objects.filter(email=invitation.email).first()
    if left is not None and left.is_active:
        raise AlreadyHere(invitation.email)
    person = left or Person(email=invitation.email, timezone=invitation.organisation.timezone)
    person.name, person.language, person.is_active = name, invitation.language, True
    if password is not None:
        validate_password(password, person)
    person.set_password(password)
    person.full_clean(exclude=["password"])
    person.save()
    return person


def _unanswered() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None)


def _open(now: datetime) -> QuerySet[Invitation]:
    return _unanswered().filter(expires_at__gt=now)


def invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations of an organisation that nobody has answered yet, the latest first."""
    return _unanswered().filter(organisation=organisation).select_related("invited_by")
