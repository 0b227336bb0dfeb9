"""Signing in, and how one likes the portal."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Person


class SignInForm(AuthenticationForm):
    """E-mail address and password; the answer is the same whether the address is known or not."""

    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )

    error_messages = {
        "invalid_login": _("This address and password do not belong together."),
        "inactive": _("This address and password do not belong together."),
    }

    def clean_username(self) -> str:
        """Return the address in lower case, as it is kept."""
        return str(self.cleaned_data["username"]).lower()


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """Language, colours and time zone; what is not sent stays as it is."""

    class Meta:
        model = Person
        fields = ("language", "colour_scheme", "timezone")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in list(self.fields):
            if self.is_bound and name not in self.data:
                del self.fields[name]

    def clean_timezone(self) -> str:
        """Return the zone; refuse one that does not exist."""
        zone = str(self.cleaned_data["timezone"])
        if zone not in available_timezones():
            raise forms.ValidationError(_("There is no time zone of this name."))
        return zone
