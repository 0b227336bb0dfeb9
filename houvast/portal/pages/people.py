"""The people of an organisation, as both kinds of pages show and change them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.accounts import invitations, mails, people
from houvast.portal.accounts.access import demand_over_people, may_manage_people, roles_of
from houvast.portal.accounts.actions import RoleElsewhere
from houvast.portal.accounts.audit import address_of
from houvast.portal.accounts.invitations import GRANTS, AlreadyHere, NoLongerOpen, TooManyInvitations
from houvast.portal.accounts.models import (
    Invitation,
    Language,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Role,
    Whose,
)
from houvast.portal.accounts.people import LastToManage, RoleHeldAlready
from houvast.portal.accounts.proof import proved_lately
from houvast.portal.pages.lists import MOST_EXPORTED, choices, csv_file, page_of
from houvast.portal.pages.ticket import reading_of

REFUSALS = (RoleElsewhere, AlreadyHere, TooManyInvitations, NoLongerOpen, LastToManage, RoleHeldAlready)
SORTS = {"name": ("person__name", "pk"), "role": ("role", "person__name", "pk")}


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where people are looked at: of which organisation, by whom, when, at which addresses, in which frame.

    show  renders a template with values in the frame, with a status
    """

    organisation: Organisation
    person: Person
    now: datetime
    name: str
    parts: tuple[str, ...]
    show: Callable[[str, dict[str, Any], int], HttpResponse]

    def url(self, what: str = "", *parts: object) -> str:
        """Return an address of this place: the list, or what is done with one of it."""
        return reverse(f"{self.name}-{what}" if what else self.name, args=[*self.parts, *map(str, parts)])

    @property
    def is_ours(self) -> bool:
        """Say whether these are the provider's own people."""
        return self.organisation.kind == OrganisationKind.PROVIDER

    @property
    def manages(self) -> bool:
        """Say whether who looks may change anything here."""
        return may_manage_people(self.person, self.organisation)


class MembershipForm(forms.Form):
    """What somebody is, and what they read; nothing else of a membership is taken."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.Select(attrs={"class": "form-select"}))
    team = forms.CharField(
        label=gettext_lazy("Team"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    reads_tickets = forms.ChoiceField(
        label=gettext_lazy("Reads tickets"), choices=Whose.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    reads_agreements = forms.BooleanField(label=gettext_lazy("Agreements and reports"), required=False)
    reads_documents = forms.BooleanField(label=gettext_lazy("Documents"), required=False)
    reads_invoices = forms.BooleanField(label=gettext_lazy("Invoices"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101  # declared above
        role.choices = [(each.value, each.label) for each in roles_of(organisation)]
        for name in GRANTS if organisation.kind == OrganisationKind.PROVIDER else ("team",):
            del self.fields[name]

    def grants(self) -> dict[str, Any]:
        """Return what is granted, by the names of `invitations.GRANTS`."""
        return {name: self.cleaned_data[name] for name in GRANTS if name in self.cleaned_data}

    @property
    def papers(self) -> Sequence[Any]:
        """The boxes to tick."""
        return [self[name] for name in GRANTS[1:] if name in self.fields]


class InviteForm(MembershipForm):
    """Who is asked in."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Language.choices, widget=forms.Select(attrs={"class": "form-select"})
    )


def listed(request: HttpRequest, place: Place) -> HttpResponse:
    """Show who belongs to an organisation and who was invited."""
    text, role = request.GET.get("q", "").strip()[:100], request.GET.get("role", "")
    sort = request.GET.get("sort", "name") if request.GET.get("sort") in SORTS else "name"
    found = _found(place.organisation, text, role).order_by(*SORTS[sort])
    if request.GET.get("format") == "csv":
        return _file(found)
    shown = page_of(request, found)
    reading = reading_of(place.person, place.now)
    asked = [_asked(place, each, reading) for each in invitations.invitations_of(place.organisation)[:200]]
    every_role = [("", _("Every role")), *((each.value, str(each.label)) for each in roles_of(place.organisation))]
    context = {
        "place": place,
        "page": shown,
        "invite_url": place.url("invite"),
        "rows": [(each, granted(each), place.url("person", each.pk)) for each in shown],
        "asked": asked,
        "text": text,
        "roles": choices(every_role, role),
        "sorts": choices({"name": _("By name"), "role": _("By role")}, sort),
        "narrowed": bool(text or role),
    }
    return place.show("people/list.html", context, 200)


def _asked(place: Place, each: Invitation, reading: wording.Reading) -> tuple[object, ...]:
    until, is_late = reading.moment(each.expires_at), each.expires_at <= reading.now
    return each, until, is_late, place.url("again", each.pk), place.url("withdraw", each.pk)


def _found(organisation: Organisation, text: str, role: str) -> QuerySet[Membership]:
    found = Membership.objects.filter(organisation=organisation).select_related("person")
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(person__email__icontains=text))
    return found.filter(role=role) if role in Role.values else found


def granted(held: Membership | Invitation) -> str:
    """Return in words what a membership of a customer reads; for the provider's people their team."""
    if held.organisation_id and held.role not in _ROLES_WITH_GRANTS:
        return held.team or _("every team")
    said = [_("everybody's tickets") if held.reads_tickets == Whose.ALL else _("own tickets")]
    said += [_("agreements")] if held.reads_agreements else []
    said += [_("documents")] if held.reads_documents else []
    said += [_("invoices")] if held.reads_invoices else []
    return wording.listed(said)


_ROLES_WITH_GRANTS = (Role.CUSTOMER_CONTACT, Role.CUSTOMER_OWNER, Role.CUSTOMER_ADMINISTRATOR)


def _file(found: QuerySet[Membership]) -> HttpResponse:
    fields = ("role", "team", *GRANTS)
    heads = ("name", "email", *fields)
    rows = (
        (each.person.name, each.person.email, *(getattr(each, field) for field in fields))
        for each in found[:MOST_EXPORTED]
    )
    return csv_file("people", heads, rows)


def managing(place: Place) -> Place:
    """Return the place; raise NotAllowed for who may change nothing there."""
    demand_over_people(place.person, place.organisation)
    return place


@proved_lately
def invite(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask somebody in, by a mail with a link."""
    initial = {"language": place.organisation.language, "reads_tickets": Whose.OWN, "reads_agreements": True}
    form = InviteForm(
        request.POST if request.method == "POST" else None, organisation=place.organisation, initial=initial
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            invitation, secret = invitations.invite(
                place.organisation,
                email=said["email"],
                name=said["name"],
                role=said["role"],
                language=said["language"],
                team=said.get("team", ""),
                grants=form.grants(),
                by=place.person,
                ip=address_of(request),
                now=place.now,
            )
        except REFUSALS as refusal:
            form.add_error(None, wording.explain(refusal))
        except ValidationError as refusal:
            form.add_error("email", refusal)
        else:
            return _sent(request, place, invitation, secret)
    context = {"place": place, "form": form, "list_url": place.url()}
    return place.show("people/invite.html", context, 422 if form.is_bound else 200)


def _sent(request: HttpRequest, place: Place, invitation: Invitation, secret: str) -> HttpResponse:
    told = {"reader": invitation.name, "inviter": place.person.name, "organisation": place.organisation.name}
    path = reverse("accounts:invitation", args=[secret])
    if mails.send(mails.INVITATION, to=invitation.email, language=invitation.language, path=path, **told):
        messages.success(request, _("%(name)s was invited, at %(email)s.") % vars(invitation))
    else:
        messages.error(request, _("The mail server did not take the invitation. Send it again later."))
    return redirect(place.url())


@proved_lately
def change(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    """Show what somebody is and reads, and change it."""
    held = get_object_or_404(Membership.objects.select_related("person"), organisation=place.organisation, pk=pk)
    initial = {name: getattr(held, name) for name in ("role", "team", *GRANTS)}
    form = MembershipForm(
        request.POST if request.method == "POST" else None, organisation=place.organisation, initial=initial
    )
    if form.is_valid():
        role, team = form.cleaned_data["role"], form.cleaned_data.get("team", "")
        said: dict[str, Any] = {"role": role, "team": team, "grants": form.grants()}
        try:
            people.change_membership(held, by=place.person, ip=address_of(request), now=place.now, **said)
        except REFUSALS as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("What %(name)s may do was changed.") % {"name": held.person.name})
            return redirect(place.url())
    context = {
        "place": place,
        "form": form,
        "held": held,
        "is_me": held.person == place.person,
        "list_url": place.url(),
        "end_url": place.url("end", held.pk),
    }
    return place.show("people/person.html", context, 422 if form.is_bound else 200)


@proved_lately
def end(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    """Let somebody leave."""
    held = get_object_or_404(Membership.objects.select_related("person"), organisation=place.organisation, pk=pk)
    try:
        people.end_membership(held, by=place.person, ip=address_of(request), now=place.now)
    except REFUSALS as refusal:
        messages.error(request, wording.explain(refusal))
    else:
        messages.success(request, _("%(name)s has left; their sessions have ended.") % {"name": held.person.name})
    return redirect(place.url())


def again(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    """Send an invitation once more; its earlier link works no longer."""
    invitation = get_object_or_404(Invitation, organisation=place.organisation, pk=pk)
    try:
        secret = invitations.send_again(invitation, by=place.person, ip=address_of(request), now=place.now)
    except REFUSALS as refusal:
        messages.error(request, wording.explain(refusal))
        return redirect(place.url())
    return _sent(request, place, invitation, secret)


def withdraw(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation, organisation=place.organisation, pk=pk)
    try:
        invitations.withdraw(invitation, by=place.person, ip=address_of(request), now=place.now)
    except REFUSALS as refusal:
        messages.error(request, wording.explain(refusal))
    else:
        messages.success(request, _("The invitation of %(name)s works no more.") % {"name": invitation.name})
    return redirect(place.url())
