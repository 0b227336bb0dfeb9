"""What somebody changes of themselves."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Person


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """Name, language and time zone; nothing else of a person is taken."""

    class Meta:
        model = Person
        fields = ("name", "language", "timezone")
        labels = {"name": _("Name"), "language": _("Language"), "timezone": _("Time zone")}
        widgets = {
            "name": forms.TextInput(attrs={"class": "form-control", "autocomplete": "name"}),
            "language": forms.Select(attrs={"class": "form-select"}),
            "timezone": forms.TextInput(attrs={"class": "form-control", "list": "zones"}),
        }

    def clean_timezone(self) -> str:
        """Return the zone; refuse one that does not exist."""
        zone = str(self.cleaned_data["timezone"])
        if zone not in available_timezones():
            raise forms.ValidationError(_("There is no time zone of this name."))
        return zone


class NewAddressForm(forms.Form):
    """The address one wants to be reached at and sign in with."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """Return the address as it is kept."""
        return str(self.cleaned_data["email"]).strip().lower()


class AppForm(forms.Form):
    """The first code that an app shows."""

    code = forms.CharField(
        label=_("Code that the app shows"),
        max_length=10,
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


class PasskeyForm(forms.Form):
    """What a passkey is called, so that one knows it again."""

    name = forms.CharField(
        label=_("What you call it"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
