"""Getting in: one way through allauth for every first proof, so that the second factor is never passed by."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.http import HttpRequest, HttpResponse

from houvast.portal.accounts.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"
PASSWORD, MAIL, INVITATION, OIDC = "password", "mail", "invitation", "oidc"  # ways, no secrets


def sign_in(request: HttpRequest, person: Person, *, by_way_of: str, then: str = "/") -> HttpResponse:
    """
    Sign somebody in who has shown who they are, or ask for their second factor first.

    by_way_of  PASSWORD, MAIL, INVITATION or OIDC; kept in the session and in the audit trail
    then       where to go on, a page of ours
    """
    record_authentication(request, person, by_way_of)
    return _go_on(request, person, then)


def sign_in_by_passkey(request: HttpRequest, person: Person, passkey: Any, *, then: str = "/") -> HttpResponse:
    """Sign somebody in by a passkey that verified its user: it is both factors at once."""
    login = Login(user=_with_backend(person), redirect_url=then)
    return cast(HttpResponse, perform_passwordless_login(request, passkey, login))


def _go_on(request: HttpRequest, person: Person, then: str) -> HttpResponse:
    login = Login(user=_with_backend(person), redirect_url=then)
    return cast(HttpResponse, perform_login(request, login))


def _with_backend(person: Person) -> Person:
    person.backend = BACKEND  # how Django knows who vouches for a session
    return person


def waiting_for_second_factor(request: HttpRequest) -> tuple[Any, Person] | None:
    """Return the step at which a sign-in waits and for whom, or nothing when none does."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or not isinstance(stage.login.user, Person) or not stage.login.user.is_active:
        return None
    return stage, stage.login.user


def pass_second_factor(request: HttpRequest, stage: Any, person: Person, by_way_of: str) -> HttpResponse:
    """Go on with a sign-in whose second factor was right."""
    record_authentication(request, person, by_way_of)
    _with_backend(person)
    return cast(HttpResponse, stage.exit())
