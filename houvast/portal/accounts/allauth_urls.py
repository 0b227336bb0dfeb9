"""The few addresses that allauth asks for by names of its own; what they lead to is ours."""

from __future__ import annotations

from django.urls import path

from houvast.portal.accounts import steps
from houvast.portal.accounts.views import SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/second-step/", steps.second_step, name="mfa_authenticate"),
    path("sign-in/with/<slug:provider_id>/", steps.with_organisation, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", steps.back, name="openid_connect_callback"),
]
