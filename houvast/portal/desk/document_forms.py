"""What the desk writes about documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal.accounts.access import Ability, customers_where
from houvast.portal.accounts.models import Organisation, OrganisationKind, Person
from houvast.portal.documents.actions import LONGEST_TITLE, Given

_LINE = {"class": "form-control", "autocomplete": "off"}


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class VersionForm(forms.Form):
    """A file, and from when until when it is valid."""

    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"class": "form-control"}))
    valid_from = _day(gettext_lazy("Valid from"))
    valid_until = _day(gettext_lazy("Valid until"))

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("That lies before the first day."))
        return cleaned

    def given(self) -> Given:
        """Return what a version is made of."""
        said = self.cleaned_data
        file = said["file"]
        return Given(file.name or "document", file, said["valid_from"], said["valid_until"])


class DocumentForm(VersionForm):
    """A new document: for one customer, or for every one."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("For whom"),
        queryset=Organisation.objects.none(),
        to_field_name="slug",
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    title = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_TITLE, widget=forms.TextInput(attrs=_LINE))
    folder = forms.CharField(
        label=gettext_lazy("Folder"), required=False, max_length=LONGEST_TITLE, widget=forms.TextInput(attrs=_LINE)
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("Ask readers to confirm that they read it"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    field_order = ("organisation", "title", "folder", "file", "valid_from", "valid_until", "is_required")

    def __init__(self, data: Any = None, files: Any = None, *, person: Person, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        customers = customers_where(person, Ability.MANAGE_CUSTOMERS)
        field.queryset = Organisation.objects.filter(pk__in=customers.values("pk")) | Organisation.objects.filter(
            kind=OrganisationKind.PROVIDER
        )
        field.label_from_instance = _for_whom  # type: ignore[method-assign,assignment]


def _for_whom(organisation: Organisation) -> str:
    return str(_("Every customer")) if organisation.kind == OrganisationKind.PROVIDER else organisation.name
