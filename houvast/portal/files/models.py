"""One row for each file that was kept. Which row of which app it belongs to says who may read it."""

from __future__ import annotations

import secrets

from django.db import models

from houvast.portal.accounts.models import Organisation, Person


def new_key() -> str:
    """Return a name that nobody can guess: 192 bits."""
    return secrets.token_urlsafe(24)


class StoredFile(models.Model):
    """
    A file as it was received. Its bytes lie in the storage `files`, under the key.

    key         what it is called in addresses and in the storage; never what somebody called it
    media_type  what the sender says it is; nothing believes it, and no browser shows it
    sha256      of the bytes
    erased_at   when its bytes were taken away; the row remains, so that what spoke of it can say so
    """

    key = models.CharField(max_length=32, primary_key=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100, default="application/octet-stream")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kept_at", "key"]

    def __str__(self) -> str:
        return self.name
