"""`/desk/customers/<slug>/agreement/new/`: storing a version, after its findings were shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, customers_where
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements import actions
from houvast.portal.agreements.queries import versions_of
from houvast.portal.desk.frame import for_desk, page
from houvast.sla.agreement.findings import BadAgreement, Finding, Severity
from houvast.sla.agreement.lint import whole as lint
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read

LONGEST = 300_000
SHOWN = 100


class AgreementForm(forms.Form):
    """A text, or a file that holds one."""

    text = forms.CharField(
        label=gettext_lazy("The text, in YAML"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "form-control hv-code", "rows": 20, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".yaml,.yml,text/yaml"}),
    )

    def clean(self) -> dict[str, Any]:
        """Give the text of the file where there is one, with line ends as the rules read them."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        text = cleaned.get("text") or ""
        if file is not None:
            try:
                text = file.read(LONGEST).decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("This file is not text in UTF-8."))
        if not text.strip() and not self.errors:
            self.add_error("text", _("Write the agreement, or choose a file."))
        return {**cleaned, "text": text.replace("\r\n", "\n")}


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in the reader's language: what kind, where, and what."""

    severity: str
    icon: str
    tone: str
    line: int
    message: str


_SHAPES = {Severity.ERROR: ("alert-octagon", "breach"), Severity.WARNING: ("alert-triangle", "risk")}


@for_desk
def new(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Check a text and show what is found; store it when it is sent again, unchanged, after that."""
    customer = get_object_or_404(customers_where(person, Ability.MANAGE_CUSTOMERS), slug=slug)
    now = timezone.now()
    if request.method != "POST":
        texts = [version.text for version in versions_of(customer)]
        form = AgreementForm(initial={"text": "".join(texts[-1:])})
        return _shown(request, person, customer, form, now=now)
    form = AgreementForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, person, customer, form, now=now, status=422)
    return _checked(request, person, customer, form, now=now)


def _checked(
    request: HttpRequest, person: Person, customer: Organisation, form: AgreementForm, *, now: datetime
) -> HttpResponse:
    text = form.cleaned_data["text"]
    again = AgreementForm(initial={"text": text})
    try:
        agreement = read(text, name="agreement")
    except BadAgreement as refusal:
        found = [_remark(each) for each in refusal.findings[:SHOWN]]
        return _shown(request, person, customer, again, found, now=now, status=422)
    found = [_remark(each) for each in lint.findings(agreement, today=_today(agreement, now))[:SHOWN]]
    seen = sha256(text.encode()).hexdigest()
    if request.POST.get("store") != seen:
        return _shown(request, person, customer, again, found, now=now, seen=seen)
    try:
        version = actions.store(customer, text, by=person, now=now)
    except actions.Overlaps as refusal:
        messages.error(request, wording.explain(refusal))
        return _shown(request, person, customer, again, found, now=now, status=422)
    messages.success(request, _("Version %(number)d was stored.") % {"number": version.version})
    return redirect("desk:agreement-version", customer.slug, version.version)


def _today(agreement: Agreement, now: datetime) -> Any:
    return now.astimezone(ZoneInfo(agreement.timezone)).date()


def _remark(finding: Finding) -> Remark:
    words = {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.NOTE: _("Note"),
    }
    icon, tone = _SHAPES.get(finding.severity, ("info-circle", ""))
    return Remark(words[finding.severity], icon, tone, finding.line, finding.worded(wording.language()))


def _shown(
    request: HttpRequest,
    person: Person,
    customer: Organisation,
    form: AgreementForm,
    found: Sequence[Remark] | None = None,
    *,
    now: datetime,
    seen: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"organisation": customer, "form": form, "found": found, "checked": found is not None, "seen": seen}
    return page(request, person, "desk/new_agreement.html", context, now=now, status=status)
