"""Addresses of signing in and out, and of preferences."""

from __future__ import annotations

from django.urls import path

from houvast.portal.accounts.views import SignIn, SignOut, preferences

app_name = "accounts"

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("preferences/", preferences, name="preferences"),
]
