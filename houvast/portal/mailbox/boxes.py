"""The mailboxes that the operator named, from the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Mailbox:
    """
    One mailbox.

    scheme    `imaps`, or `imap` on a machine of one's own
    customer  the slug of the customer whose mailbox it is; '' for one that everybody writes to
    """

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    customer: str

    @property
    def name(self) -> str:
        """What it is called in the database: everything but the password."""
        return f"{self.user}@{self.host}/{self.folder}"[:100]


def boxes() -> list[Mailbox]:
    """Return the mailboxes of HOUVAST_MAILBOXES."""
    return [_box(address) for address in settings.MAILBOXES]


def _box(address: str) -> Mailbox:
    parts = urlsplit(address)
    return Mailbox(
        parts.scheme,
        parts.hostname or "",
        parts.port or (993 if parts.scheme == "imaps" else 143),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(parts.path.strip("/")) or "INBOX",
        dict(parse_qsl(parts.query)).get("customer", ""),
    )
