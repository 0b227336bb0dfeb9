"""A mail as it was received → plain values. Whatever is wrong with it, this answers; nothing in it is believed."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from io import BytesIO

import nh3

from houvast.portal.files.actions import Upload

LONGEST_TEXT = 90_000
OLDEST = timedelta(days=7)
"""A hop that says it took the mail longer ago is not believed: the moment of receipt counts."""
_NOT_TRIED = frozenset({"utf-7", "utf7", "unicode-1-1-utf-7"})
_BLOCKS = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/blockquote)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Letter:
    """
    What a mail says.

    sender       the one address of the one From header; '' when there are none or more
    recipients   every address it was sent to, as its headers say
    own_answer   it answers by itself: vacation, mailing list, robot
    """

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[Upload, ...]
    own_answer: bool


def read(raw: bytes) -> Letter:
    """Return what a mail says."""
    mail = message_from_bytes(raw, policy=policy.compat32)
    parts = [part for part in mail.walk() if not part.is_multipart() or part.get_content_type() == "message/rfc822"]
    inner = {id(child) for part in parts if part.is_multipart() for child in part.walk() if child is not part}
    outer = [part for part in parts if id(part) not in inner]
    bodies = list(_bodies(outer))
    return Letter(
        message_id=_line(mail, "Message-ID")[:255],
        sender=_sender(mail),
        recipients=_addresses(mail, "To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"),
        subject=_line(mail, "Subject")[:300],
        text=_text(bodies),
        attachments=tuple(_attachments(outer, {id(part) for part in bodies})),
        own_answer=_answers_by_itself(mail),
    )


def happened_at(raw: bytes, *, hops: int, now: datetime) -> datetime:
    """
    Return when a mail arrived, by the last hop that is trusted: the one `hops` from the top.

    A hop that is absent, garbled, in the future or older than OLDEST counts for nothing: then it is now.
    """
    lines = message_from_bytes(raw, policy=policy.compat32).get_all("Received") or []
    if not 0 < hops <= len(lines):
        return now
    try:
        at = parsedate_to_datetime(str(lines[hops - 1]).rpartition(";")[2].strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return now
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    return at if now - OLDEST <= at <= now else now


def _sender(mail: Message) -> str:
    lines = mail.get_all("From") or []
    found = [address for _, address in getaddresses([_decoded(str(line)) for line in lines]) if address]
    only = found[0].strip().lower() if len(lines) == len(found) == 1 else ""
    return only if only.count("@") == 1 and only.isprintable() and len(only) <= 254 else ""


def _addresses(mail: Message, *names: str) -> tuple[str, ...]:
    lines = [str(line) for name in names for line in mail.get_all(name) or []]
    return tuple(dict.fromkeys(address.lower() for _, address in getaddresses(lines) if address))


def _line(mail: Message, name: str) -> str:
    """Return a header on one line, without control characters and marks that turn the reading direction."""
    words = _decoded(str(mail.get(name) or ""))
    plain = "".join(" " if char.isspace() else char for char in words)
    return " ".join("".join(char for char in plain if unicodedata.category(char) not in {"Cc", "Cf"}).split())


def _decoded(line: str) -> str:
    try:
        pieces = decode_header(line)
    except Exception:  # noqa: BLE001  # the standard library raises several kinds for hostile headers
        return line
    return "".join(_characters(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces)


def _characters(content: bytes, charset: str | None) -> str:
    """Return bytes as text: by the charset that is said, or by those that mails are mislabelled from."""
    said = (charset or "utf-8").strip().lower()
    said = "cp1252" if said in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else said
    for name in (*(() if said in _NOT_TRIED else (said,)), "utf-8", "cp1252"):
        try:
            return content.decode(name).replace("\0", "")
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1").replace("\0", "")


def _bodies(parts: list[Message]) -> Iterator[Message]:
    """Yield the parts that are to be read: plain text, or HTML where there is no plain text."""
    texts = [part for part in parts if part.get_content_maintype() == "text" and not _is_attached(part)]
    plain = [part for part in texts if part.get_content_type() == "text/plain"]
    yield from plain or [part for part in texts if part.get_content_type() == "text/html"]


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(parts: list[Message]) -> str:
    texts = [_of_html(_body(part)) if part.get_content_type() == "text/html" else _body(part) for part in parts]
    text = "\n\n".join(each.strip() for each in texts if each.strip())
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")
    return kept[:LONGEST_TEXT]


def _body(part: Message) -> str:
    content = part.get_payload(decode=True)
    return _characters(content, part.get_content_charset()) if isinstance(content, bytes) else ""


def _of_html(text: str) -> str:
    """Return the words of HTML: cleaned first, so that neither scripts nor styles are read as words."""
    cleaned = nh3.clean(text, tags={"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
    words = html.unescape(_TAGS.sub("", _BLOCKS.sub("\n", cleaned)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in words.splitlines()))


def _attachments(parts: list[Message], read_already: set[int]) -> Iterator[Upload]:
    has_plain = any(part.get_content_type() == "text/plain" and id(part) in read_already for part in parts)
    for part in parts:
        kind = part.get_content_type()
        if id(part) in read_already or (has_plain and kind == "text/html" and not _is_attached(part)):
            continue
        if kind == "message/rfc822":
            content: object = b"".join(inner.as_bytes() for inner in part.get_payload() if isinstance(inner, Message))
        else:
            content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield Upload(_name(part, kind), BytesIO(content), kind)


def _name(part: Message, kind: str) -> str:
    given = _decoded(str(part.get_filename() or ""))
    known = {"text/calendar": "invite.ics", "message/rfc822": "message.eml", "application/pkcs7-mime": "smime.p7m"}
    return given or known.get(kind, f"file.{kind.rpartition('/')[2]}")


def _answers_by_itself(mail: Message) -> bool:
    """Say whether nobody wrote this mail (RFC 3834, and what older programs say instead)."""
    said = {name: str(mail.get(name) or "").strip().lower() for name in ("Auto-Submitted", "Precedence")}
    return (
        said["Auto-Submitted"].partition(";")[0].strip() not in {"", "no"}
        or said["Precedence"] in {"bulk", "junk", "list", "auto_reply"}
        or any(mail.get(name) for name in ("X-Loop", "X-Autoreply", "X-Autorespond", "List-Id", "X-Houvast"))
        or str(mail.get("Return-Path") or "").strip() == "<>"
        or mail.get_content_type() == "multipart/report"
    )
