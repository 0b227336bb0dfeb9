"""`/desk/customers/<slug>/status/`: announcing maintenance, recording outages, and telling how they go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, customers_where
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements.services import services_of
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.pages.services import name_of
from houvast.portal.pages.status import shown_of, status_page
from houvast.portal.pages.ticket import reading_of
from houvast.portal.uptime import actions
from houvast.portal.uptime.models import Kind
from houvast.portal.uptime.queries import disruptions_visible_to, facts_of, state_of
from houvast.portal.uptime.refusals import DisruptionRefused

FIRST_YEAR, LAST_YEAR = 2000, 2100


def _moment(label: Any, *, required: bool) -> forms.DateTimeField:
    shape = "%Y-%m-%dT%H:%M"
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "form-control"}, format=shape)
    return forms.DateTimeField(label=label, required=required, widget=widget)


class WhenForm(forms.Form):
    """From when until when, why, and what to tell."""

    starts_at = _moment(gettext_lazy("From"), required=True)
    ends_at = _moment(gettext_lazy("Until"), required=False)
    cause = forms.CharField(label=gettext_lazy("Cause"), required=False, max_length=actions.LONGEST_CAUSE)
    text = forms.CharField(
        label=gettext_lazy("What the customer reads"),
        required=False,
        max_length=actions.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].widget.attrs.update({"class": "form-control", "autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        """Refuse years in which no service ran."""
        cleaned = super().clean() or {}
        for name in ("starts_at", "ends_at"):
            at = cleaned.get(name)
            if at is not None and not FIRST_YEAR <= at.year < LAST_YEAR:
                self.add_error(name, _("That year cannot be meant."))
        return cleaned


class DisruptionForm(WhenForm):
    """A new disruption: which service, and what is the matter."""

    service = forms.ChoiceField(label=gettext_lazy("Service"), widget=forms.Select(attrs={"class": "form-select"}))
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=Kind.choices, widget=forms.Select(attrs={"class": "form-select"})
    )

    field_order = ("service", "kind", "starts_at", "ends_at", "cause", "text")

    def __init__(self, data: Any = None, *, customer: Organisation, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.services = {str(each.pk): each for each in services_of(customer)}
        field = self.fields["service"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, name_of(each)) for key, each in self.services.items()]


@for_desk
def status(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Show how a customer's services stand; or announce or record something."""
    customer, now = _customer(person, slug), timezone.now()
    if request.method != "POST":
        form = DisruptionForm(customer=customer, initial={"starts_at": now})
        return _shown(request, person, customer, form, now=now)
    form = DisruptionForm(request.POST, customer=customer)

    def act(said: dict[str, Any]) -> object:
        kind, service = Kind(said.pop("kind")), form.services[said.pop("service")]
        if kind is Kind.MAINTENANCE:
            return actions.announce(customer, service=service, by=person, now=now, **said)
        return actions.record(customer, service=service, kind=kind, by=person, now=now, **said)

    if _done(request, form, act):
        return redirect("desk:uptime", slug)
    return _shown(request, person, customer, form, now=now, status=422)


@for_desk
def disruption(request: HttpRequest, person: Person, slug: str, disruption: int) -> HttpResponse:
    """Show one disruption; or tell what is new of it, end it, move it, or cancel it."""
    customer, now = _customer(person, slug), timezone.now()
    wanted = get_object_or_404(disruptions_visible_to(person), organisation=customer, pk=disruption)
    state = state_of(wanted)
    begun: dict[str, Any] = {"starts_at": state.starts_at, "ends_at": state.ends_at, "cause": state.cause}
    form = WhenForm(request.POST) if request.method == "POST" else WhenForm(initial=begun)

    def act(said: dict[str, Any]) -> object:
        for name in ("starts_at", "ends_at"):
            if said[name] == _minute(begun[name]):
                said[name] = None  # the field shows no seconds: it was not touched
        if "end" in request.POST:
            said["ends_at"] = now
        return actions.tell(wanted, cancelled="cancel" in request.POST, by=person, now=now, **said)

    if request.method == "POST" and _done(request, form, act):
        return redirect("desk:uptime", slug)
    context = {
        "organisation": customer,
        "each": shown_of(state, reading_of(person, now)),
        "form": form,
        "ends": state.kind != Kind.MAINTENANCE and state.ends_at is None,
        "here": reverse("desk:disruption", args=[slug, disruption]),
    }
    answer = 422 if request.method == "POST" else 200
    return page(request, person, "desk/disruption.html", context, now=now, status=answer)


def _minute(at: Any) -> datetime | None:
    return at.replace(second=0, microsecond=0) if isinstance(at, datetime) else None


def _customer(person: Person, slug: str) -> Organisation:
    return get_object_or_404(customers_where(person, Ability.WORK_TICKETS), slug=slug)


def _done(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Act on a valid form; say whether that was possible, and on the form why not."""
    if not form.is_valid():
        return False
    try:
        act(dict(form.cleaned_data))
    except DisruptionRefused as refusal:
        form.add_error(None, wording.explain(refusal))
        return False
    messages.success(request, _("It was recorded; the customer reads it."))
    return True


def _shown(
    request: HttpRequest, person: Person, customer: Organisation, form: DisruptionForm, *, now: datetime,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "organisation": customer,
        "status": status_page(facts_of(person, customer), customer, reading_of(person, now)),
        "form": form,
        "desk_url": reverse("desk:uptime", args=[customer.slug]),
    }
    return page(request, person, "desk/status.html", context, now=now, status=status)
