"""Bounces of our own notices: what the other side's mail server says of a mail that it did not take after all."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import Message
from uuid import UUID

from houvast.portal.notices.models import Delivery, Notice

_OURS = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@")
_LONGEST = 300


def note_bounce(raw: bytes) -> Notice | None:
    """
    Mark the notice that a bounce is about as failed, with the server's words; return it, None when it is none of ours.

    Only a report of failure counts, and only one that holds the id of the notice, which nobody but its reader knows.
    """
    mail = message_from_bytes(raw, policy=policy.compat32)
    if mail.get_content_type() != "multipart/report":
        return None
    said = _failure(mail)
    found = _OURS.search(raw.decode("ascii", "replace"))
    if not said or found is None:
        return None
    bounced = Notice.objects.filter(pk=UUID(found[1]), state__in=[Delivery.SENT, Delivery.UNKNOWN])
    notice = bounced.first()
    bounced.update(state=Delivery.FAILED, sent_at=None, try_again_at=None, error=said[:_LONGEST])
    return notice


def _failure(mail: Message) -> str:
    """Return what the server said of a failure; '' when nothing failed, or not for good."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if isinstance(block, Message) and str(block.get("Action") or "").strip().lower() == "failed":
                words = str(block.get("Diagnostic-Code") or block.get("Status") or "failed")
                return " ".join("".join(char for char in words if char.isprintable() or char == " ").split())
    return ""
