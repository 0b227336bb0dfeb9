"""Second factors of one's own: an app, passkeys, recovery codes; and one's identity elsewhere."""

from __future__ import annotations

import base64
import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal.accounts import elsewhere, factors, mails
from houvast.portal.accounts.audit import address_of
from houvast.portal.accounts.models import OrganisationSignIn, Person
from houvast.portal.accounts.proof import proved_lately
from houvast.portal.profile.forms import AppForm, PasskeyForm
from houvast.portal.profile.frame import for_person, page

_SECRET = "app_secret"  # noqa: S105  # where the session keeps it until a code has shown that it arrived


@for_person
@proved_lately
def app(request: HttpRequest, person: Person) -> HttpResponse:
    """`/profile/app/`: add an app that shows codes; the picture is for its camera, the letters for typing."""
    if factors.held(person, factors.TOTP_TYPE):
        return redirect("profile:profile")
    secret = request.session.setdefault(_SECRET, factors.new_secret())
    form = AppForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if factors.add_app(person, secret, form.cleaned_data["code"], ip=address_of(request), now=timezone.now()):
            request.session.pop(_SECRET, None)
            return _added(request, person, _("From now on you sign in with a code of your app as well."))
        form.add_error("code", _("This code is not right. Look whether the clock of your telephone is."))
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(person, secret))
    context = {
        "form": form,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode(),
    }
    return page(request, person, "profile/app.html", context, now=timezone.now(), status=422 if form.is_bound else 200)


@for_person
@proved_lately
def new_passkey(request: HttpRequest, person: Person) -> HttpResponse:
    """`/profile/passkeys/new/`: let this device, telephone or key vouch for one."""
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name, answer, ip = form.cleaned_data["name"], _credential(request), address_of(request)
        if factors.add_passkey(person, name, answer, ip=ip, now=timezone.now()):
            return _added(request, person, _("From now on you can sign in with this passkey."))
        form.add_error(None, _("That did not work. Try it once more, or with another device."))
    context = {"form": form, "options": json.dumps(webauthn.begin_registration(person, True))}
    return page(
        request, person, "profile/new_passkey.html", context, now=timezone.now(), status=422 if form.is_bound else 200
    )


def _credential(request: HttpRequest) -> Any:
    try:
        return json.loads(request.POST.get("credential", "")[:20_000])
    except ValueError:
        return {}


def _added(request: HttpRequest, person: Person, told: str) -> HttpResponse:
    """Say that a factor was added; with the first one come the recovery codes."""
    mails.send(mails.CHANGED, to=person.email, language=person.language, reader=person.name, factor=True)
    messages.success(request, told)
    if factors.codes_left(person):
        return redirect("profile:profile")
    return _show_codes(request, person)


def _show_codes(request: HttpRequest, person: Person) -> HttpResponse:
    codes = factors.make_codes(person, ip=address_of(request), now=timezone.now())
    return page(request, person, "profile/codes.html", {"codes": codes}, now=timezone.now())


@require_POST
@for_person
@proved_lately
def codes(request: HttpRequest, person: Person) -> HttpResponse:
    """Make new recovery codes, and show them this once."""
    if not factors.has_second_factor(person):
        return redirect("profile:profile")
    return _show_codes(request, person)


@require_POST
@for_person
@proved_lately
def removal(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Take one of one's own factors away."""
    factor = get_object_or_404(person.authenticator_set, pk=pk)  # type: ignore[attr-defined]  # allauth's
    factors.remove(person, factor, ip=address_of(request), now=timezone.now())
    mails.send(mails.CHANGED, to=person.email, language=person.language, reader=person.name, factor=True)
    messages.success(request, _("That way to sign in is gone."))
    return redirect("profile:profile")


@require_POST
@for_person
@proved_lately
def linking(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Begin to link oneself to one's organisation's own sign-in; a link leads on, for a form may not leave."""
    mine = OrganisationSignIn.objects.filter(organisation__memberships__person=person).distinct()
    held = get_object_or_404(mine, organisation__slug=slug)
    request.session[elsewhere.LINKING] = held.provider
    return page(
        request,
        person,
        "profile/linking.html",
        {"organisation": held.organisation, "go": held.provider},
        now=timezone.now(),
    )


@require_POST
@for_person
@proved_lately
def unlinking(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Forget one's identity at one's organisation's own sign-in."""
    held = get_object_or_404(OrganisationSignIn, organisation__slug=slug, organisation__memberships__person=person)
    SocialAccount.objects.filter(user=person, provider=held.provider).delete()
    messages.success(request, _("That way to sign in is gone."))
    return redirect("profile:profile")
