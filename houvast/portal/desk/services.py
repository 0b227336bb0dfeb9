"""`/desk/customers/<slug>/services/`: what a customer receives, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, customers_where
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements import services as catalogue
from houvast.portal.agreements.models import Service
from houvast.portal.agreements.refusals import AgreementRefused
from houvast.portal.desk.frame import for_desk, page

SHOWN = 200


class ServiceForm(forms.Form):
    """The names of a service."""

    nl = forms.CharField(label=gettext_lazy("Name in Dutch"), max_length=catalogue.LONGEST, required=False)
    en = forms.CharField(label=gettext_lazy("Name in English"), max_length=catalogue.LONGEST, required=False)

    def __init__(self, data: Any = None, *, key: str = "new", initial: Mapping[str, str] | None = None) -> None:
        super().__init__(data, auto_id=f"service-{key}-%s", initial=dict(initial or {}))
        for field in self.fields.values():
            field.widget.attrs.update({"class": "form-control", "autocomplete": "off"})

    def names(self) -> Mapping[str, str]:
        """Return what was written, by language."""
        return {"nl": self.cleaned_data["nl"], "en": self.cleaned_data["en"]}


@dataclass(frozen=True, slots=True)
class Line:
    """One service with the form that changes it."""

    service: Service
    form: ServiceForm


@for_desk
def services(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """List the services of a customer; or add one."""
    customer = _customer(person, slug)
    if request.method != "POST":
        return _shown(request, person, customer, ServiceForm())
    form = ServiceForm(request.POST)
    if form.is_valid():
        try:
            added = catalogue.add(customer, names=form.names(), by=person)
        except AgreementRefused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("%(service)s was added.") % {"service": added.code})
            return redirect("desk:services", slug)
    return _shown(request, person, customer, form, status=422)


@require_POST
@for_desk
def service(request: HttpRequest, person: Person, slug: str, service: int) -> HttpResponse:
    """Change the names of a service, end it or offer it again."""
    customer = _customer(person, slug)
    wanted = get_object_or_404(Service, customer=customer, pk=service)
    form = ServiceForm(request.POST, key=str(wanted.pk))
    if form.is_valid():
        try:
            catalogue.change(wanted, names=form.names(), is_active="active" in request.POST, by=person)
        except AgreementRefused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("%(service)s was changed.") % {"service": wanted.code})
            return redirect("desk:services", slug)
    return _shown(request, person, customer, ServiceForm(), refused=form, of=wanted.pk, status=422)


def _customer(person: Person, slug: str) -> Organisation:
    return get_object_or_404(customers_where(person, Ability.MANAGE_CUSTOMERS), slug=slug)


def _shown(
    request: HttpRequest,
    person: Person,
    customer: Organisation,
    new: ServiceForm,
    *,
    refused: ServiceForm | None = None,
    of: int = 0,
    status: int = 200,
) -> HttpResponse:
    lines = _lines(list(Service.objects.filter(customer=customer)[:SHOWN]), refused, of)
    context = {"organisation": customer, "lines": lines, "form": new}
    return page(request, person, "desk/services.html", context, now=timezone.now(), status=status)


def _lines(found: Sequence[Service], refused: ServiceForm | None, of: int) -> list[Line]:
    return [
        Line(each, refused if refused and each.pk == of else ServiceForm(initial=each.names, key=str(each.pk)))
        for each in found
    ]
