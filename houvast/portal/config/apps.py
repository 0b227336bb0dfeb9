"""What is done once when the portal starts."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal as a whole: joins the flow, and brings the command that keeps the watch."""

    name = "houvast.portal.config"
    label = "portal"
    default = True

    def ready(self) -> None:
        """Join what announces to what acts."""
        from houvast.portal import flow

        flow.connect()
