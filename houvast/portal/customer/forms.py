"""What customers write: a reply, a reason to reopen, a new ticket."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from os import SEEK_END
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.accounts.models import Person
from houvast.portal.agreements.acceptance import LONGEST_REASON
from houvast.portal.agreements.models import Answer, Service
from houvast.portal.pages.services import name_of
from houvast.portal.pages.uploads import UploadsField
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.words import whole as words

LONGEST_TEXT = 20_000


class ReplyForm(forms.Form):
    """A message to the provider."""

    text = forms.CharField(
        label=gettext_lazy("Your reply"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4, "id": "reply-text"}),
    )
    attachments = UploadsField(identity="reply-attachments")


class ReopeningForm(forms.Form):
    """Why it is not solved."""

    reason = forms.CharField(
        label=gettext_lazy("What does not work yet?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3, "id": "reopen-reason"}),
    )


class DisputeForm(forms.Form):
    """Why an invoice is not right."""

    reason = forms.CharField(
        label=gettext_lazy("What is not right about it?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
    sent_with = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput())


class AcceptanceForm(forms.Form):
    """Yes, or no with a reason; and which text was read."""

    sha256 = forms.CharField(max_length=64)
    answer = forms.ChoiceField(label=gettext_lazy("Your answer"), choices=Answer.choices)
    reason = forms.CharField(
        label=gettext_lazy("What do you object to?"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question of the form."""

    value: str
    word: str
    hint: str
    chosen: bool


_PLAIN = {
    ("type", "incident"): gettext_lazy("Something does not work"),
    ("type", "request"): gettext_lazy("I need something"),
    ("type", "question"): gettext_lazy("I have a question"),
    ("type", "change"): gettext_lazy("Something must change"),
    ("impact", "high"): gettext_lazy("A whole site, or everybody"),
    ("impact", "medium"): gettext_lazy("A team, or part of a site"),
    ("impact", "low"): gettext_lazy("One person"),
    ("urgency", "high"): gettext_lazy("Work stands still"),
    ("urgency", "medium"): gettext_lazy("Work goes on with difficulty"),
    ("urgency", "low"): gettext_lazy("It can wait"),
}


class NewTicketForm(forms.Form):
    """A new ticket; which answers there are to the questions follows from the agreement."""

    sent_with = forms.UUIDField(
        required=False, initial=uuid4, widget=forms.HiddenInput(attrs={"autocomplete": "off", "id": "sent-with"})
    )
    subject = forms.CharField(
        label=gettext_lazy("What is it about?"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=gettext_lazy("What happens, since when, and what did you expect?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )
    service = forms.ChoiceField(
        label=gettext_lazy("Which service?"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    reported_for = forms.TypedChoiceField(
        label=gettext_lazy("For whom do you report it?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    attachments = UploadsField(identity="new-attachments")
    type = forms.ChoiceField(label=gettext_lazy("What kind of report is it?"), required=False)
    impact = forms.ChoiceField(label=gettext_lazy("How many people does it hit?"), required=False)
    urgency = forms.ChoiceField(label=gettext_lazy("How much does it hinder?"), required=False)
    priority = forms.ChoiceField(label=gettext_lazy("How serious is it?"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        agreement: Agreement | None,
        services: Sequence[Service] = (),
        colleagues: Sequence[Person] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.agreement = agreement
        self.services = {each.code: name_of(each) for each in services}
        self.colleagues = {each.pk: each for each in colleagues}
        self._offer("service", _("I do not know, or something else"), self.services)
        self._offer("reported_for", _("For myself"), {key: each.name for key, each in self.colleagues.items()})
        self.answers = _answers(agreement)
        for name, values in self.answers.items():
            self._ask(name, values)

    def clean(self) -> dict[str, Any]:
        """Name what was sent: a form that is sent twice says the same, one that was changed says something else."""
        cleaned = super().clean() or {}
        form = cleaned.pop("sent_with", None)
        files = [(upload.name, upload.content.seek(0, SEEK_END)) for upload in cleaned.get("attachments", ())]
        said = json.dumps([str(form), cleaned | {"attachments": files}], sort_keys=True)
        colleague = self.colleagues.get(cleaned.get("reported_for") or 0)
        return {**cleaned, "reported_for": colleague, "external_id": sha256(said.encode()).hexdigest() if form else ""}

    def _offer(self, name: str, none: str, words: Mapping[Any, str]) -> None:
        """Offer these answers, and that none of them fits; do not ask what has no answers."""
        field = self.fields[name]
        if words and isinstance(field, forms.ChoiceField):
            field.choices = [("", none), *words.items()]
        else:
            del self.fields[name]

    def _ask(self, name: str, values: Sequence[str]) -> None:
        """Offer these answers to a question; do not ask what has none."""
        field = self.fields[name]
        if values and isinstance(field, forms.ChoiceField):
            field.choices = [(value, value) for value in values]
        else:
            del self.fields[name]

    def options(self, name: str) -> Sequence[Option]:
        """Return the answers to a question, the chosen one marked; none where the agreement does not ask it."""
        chosen = str(self[name].value() or "") if name in self.fields else ""
        return [self._option(name, value, chosen) for value in self.answers[name]]

    def _option(self, name: str, value: str, chosen: str) -> Option:
        """Return one answer: what it means in plain words where those are known, and the agreement's word under it."""
        word, plain = self._word(name, value), _PLAIN.get((name, self._common_word(value)))
        if plain is None:
            return Option(value, word, "", value == chosen)
        return Option(value, str(plain), "" if name == "type" else word, value == chosen)

    def _common_word(self, value: str) -> str:
        """Return the English word for an answer: whatever an agreement calls it, `high` means the same to a reader."""
        return words.called(value, "en", self.agreement.glossary if self.agreement else {}).lower()

    def _word(self, name: str, value: str) -> str:
        word = wording.ticket_type(value) if name == "type" else wording.level(value, self.agreement)
        return wording.sentence_case(word)

    def types(self) -> Sequence[Option]:
        """Return the kinds of report."""
        return self.options("type")

    def impacts(self) -> Sequence[Option]:
        """Return the answers about impact."""
        return self.options("impact")

    def urgencies(self) -> Sequence[Option]:
        """Return the answers about urgency."""
        return self.options("urgency")

    def priorities(self) -> Sequence[Option]:
        """Return the priorities, where the agreement has no matrix."""
        return self.options("priority")

    def asked(self) -> list[str]:
        """Return which questions decide the promise."""
        return [name for name in ("impact", "urgency", "priority") if name in self.fields]

    def about(self) -> dict[str, str]:
        """Return the valid answers that promises may also ask for: service and kind."""
        known = {"service": self.services, "type": self.answers["type"]}
        given = {name: str(self[name].value() or "") for name in known if name in self.fields}
        return {name: value for name, value in given.items() if value in known[name]}

    def said(self) -> dict[str, str]:
        """Return the valid answers to those questions, for the rules."""
        given = {name: str(self[name].value() or "") for name in self.asked()}
        return {name: value for name, value in given.items() if value in self.answers[name]}


def _answers(agreement: Agreement | None) -> dict[str, list[str]]:
    """Return the answers to each question: impact and urgency of the matrix, or else the priorities."""
    matrix = agreement.priority.matrix if agreement else {}
    levels = agreement.priority.levels if agreement and not matrix else ()
    return {
        "type": ["incident", "request", "question", "change"],
        "impact": list(matrix),
        "urgency": list(dict.fromkeys(word for row in matrix.values() for word in row)),
        "priority": list(levels),
    }
