"""The second step, passkeys, proving again who one is, signing in elsewhere, and accepting an invitation."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from houvast.portal.accounts import coming_in, elsewhere, factors, invitations, oidc
from houvast.portal.accounts.audit import address_of, note
from houvast.portal.accounts.entry import reads_and_takes, unkept
from houvast.portal.accounts.entry_forms import PASSWORD_HINT, AcceptForm, CodeForm, PasswordForm
from houvast.portal.accounts.invitations import AlreadyHere, NoLongerOpen
from houvast.portal.accounts.models import Deed, Invitation, OrganisationSignIn, Person
from houvast.portal.accounts.proof import local, prove
from houvast.portal.accounts.signing_in import (
    pass_second_factor,
    sign_in_by_passkey,
    waiting_for_second_factor,
)


@reads_and_takes
@unkept
def second_step(request: HttpRequest) -> HttpResponse:
    """`/sign-in/second-step/`: a code of the app, a recovery code or a passkey, after the first proof."""
    waiting = waiting_for_second_factor(request)
    if waiting is None:
        return redirect("accounts:sign-in")
    stage, person = waiting
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        by_way_of = _second_factor(request, person, form)
        if isinstance(by_way_of, HttpResponse):
            return by_way_of
        if by_way_of:
            return pass_second_factor(request, stage, person, by_way_of)
    return _ask_factor(request, person, form, "accounts/second_step.html", {})


def _second_factor(request: HttpRequest, person: Person, form: CodeForm) -> str | HttpResponse:
    """Return by which factor somebody passed, '' for none, or the answer to who tried too often."""
    if "credential" in request.POST:
        if factors.passkey_of(person, _credential(request)) is not None:
            return "passkey"
        form.errors.clear()
        form.add_error(None, _("That passkey is not known for this account."))
        return ""
    if not form.is_valid():
        return ""
    try:
        code = form.cleaned_data["code"]
        if factors.check_code(person, code, ip=address_of(request), now=timezone.now()):
            return "code"
    except factors.TooManyCodes:
        return render(request, "accounts/locked.html", {"codes": True}, status=429)
    form.add_error("code", _("This code is not right, or was used already."))
    return ""


def _ask_factor(
    request: HttpRequest, person: Person, form: CodeForm, template: str, context: dict[str, Any]
) -> HttpResponse:
    passkeys = factors.held(person, factors.PASSKEY)
    context |= {
        "form": form,
        "takes_code": bool(factors.held(person, factors.TOTP_TYPE)) or bool(factors.codes_left(person)),
        "passkey_options": json.dumps(webauthn.begin_authentication(person)) if passkeys else "",
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def _credential(request: HttpRequest) -> Any:
    """Return what the browser's authenticator answered; nothing that fits when it is no such thing."""
    try:
        return json.loads(request.POST.get("credential", "")[:20_000])
    except ValueError:
        return {}


@require_POST
@unkept
def passkey(request: HttpRequest) -> HttpResponse:
    """`/sign-in/passkey/`: give a challenge, and take the answer of a passkey that knows whose it is."""
    if "credential" not in request.POST:
        return JsonResponse(webauthn.begin_authentication())
    found = factors.person_of_passkey(_credential(request))
    if found is None:
        note(Deed.SIGN_IN_FAILED, now=timezone.now(), ip=address_of(request), by_way_of=["passkey"])
        messages.error(request, _("That passkey is not known here. Sign in another way."))
        return redirect("accounts:sign-in")
    person, used = found
    return sign_in_by_passkey(request, person, used, then=local(request, request.POST.get("next", "")))


@reads_and_takes
@unkept
@login_required
def again(request: HttpRequest) -> HttpResponse:
    """`/sign-in/again/`: show who one is once more, before something that matters."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  # login_required
    then = local(request, request.POST.get("next") or request.GET.get("next", ""))
    code, password = CodeForm(), PasswordForm()
    if request.method == "POST":
        if "password" in request.POST:
            password = PasswordForm(request.POST)
            if password.is_valid() and _is_password_of(request, person, password):
                return _proved(request, person, "password", then)
        else:
            code = CodeForm(request.POST)
            by_way_of = _second_factor(request, person, code)
            if isinstance(by_way_of, HttpResponse):
                return by_way_of
            if by_way_of:
                return _proved(request, person, by_way_of, then)
    context = {"next": then, "password": password, "has_password": person.has_usable_password()}
    if password.is_bound:
        code.is_bound = False
    answer = _ask_factor(request, person, code, "accounts/again.html", context)
    answer.status_code = 422 if request.method == "POST" else 200
    return answer


def _is_password_of(request: HttpRequest, person: Person, form: PasswordForm) -> bool:
    given = authenticate(request, username=person.email, password=form.cleaned_data["password"])
    if given is not None and given.pk == person.pk:
        return True
    note(Deed.SIGN_IN_FAILED, now=timezone.now(), about=person, ip=address_of(request), by_way_of=["again"])
    form.add_error("password", _("This password is not right."))
    return False


def _proved(request: HttpRequest, person: Person, by_way_of: str, then: str) -> HttpResponse:
    now = timezone.now()
    prove(request, now=now)
    note(Deed.PROVED, now=now, by=person, about=person, ip=address_of(request), by_way_of=by_way_of)
    return HttpResponseRedirect(then)


@require_safe
@unkept
def with_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """`/sign-in/with/…/`: go to an organisation's own sign-in; from a page of another site, after one more click."""
    held = get_object_or_404(OrganisationSignIn, provider=provider_id)
    if request.headers.get("sec-fetch-site") == "cross-site":
        return render(request, "accounts/elsewhere.html", {"organisation": held.organisation})
    return elsewhere.begin(request, held, then=local(request, request.GET.get("next", "")))


@require_safe
@unkept
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """`/sign-in/with/…/back/`: who comes back from there."""
    return elsewhere.come_back(request, get_object_or_404(OrganisationSignIn, provider=provider_id))


@reads_and_takes
@unkept
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """`/invitation/…/`: what one is invited to, and how one will sign in."""
    found = invitations.invitation_of(token, now=timezone.now())
    if found is None:
        return render(request, "accounts/worn_out.html", {"invitation": True}, status=410)
    with translation.override(found.language):
        known = Person.objects.filter(email=found.email, is_active=True).first()
        if known is not None:
            return _accept_known(request, found, known)
        return _accept_new(request, found, request.POST.get("how", "password"))


def _accept_known(request: HttpRequest, found: Invitation, known: Person) -> HttpResponse:
    """Let somebody who is here already accept, signed in as themselves: a link alone never becomes another's role."""
    if request.method != "POST" or request.user != known:
        context = {"invitation": found, "known": known, "is_me": request.user == known}
        return render(request, "accounts/invitation.html", context, status=422 if request.method == "POST" else 200)
    try:
        ip = address_of(request)
        invitations.accept(found, known, ip=ip, now=timezone.now(), by_way_of="signed-in")
    except NoLongerOpen:
        return render(request, "accounts/worn_out.html", {"invitation": True}, status=410)
    return HttpResponseRedirect("/")


def _accept_new(request: HttpRequest, found: Invitation, how: str) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    held = oidc.sign_in_of(found.organisation)
    if sent is not None and how == "elsewhere" and held is not None:
        request.session[elsewhere.INVITED] = found.pk
        return render(request, "accounts/elsewhere.html", {"organisation": found.organisation, "go": held.provider})
    named = Person(email=found.email, name=found.name)
    initial = {"name": found.name}
    form = AcceptForm(sent, person=named, without_password=how != "password", initial=initial)
    if form.is_valid():
        try:
            return _let_in(request, found, form, how)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except (NoLongerOpen, AlreadyHere):
            return render(request, "accounts/worn_out.html", {"invitation": True}, status=410)
    context = {"invitation": found, "form": form, "hint": PASSWORD_HINT, "elsewhere": held, "known": None}
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)


def _let_in(request: HttpRequest, found: Invitation, form: AcceptForm, how: str) -> HttpResponse:
    then = reverse("profile:new-passkey") if how == INVITED_FOR_PASSKEY else "/"
    said = form.cleaned_data
    return coming_in.accept_and_sign_in(
        request, found, name=said["name"], password=said["new_password"], then=then, now=timezone.now()
    )


INVITED_FOR_PASSKEY = "passkey"
