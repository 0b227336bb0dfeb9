"""What the desk does with invoices: taking them, recording payments, answering disputes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal.accounts.access import Ability, customers_where
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.invoices.actions import LONGEST_WORDS

MOST_FILES = 50


class _Several(forms.FileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """Several files at once; none of them is opened here."""

    widget = _Several(attrs={"class": "form-control", "multiple": True, "accept": ".xml,application/xml,text/xml"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files that were sent; refuse none and too many."""
        given = [each for each in data or [] if isinstance(each, UploadedFile)]
        if not given:
            raise forms.ValidationError(_("Choose one or more files."))
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)d files at once.") % {"most": MOST_FILES})
        return given


class TakingForm(forms.Form):
    """Invoices of one customer, as files."""

    customer = forms.ModelChoiceField(
        label=gettext_lazy("Customer"),
        queryset=Organisation.objects.none(),
        to_field_name="slug",
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    sent = _Files(label=gettext_lazy("Invoices and credit notes (UBL 2.1)"))

    def __init__(self, data: Any = None, files: Any = None, *, person: Person, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        field = self.fields["customer"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = customers_where(person, Ability.MANAGE_CUSTOMERS)


def _sent_with() -> forms.UUIDField:
    return forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput())


class PaymentForm(forms.Form):
    """An amount and the day on which it was paid."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"),
        max_digits=14,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}),
    )
    paid_on = forms.DateField(
        label=gettext_lazy("Paid on"),
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"),
    )
    sent_with = _sent_with()

    def clean_paid_on(self) -> date:
        """Refuse a day before there were such invoices."""
        day: date = self.cleaned_data["paid_on"]
        if day.year < 1990:
            raise forms.ValidationError(_("That is too long ago."))
        return day


class AnswerForm(forms.Form):
    """What the provider says to a dispute."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
    sent_with = _sent_with()
