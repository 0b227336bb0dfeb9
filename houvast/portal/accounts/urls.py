"""Addresses of coming in and going out, and of preferences."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from houvast.portal.accounts import entry, steps
from houvast.portal.accounts.views import SignIn, SignOut, preferences


class SecretConverter(StringConverter):
    """The secret of a one-time link; what is shorter was never one."""

    regex = "[A-Za-z0-9_-]{40,100}"


register_converter(SecretConverter, "secret")

app_name = "accounts"

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-in/link/", entry.ask_link, name="ask-link"),
    path("sign-in/link/<secret:token>/", entry.link, name="link"),
    path("sign-in/password/", entry.ask_password, name="ask-password"),
    path("sign-in/password/<secret:token>/", entry.password, name="password"),
    path("sign-in/sent/", entry.sent, name="sent"),
    path("sign-in/passkey/", steps.passkey, name="passkey"),
    path("sign-in/again/", steps.again, name="again"),
    path("sign-in/with/<slug:provider_id>/", steps.with_organisation, name="elsewhere"),
    path("invitation/<secret:token>/", steps.invitation, name="invitation"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("preferences/", preferences, name="preferences"),
]
