"""Which clauses of the collection are expressed and computed, and which are not, by name and with the reason."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from houvast.sla.agreement.reading import read
from tests.corpus.reading import FOLDER

HERE = Path(__file__).parent
CLAUSES = json.loads((HERE / "clauses.json").read_text(encoding="utf-8"))
"""Number of each clause → whether a program can decide it: yes, partly (a person must judge too), no (text only)."""

AGREEMENTS = sorted({clause.rpartition("-")[0] for clause in CLAUSES})
LEFT_OUT: dict[str, str] = {}
"""Computable clauses that no test proves → why not."""


def proven() -> Iterator[str]:
    """Yield the clauses that marks of tests name."""
    for path in HERE.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield from _named(node)


def _named(function: ast.FunctionDef) -> Iterator[str]:
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "clause":
            yield from (ast.literal_eval(number) for number in each.args)


PROVEN = set(proven())
COMPUTABLE = {clause for clause, computable in CLAUSES.items() if computable == "yes"}


def test_marks_name_clauses_that_exist():
    assert PROVEN - CLAUSES.keys() == set()


def test_what_is_not_proven_is_listed_with_the_reason():
    assert LEFT_OUT.keys() == COMPUTABLE - PROVEN


def test_nine_of_ten_computable_clauses_are_proven():
    assert len(COMPUTABLE) == 271
    assert len(COMPUTABLE & PROVEN) * 10 >= len(COMPUTABLE) * 9


@pytest.mark.parametrize("name", AGREEMENTS)
def test_every_agreement_has_a_file_that_reads_and_tests_of_its_own(name):
    agreement = read((FOLDER / f"{name}.yaml").read_bytes(), name=f"{name}.yaml")
    assert agreement.name == name
    marked = {clause.rpartition("-")[0] for clause in _marked_in(HERE / f"test_{re.sub('-', '_', name)}.py")}
    assert marked == {name}


def _marked_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield from _named(node)


def test_the_folder_holds_nothing_else():
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == AGREEMENTS
