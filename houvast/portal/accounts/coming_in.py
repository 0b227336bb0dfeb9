"""The first time: an invitation is accepted, with a password, for a passkey, elsewhere, or by who is known already."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from houvast.portal.accounts import invitations
from houvast.portal.accounts.audit import address_of
from houvast.portal.accounts.invitations import NoLongerOpen
from houvast.portal.accounts.models import Invitation, Person
from houvast.portal.accounts.signing_in import INVITATION, sign_in


@transaction.atomic
def accept_newly(
    invitation: Invitation, *, name: str, password: str | None, ip: str | None, now: datetime, by_way_of: str
) -> Person:
    """Make the person who was invited and give them what they were invited to. Raises what `invitations` raises."""
    try:
        with transaction.atomic():
            person = invitations.new_person(invitation, name=name, password=password)
            invitations.accept(invitation, person, ip=ip, now=now, by_way_of=by_way_of)
    except IntegrityError:  # another call made the same person first
        raise NoLongerOpen from None
    return person


def accept_and_sign_in(
    request: HttpRequest, invitation: Invitation, *, name: str, password: str | None, then: str, now: datetime
) -> HttpResponse:
    """Let somebody new in, by the link alone; what they can sign in with later is theirs to choose."""
    person = accept_newly(
        invitation, name=name, password=password, ip=address_of(request), now=now, by_way_of=INVITATION
    )
    return sign_in(request, person, by_way_of=INVITATION, then=then)
