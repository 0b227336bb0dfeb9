"""What changed lately, where the database cannot tell by itself: on SQLite only."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """
    A hint as `hints` writes it; PostgreSQL tells by NOTIFY and leaves this table empty.

    Only the latest stay: who reads less often than they come is told to look at everything again.
    """

    hint = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.hint
