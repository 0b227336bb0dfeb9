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


PHASE_AFTER: Mapping[EventKind, Phase] = {
    EventKind.OPENED: Phase.OPEN,
    EventKind.RESOLVED: Phase.RESOLVED,
    EventKind.REOPENED: Phase.OPEN,
    EventKind.CLOSED: Phase.CLOSED,
    EventKind.CANCELLED: Phase.CANCELLED,
    EventKind.MERGED: Phase.MERGED,
}
