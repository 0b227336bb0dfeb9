"""`/desk/texts/`: canned replies and macros, for a team or for everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from houvast.portal.accounts.access import Ability, customers_where
from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.handling.models import CannedReply, Macro
from houvast.portal.handling.queries import ready_texts
from houvast.portal.handling.texts import PLACES

HIGHEST = 2**62


class _ReadyForm(forms.ModelForm):  # type: ignore[type-arg]
    """What both have: a name and a team, once together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            boxed = isinstance(field.widget, forms.CheckboxInput)
            field.widget.attrs["class"] = "form-check-input" if boxed else "form-control"
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4


class ReplyForm(_ReadyForm):
    """A ready text."""

    class Meta:
        model = CannedReply
        fields = ("name", "team", "body")
        labels = {"name": gettext_lazy("Name"), "team": gettext_lazy("Team"), "body": gettext_lazy("Text")}


class MacroForm(_ReadyForm):
    """Several actions under one name; at least one."""

    class Meta:
        model = Macro
        fields = (
            *("name", "team", "reply", "status", "reason", "assign_to_me", "assign_team"),
            *("impact", "urgency", "priority", "resolves"),
        )
        labels = {
            "name": gettext_lazy("Name"),
            "team": gettext_lazy("Team"),
            "reply": gettext_lazy("Reply to the customer"),
            "status": gettext_lazy("Status"),
            "reason": gettext_lazy("Reason"),
            "assign_to_me": gettext_lazy("Assign to who runs it"),
            "assign_team": gettext_lazy("Assign to team"),
            "impact": gettext_lazy("Impact"),
            "urgency": gettext_lazy("Urgency"),
            "priority": gettext_lazy("Priority"),
            "resolves": gettext_lazy("Resolve the ticket at the end"),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a macro that does nothing."""
        said = super().clean() or {}
        does = ("reply", "status", "assign_to_me", "assign_team", "impact", "urgency", "priority", "resolves")
        if not any(said.get(name) for name in does):
            raise forms.ValidationError(_("Choose at least one action."))
        return said


@for_desk
def texts(request: HttpRequest, person: Person) -> HttpResponse:
    """List them, with forms for a new one; `?reply=` and `?macro=` name one to change."""
    replies, macros = ready_texts(person)
    reply = next((each for each in replies if str(each.pk) == request.GET.get("reply")), None)
    macro = next((each for each in macros if str(each.pk) == request.GET.get("macro")), None)
    return _shown(request, person, ReplyForm(instance=reply, prefix="reply"), MacroForm(instance=macro, prefix="macro"))


@require_POST
@for_desk
def saving_reply(request: HttpRequest, person: Person) -> HttpResponse:
    """Keep a ready text, new or changed."""
    _demand(person)
    form = ReplyForm(request.POST, prefix="reply", instance=_named(CannedReply, request))
    if _kept(form):
        messages.success(request, _("The text was kept."))
        return redirect("desk:texts")
    return _shown(request, person, form, MacroForm(prefix="macro"), status=422)


@require_POST
@for_desk
def saving_macro(request: HttpRequest, person: Person) -> HttpResponse:
    """Keep a macro, new or changed."""
    _demand(person)
    form = MacroForm(request.POST, prefix="macro", instance=_named(Macro, request))
    if _kept(form):
        messages.success(request, _("The macro was kept."))
        return redirect("desk:texts")
    return _shown(request, person, ReplyForm(prefix="reply"), form, status=422)


@require_POST
@for_desk
def deleting_reply(request: HttpRequest, person: Person, text: int) -> HttpResponse:
    """Take a ready text away."""
    return _deleted(request, person, CannedReply, text)


@require_POST
@for_desk
def deleting_macro(request: HttpRequest, person: Person, text: int) -> HttpResponse:
    """Take a macro away."""
    return _deleted(request, person, Macro, text)


def _deleted(request: HttpRequest, person: Person, model: Any, key: int) -> HttpResponse:
    _demand(person)
    found = get_object_or_404(model, pk=min(key, HIGHEST))
    found.delete()
    messages.success(request, _("“%(name)s” was deleted.") % {"name": found.name})
    return redirect("desk:texts")


def _kept(form: _ReadyForm) -> bool:
    """Keep what is right; say that there is one of this name already."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error("name", _("There is one of this name for this team already."))
        return False
    return True


def _named(model: Any, request: HttpRequest) -> Any:
    key = request.POST.get("key", "")
    if not key:
        return None
    if not (key.isascii() and key.isdecimal() and len(key) < 18):
        raise Http404
    return get_object_or_404(model, pk=int(key))


def _demand(person: Person) -> None:
    if not customers_where(person, Ability.WORK_TICKETS).exists():
        raise Http404


def _shown(
    request: HttpRequest, person: Person, reply: ReplyForm, macro: MacroForm, *, status: int = 200
) -> HttpResponse:
    replies, macros = ready_texts(person)
    context = {
        "replies": replies,
        "macros": macros,
        "reply": reply,
        "macro": macro,
        "places": [f"{{{place}}}" for place in PLACES],
        "works": customers_where(person, Ability.WORK_TICKETS).exists(),
    }
    return page(request, person, "desk/texts.html", context, now=timezone.now(), status=status)
