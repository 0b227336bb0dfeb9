"""What a mail quotes is folded away; its own words never are."""

import pytest

from houvast.portal.pages.thread import folded


@pytest.mark.parametrize(
    ("text", "own", "quoted"),
    [
        (
            "Dank u.\n\nOp ma 23 nov 2026 om 10:00 schreef Sanne:\n> Kunt u",
            "Dank u.",
            "Op ma 23 nov 2026 om 10:00 schreef Sanne:\n> Kunt u",
        ),
        (
            "Thanks.\n\nOn Mon, 23 Nov 2026 Sanne wrote:\n> Can you",
            "Thanks.",
            "On Mon, 23 Nov 2026 Sanne wrote:\n> Can you",
        ),
        ("Ja.\n-----Oorspronkelijk bericht-----\nVan: x", "Ja.", "-----Oorspronkelijk bericht-----\nVan: x"),
        ("Ja.\n> vraag 1\n> vraag 2\n", "Ja.", "> vraag 1\n> vraag 2\n"),
        ("> vraag 1\nJa.\n> vraag 2\nNee.", "> vraag 1\nJa.\n> vraag 2\nNee.", ""),
        (
            "Hoi.\nOp ma 23 nov schreef X:\n> vraag\nMijn antwoord.",
            "Hoi.\nOp ma 23 nov schreef X:\n> vraag\nMijn antwoord.",
            "",
        ),
        ("> alleen een citaat", "> alleen een citaat", ""),
        ("On time we wrote: nothing", "On time we wrote: nothing", ""),
        ("", "", ""),
    ],
)
def test_quotes_at_the_end_are_folded(text, own, quoted):
    assert folded(text) == (own, quoted)
