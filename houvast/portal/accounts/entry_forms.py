"""What is asked of who comes in: an address, a code, a new password, a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Person

PASSWORD_HINT = _("At least ten characters; a sentence is easier to keep than a word.")


class AddressForm(forms.Form):
    """The address a link is sent to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "username"}),
    )


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


class PasswordForm(forms.Form):
    """The password somebody has."""

    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "current-password"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, judged for this person."""

    new_password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": "new-password", "aria-describedby": "new-password-hint"}
        ),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_new_password(self) -> str:
        """Return the password; refuse one that is too easily guessed."""
        password = str(self.cleaned_data["new_password"])
        validate_password(password, self.person)
        return password


class AcceptForm(forms.Form):
    """The name one is called by, and a password unless another way is chosen."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "name"}),
    )
    new_password = forms.CharField(
        label=_("Choose a password"),
        max_length=200,
        strip=False,
        required=False,
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": "new-password", "aria-describedby": "new-password-hint"}
        ),
    )

    def __init__(self, *args: Any, person: Person, without_password: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.without_password = person, without_password

    def clean(self) -> dict[str, Any]:
        """Judge the password, when one is to be set."""
        said = super().clean() or {}
        if self.without_password:
            return said | {"new_password": None}
        try:
            validate_password(said.get("new_password") or "", self.person)
        except ValidationError as refusal:
            self.add_error("new_password", refusal)
        return said
