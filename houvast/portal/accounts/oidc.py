"""OpenID Connect: an organisation's people sign in where they already do; who they are is issuer and subject."""

from __future__ import annotations

import secrets
from datetime import datetime

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.db import transaction

from houvast.portal.accounts.access import Ability, demand_at_the_provider
from houvast.portal.accounts.audit import note
from houvast.portal.accounts.models import Deed, Organisation, OrganisationSignIn, Person

KIND = "openid_connect"


@transaction.atomic
def set_sign_in(
    organisation: Organisation,
    *,
    issuer: str,
    client_id: str,
    secret: str,
    by: Person,
    ip: str | None,
    now: datetime,
) -> OrganisationSignIn:
    """
    Let an organisation's people sign in with an issuer of theirs.

    secret  empty keeps the one there is. Another issuer or client begins anew: who was linked must be linked again.
    Raises NotAllowed.
    """
    demand_at_the_provider(by, Ability.OPERATE)
    held = OrganisationSignIn.objects.select_for_update().filter(organisation=organisation).first()
    app = SocialApp.objects.filter(provider_id=held.provider).first() if held is not None else None
    if held is not None and (app is None or (held.issuer, app.client_id) != (issuer, client_id)):
        secret = secret or (app.secret if app is not None else "")
        _forget(held)
        held, app = None, None
    if held is None or app is None:
        provider = f"{organisation.slug[:40]}-{secrets.token_hex(6)}"
        held = OrganisationSignIn(organisation=organisation, issuer=issuer, provider=provider)
        app = SocialApp(provider=KIND, provider_id=provider, client_id=client_id)
    held.set_at = now
    held.save()
    app.name, app.secret = organisation.name[:40], secret or app.secret
    app.settings = {"server_url": issuer, "oauth_pkce_enabled": True, "fetch_userinfo": False}
    app.save()
    note(Deed.OIDC_SET, now=now, by=by, organisation=organisation, ip=ip, issuer=issuer)
    return held


@transaction.atomic
def remove_sign_in(organisation: Organisation, *, by: Person, ip: str | None, now: datetime) -> None:
    """Let nobody of an organisation sign in elsewhere any more; what was linked is forgotten. Raises NotAllowed."""
    demand_at_the_provider(by, Ability.OPERATE)
    held = OrganisationSignIn.objects.select_for_update().filter(organisation=organisation).first()
    if held is not None:
        note(Deed.OIDC_REMOVED, now=now, by=by, organisation=organisation, ip=ip, issuer=held.issuer)
        _forget(held)


def _forget(held: OrganisationSignIn) -> None:
    SocialAccount.objects.filter(provider=held.provider).delete()
    SocialApp.objects.filter(provider_id=held.provider).delete()
    held.delete()


def sign_in_of(organisation: Organisation) -> OrganisationSignIn | None:
    """Return how an organisation's people sign in elsewhere, if they do."""
    return OrganisationSignIn.objects.filter(organisation=organisation).first()


def client_of(held: OrganisationSignIn) -> str:
    """Return the name of our client at the issuer."""
    return SocialApp.objects.filter(provider_id=held.provider).values_list("client_id", flat=True).first() or ""


def keep_identity(person: Person, subject: str, held: OrganisationSignIn, *, ip: str | None, now: datetime) -> None:
    """Link an issuer's subject to somebody, from now on the only thing by which they are known there."""
    SocialAccount.objects.get_or_create(provider=held.provider, uid=subject, defaults={"user": person})
    note(Deed.OIDC_LINKED, now=now, by=person, about=person, organisation=held.organisation, ip=ip, issuer=held.issuer)


def identities(person: Person) -> list[SocialAccount]:
    """Return where else somebody is known."""
    return list(SocialAccount.objects.filter(user=person))
