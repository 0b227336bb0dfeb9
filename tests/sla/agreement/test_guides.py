"""The guides: their examples are read, and the figures under them are what comes out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from houvast.sla.agreement.findings import Severity
from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.reading import read
from houvast.sla.measured import Measured
from tests.corpus.reading import credit, credit_late, credit_of_duty, due
from tests.sla.agreement.texts import BARE, ROOT, parts
from tests.sla.money import measured, money

GUIDES = ROOT / "docs" / "guides"
COOKBOOK = (GUIDES / "cookbook.md").read_text(encoding="utf-8")
FIRST = (GUIDES / "first-agreement.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Recipe:
    """A recipe: its title, the text of the agreement, and the rows of the table under it."""

    title: str
    text: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def agreement(self):
        head = COOKBOOK[COOKBOOK.index("```yaml\n") + 8 :].partition("```")[0]
        return read("".join({**parts(BARE), **parts(head), **parts(self.text)}.values()), name=self.title)


def recipes():
    for part in re.split(r"^### ", COOKBOOK, flags=re.MULTILINE)[1:]:
        title, _newline, rest = part.partition("\n")
        text = re.search(r"^```yaml\n(.*?)^```", rest, re.MULTILINE | re.DOTALL).group(1)
        lines = [
            tuple(cell.strip() for cell in line.strip("| ").split("|")) for line in re.findall(r"^\|.*$", rest, re.M)
        ]
        yield Recipe(title, text, lines[0] if lines else (), tuple(lines[2:]))


RECIPES = list(recipes())
DUE = [
    (each, dict(zip(each.header, row, strict=True))) for each in RECIPES for row in each.rows if "due" in each.header
]
MONEY = [(each, *row) for each in RECIPES for row in each.rows if each.header == ("measured", "credit")]
LATE = [(each, *row) for each in RECIPES for row in each.rows if each.header == ("late ticket", "then", "credit")]

DUTIES = [(each, *row) for each in RECIPES for row in each.rows if each.header == ("duty", "about", "done", "credit")]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title)
def test_every_recipe_is_an_agreement(recipe):
    agreement = recipe.agreement()
    assert parts(recipe.text).keys() <= {place[0] for place in agreement.places}


@pytest.mark.parametrize(("recipe", "row"), DUE, ids=lambda each: getattr(each, "title", ""))
def test_due_as_the_table_says(recipe, row):
    then = [row["then"]] if row.get("then") else []
    assert due(recipe.agreement(), row["target"], row["reported"], *then) == row["due"]


@pytest.mark.parametrize(("recipe", "said", "amount"), MONEY, ids=lambda each: getattr(each, "title", each))
def test_credited_as_the_table_says(recipe, said, amount):
    agreement = recipe.agreement()
    others = {name for each in agreement.credits.by_name.values() for name in each.sources} - {said.split()[0]}
    kept = [measured("100", source=name, down="0h", reached=True) for name in others]
    expected = money(*amount.split()) if amount != "nothing" else {}
    assert credit(agreement, period(said), *kept) == expected


@pytest.mark.parametrize(("recipe", "reported", "then", "amount"), LATE, ids=lambda each: getattr(each, "title", each))
def test_a_late_ticket_gives_what_the_table_says(recipe, reported, then, amount):
    day, hour, *said = reported.split()
    found = credit_late(recipe.agreement(), " ".join([day, hour, "opened", *said]), then)
    assert found == (money(*amount.split()) if amount != "nothing" else {})


@pytest.mark.parametrize(
    ("recipe", "duty", "about", "done", "amount"), DUTIES, ids=lambda each: getattr(each, "title", each)
)
def test_a_late_duty_gives_what_the_table_says(recipe, duty, about, done, amount):
    found = credit_of_duty(recipe.agreement(), duty, about, done, as_of="2026-07-01 00:00")
    assert found == (money(*amount.split()) if amount != "nothing" else {})


def period(said: str) -> Measured:
    """`uptime 99.5`, `uptime 61m down` or `power 13h incident`."""
    source, value, *kind = said.split()
    if kind == ["down"]:
        return measured("99", source=source, down=value)
    if kind == ["incident"]:
        return measured("99", source=source, incidents=(value,))
    return measured(value, source=source)


def test_there_is_a_figure_in_every_sort_of_table():
    assert len(DUE) >= 20
    assert len(MONEY) > 8
    assert LATE
    assert DUTIES


FENCES = re.findall(r"^```yaml\n(.*?)^```", FIRST, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("step", range(1, len(FENCES) + 1))
def test_the_first_agreement_reads_at_every_step(step):
    agreement = read("".join(_written(step).values()), name="first")
    assert agreement.targets or agreement.availability


def test_the_first_agreement_ends_without_a_warning():
    agreement = read("".join(_written(len(FENCES)).values()), name="first")
    assert [each.code for each in findings(agreement) if each.severity is not Severity.NOTE] == []


def _written(steps: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for fence in FENCES[:steps]:
        found |= parts(fence)
    return found
