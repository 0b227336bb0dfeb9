"""`/profile/`: name, language and zone, mail address, password, and the sessions."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from houvast.portal.accounts import factors, links, mails, oidc
from houvast.portal.accounts.actions import change_address, set_password
from houvast.portal.accounts.audit import address_of
from houvast.portal.accounts.entry import reads_and_takes, unkept
from houvast.portal.accounts.entry_forms import PASSWORD_HINT, NewPasswordForm
from houvast.portal.accounts.models import Organisation, OrganisationSignIn, Person, Purpose
from houvast.portal.accounts.proof import proved_lately
from houvast.portal.accounts.sessions import end_session, end_sessions, sessions_of
from houvast.portal.pages.ticket import reading_of
from houvast.portal.profile.forms import NewAddressForm, ProfileForm
from houvast.portal.profile.frame import for_person, page


@for_person
def profile(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what there is to know about oneself, and keep name, language and zone."""
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=person)
    if form.is_valid():
        person.save(update_fields=["name", "language", "timezone"])
        messages.success(request, _("Your profile is kept."))
        return redirect("profile:profile")
    if form.is_bound:
        person.refresh_from_db()
    now = timezone.now()
    reading = reading_of(person, now)
    context = {
        "form": form,
        "zones": sorted(available_timezones()),
        "has_password": person.has_usable_password(),
        "apps": factors.held(person, factors.TOTP_TYPE),
        "passkeys": [(each, each.wrap().name) for each in factors.held(person, factors.PASSKEY)],
        "codes": factors.codes_left(person),
        "must_add": factors.is_missing(person),
        "elsewhere": _elsewhere(person),
        "sessions": [(device, reading.moment(device.seen_at)) for device in sessions_of(request, person)],
    }
    return page(request, person, "profile/profile.html", context, now=now, status=422 if form.is_bound else 200)


def _elsewhere(person: Person) -> list[tuple[Organisation, bool]]:
    """Return the organisations of somebody that sign in elsewhere, and whether they are linked there."""
    linked = {each.provider for each in oidc.identities(person)}
    offered = OrganisationSignIn.objects.filter(organisation__memberships__person=person).distinct()
    return [(each.organisation, each.provider in linked) for each in offered.select_related("organisation")]


@for_person
@proved_lately
def password(request: HttpRequest, person: Person) -> HttpResponse:
    """`/profile/password/`: choose another password, or the first one; other sessions end."""
    form = NewPasswordForm(request.POST if request.method == "POST" else None, person=person)
    if not form.is_valid():
        context = {"form": form, "hint": PASSWORD_HINT, "has_password": person.has_usable_password()}
        return page(
            request, person, "profile/password.html", context, now=timezone.now(), status=422 if form.is_bound else 200
        )
    but = request.session.session_key
    set_password(person, form.cleaned_data["new_password"], but=but, ip=address_of(request), now=timezone.now())
    update_session_auth_hash(request, person)
    mails.send(mails.CHANGED, to=person.email, language=person.language, reader=person.name, password=True)
    messages.success(request, _("Your password is set. Your other sessions have ended."))
    return redirect("profile:profile")


@for_person
@proved_lately
def address(request: HttpRequest, person: Person) -> HttpResponse:
    """`/profile/address/`: ask for another mail address; it counts once it is confirmed from there."""
    form = NewAddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(
            request,
            person,
            "profile/address.html",
            {"form": form},
            now=timezone.now(),
            status=422 if form.is_bound else 200,
        )
    wanted, now = form.cleaned_data["email"], timezone.now()
    secret = links.link_for_address(person, wanted, ip=address_of(request), now=now)
    answer = mails.AnsweredFirst(reverse("profile:profile"))
    # An address that is somebody else's gets no mail, and the answer does not say so.
    if not Person.objects.filter(email=wanted).exists():
        answer.afterwards = lambda: _ask_to_confirm(person, wanted, secret)
    messages.info(request, _("Open the mail we sent to the new address. Until then nothing changes."))
    return answer


def _ask_to_confirm(person: Person, wanted: str, secret: str) -> None:
    path = reverse("profile:confirm-address", args=[secret])
    mails.send(mails.ADDRESS, to=wanted, language=person.language, path=path, reader=person.name)
    mails.send(mails.ADDRESS_TOLD, to=person.email, language=person.language, reader=person.name)


@reads_and_takes
@unkept
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """`/profile/address/…/`: confirm the new address, by a button; the old one is told."""
    now = timezone.now()
    found = links.link_of(token, Purpose.ADDRESS, now=now)
    if found is None or found.person is None:
        return render(request, "accounts/worn_out.html", status=410)
    if request.method != "POST":
        return render(request, "accounts/confirm_address.html", {"address": found.address})
    person = found.person
    try:
        if not links.use(found, now=now):
            return render(request, "accounts/worn_out.html", status=410)
        old = change_address(person, found.address, ip=address_of(request), now=now)
    except ValidationError:
        return render(request, "accounts/worn_out.html", status=410)
    told = {"reader": person.name, "new_address": found.address}
    mails.send(mails.CHANGED, to=old, language=person.language, **told)
    messages.success(request, _("From now on you sign in with %(address)s.") % {"address": found.address})
    return redirect("profile:profile")


@require_POST
@for_person
def end(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """End one session of one's own."""
    device = get_object_or_404(person.usersession_set, pk=pk)  # type: ignore[attr-defined]  # allauth's
    end_session(person, device.pk, by=person, ip=address_of(request), now=timezone.now())
    messages.success(request, _("That session has ended."))
    return redirect("profile:profile")


@require_POST
@for_person
def end_others(request: HttpRequest, person: Person) -> HttpResponse:
    """End every session of one's own but this one."""
    but = request.session.session_key
    ended = end_sessions(person, but=but, by=person, ip=address_of(request), now=timezone.now())
    told = ngettext("%(number)d session has ended.", "%(number)d sessions have ended.", ended)
    messages.success(request, told % {"number": ended})
    return redirect("profile:profile")
