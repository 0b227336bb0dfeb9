"""HTML: one page that needs nothing else, and in which words stay words."""

from html.parser import HTMLParser

import pytest

from houvast.layout.page import page
from tests.layout.hostile import HOSTILE, agreement

VOID = {"meta"}


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, texts, and whether all that opens closes."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self.open = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_is_whole_and_says_its_language(contract, lang):
    found = Reader(page(contract(lang=lang)))
    assert found.open == []
    assert ("html", {"lang": lang}) in found.elements
    ids = [attrs["id"] for _tag, attrs in found.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for tag, attrs in found.elements if tag == "a"]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_a_clause_can_be_pointed_at(contract):
    ids = {attrs.get("id") for _tag, attrs in Reader(page(contract())).elements}
    assert {"a5-1", "a8-7", "a11-0", "a13-2"} <= ids


def test_heads_of_tables_say_what_they_head(contract):
    elements = Reader(page(contract())).elements
    scopes = [attrs.get("scope") for tag, attrs in elements if tag == "th"]
    assert set(scopes) == {"col", "row"}
    counted = {name: sum(tag == name for tag, _attrs in elements) for name in ("table", "caption")}
    assert counted["table"] == counted["caption"] > 5


def test_it_needs_nothing_from_elsewhere(contract):
    found = page(contract(agreement()))
    elements = Reader(found).elements
    assert not {"script", "img", "link", "iframe", "object", "form"} & {tag for tag, _attrs in elements}
    assert not [attrs for _tag, attrs in elements if {"src", "style", "onerror", "onmouseover"} & attrs.keys()]
    policy = next(attrs["content"] for tag, attrs in elements if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    style = found.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_hostile_words_are_shown_as_they_are(contract):
    texts = "".join(Reader(page(contract(agreement()))).texts)
    assert texts.count(HOSTILE) > 10
