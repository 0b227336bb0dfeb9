"""NT13: what somebody writes into an article is words, and never a script, a form, or a picture from elsewhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.portal.knowledge.rendering import TAGS, html, plain

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<iframe src='https://evil.example'></iframe>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](/\\evil.example/)",
    "[x](\\\\evil.example)",
    "[x](https:evil.example)",
    "![x](https://evil.example/pixel.png)",
    "![x][1]\n\n[1]: https://evil.example/pixel.png",
    '<https://ok.example/?a="onmouseover=alert(1)>',
    "<javascript:alert(1)>",
    '[x](https://ok.example "onmouseover=alert(1)")',
    '[x](https://ok.example/"onmouseover="alert(1))',
    "```<script>\nalert(1)\n```",
    "```js onload=alert(1)\nx\n```",
    "| <script> | b |\n|---|---|\n| <img onerror=x> | [x](javascript:x) |",
    "<!-- --><script>alert(1)</script -->",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "# <script>alert(1)</script>",
    "[<img src=x onerror=alert(1)>](https://ok.example)",
    "\x00<script>alert(1)</script>",
    "<form action=https://evil.example><input name=password>",
]
ADDRESS = re.compile(r'href="([^"]*)"')
OPENING = re.compile(r"<([a-z0-9]+)([^>]*)>")
FINE = re.compile(r"(https?://[^/\\]|mailto:|/(?![/\\])|#)")


def holds_only_what_may(made):
    for tag, attributes in OPENING.findall(made):
        assert tag in TAGS, made
        names = set(re.findall(r'([a-z-]+)="', attributes))
        assert names <= {"href", "rel", "start"}, made
    assert all(FINE.match(address) for address in ADDRESS.findall(made)), made


@pytest.mark.parametrize("text", HOSTILE)
def test_nt13_what_is_hostile_is_shown_or_left_out(text):
    holds_only_what_may(html(text))


pieces = st.sampled_from([*HOSTILE, "[", "](", ")", "<", ">", '"', "'", "&", "`", "\n", "javascript:", "|", "!", "\\"])


@given(st.lists(pieces | st.text(max_size=20), max_size=8).map("".join))
def test_nt13_nor_does_any_mixture_get_through(text):
    holds_only_what_may(html(text))
    plain(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# Kop", "<h2>Kop</h2>"),
        ("###### Kop", "<h4>Kop</h4>"),
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("[a](https://a.example)", '<p><a href="https://a.example" rel="noopener noreferrer nofollow">a</a></p>'),
        ("[a](mailto:a@b.nl)", '<p><a href="mailto:a@b.nl" rel="noopener noreferrer nofollow">a</a></p>'),
        ("[a](/tickets/new/)", '<p><a href="/tickets/new/" rel="noopener noreferrer nofollow">a</a></p>'),
        ("2. twee", '<ol start="2">\n<li>twee</li>\n</ol>'),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        (
            "![logo](https://a.example/p.png)",
            '<p>!<a href="https://a.example/p.png" rel="noopener noreferrer nofollow">logo</a></p>',
        ),
    ],
)
def test_what_markdown_becomes(text, made):
    assert html(text).strip() == made


def test_the_words_without_their_marks():
    text = "# Kop\n\nEen **vet** [woord](https://a.example)\nen `code`.\n\n- punt\n\n```\nls -l\n```"
    assert plain(text) == "Kop\nEen vet woord en code.\npunt\nls -l"
