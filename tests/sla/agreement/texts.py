"""An agreement to change in tests, and the faults of a text as a test expects them."""

from __future__ import annotations

import re
from pathlib import Path

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import BadAgreement, read
from houvast.sla.agreement.words.document import Clause, Document
from houvast.sla.agreement.words.whole import document

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples" / "agreements").glob("*.yaml"))

ACME = """\
houvast: 1
agreement: acme-2026
kind: sla
title: {nl: Beheer webshop en werkplek, en: Management of webshop and workplace}
parties: {provider: Noorderlicht ICT, customer: Acme B.V.}
effective: {from: 2026-01-01, until: 2028-12-31}
timezone: Europe/Amsterdam
language: nl

calendars:
  office:
    hours: {mon-fri: "08:00-18:00", sat: ["09:00-12:00", "13:00-16:00"]}
    holidays: {country: NL, without: [Goede Vrijdag], also: [2026-05-15]}
    dates: {2026-12-24: "08:00-16:00", 2026-12-31: closed}
  always: 24/7

priority:
  matrix:
    high:   {high: P1, medium: P2, low: P3}
    medium: {high: P2, medium: P3, low: P4}
    low:    {high: P3, medium: P4, low: P4}
  default: P3

clocks:
  response:   {start: opened, stop: reply}
  resolution: {start: opened, stop: resolved, pause: [waiting-customer]}

targets:
  response:
    clock: response
    within: {P1: 15m on always, P2: 1h on office, P3: 4h on office, P4: 1bd on office}
    goal: 95%
    per: month
  resolution:
    clock: resolution
    within: {P1: 4h on always, P2: 8h on office, P3: 3bd on office, P4: best effort}
    goal: 90%
    per: month
  uptime:
    availability: webshop
    at_least: 99.9%
    on: always
    per: month
    exclude: [planned-maintenance]
"""

BARE = """\
houvast: 1
agreement: bare
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
targets: {response: {within: 1h}}
"""
"""The least that an agreement can be; `bare` puts other parts in."""


def parts(text: str) -> dict[str, str]:
    """Return the top-level keys of a text with all that stands under them."""
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    return {block.partition(":")[0]: block for block in blocks if block.strip()}


def bare(**given: str) -> str:
    """Return the least agreement with some top-level keys put in or replaced, each on one line."""
    lines = {line.partition(":")[0]: line for line in BARE.splitlines()}
    lines |= {key: f"{key}: {value}" for key, value in given.items()}
    return "\n".join(lines.values()) + "\n"


def changed(old: str, new: str, text: str = ACME) -> str:
    """Return the text with one part replaced; that part must be there once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


MARK = "¦"


def marked(text: str) -> tuple[str, str]:
    """Return a text without its mark, and the `line:column` of the character after the mark."""
    before, found, after = text.partition(MARK)
    assert found, "no mark"
    return before + after, f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def assert_faults_where_marked(text: str, codes: str) -> None:
    """Every mark is where reading refuses the text, for each of some codes, and it refuses nothing else."""
    places = []
    while MARK in text:
        text, place = marked(text)
        places += [f"{place} {code}" for code in codes.split()]
    assert places
    assert faults(text) == places


def reading(text: str | bytes) -> Agreement:
    return read(text, name="test")


def faults(text: str | bytes) -> list[str]:
    """Return what reading refuses, as `line:column code`."""
    try:
        read(text, name="test")
    except BadAgreement as refusal:
        return [f"{each.line}:{each.column} {each.code}" for each in refusal.findings]
    return []


def sentences(text: str | bytes, lang: str = "en") -> list[str]:
    """Return what reading refuses, in words."""
    try:
        read(text, name="test")
    except BadAgreement as refusal:
        return [each.worded(lang) for each in refusal.findings]
    return []


def worded(text: str, lang: str, year: int = 2026) -> Document:
    return document(reading(text), lang=lang, year=year)


def clause(text: str, number: str, lang: str) -> Clause:
    found = worded(text, lang).clause(number)
    assert found is not None
    return found
