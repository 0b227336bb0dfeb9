"""Warnings about availability: what is written, and what is said of it."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.messages.availability import AVAILABILITY_LINT
from tests.sla.agreement.texts import bare, marked, reading


def uptime(said: str, **more: str) -> str:
    return bare(targets=f"{{up: {{availability: web, at_least: 99.9%, {said}}}}}", **more)


def codes(text: str) -> list[str]:
    found = [each for each in findings(reading(text)) if each.code in AVAILABILITY_LINT]
    return [f"{each.line}:{each.column} {each.code}" for each in found]


def sentences(text: str, code: str, lang: str = "en") -> list[str]:
    return [each.worded(lang) for each in findings(reading(text)) if each.code == code]


IN_TWO = "{web: {down_when: {any-of: [a, b]}}, a: {}, "

WARNINGS = [
    (bare(targets="{¦up: {availability: web, at_least: 99.9%}}"), "period-not-written"),
    (bare(targets="{¦response: {within: 1h, goal: 95%}}"), "period-not-written"),
    (bare(targets="{¦delay: {indicator: delay, at_most: 40}}"), "period-not-written"),
    (uptime("per: month, allows: ¦43m50s"), "allowance-differs"),  # of no month at all
    (uptime("per: month, allows: ¦43m12s"), "allowance-differs"),  # of 30 days only
    (uptime("per: quarter, denominator: 720h, allows: 43m12s").replace("720h", "¦720h"), "denominator-of-other-period"),
    (uptime("per: month, denominator: ¦8760h"), "denominator-of-other-period"),
    (uptime("per: month", maintenance="{¦patches: {notice: 72h}}"), "maintenance-not-excluded"),
    (uptime("per: month, exclude: [a, ¦planed-maintenance]"), "cause-is-no-class"),
    (uptime("per: month, exclude: ¦patch", maintenance="{patches: {notice: 72h}}"), "cause-is-no-class"),
    (uptime("per: month", services="{¦mail: {}}"), "service-unused"),
    (uptime("per: month", services="{web: {until: ¦2025-12-31}}"), "service-never-in-service"),
    (uptime("per: month", services="{web: {from: ¦2027-01-01}}", effective="{from: 2026-01-01, until: 2026-12-31}"),
     "service-never-in-service"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), WARNINGS, ids=[f"{code}-{at}" for at, (_text, code) in enumerate(WARNINGS)])
def test_said_at_its_place(text, code):
    text, place = marked(text)
    assert f"{place} {code}" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        uptime("per: month"),
        bare(targets="{response: {within: 1h, goal: each}}"),
        uptime("per: month, denominator: 730h, allows: 43m48s"),
        uptime("per: month, denominator: 720h, allows: 43m12s"),
        uptime("per: rolling 30 days, allows: 43m12s", timezone="UTC"),
        uptime("per: week, on: office, allows: 2m24s", calendars="{office: {hours: {mon-fri: 09:00-17:00}}}"),
        uptime("per: month, denominator: 160h, on: office", calendars="{office: {hours: {mon-fri: 09:00-17:00}}}"),
        uptime("per: month, exclude: [patches, third-party]", maintenance="{patches: {notice: 72h}}"),
        uptime("per: month, exclude: planned-maintenance", maintenance="{patches: {notice: 72h}}"),
        uptime("per: month", services="{web: {down_when: {any-of: [a, b]}}, a: {}, b: {until: 2026-06-30}}"),
        bare(targets="{up: {availability: web, at_least: best effort}}"),
        bare(targets="{up: {availability: {each: server}, at_least: 99%, per: month}}", services="{server/1: {}}"),
        bare(
            targets="{a: {indicator: a, at_most: 4, during: web, per: month}}",
            services="{web: {}}",
            maintenance="{patches: {notice: 72h}}",
        ),
        bare(
            plan="gold",
            services="{mail: {}}",
            maintenance="{patches: {notice: 72h}}",
            targets="{a: {availability: web, at_least: 99%, per: month}, "
            "b: {availability: mail, at_least: 99%, per: month, exclude: patches, when: {plan: silver}}}",
        ),
    ],
)
def test_nothing_is_said_of_what_is_right(text):
    assert codes(text) == []


@pytest.mark.parametrize("code", AVAILABILITY_LINT)
def test_every_warning_has_a_row(code):
    assert code in [said for _text, said in WARNINGS]


def test_what_a_percentage_leaves_is_said_in_minutes():
    # 0.1% of 28 days is 40.32 minutes, of 31 days 44.64; in the Netherlands an hour more in October: 44.7.
    text = uptime("per: month, allows: 43m50s")
    assert sentences(text, "allowance-differs") == [
        "The percentage leaves 40m19s – 44m42s of a period, not 43m50s; the percentage counts."
    ]
    # 0.1% of 200 days × 8 hours is 96 minutes; 730 hours leave 43.8 minutes.
    assert sentences(uptime("per: month, denominator: 730h, allows: 44m"), "allowance-differs", "nl") == [
        "Het percentage laat 43m48s van een periode over, niet 44m; het percentage telt."
    ]
