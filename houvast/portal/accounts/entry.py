"""Coming in by mail: a link to sign in, a link to set a password, and the answer that is always the same."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from houvast.portal.accounts import links, mails
from houvast.portal.accounts.actions import set_password
from houvast.portal.accounts.audit import address_of, note
from houvast.portal.accounts.entry_forms import PASSWORD_HINT, AddressForm, NewPasswordForm
from houvast.portal.accounts.models import Deed, OneTimeLink, Purpose
from houvast.portal.accounts.proof import local
from houvast.portal.accounts.signing_in import MAIL, sign_in

unkept = cache_control(private=True, no_store=True)
"""For pages with a secret in their address, or that show one: nobody keeps them."""
reads_and_takes = require_http_methods(["GET", "HEAD", "POST"])

_MAILS = {Purpose.SIGN_IN: (mails.SIGN_IN, "accounts:link"), Purpose.PASSWORD: (mails.PASSWORD, "accounts:password")}


@reads_and_takes
@unkept
def ask_link(request: HttpRequest) -> HttpResponse:
    """`/sign-in/link/`: ask for a link to sign in."""
    return _ask(request, Purpose.SIGN_IN)


@reads_and_takes
@unkept
def ask_password(request: HttpRequest) -> HttpResponse:
    """`/sign-in/password/`: ask for a link to set a password."""
    return _ask(request, Purpose.PASSWORD)


def _ask(request: HttpRequest, purpose: Purpose) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "for_password": purpose == Purpose.PASSWORD}
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/ask_link.html", context, status=422 if form.is_bound else 200)
    then = local(request, request.POST.get("next", ""))
    try:
        return _answer(purpose, form.cleaned_data["email"], address_of(request), then)
    except links.TooManyLinks:
        return render(request, "accounts/locked.html", {"links": True}, status=429)


def _answer(purpose: Purpose, email: str, ip: str | None, then: str) -> HttpResponse:
    """Say the same whether the address is known or not; the mail is sent when that has been said."""
    now = timezone.now()
    found = links.ask_for_link(purpose, email, ip=ip, now=now)
    answer = mails.AnsweredFirst(reverse("accounts:sent"))
    if found is None:
        return answer
    person, secret = found
    mail, name = _MAILS[purpose]
    path = reverse(name, args=[secret]) + (f"?{urlencode({'next': then})}" if then != "/" else "")

    def afterwards() -> None:
        mails.send(mail, to=person.email, language=person.language, path=path, reader=person.name)
        note(Deed.LINK_SENT, now=now, about=person, ip=ip, purpose=purpose)

    answer.afterwards = afterwards
    return answer


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """`/sign-in/sent/`: what was said to everybody who asked for a link."""
    return render(request, "accounts/sent.html")


@reads_and_takes
@unkept
def link(request: HttpRequest, token: str) -> HttpResponse:
    """`/sign-in/link/…/`: sign in, by a button, so that whoever only looks at the mail uses nothing up."""
    now = timezone.now()
    found = links.link_of(token, Purpose.SIGN_IN, now=now)
    if found is None or found.person is None:
        return _worn_out(request)
    if request.method != "POST":
        with translation.override(found.person.language):
            return render(request, "accounts/link.html", {"person": found.person})
    if not links.use(found, now=now):
        return _worn_out(request)
    return sign_in(request, found.person, by_way_of=MAIL, then=local(request, request.GET.get("next", "")))


@reads_and_takes
@unkept
def password(request: HttpRequest, token: str) -> HttpResponse:
    """`/sign-in/password/…/`: set a password; every session and every other link of its owner ends."""
    now = timezone.now()
    found = links.link_of(token, Purpose.PASSWORD, now=now)
    if found is None or found.person is None:
        return _worn_out(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, person=found.person)
    if not form.is_valid():
        with translation.override(found.person.language):
            context = {"form": form, "hint": PASSWORD_HINT, "person": found.person}
            return render(request, "accounts/password.html", context, status=422 if form.is_bound else 200)
    return _set_password(request, found, form.cleaned_data["new_password"])


def _set_password(request: HttpRequest, found: OneTimeLink, wanted: str) -> HttpResponse:
    now, person = timezone.now(), found.person
    if person is None or not links.use(found, now=now):
        return _worn_out(request)
    set_password(person, wanted, but=None, ip=address_of(request), now=now)
    mails.send(mails.CHANGED, to=person.email, language=person.language, reader=person.name, password=True)
    messages.success(request, _("Your password is set. Sign in with it."))
    return redirect("accounts:sign-in")


def _worn_out(request: HttpRequest) -> HttpResponse:
    """Say that a link works no more, or never did: which of the two is nobody's business."""
    return render(request, "accounts/worn_out.html", status=410)
