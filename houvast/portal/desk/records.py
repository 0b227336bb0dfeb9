"""Keeping customers: adding one, its name, language and zone; and how its people sign in elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal.accounts import oidc
from houvast.portal.accounts.access import Ability, customers_where, demand_at_the_provider
from houvast.portal.accounts.audit import address_of
from houvast.portal.accounts.models import Language, Organisation, Person
from houvast.portal.accounts.people import add_customer, change_customer
from houvast.portal.accounts.proof import proved_lately
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.people import provider

_TEXT = {"class": "form-control", "autocomplete": "off"}


class CustomerForm(forms.Form):
    """What is known of a customer; its short name in addresses is made once and stays."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput(attrs=_TEXT))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Language.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    timezone = forms.CharField(
        label=gettext_lazy("Time zone"), max_length=60, widget=forms.TextInput(attrs=_TEXT | {"list": "zones"})
    )

    def clean_timezone(self) -> str:
        """Return the zone; refuse one that does not exist."""
        zone = str(self.cleaned_data["timezone"])
        if zone not in available_timezones():
            raise forms.ValidationError(_("There is no time zone of this name."))
        return zone


class SignInForm(forms.Form):
    """What an issuer of OpenID Connect gave: its address, and the name and secret of our client there."""

    issuer = forms.CharField(label=gettext_lazy("Issuer"), max_length=300, widget=forms.URLInput(attrs=_TEXT))
    client_id = forms.CharField(label=gettext_lazy("Client ID"), max_length=190, widget=forms.TextInput(attrs=_TEXT))
    secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=190,
        required=False,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def clean_issuer(self) -> str:
        """Return the address of the issuer: encrypted, but on this machine itself."""
        address = str(self.cleaned_data["issuer"]).strip()
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            host = None
        here = host in {"localhost", "127.0.0.1"}
        if not host or parts.query or parts.fragment or parts.username or parts.scheme not in _schemes(here=here):
            raise forms.ValidationError(_("Give an address such as https://login.example.com."))
        return address


def _schemes(*, here: bool) -> set[str]:
    return {"https", "http"} if here else {"https"}


@for_desk
def new_customer(request: HttpRequest, person: Person) -> HttpResponse:
    """`/desk/customers/new/`: add a customer."""
    demand_at_the_provider(person, Ability.MANAGE_CUSTOMERS)
    initial = {"language": Language.NL, "timezone": provider().timezone}
    form = CustomerForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            added = add_customer(by=person, ip=address_of(request), now=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(name)s was added. Invite somebody.") % {"name": added.name})
            return redirect("desk:customer-people", added.slug)
    return _record(request, person, form, None)


@for_desk
def edit_customer(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """`/desk/customers/<slug>/edit/`: change name, language and zone."""
    customer = get_object_or_404(customers_where(person, Ability.MANAGE_CUSTOMERS), slug=slug)
    initial = {name: getattr(customer, name) for name in ("name", "language", "timezone")}
    form = CustomerForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        change_customer(customer, by=person, ip=address_of(request), now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The customer was changed."))
        return redirect("desk:customer", slug)
    return _record(request, person, form, customer)


def _record(request: HttpRequest, person: Person, form: CustomerForm, customer: Organisation | None) -> HttpResponse:
    context = {"form": form, "organisation": customer, "zones": sorted(available_timezones())}
    status = 422 if form.is_bound else 200
    return page(request, person, "desk/customer_record.html", context, now=timezone.now(), status=status)


@for_desk
def sign_in(request: HttpRequest, person: Person, slug: str | None = None) -> HttpResponse:
    """`/desk/customers/<slug>/sign-in/`: how an organisation's people sign in elsewhere; without slug our own."""
    demand_at_the_provider(person, Ability.OPERATE)
    customers = customers_where(person, Ability.OPERATE)
    organisation = provider() if slug is None else get_object_or_404(customers, slug=slug)
    answer: HttpResponse = _sign_in(request, person, organisation)
    return answer


@proved_lately
def _sign_in(request: HttpRequest, person: Person, organisation: Organisation) -> HttpResponse:
    held = oidc.sign_in_of(organisation)
    client = oidc.client_of(held) if held is not None else ""
    initial = {"issuer": held.issuer, "client_id": client} if held is not None else {}
    said: dict[str, Any] = {"by": person, "ip": address_of(request), "now": timezone.now()}
    if "remove" in request.POST:
        oidc.remove_sign_in(organisation, **said)
        messages.success(request, _("Nobody signs in there any more."))
        return redirect(request.path)
    form = SignInForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        oidc.set_sign_in(organisation, **form.cleaned_data, **said)
        messages.success(request, _("The sign-in was kept. Its address stands below."))
        return redirect(request.path)
    links = {
        "address": settings.BASE_URL + reverse("accounts:elsewhere", args=[held.provider]) if held else "",
        "back": settings.BASE_URL + reverse("openid_connect_callback", args=[held.provider]) if held else "",
    }
    context = {"form": form, "organisation": organisation, "held": held, **links}
    status = 422 if form.is_bound else 200
    return page(request, person, "desk/sign_in.html", context, now=timezone.now(), status=status)
