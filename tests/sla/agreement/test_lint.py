"""Warnings and notes: what is written, and what is said of it."""

from __future__ import annotations

from datetime import date

import pytest

from houvast.sla.agreement.findings import Severity
from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.messages.lint import LINT_MESSAGES
from tests.sla.agreement.texts import ACME, BARE, bare, changed, marked, reading

OFFICE = "{office: {hours: {mon-fri: 09:00-17:00}}}"
ON_O = "{response: {within: 1h on o}}"
LEVELS = "{levels: [P1, P2], default: P1}"
MATRIX = "{matrix: {big: {high: P1, low: P2}}, default: P1}"
UPTIME = "{up: {availability: web, at_least: 99%}}"
CREDIT = "{c: {target: up, credit: 5%, of: a}}"


OF_SILVER = "{response: {within: 1h}, silver: {clock: mine, within: 1h on office, when: {plan: silver}}}"


def many(count: int) -> str:
    return "{" + ", ".join(f"t{number}: {{clock: response, within: 1h}}" for number in range(count)) + "}"


def said(text: str, today: date | None = None) -> list[str]:
    return [f"{each.line}:{each.column} {each.code}" for each in findings(reading(text), today=today)]


def test_nothing_but_notes_on_the_example_of_the_design():
    found = findings(reading(ACME))
    assert [each.code for each in found] == ["best-effort-not-counted"]
    assert {each.severity for each in found} == {Severity.NOTE}


WARNINGS = [
    (bare(title="¦Beheer"), "one-language"),
    (bare(glossary="{¦offices: {nl: a, en: b}}"), "glossary-unused"),
    ("¦" + bare(targets="{response: {within: {P1: 1h}, goal: each}}"), "no-default-priority"),
    (bare(priority="{¦levels: [P1, P2], matrix: {a: {b: P1}}, default: P1}"), "level-unreachable"),
    (bare(priority="{matrix: {a: {x: P1, y: P1}, ¦b: {x: P1}}, default: P1}"), "matrix-gap"),
    (bare(calendars="{¦office: {hours: {mon-fri: 09:00-17:00}}}"), "calendar-unused"),
    (bare(calendars="{always: ¦24/7}", targets="{response: {within: best effort}}"), "calendar-unused"),
    (bare(calendars="{o: {hours: 24/7, ¦holidays: {also: [2026-05-15]}}}"), "holidays-without-country"),
    (bare(calendars="{o: {hours: 24/7, holidays: {also: [2026-05-15]}, dates: {2026-05-15: ¦closed}}}"), "date-twice"),
    (bare(calendars="{o: {hours: 24/7, dates: {2025-05-15: ¦closed}}}"), "date-outside-term"),
    (bare(calendars="{o: {hours: 24/7, holidays: {¦also: [2025-05-15]}}}"), "date-outside-term"),
    (bare(clocks="{¦update: {pause: x}}"), "clock-unused"),
    (bare(clocks="{response: {¦stop: [reply, status]}}"), "stops-at-any-change"),
    (bare(clocks="{response: {on_reopen: ¦restart}}"), "reopen-without-effect"),
    (bare(priority=LEVELS, targets="{response: {¦within: {P1: 1h}}}"), "priority-without-promise"),
    (bare(priority=LEVELS, targets="{response: {within: {P1: 1h, P2: ¦best effort}}}"), "best-effort-not-counted"),
    (bare(calendars=OFFICE, targets="{response: {within: ¦2d on office}}"), "days-as-hours"),
    (bare(calendars=OFFICE, targets="{response: {within: ¦2h}}"), "no-calendar-named"),
    (bare(calendars=OFFICE, targets="{response: {within: ¦1bd on office cut-off 17:00}}"), "cut-off-outside-hours"),
    (bare(calendars=OFFICE, targets="{response: {within: ¦1bd on office cut-off 08:59}}"), "cut-off-before-hours"),
    (bare(priority=LEVELS, targets="{response: {within: {P1: 2h, P2: ¦1h}}}"), "lighter-sooner"),
    (bare(targets="{response: {within: ¦2h}, resolution: {within: 1h}}"), "response-after-resolution"),
    (changed("{response:", "{¦response:", BARE), "goal-missing"),
    (bare(targets="{response: {within: 1h, goal: ¦100%}}"), "goal-all"),
    (changed("¦~", "¦escalation: []", BARE + "¦~"), "no-escalation"),
    (changed("¦~", "¦escalation: [{at: 75%, do: remind, to: handler}]", BARE + "¦~"), "ladder-without-breach"),
    (bare(targets="{response: {within: ¦1d}}"), "days-by-the-clock"),
    (bare(calendars=OFFICE, targets="{response: {within: ¦aim 1w2d}}"), "days-by-the-clock"),
    (bare(priority=MATRIX, targets="{response: {within: 1h, when: {urgency: [high, ¦normal]}}}"), "word-never-said"),
    (bare(priority=MATRIX, targets="{response: {within: 1h, when: {impact: ¦huge}}}"), "word-never-said"),
    (bare(priority=MATRIX, clocks="{response: {only: {priority: ¦P3}}}"), "word-never-said"),
    (bare(targets="{up: {availability: webshop, at_least: 99%}, response: {within: 1h, when: {service: ¦webshp}}}"),
     "word-never-said"),
    (bare(priority="{matrix: {big: {high: P1}}, rules: [{impact: ¦bigg, priority: P1}], default: P1}"),
     "word-never-said"),
    (bare(priority=LEVELS, clocks="{response: {stop: {priority: ¦P3}}}"), "word-never-said"),
    (bare(clocks="{response: {pause: Waiting}, resolution: {pause: [¦waiting]}}"), "spelled-otherwise"),
    (bare(priority=MATRIX, targets="{response: {within: 1h, when: {impact: ¦BIG}}}"), "spelled-otherwise"),
    (bare(priority="{urgency: {high: x, low: ¦y}, matrix: {big: {high: P1}}, default: P1}"), "word-not-in-matrix"),
    (bare(priority="{impact: [big, ¦small], matrix: {big: {high: P1}}, default: P1}"), "word-not-in-matrix"),
    (bare(priority=LEVELS, targets="{response: {within: {P1: 1h, P2: ¦2h}, when: {priority: P1}}}"), "level-not-asked"),
    (bare(effective="{from: 2026-01-01, until: 2026-01-30}", calendars="{¦o: {hours: {last sat: 09:00-17:00}}}"),
     "never-opens"),
    (bare(calendars="{o: {hours: {sun: 09:00-17:00}, dates: {2026-12-25: 09:00-17:00}}, "
          "¦christmas: {dates: {2025-12-25: 09:00-17:00}}}"), "never-opens"),
    (bare(calendars="{office: {¦hours: {mon-thu: 09:00-17:00}}}", targets="{response: {within: 1h on office}}"),
     "no-holidays"),
    (bare(calendars=OFFICE.replace("hours:", "¦hours:"),
          targets="{up: {availability: web, at_least: 99%, on: office}}"), "no-holidays"),
    (bare(targets="¦" + many(13)).replace("targets: ¦", "¦targets: "), "many-targets"),
    (bare(targets=UPTIME, fees="{a: 1 EUR per month}", credits=CREDIT).replace("credits:", "¦credits:"),
     "terms-missing"),
    (bare(targets=UPTIME, fees="{a: 1 EUR per month}", credits=CREDIT, terms="{a: {text: b}}").replace(
        "terms:", "¦terms:"), "terms-missing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), WARNINGS, ids=[f"{code}-{at}" for at, (_text, code) in enumerate(WARNINGS)])
def test_said_at_its_place(text, code):
    unmarked, place = marked(text)
    assert f"{place} {code}" in said(unmarked)


def test_an_agreement_that_has_ended():
    text, place = marked(changed("until: ", "until: ¦"))
    assert f"{place} agreement-ended" in said(text, date(2029, 1, 1))
    assert said(ACME, date(2028, 12, 31)) == said(ACME)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"calendars": OFFICE, "targets": "{response: {within: 48h on office}}"}, "days-as-hours"),
        ({"targets": "{response: {within: 2d on always}}"}, "days-as-hours"),
        (
            {"calendars": OFFICE, "targets": "{response: {within: 1bd on office cut-off 16:59}}"},
            "cut-off-outside-hours",
        ),
        ({"targets": "{response: {within: 2h}}"}, "no-calendar-named"),
        ({"clocks": "{resolution: {on_reopen: restart}}"}, "reopen-without-effect"),
        ({"priority": "{levels: [P1, P2], default: P1}"}, "level-unreachable"),
        ({"targets": "{response: {within: 1d on always}}"}, "days-by-the-clock"),
        ({"targets": "{response: {within: 2w}}"}, "days-by-the-clock"),
        (
            {"priority": MATRIX, "targets": "{response: {within: 1h, when: {impact: [big], team: x}}}"},
            "word-never-said",
        ),
        ({"targets": "{response: {within: 1h, when: {service: webshp}}}"}, "word-never-said"),
        (
            {
                "targets": "{a: {clock: response, within: 1h, when: {type: x}}, b: {clock: response, within: 1h, "
                "when: {channel: X}}}"
            },
            "spelled-otherwise",
        ),
        ({"priority": "{impact: [big, small]}"}, "word-not-in-matrix"),
        ({"priority": LEVELS, "targets": "{response: {within: {P1: 1h}, when: {priority: P1}}}"}, "without-promise"),
        (
            {
                "effective": "{from: 2026-01-01, until: 2026-01-31}",
                "calendars": "{o: {hours: {last sat: 09:00-17:00}}}",
            },
            "never-opens",
        ),
        (
            {"calendars": "{shop: {hours: {mon-sun: 09:00-17:00}}}", "targets": "{response: {within: 1h on shop}}"},
            "no-holidays",
        ),
        (
            {
                "calendars": "{o: {hours: {mon-fri: 09:00-17:00}, dates: {2026-12-25: closed}}}",
                "targets": "{response: {within: 1h on o}}",
            },
            "no-holidays",
        ),
        ({"calendars": OFFICE, "targets": "{response: {within: best effort}}"}, "no-holidays"),
        ({"targets": many(12)}, "many-targets"),
        (
            {
                "plan": "gold",
                "calendars": OFFICE,
                "targets": OF_SILVER,
                "clocks": "{mine: {start: opened, stop: reply}}",
            },
            "-unused",
        ),
        ({"calendars": OFFICE, "targets": "{a: {indicator: a, at_most: 4, on: office, per: month}}"}, "-unused"),
        (
            {"calendars": OFFICE, "targets": "{a: {indicator: a, at_most: 4, times: {office: 2}, per: month}}"},
            "-unused",
        ),
        ({"calendars": OFFICE, "duties": "{a: {after: b, within: 2bd on office}}"}, "-unused"),
        (
            {"priority": "{impact: {big: {above: 5}}, matrix: {big: {high: P1}}, rules: [{impact: 6%, priority: P1}]}"},
            "word-never-said",
        ),
        ({"targets": UPTIME}, "terms-missing"),
        ({"kind": "ola", "targets": UPTIME, "fees": "{a: 1 EUR per month}", "credits": CREDIT}, "terms-missing"),
        (
            {
                "targets": UPTIME.replace("99%", "99%, exclude: act-of-god"),
                "fees": "{a: 1 EUR per month}",
                "credits": CREDIT,
                "terms": "{a: {about: reporting, text: b}, c: {about: responsibilities, text: d}}",
            },
            "terms-missing",
        ),
    ],
)
def test_not_said_without_reason(parts, code):
    assert code not in " ".join(said(bare(**parts)))


def test_every_warning_is_tried_here():
    tried = {code for _text, code in WARNINGS} | {"agreement-ended"}
    assert tried == set(LINT_MESSAGES)


def test_terms_that_are_missing_are_named():
    money = {
        "targets": UPTIME.replace("99%", "99%, exclude: strike"),
        "fees": "{a: 1 EUR per month}",
        "credits": CREDIT,
    }
    terms = "{a: {about: reporting, text: b}}"
    [finding] = [each for each in findings(reading(bare(**money, terms=terms))) if each.code == "terms-missing"]
    assert finding.params == {"words": "responsibilities"}


def test_duties_say_who_does_what_and_who_reports():
    money = {"targets": UPTIME, "fees": "{a: 1 EUR per month}", "credits": CREDIT}
    duties = "{report: {every: month, within: 5d after period}, access: {owner: customer, after: request, within: 1w}}"
    [finding] = [each for each in findings(reading(bare(**money, duties=duties))) if each.code == "terms-missing"]
    assert finding.params == {"words": "exceptions"}


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ("{a: {clock: response, within: {P1: 1h}, goal: 90%}}", True),
        ("{a: {clock: response, within: {P1: 1h}}, b: {clock: response, within: {P2: 4h}}}", False),
        ("{a: {clock: response, within: {P1: 1h}}, b: {clock: resolution, within: {P2: 4h}}}", True),
    ],
)
def test_a_priority_that_another_target_on_the_clock_is_about_is_not_missing(targets, said):
    agreement = reading(bare(priority="{levels: [P1, P2], default: P2}", targets=targets))
    assert ("priority-without-promise" in {each.code for each in findings(agreement)}) is said


@pytest.mark.parametrize(("other", "said"), [("incident", True), ("change", False)])
def test_targets_that_no_ticket_shares_are_not_held_against_each_other(other, said):
    targets = (
        "{first: {clock: response, when: {type: incident}, within: 4h}, "
        f"last: {{clock: resolution, when: {{type: {other}}}, within: 2h}}}}"
    )
    codes = {each.code for each in findings(reading(bare(targets=targets)))}
    assert ("response-after-resolution" in codes) is said


def test_glossary_words_of_services_and_tickets_are_used():
    parts = {
        "services": "{shop: {down_when: {any-of: [web, database]}}}",
        "targets": "{response: {within: 1h, when: {type: change}}, up: {availability: shop, at_least: 99%}}",
        "maintenance": "{patches: {notice: 72h, causes: urgent}}",
        "priority": "{impact: [large], matrix: {large: {high: P1}}}",
    }
    parts["clocks"] = "{resolution: {start: {status: diagnosed}}}"
    words = ("web", "database", "change", "patches", "urgent", "large", "high", "diagnosed")
    glossary = "{" + ", ".join(f"{word}: {{nl: a, en: b}}" for word in words) + "}"
    assert "glossary-unused" not in " ".join(said(bare(**parts, glossary=glossary)))


def test_indicators_and_duties_use_calendars_and_words_too():
    hours = "{hours: {mon-fri: 09:00-17:00}}"
    parts = {
        "calendars": "{" + ", ".join(f"{name}: {hours}" for name in ("desk", "night", "agreed", "law", "end")) + "}",
        "targets": "{it: {indicator: wait, on: desk, times: {night: 2}, at_most: 1, by: team, exclude: [test]}}",
        "duties": "{told: {after: leak, within: 4h on agreed, legal: 8h on law, to: authority},"
        " report: {every: month, within: 5bd on end after period}}",
        "glossary": "{" + ", ".join(f"{word}: {{nl: a, en: b}}" for word in ("wait", "team", "test", "leak")) + "}",
    }
    codes = " ".join(said(bare(**parts)))
    assert "calendar-unused" not in codes
    assert "glossary-unused" not in codes


def test_in_words():
    [finding] = [each for each in findings(reading(changed("P2: 8h", "P2: 2d"))) if each.code == "days-as-hours"]
    assert finding.message == "2d on office is 48 hours of open time, not 2 business days. Did you mean 2bd on office?"
    assert finding.worded("nl") == "2d on office is 48 uur open tijd, niet 2 werkdagen. Bedoelt u 2bd on office?"
