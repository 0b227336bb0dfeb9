"""
Markdown of articles into HTML that may stand in a page.

Two walls: the Markdown reader passes no HTML on and knows no images, and what it made is cleaned by a list of what
may remain. Links lead to http(s), to a mail address, or to a page of this portal; nothing is fetched from elsewhere.
"""

from __future__ import annotations

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "s", "code", "pre", "blockquote", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_LINK = re.compile(r"(?:https?://[^/\\\s]|mailto:[^/\\\s]|/(?![/\\])|#)\S*", re.IGNORECASE)
_HIGHEST, _LOWEST = 2, 4
_READER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


def html(text: str) -> SafeString:
    """Return the HTML of a Markdown text; headings begin below the title of the page."""
    tokens = _READER.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(max(int(token.tag[1]) + 1, _HIGHEST), _LOWEST)}"
    made = _READER.renderer.render(tokens, _READER.options, {})
    return mark_safe(_cleaned(made))  # noqa: S308  # cleaned by a list of what may remain


def plain(text: str) -> str:
    """Return the words of a Markdown text without its marks, one block a line: for finding, and for a first line."""
    lines = [_words(token) for token in _READER.parse(text)]
    return "\n".join(line for line in lines if line)


def _words(token: Token) -> str:
    if token.type in {"fence", "code_block"}:
        return token.content.strip()
    if token.type != "inline":
        return ""
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ()).strip()


def _cleaned(made: str) -> str:
    return nh3.clean(
        made,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Return what remains of an attribute: an address only where it leads to one of the places allowed."""
    if attribute == "href":
        return value if _LINK.fullmatch(value) else None
    return value if attribute == "rel" or (tag == "ol" and value.isdecimal()) else None
