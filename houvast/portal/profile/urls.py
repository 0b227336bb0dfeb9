"""Addresses about oneself. Every view is wrapped in `frame.for_person`, but for the link that confirms an address."""

from __future__ import annotations

from django.urls import path

from houvast.portal.profile import factors, myself, notices

app_name = "profile"

urlpatterns = [
    path("", myself.profile, name="profile"),
    path("notices/", notices.notices, name="notices"),
    path("notices/off/<slug:token>/", notices.off, name="off"),
    path("password/", myself.password, name="password"),
    path("address/", myself.address, name="address"),
    path("address/<secret:token>/", myself.confirm_address, name="confirm-address"),
    path("app/", factors.app, name="app"),
    path("passkeys/new/", factors.new_passkey, name="new-passkey"),
    path("factors/<int:pk>/removal/", factors.removal, name="factor-removal"),
    path("codes/", factors.codes, name="codes"),
    path("elsewhere/<slug:slug>/", factors.linking, name="linking"),
    path("elsewhere/<slug:slug>/removal/", factors.unlinking, name="unlinking"),
    path("sessions/end/", myself.end_others, name="end-others"),
    path("sessions/<int:pk>/end/", myself.end, name="end-session"),
]
