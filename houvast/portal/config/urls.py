"""Every address of the portal."""

from __future__ import annotations

from django.urls import include, path

from houvast.portal.config.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("", include("houvast.portal.accounts.urls")),
    path("", include("houvast.portal.accounts.allauth_urls")),
    path("profile/", include("houvast.portal.profile.urls")),
    path("desk/", include("houvast.portal.desk.urls")),
    path("", include("houvast.portal.customer.urls")),
]
