"""The page that `houvast words --format html` makes breaks no WCAG 2.2 AA, and fits a phone."""

import pytest

from houvast.layout.contract import Contract
from houvast.layout.page import page as laid_out
from houvast.sla.agreement.reading import read
from houvast.sla.agreement.words.whole import document
from tests.house.tree import ROOT, text_of

FULL = text_of(ROOT / "tests" / "layout" / "contract.yaml")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_violation(new_page, axe, tmp_path, width, scheme, lang):
    agreement = read(FULL)
    told = document(agreement, lang=lang, year=2026, until=2027)
    file = tmp_path / "contract.html"
    file.write_text(laid_out(Contract(told, agreement.effective_from, agreement.sha256)), encoding="utf-8")
    page = new_page(width=width, scheme=scheme)
    page.goto(file.as_uri())
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.locator("h2").count() > 10
