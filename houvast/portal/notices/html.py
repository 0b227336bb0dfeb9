"""The mail of a notice as HTML: the same words as the text, and one link to press. Loads nothing."""

from __future__ import annotations

from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_PAGE = "margin:0;padding:24px;background:#f6f7f7;color:#1d2a2c;font:15px/1.6 Inter,Segoe UI,Arial,sans-serif"
_CARD = "max-width:600px;margin:0 auto;padding:24px 32px;background:#fff;border:1px solid #dde3e3;border-radius:12px"
_BUTTON = "display:inline-block;padding:10px 18px;background:#0f5c63;color:#fff;border-radius:8px;text-decoration:none"
_FOOT = "max-width:600px;margin:12px auto 0;color:#5b6a6c;font-size:13px"


def as_html(*, title: str, text: str, address: str, unsubscribe: str) -> SafeString:
    """
    Return the HTML of a mail.

    text         what the plain mail says; its last link is the address, which is a button here
    unsubscribe  where one unsubscribes; '' where one cannot
    """
    words = mark_safe(linebreaks(urlize(text.replace(address, "").strip(), nofollow=True, autoescape=True)))  # noqa: S308
    foot = format_html('<p style="{}"><a href="{}">{}</a></p>', _FOOT, unsubscribe, _("No more mail of this kind"))
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body style="{}">'
        '<div style="{}">{}<p><a style="{}" href="{}">{}</a></p></div>{}</body></html>',
        *(get_language() or "en", title, _PAGE, _CARD, words, _BUTTON, address, _("Open in the portal")),
        foot if unsubscribe else "",
    )
