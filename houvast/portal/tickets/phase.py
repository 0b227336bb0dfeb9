"""In which phase of its life a ticket is: the latest fact that says so."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from houvast.sla.terms import EventKind


class Phase(models.TextChoices):
    """The phases of a ticket's life."""

    OPEN = "open", _("Open")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")
    MERGED = "merged", _("Merged")


AT_WORK = (Phase.OPEN, Phase.RESOLVED)
"""Both sides still write to each other: a solution may yet be spoken about."""
REOPENABLE = (Phase.RESOLVED, Phase.CLOSED, Phase.CANCELLED)
"""Over, but not for good: a merged ticket goes on in another."""

PHASE_AFTER: Mapping[EventKind, Phase] = {
    EventKind.OPENED: Phase.OPEN,
    EventKind.RESOLVED: Phase.RESOLVED,
    EventKind.REOPENED: Phase.OPEN,
    EventKind.CLOSED: Phase.CLOSED,
    EventKind.CANCELLED: Phase.CANCELLED,
    EventKind.MERGED: Phase.MERGED,
}
