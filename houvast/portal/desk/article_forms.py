"""What is written at the desk about articles: their words, who reads them, why they go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from houvast.portal.accounts.models import Language, Organisation
from houvast.portal.knowledge.actions import LONGEST_BODY, LONGEST_TITLE
from houvast.portal.knowledge.models import ArticleVersion, Audience


def _line(**more: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", **more})


def _text(rows: int, **more: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "form-control", "rows": rows, **more})


class ArticleForm(forms.Form):
    """An article in both languages; one of them is enough."""

    title_nl = forms.CharField(
        label=gettext_lazy("Title in Dutch"), required=False, max_length=LONGEST_TITLE, widget=_line(lang="nl")
    )
    body_nl = forms.CharField(
        label=gettext_lazy("Text in Dutch"), required=False, max_length=LONGEST_BODY, widget=_text(12, lang="nl")
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), required=False, max_length=LONGEST_TITLE, widget=_line(lang="en")
    )
    body_en = forms.CharField(
        label=gettext_lazy("Text in English"), required=False, max_length=LONGEST_BODY, widget=_text(12, lang="en")
    )
    services = forms.CharField(label=gettext_lazy("Services"), required=False, max_length=1000, widget=_line())

    @classmethod
    def of(cls, version: ArticleVersion) -> ArticleForm:
        """Return the form that says what a version says."""
        said = {f"title_{code}": version.title.get(code, "") for code in Language.values}
        said |= {f"body_{code}": version.body.get(code, "") for code in Language.values}
        return cls(initial={**said, "services": ", ".join(version.services)})

    def words(self) -> dict[str, Any]:
        """Return what was written, as the action takes it."""
        said = self.cleaned_data
        return {
            "title": {code: said[f"title_{code}"] for code in Language.values},
            "body": {code: said[f"body_{code}"] for code in Language.values},
            "services": said["services"].split(","),
        }


class PublicationForm(forms.Form):
    """Which version is read, and by whom."""

    version = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
    audience = forms.ChoiceField(label=gettext_lazy("Who reads it?"), choices=Audience.choices)
    customers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Which customers?"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
    )

    def __init__(self, data: Any = None, *, customers: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["customers"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101
        field.queryset = customers

    def audiences(self) -> list[dict[str, Any]]:
        """Return the audiences as choices."""
        chosen = str(self["audience"].value() or "")
        return [{"value": code, "word": word, "chosen": code == chosen} for code, word in Audience.choices]


class WithdrawalForm(forms.Form):
    """Why nobody is to read it any more."""

    reason = forms.CharField(label=gettext_lazy("Why withdraw it?"), max_length=500, widget=_line())
