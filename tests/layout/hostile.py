"""An agreement whose every free word tries to be markup."""

import json

WORDS = (
    '#read("/etc/passwd")',
    "*bold* _italic_ `code` $x$",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[link](javascript:alert(1)) ![image](http://evil.example/x.png)",
    "| cell | cell |",
    "# heading",
    "- item",
    "1. item",
    "&amp; &#60;b&#62;",
    '" onmouseover="alert(1)',
    '@label <label> #import "@preview/x:1.0.0": *',
    "\\# // comment /* comment */ ~ -- ---",
)
HOSTILE = (
    """#read("/etc/passwd") *b* `c` <script>alert(1)</script> [a](javascript:b) | # $x$ &amp; @l \\# // ~ ' onload=x"""
)
"""Some of them together, in the 120 characters that a word may have."""


def agreement(words: str = HOSTILE) -> str:
    """Return an agreement that says some words wherever it may say what it likes."""
    return json.dumps(
        {
            "houvast": "1",
            "agreement": "hostile",
            "title": words,
            "parties": {"provider": words, "customer": f"{words} too"},
            "effective": {"from": "2026-01-01"},
            "timezone": "Europe/Amsterdam",
            "calendars": {"office": {"hours": {"mon-fri": "09:00-17:00"}, "holidays": {"country": "NL"}}},
            "priority": {"matrix": {words: {words: "P1", "low": "P2"}}, "default": "P1"},
            "clocks": {"resolution": {"start": "opened", "stop": "resolved", "pause": [words]}},
            "services": {"shop": {"title": words, "down_when": {"any-of": [words, "web"]}}},
            "maintenance": {"planned": {"title": words, "causes": [words]}},
            "targets": {
                "resolution": {"title": words, "within": {"P1": "1h on office", "P2": "2h"}, "when": {"type": [words]}},
                "uptime": {"availability": "shop", "at_least": "99.9%", "exclude": [words]},
            },
            "fees": {"plan": "10 EUR per month"},
            "credits": {
                "late": {
                    "target": "resolution",
                    "credit": "10%",
                    "of": "plan",
                    "by": {"plan": [words, "*"]},
                    "only": {f"{words} ": words},
                    "follow_up": {"misses": "1 in a row", "right": words},
                }
            },
            "claim": {"evidence": [words]},
            "glossary": {"office": words, "plan": words, "late": words},
        },
        ensure_ascii=False,
    )
