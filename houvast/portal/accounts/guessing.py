"""Guessing passwords: one account from one network address is stopped by Axes, many accounts from one address here."""

from __future__ import annotations

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest

ACCOUNTS = 10
"""
From an address at which so many accounts were tried in vain, within the time that Axes remembers, none can sign in.

Who succeeds is forgotten, so an office behind one address gets there only when ten of its people give up.
"""


class Guessing(AxesDatabaseHandler):  # type: ignore[misc]  # Axes ships no types
    """Counts the failures of an account, and those of the address."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures that count here: as many as lock, where the address tries many accounts."""
        failures = int(super().get_failures(request, credentials))
        return max(failures, settings.AXES_FAILURE_LIMIT) if accounts_tried(request) >= ACCOUNTS else failures


def accounts_tried(request: Any) -> int:
    """Return at how many accounts the address of a request, as Axes has noted it, failed lately."""
    lately = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
    there = lately.filter(ip_address=request.axes_ip_address)
    return int(there.values("username").distinct().count())
