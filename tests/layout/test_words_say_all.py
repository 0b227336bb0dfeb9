"""Whatever an agreement decides is in its words: another value in an example gives other words, in both languages."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from ruamel.yaml import YAML

from houvast.layout.contract import Contract
from houvast.layout.markdown import markdown
from houvast.sla.agreement.claim_model import Combination, Take
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import BadAgreement, read
from houvast.sla.agreement.words.whole import document
from tests.sla.agreement.texts import BARE, ROOT, parts

PAGES = ("agreement", "availability", "credits", "duties", "escalation", "indicators", "ola")
FENCES = [
    (page, place, fence)
    for page in PAGES
    for place, fence in enumerate(
        re.findall(
            r"^```yaml\n(.*?)^```",
            (ROOT / "docs" / "reference" / f"{page}.md").read_text(encoding="utf-8"),
            re.MULTILINE | re.DOTALL,
        )
    )
]
CHOICES = (
    ("yes", "no"),
    ("sla", "ola", "uc", "xla"),
    ("nl", "en"),
    ("start", "detected", "reported"),
    ("outage", "counted"),
    ("whole", "excess"),
    ("any", "whole"),
    ("weighs", "ignored"),
    ("outages", "counters", "probes"),
    ("mean", "total"),
    ("time", "samples"),
    ("first", "confirmed"),
    ("left-out", "up", "down"),
    ("planned", "window"),
    ("half-up", "half-even", "down", "up"),
    ("part", "all"),
    ("provider", "customer"),
    ("required", "not-needed"),
    ("affected", "all"),
    ("missed", "always"),
    ("sum", "maximum", "first"),
    ("resource", "nothing"),
    ("invoice", "money", "term", "waiver"),
    ("resume", "restart", "continue"),
    ("from-start", "from-change", "carry-over"),
    ("met", "breached"),
    ("week", "month", "quarter", "year", "contract-year", "cycle", "incident", "period", "term"),
    ("each", "mean", "median", "p90", "95%"),
    ("figure", "unavailability", "shortfall", "overrun", "downtime", "excess", "incident", "count", "misses", "streak"),
    ("relative-shortfall", "relative-overrun"),
    ("overdue", "incident", "count"),
    ("opened", "assigned", "acknowledged", "reply", "resolved", "workaround", "closed"),
    ("handler", "team-lead", "service-manager", "customer-owner"),
)
INSIDE = (
    ("exact", "full", "started", "nearest"),
    ("half-up", "half-even", "down", "up"),
    ("period", "planned"),
    ("period-start", "incident", "incident-start", "credit", "cycle", "claim", "report", "period"),
    ("hour", "day", "week", "month", "quarter", "year"),
    ("previous month", "month", "previous period", "period"),
    ("in a row", "of 9"),
    ("after-report", "same-time"),
)
"""Words that stand beside others in one value, of which each may be in the place of another."""


def others(written: Any) -> Iterator[Any]:
    """Yield values that could stand in the place of one: another word, another number."""
    text = str(written)
    for words in CHOICES:
        if text in words:
            yield from (word for word in words if word != text)
    for words in INSIDE:
        for word in words:
            if re.search(rf"(?<![\w-]){word}(?![\w-])", text) and word != text:
                yield from (re.sub(rf"(?<![\w-]){word}(?![\w-])", other, text) for other in words if other != word)
    for match in re.finditer(r"\d+", text):
        changed = str(int(match[0]) + 1).zfill(len(match[0]))
        yield text[: match.start()] + changed + text[match.end() :]
    if not re.search(r"\d", text):
        yield f"{text}-x"


def mutants(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield what could be left out of a tree, or stand otherwise in it, each named by its path."""
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in entries:
        here = (*path, key)
        name = "/".join(map(str, here))
        if not (key in ("nl", "en") and len({*tree.values()}) == 1):  # the other says the same
            yield f"{name} left out", (*here, None)
        if isinstance(value, dict | list):
            yield from mutants(value, here)
        else:
            yield from ((f"{name}: {value} → {other}", (*here, other)) for other in others(value))


def changed(tree: Any, change: tuple[Any, ...]) -> Any:
    """Return a tree with one change: the last of a path is the new value, None where it is left out."""
    *way, key, value = change
    whole = copy.deepcopy(tree)
    inner = whole
    for step in way:
        inner = inner[step]
    if value is None:
        del inner[key]
    else:
        inner[key] = value
    return whole


def tree_of(fence: str) -> Any:
    """Return an agreement with an example in it, every value as it is written."""
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = type("Written", (yaml.Constructor,), {})
    for tag in ("int", "float", "bool", "null", "timestamp"):
        yaml.Constructor.add_constructor(f"tag:yaml.org,2002:{tag}", lambda _self, node: node.value)
    tree = json.loads(json.dumps(yaml.load("".join({**parts(BARE), **parts(fence)}.values())), default=str))
    return with_a_target_for_each_clock(tree)


def with_a_target_for_each_clock(tree: Any) -> Any:
    """Give clocks that no target of an example uses a target: without one they decide nothing."""
    promised = tree["targets"].items()
    used = {target.get("clock", name) for name, target in promised if "availability" not in target}
    if unused := [name for name in tree.get("clocks", {}) if name not in used]:
        tree.setdefault("priority", {"levels": ["P1", "P2"], "default": "P1"})
        tree["targets"] |= {name: {"within": {"P1": "1h", "P2": "2h"}} for name in unused}
    return tree


def read_or_none(tree: Any) -> Agreement | None:
    try:
        return read(json.dumps(tree, ensure_ascii=False, indent=1), name="mutant")
    except BadAgreement:
        return None


def decided(agreement: Agreement) -> Agreement:
    """Return an agreement without what only says how it was written, and with what it leaves to a default."""
    model, told = agreement.priority, agreement.credits
    meanings = {scale: {word: text for word, text in said.items() if text} for scale, said in model.meanings.items()}
    matrix = {impact: {each: model.of(impact, each) for each in row} for impact, row in model.matrix.items()}
    adds_up = told.combinations == (Combination(Take.SUM),)
    return replace(
        agreement,
        text="",
        sha256="",
        places={},
        priority=replace(model, matrix=filled(matrix, model.default), meanings=meanings),
        calendars={name: opened(calendar) for name, calendar in agreement.calendars.items()},
        credits=replace(told, combinations=()) if adds_up else told,
    )


def filled(matrix: dict[str, dict[str, str]], default: str) -> dict[str, dict[str, str]]:
    urgencies = sorted({urgency for row in matrix.values() for urgency in row})
    return {impact: {urgency: row.get(urgency, default) for urgency in urgencies} for impact, row in matrix.items()}


def opened(calendar: Any) -> Any:
    names = ("zone", "hours", "holidays", "dates", "monthly", "on_holidays")
    return [repr(getattr(calendar, name)) for name in names]


def worded(agreement: Agreement) -> tuple[str, str]:
    """Return the Markdown in Dutch and in English, without the hash, which changes with any letter."""
    told = (document(agreement, lang=lang, year=2026, until=2027) for lang in ("nl", "en"))
    nl, en = (markdown(Contract(each, agreement.effective_from, "")) for each in told)
    return nl, en


@pytest.mark.parametrize(("page", "place", "fence"), FENCES, ids=[f"{page}-{place}" for page, place, _fence in FENCES])
def test_another_value_gives_other_words(page, place, fence):
    tree = tree_of(fence)
    whole = read_or_none(tree)
    assert whole is not None
    before = worded(whole)
    silent = []
    for name, change in mutants(tree):
        mutant = read_or_none(changed(tree, change))
        if mutant is None or decided(mutant) == decided(whole):
            continue
        after = worded(mutant)
        alike = [one == other for one, other in zip(before, after, strict=True)]
        if all(alike) or (any(alike) and change[-2] not in ("nl", "en", "title")):
            silent.append(name)
    assert silent == []
