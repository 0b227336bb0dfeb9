"""What agents write on a ticket: reply, note, status, priority, assignment, solution, reopening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.accounts.models import Person
from houvast.portal.pages.uploads import UploadsField
from houvast.portal.tickets import statuses
from houvast.sla.agreement.model import Agreement

LONGEST_TEXT = 20_000
LONGEST_REASON = 2_000
STAY, WAIT, RESOLVE = "", "wait", "resolve"


def _text(rows: int, identity: str) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "form-control", "rows": rows, "id": identity})


def _line(identity: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "id": identity, "autocomplete": "off"})


def _select(identity: str) -> forms.Select:
    return forms.Select(attrs={"class": "form-select", "id": identity})


class ReplyForm(forms.Form):
    """A message to the customer, and what becomes of the ticket with it."""

    text = forms.CharField(label=gettext_lazy("Your reply"), max_length=LONGEST_TEXT, widget=_text(5, "reply-text"))
    attachments = UploadsField(identity="reply-attachments")
    then = forms.ChoiceField(
        label=gettext_lazy("And then"),
        required=False,
        widget=_select("reply-then"),
        choices=[
            (STAY, gettext_lazy("leave the status as it is")),
            (WAIT, gettext_lazy("wait for the customer")),
            (RESOLVE, gettext_lazy("resolve the ticket")),
        ],
    )


class NoteForm(forms.Form):
    """Something that only the provider's people read."""

    text = forms.CharField(label=gettext_lazy("Internal note"), max_length=LONGEST_TEXT, widget=_text(3, "note-text"))
    attachments = UploadsField(identity="note-attachments")


class StatusForm(forms.Form):
    """A status; one that pauses a clock needs a reason, which the customer reads."""

    status = forms.ChoiceField(label=gettext_lazy("Status"), widget=_select("status-status"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=LONGEST_REASON, widget=_line("status-reason")
    )

    def __init__(self, data: Any = None, *, agreement: Agreement | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.pauses = {name for rule in agreement.clocks.values() for name in rule.pause} if agreement else set()
        known = statuses.known_to(agreement)
        words = [(code, wording.sentence_case(wording.status(code, agreement))) for code in known]
        _offer(self.fields["status"], words)

    def clean(self) -> dict[str, Any]:
        """Refuse a pause without reason."""
        cleaned = super().clean() or {}
        if cleaned.get("status") in self.pauses and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why the clock must stand still: the customer reads the reason."))
        return cleaned


class PriorityForm(forms.Form):
    """Impact and urgency, or the priority itself where the agreement has no matrix."""

    impact = forms.ChoiceField(label=gettext_lazy("Impact"), required=False, widget=_select("priority-impact"))
    urgency = forms.ChoiceField(label=gettext_lazy("Urgency"), required=False, widget=_select("priority-urgency"))
    priority = forms.ChoiceField(label=gettext_lazy("Priority"), required=False, widget=_select("priority-priority"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=LONGEST_REASON, widget=_line("priority-reason")
    )

    def __init__(self, data: Any = None, *, agreement: Agreement | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        matrix = agreement.priority.matrix if agreement else {}
        words = {
            "impact": list(matrix),
            "urgency": list(dict.fromkeys(word for row in matrix.values() for word in row)),
            "priority": list(agreement.priority.levels) if agreement and not matrix else [],
        }
        for name, codes in words.items():
            if codes:
                _offer(self.fields[name], [(code, wording.level(code, agreement)) for code in codes])
            else:
                del self.fields[name]


class AssignmentForm(forms.Form):
    """A person, a team or both."""

    handler = forms.TypedChoiceField(
        label=gettext_lazy("Handler"), required=False, coerce=int, empty_value=None, widget=_select("assign-handler")
    )
    team = forms.CharField(label=gettext_lazy("Team"), required=False, max_length=100, widget=_line("assign-team"))

    def __init__(self, data: Any = None, *, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.people = {person.pk: person for person in people}
        _offer(self.fields["handler"], [("", wording.DASH), *((person.pk, person.name) for person in people)])

    def handler_chosen(self) -> Person | None:
        """Return the person chosen; None where only a team was."""
        return self.people.get(self.cleaned_data["handler"] or 0)


class ResolutionForm(forms.Form):
    """What solved it."""

    text = forms.CharField(label=gettext_lazy("Solution"), max_length=LONGEST_TEXT, widget=_text(3, "resolve-text"))


class ReopeningForm(forms.Form):
    """Why it is not solved after all."""

    reason = forms.CharField(
        label=gettext_lazy("Why reopen it?"), max_length=LONGEST_REASON, widget=_text(2, "reopen-reason")
    )


def _offer(field: forms.Field, options: Sequence[tuple[Any, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(options)
