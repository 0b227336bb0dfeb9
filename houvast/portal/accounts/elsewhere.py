"""Who comes back from an issuer: let in, linked, or told that this is nobody here."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, cast

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from houvast.portal.accounts.audit import address_of
from houvast.portal.accounts.coming_in import accept_newly
from houvast.portal.accounts.invitations import AlreadyHere, NoLongerOpen
from houvast.portal.accounts.models import Invitation, Organisation, OrganisationSignIn, Person
from houvast.portal.accounts.oidc import keep_identity
from houvast.portal.accounts.proof import is_proved, local
from houvast.portal.accounts.signing_in import OIDC, sign_in
from houvast.portal.guard.acting import the_house

LINKING, INVITED, _NONCE = "oidc_linking", "oidc_invitation", "oidc_nonce"
"""Where the session keeps who links an identity to themselves, which invitation somebody came with, and the nonce."""


class Client(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """
    Reads what an issuer says, and believes only its signed token: of this issuer, for us, for this very sign-in.

    allauth would take the subject from elsewhere when there is no token, and does not ask for a nonce.
    """

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **said: Any) -> SocialLogin:
        """Return who it is; raise OAuth2Error when the token does not hold."""
        config = self.openid_config
        if config["issuer"].rstrip("/") != app.settings["server_url"].rstrip("/"):
            raise OAuth2Error("another issuer answers")
        claims = jwtkit.verify_and_decode(
            credential=said["response"]["id_token"],
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        nonce = request.session.pop(_NONCE, None)
        if not nonce or claims.get("nonce") != nonce:
            raise OAuth2Error("another nonce")
        return self.get_provider().sociallogin_from_response(request, {"id_token": {"sub": claims["sub"]}})


def begin(request: HttpRequest, held: OrganisationSignIn, *, then: str) -> HttpResponse:
    """Lead somebody to their organisation's issuer, with a state, a nonce and a challenge of this session."""
    request.session[_NONCE] = nonce = secrets.token_urlsafe(24)
    try:
        provider = Client(request, held.provider).get_provider()
        asked = provider.get_auth_params() | {"nonce": nonce}
        answer = provider.redirect(request, process="login", next_url=then, auth_params=asked)
    except (OSError, ValueError, KeyError, TypeError, OAuth2Error):
        return failed(request)
    return cast(HttpResponse, answer)


def come_back(request: HttpRequest, held: OrganisationSignIn) -> HttpResponse:
    """Answer who comes back from the issuer."""
    try:
        return cast(HttpResponse, OAuth2CallbackView.adapter_view(Client(request, held.provider))(request))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return failed(request)


@the_house()  # whose identity this is decides who they are: until then they are nobody
def before_login(request: HttpRequest, login: SocialLogin, *, now: datetime) -> HttpResponse:
    """
    Answer an identity that came back from its issuer: allauth itself decides nothing more.

    An identity that is linked to nobody is linked here, to who asked for it while signed in, or to who came with an
    invitation of the same organisation. What its mail address says links nothing.
    """
    held = OrganisationSignIn.objects.select_related("organisation").filter(provider=login.account.provider).first()
    linking, invited = request.session.pop(LINKING, None), request.session.pop(INVITED, None)
    if held is None:
        return failed(request)
    person = request.user
    if isinstance(person, Person):
        if linking != held.provider or not is_proved(request, now=now):
            return HttpResponseRedirect("/")
        return _link(request, person, login, held, now)
    if login.is_existing:
        return _come_in(request, login, held)
    invitation = Invitation.objects.filter(pk=invited, organisation=held.organisation).first() if invited else None
    if invitation is None:
        return failed(request, unknown=True)
    return _accept(request, invitation, login.account.uid, held, now)


def _come_in(request: HttpRequest, login: SocialLogin, held: OrganisationSignIn) -> HttpResponse:
    # What the issuer tells of somebody beside the subject is not kept.
    SocialAccount.objects.filter(pk=login.account.pk).update(extra_data={})
    if not _belongs(login.user, held.organisation):
        return failed(request)
    return sign_in(request, login.user, by_way_of=OIDC, then=local(request, login.state.get("next") or "/"))


def _belongs(person: Any, organisation: Organisation) -> bool:
    return (
        isinstance(person, Person)
        and person.is_active
        and person.memberships.filter(organisation=organisation).exists()
    )


def _link(
    request: HttpRequest, person: Person, login: SocialLogin, held: OrganisationSignIn, now: datetime
) -> HttpResponse:
    if login.is_existing and login.user != person:
        return failed(request)
    if not _belongs(person, held.organisation):
        return failed(request)
    keep_identity(person, login.account.uid, held, ip=address_of(request), now=now)
    return HttpResponseRedirect(reverse("profile:profile"))


def _accept(
    request: HttpRequest, invitation: Invitation, subject: str, held: OrganisationSignIn, now: datetime
) -> HttpResponse:
    """Let somebody in who came with an invitation; from then on it is the subject that says who they are."""
    ip = address_of(request)
    try:
        with transaction.atomic():
            person = accept_newly(invitation, name=invitation.name, password=None, ip=ip, now=now, by_way_of=OIDC)
            keep_identity(person, subject, held, ip=ip, now=now)
    except (AlreadyHere, NoLongerOpen):
        return failed(request, unknown=True)
    return sign_in(request, person, by_way_of=OIDC)


def failed(request: HttpRequest, *, unknown: bool = False) -> HttpResponse:
    """Answer that signing in elsewhere came to nothing; `unknown`: it worked there, but that is nobody here."""
    return render(request, "accounts/elsewhere_failed.html", {"unknown": unknown}, status=403)
