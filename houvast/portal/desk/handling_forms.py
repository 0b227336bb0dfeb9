"""What agents fill in beside the usual forms of a ticket: causes, links, merging, splitting, corrections."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.desk.forms import LONGEST_REASON, LONGEST_TEXT
from houvast.portal.handling.models import Cause, LinkKind
from houvast.sla.events import WITHDRAWN

HIGHEST = 2**62


def _line(**more: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", **more})


def _area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "form-control", "rows": rows})


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class TextForm(forms.Form):
    """Words, for an action that needs nothing else."""

    prefix = "text"
    text = forms.CharField(label=gettext_lazy("Text"), max_length=LONGEST_TEXT, widget=_area())


class CauseForm(forms.Form):
    """Why a promise was broken."""

    prefix = "cause"
    cause = forms.ChoiceField(
        label=gettext_lazy("Cause"), choices=[("", wording.DASH), *Cause.choices], widget=_select()
    )
    text = forms.CharField(label=gettext_lazy("What happened"), max_length=LONGEST_REASON, widget=_area())


class LinkForm(forms.Form):
    """Another ticket, and what this one is to it."""

    prefix = "link"
    kind = forms.ChoiceField(
        label=gettext_lazy("This ticket is"),
        choices=[each for each in LinkKind.choices if each[0] != LinkKind.SPLIT],
        widget=_select(),
    )
    other = forms.IntegerField(
        label=gettext_lazy("Number of the other ticket"),
        min_value=1,
        max_value=HIGHEST,
        widget=_line(inputmode="numeric"),
    )


class MergeForm(forms.Form):
    """The ticket that goes on."""

    into = forms.IntegerField(
        label=gettext_lazy("Goes on in ticket number"),
        min_value=1,
        max_value=HIGHEST,
        widget=_line(inputmode="numeric"),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=LONGEST_REASON, widget=_line())


class SplitForm(forms.Form):
    """What the new ticket is about."""

    subject = forms.CharField(label=gettext_lazy("Subject of the new ticket"), max_length=300, widget=_line())


class CorrectionForm(forms.Form):
    """How it should have been recorded, and why."""

    happened_at = forms.DateTimeField(
        label=gettext_lazy("It happened at"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"class": "form-control", "type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"
        ),
        input_formats=["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"],
    )
    withdraw = forms.BooleanField(label=gettext_lazy("It never happened"), required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=LONGEST_REASON, widget=_area())

    def moment(self, recorded: datetime) -> datetime | None:
        """Return the instant that was filled in; None where it is the one that was recorded."""
        at: datetime | None = self.cleaned_data["happened_at"]
        return None if at is None or at == recorded.replace(microsecond=0) else at

    def becomes(self) -> str:
        """Return what the event becomes: nothing when it never happened."""
        return WITHDRAWN if self.cleaned_data["withdraw"] else ""
