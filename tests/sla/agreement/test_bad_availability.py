"""Every fault in services, maintenance and targets on availability: what is written, and where it is reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from houvast.sla.agreement.messages.availability import AVAILABILITY_MESSAGES
from houvast.sla.agreement.messages.duties import DUTY_MESSAGES
from houvast.sla.agreement.messages.indicators import INDICATOR_MESSAGES
from houvast.sla.agreement.messages.priorities import PRIORITY_MESSAGES
from tests.sla.agreement.texts import assert_faults_where_marked, bare, sentences

CALENDARS = '{office: {hours: {mon-fri: "09:00-17:00"}}}'


def uptime(written: str) -> str:
    return bare(calendars=CALENDARS, targets=f"{{up: {{availability: web, at_least: 99.9%, {written}}}}}")


def promise(written: str) -> str:
    return bare(targets=f"{{up: {{{written}}}}}")


def service(written: str, name: str = "web") -> str:
    return services(f"{{{name}: {written}}}")


def services(written: str) -> str:
    return bare(services=written, targets="{up: {availability: web, at_least: 99.9%}}")


def work(written: str) -> str:
    targets = "{up: {availability: web, at_least: 99.9%}}"
    return bare(calendars=CALENDARS, maintenance=f"{{planned: {written}}}", targets=targets)


CHAIN = ", ".join(f"p{number}: {{down_when: {{any-of: [p{number + 1}]}}}}" for number in range(1, 21))

FAULTS = [
    # the promise
    (promise("availability: web, ¦at_last: 99%, at_least: 99%"), "unknown-key"),
    (promise("availability: ¦[], at_least: 99%"), "not-a-word"),
    (promise("availability: ¦~, at_least: 99%"), "empty-value"),
    (promise("¦availability: {}, at_least: 99%"), "missing-key"),
    (promise("availability: web, at_least: ¦99.9"), "not-a-percentage"),
    (promise("availability: web, at_least: ¦0%"), "percentage-out-of-range"),
    (promise("availability: web, at_least: ¦100.1%"), "percentage-out-of-range"),
    (promise("availability: web, at_least: ¦[99%]"), "not-a-word"),
    (uptime("¦goal: 95%"), "unknown-key"),
    (uptime("on: ¦offce"), "unknown-calendar"),
    (uptime("title: {nl: Site, ¦de: Site}"), "unknown-language"),
    (uptime("strength: ¦hope"), "unknown-word"),
    # periods
    (uptime("per: ¦fortnight"), "unknown-period"),
    (uptime("per: ¦month from 32"), "unknown-period"),
    (uptime("per: ¦month from 0"), "unknown-period"),
    (uptime("per: ¦rolling 0 days"), "unknown-period"),
    (uptime("per: ¦rolling 30 weeks"), "unknown-period"),
    (uptime("per: ¦rolling 9999 days"), "unknown-period"),
    (uptime("per: ¦[month]"), "not-a-word"),
    (uptime("per: ¦~"), "empty-value"),
    # what does not count
    (uptime("exclude: ¦{cause: power}"), "not-a-list"),
    (uptime("exclude: [power, ¦power]"), "named-twice"),
    (uptime("exclude: [power, ¦{cause: power}]"), "named-twice"),
    (uptime("exclude: [¦{evidence: required}]"), "missing-key"),
    (uptime("exclude: [{cause: power, evidence: ¦some}]"), "unknown-word"),
    (uptime("exclude: [{cause: power, ¦proof: x}]"), "unknown-key"),
    (uptime("exclude: [¦~]"), "empty-value"),
    # what is measured
    (uptime("measured: ¦outage"), "unknown-word"),
    (uptime("measured: ¦[]"), "empty-list"),
    (uptime("measured: [probes, ¦probes]"), "named-twice"),
    (uptime("unknown: ¦maybe"), "unknown-word"),
    (uptime("coverage: ¦95"), "not-a-percentage"),
    (uptime("coverage: ¦101%"), "percentage-out-of-range"),
    # downtime
    (uptime("downtime: ¦5m"), "not-a-table"),
    (uptime("downtime: {¦above: 5m}"), "unknown-key"),
    (uptime("downtime: {from: ¦end}"), "unknown-word"),
    (uptime("downtime: {longer_than: 5m, at_least: ¦10m}"), "two-minimums"),
    (uptime("downtime: {longer_than: ¦1bd on office}"), "not-a-length"),
    (uptime("downtime: {longer_than: ¦5m on office}"), "not-a-length"),
    (uptime("downtime: {longer_than: ¦best effort}"), "not-a-length"),
    (uptime("downtime: {at_least: 5 ¦minutes}"), "unknown-unit"),
    (uptime("downtime: {length_of: ¦counted}"), "minimum-missing"),
    (uptime("downtime: {counts: ¦excess}"), "minimum-missing"),
    (uptime("downtime: {at_least: 5m, counts: ¦some}"), "unknown-word"),
    (uptime("downtime: {at_least: 5m, length_of: ¦service}"), "unknown-word"),
    (uptime("downtime: {¦rounded: {how: up}}"), "missing-key"),
    (uptime("downtime: {rounded: {to: ¦2bd on office}}"), "not-a-length"),
    (uptime("downtime: {rounded: {to: 5m, how: ¦upward}}"), "unknown-word"),
    (uptime("downtime: {¦slots: {down: any}}"), "missing-key"),
    (uptime("downtime: {slots: {of: 5m, down: ¦half}}"), "unknown-word"),
    (uptime("downtime: {degraded: ¦half}"), "not-a-percentage"),
    (uptime("downtime: {degraded: ¦101%}"), "percentage-out-of-range"),
    (uptime("downtime: {share: ¦counts}"), "unknown-word"),
    # counters and probes
    (uptime("counters: {figure: ¦median}"), "unknown-word"),
    (uptime("counters: {down_above: ¦5}"), "not-a-percentage"),
    (uptime("counters: {down_above: ¦101%}"), "percentage-out-of-range"),
    (uptime("counters: {empty: ¦unknown}"), "unknown-word"),
    (uptime("counters: {errors: ['500', ¦'500']}"), "named-twice"),
    (uptime("counters: {ignored: ¦{}}"), "not-a-list"),
    (uptime("probes: {figure: ¦share}"), "unknown-word"),
    (uptime("probes: {down_after: ¦0}"), "number-out-of-range"),
    (uptime("probes: {down_after: ¦few}"), "not-a-number"),
    (uptime("probes: {since: ¦last}"), "unknown-word"),
    (uptime("probes: {holds: ¦1bd on office}"), "not-a-length"),
    # the figure
    (uptime("denominator: ¦1bd on office"), "not-a-length"),
    (uptime("denominator: ¦[720h]"), "not-a-word"),
    (uptime("rounding: ¦2"), "not-a-table"),
    (uptime("rounding: {¦decimals: 2}"), "unknown-key"),
    (uptime("rounding: {¦figure: {how: up}}"), "missing-key"),
    (uptime("rounding: {figure: {decimals: ¦13}}"), "number-out-of-range"),
    (uptime("rounding: {figure: {decimals: 2, how: ¦nearest}}"), "unknown-word"),
    (uptime("rounding: {downtime: {to: ¦best effort}}"), "not-a-length"),
    # services
    (services("¦[web]"), "not-a-table"),
    (service("¦web"), "not-a-table"),
    (service("{¦members: [a]}"), "unknown-key"),
    (service("{from: ¦soon}"), "not-a-date"),
    (service("{from: 2026-03-01, until: ¦2026-02-28}"), "service-reversed"),
    (service("{down_when: {any-of: [a]}, mean_of: ¦{a: 1}}"), "down-or-mean"),
    (service("{down_when: ¦any-of}"), "not-a-table down-when"),
    (service("{¦down_when: {}}"), "down-when"),
    (service("{¦down_when: {any-of: [a], all-of: [b]}}"), "down-when"),
    (service("{¦down_when: {at_least: 2}}"), "down-when"),
    (service("{¦down_when: {of: [a, b]}}"), "down-when"),
    (service("{¦down_when: {any-of: [a], at_least: 1}}"), "down-when"),
    (service("{down_when: {any-of: ¦[]}}"), "empty-list"),
    (service("{down_when: {any-of: [a, ¦a]}}"), "named-twice"),
    (service("{down_when: {at_least: ¦3, of: [a, b]}}"), "number-out-of-range"),
    (service("{down_when: {at_least: ¦0, of: [a, b]}}"), "number-out-of-range"),
    (service("{down_when: {any-of: [a, b]}, in_service: ¦3}"), "number-out-of-range"),
    (service("{in_service: ¦1}"), "in-service-of-what"),
    (service("{mean_of: {a: ¦0}}"), "number-out-of-range"),
    (service("{mean_of: {a: ¦half}}"), "not-a-number"),
    (service("{mean_of: ¦{}}"), "empty-value"),
    (services("{¦web: {down_when: {any-of: [web]}}}"), "made-of-itself"),
    (services("{¦web: {down_when: {any-of: [x]}}, ¦x: {down_when: {all-of: [web, a]}}}"), "made-of-itself"),
    (services("{¦web: {down_when: {any-of: [x, a]}}, x: {down_when: {all-of: [a, b]}}}"), "member-twice"),
    (services("{¦web: {down_when: {any-of: [x, a]}}, x: {mean_of: {b: 1}}}"), "mean-inside"),
    (services("{¦p0: {down_when: {any-of: [p1]}}, " + CHAIN + "}"), "parts-too-deep"),
    (service("{attributes: ¦[a]}"), "not-a-table"),
    (service("{attributes: {size: ¦[a]}}"), "not-a-word"),
    # maintenance
    (bare(maintenance="¦[planned]"), "not-a-table"),
    (bare(maintenance="{¦my work: {notice: 3d}}"), "bad-name"),
    (work("{¦announced: 3d}"), "unknown-key"),
    (work("{notice: ¦3bd on always}"), "business-days-never-shut"),
    (work("{notice: ¦0h on always}"), "zero-promise"),
    (work("{notice: ¦1bd + 2h on office}"), "not-a-length"),
    (work("{notice: 3 ¦weeks}"), "unknown-unit"),
    (work("{notice: 3d on ¦ofice}"), "unknown-calendar"),
    (work("{notice: ¦[3d]}"), "not-a-word"),
    (work("{notice: ¦best effort}"), "not-a-length"),
    (work("{notice: ¦aim 3d}"), "not-a-length"),
    (work("{notice: ¦end of day on office}"), "not-a-length"),
    (work("{window: ¦night}"), "unknown-calendar"),
    (work("{outside: ¦some}"), "unknown-word"),
    (work("{longest: ¦1bd on office}"), "not-a-length"),
    (work("{time: ¦best effort}"), "not-a-length"),
    (work("{times: ¦0}"), "number-out-of-range"),
    (work("{times: 2, per: ¦rolling 30 days}"), "unknown-period"),
    (work("{per: ¦month}"), "per-without-cap"),
    (work("{causes: [patch, ¦patch]}"), "named-twice"),
    (work("{causes: ¦{patch: yes}}"), "not-a-list"),
    (work("{owner: ¦supplier}"), "unknown-word"),
    (work("{title: ¦{}}"), "empty-value"),
    (bare(maintenance="{¦planned: {notice: none}}"), "maintenance-takes-all"),
    (bare(maintenance="{¦asked-for: {owner: customer}}"), "maintenance-takes-all"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), FAULTS, ids=[f"{code}-{k}" for k, (_text, code) in enumerate(FAULTS)])
def test_a_fault_is_found_where_it_stands(text, code):
    assert_faults_where_marked(text, code)


@pytest.mark.parametrize(
    ("text", "en", "nl"),
    [
        (
            services("{web: {from: 2026-03-01, until: 2026-02-28}}"),
            "The last day, 2026-02-28, lies before the first, 2026-03-01.",
            "De laatste dag, 2026-02-28, ligt voor de eerste, 2026-03-01.",
        ),
        (
            services("{web: {down_when: {any-of: [x, a]}}, x: {down_when: {all-of: [a, b]}}}"),
            "a is part of web twice.",
            "a is twee keer een deel van web.",
        ),
        (
            bare(maintenance="{planned: {notice: none}}"),
            "planned would excuse all maintenance: name its causes, ask for notice, or give it a window.",
            "planned zou al het onderhoud verontschuldigen: "
            "noem oorzaken, vraag een aankondiging, of geef een venster.",
        ),
        (
            uptime("downtime: {longer_than: 5m on office}"),
            "5m on office is not a length of time. Write for example 4h or 4m30s.",
            "5m on office is geen tijdsduur. Schrijf bijvoorbeeld 4h of 4m30s.",
        ),
        (
            uptime("downtime: {counts: excess}"),
            "counts belongs to a minimum length: write longer_than or at_least too.",
            "counts hoort bij een minimale lengte: schrijf er longer_than of at_least bij.",
        ),
    ],
)
def test_a_fault_is_said_in_two_languages(text, en, nl):
    assert sentences(text) == [en]
    assert sentences(text, "nl") == [nl]


def test_every_fault_of_these_keys_is_in_a_table():
    """Those of duties, indicators and rules of priority have their tables beside their own tests."""
    tables = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parents[1].rglob("test_*.py"))
    mentioned = set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', tables)) | {
        each for _text, code in FAULTS for each in code.split()
    }
    codes = {*AVAILABILITY_MESSAGES, *INDICATOR_MESSAGES, *DUTY_MESSAGES, *PRIORITY_MESSAGES}
    assert codes - mentioned == set()
