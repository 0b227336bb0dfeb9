"""What allauth asks us: who may come in, what a sign-in leaves behind, and that nobody signs up by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from houvast.portal.accounts import elsewhere, sessions
from houvast.portal.accounts.audit import address_of, note
from houvast.portal.accounts.models import Deed, Person
from houvast.portal.accounts.proof import prove


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Signing in: the second factor is the only step between, and each success is a line of the audit trail."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Return that nobody signs up: people are invited."""
        return False

    def get_login_stages(self) -> list[str]:
        """Return what stands between the first proof and being in."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address as the server saw it."""
        return address_of(request) or "0.0.0.0"  # noqa: S104  # an unknown address, not one to listen at

    def post_login(self, request: HttpRequest, user: Person, **said: Any) -> HttpResponse:
        """Leave the proof and the line behind, and lead on."""
        now = timezone.now()
        response: HttpResponse = super().post_login(request, user, **said)
        ways = [record["method"] for record in get_authentication_records(request, user)]
        prove(request, now=now)
        sessions.begin(request, now=now)
        note(Deed.SIGNED_IN, now=now, by=user, about=user, ip=address_of(request), by_way_of=ways)
        return response

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing: our pages do."""

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Send nothing: our mails do, in the reader's language."""


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors and passkeys: how the portal calls itself in them."""

    def _get_site_name(self) -> str:
        return "Houvast"


class OtherSignIns(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """OpenID Connect: an identity is known by issuer and subject, or comes with an invitation; never by address."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Answer what came back ourselves."""
        raise ImmediateHttpResponse(elsewhere.before_login(request, sociallogin, now=timezone.now()))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
        """Answer with a page of ours, whatever went wrong elsewhere."""
        raise ImmediateHttpResponse(elsewhere.failed(request))

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: SocialLogin) -> bool:
        """Return that nobody signs up: people are invited."""
        return False
