"""The demo: believable customers with tickets in every state, and a large one made from a real incident log."""

from houvast.portal.demo.logins import LOGINS, PASSWORD

__all__ = ["LOGINS", "PASSWORD"]
