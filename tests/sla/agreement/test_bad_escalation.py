"""Every fault and every warning about ladders, contacts and regimes: what is written, and where it is reported."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.messages.escalation import ESCALATION_LINT, ESCALATION_MESSAGES
from tests.sla.agreement.texts import assert_faults_where_marked, bare, faults, marked, reading, sentences

CALENDARS = "{office: {hours: {mon-fri: 09:00-17:00}}, days: {dates: {2026-05-15: 09:00-17:00}}}"
PRIORITY = "{levels: [P1, P2], default: P2}"
TARGETS = "{response: {within: 1h}, resolution: {within: 8h}, chat: {clock: response, within: best effort}}"
CONTACTS = "{duty: {phone: 010 123 4567}, boss: {mail: boss@b.example, priorities: P1}}"


def text(**written: str) -> str:
    return bare(**{"calendars": CALENDARS, "priority": PRIORITY, "targets": TARGETS, "contacts": CONTACTS, **written})


def step(written: str) -> str:
    return text(escalation=f"[{{{written}}}]")


def ladder(written: str) -> str:
    return text(escalation=f"{{ladders: {{urgent: {{{written}}}}}}}")


def regime(written: str) -> str:
    return text(regimes=f"{{major: {{{written}}}}}")


def deadline(written: str) -> str:
    return regime(f"from: {{status: aware}}, deadlines: {{told: {{{written}}}}}")


STEPS = "steps: [{at: 50%, do: remind, to: duty}]"
TOLD = "done: {status: told}, within: 24h"

FAULTS = [
    # the moment of a step
    (text(escalation="[¦{do: remind, to: duty}]"), "missing-key"),
    (step("at: 50%, after: ¦1h, do: remind, to: duty"), "one-moment"),
    (step("after: ¦soon, do: remind, to: duty"), "not-a-promise"),
    (step("after: ¦2bd on office, do: remind, to: duty"), "not-a-length"),
    (step("after: ¦best effort, do: remind, to: duty"), "not-a-length"),
    (step("after: ¦aim 2h, do: remind, to: duty"), "not-a-length"),
    (step("after: ¦0m, do: remind, to: duty"), "zero-promise"),
    (step("after: ¦0m on always, do: remind, to: duty"), "zero-promise"),
    (step("after: 2 ¦fortnights, do: remind, to: duty"), "unknown-unit"),
    (step("after: 2h on ¦offic, do: remind, to: duty"), "unknown-calendar"),
    (step("after: ¦2h on days, do: remind, to: duty"), "never-due"),
    (step("after: ¦[2h], do: remind, to: duty"), "not-a-word"),
    (step("after: ¦{}, do: remind, to: duty"), "empty-value"),
    (step("after: {¦P9: 2h}, do: remind, to: duty"), "unknown-priority"),
    (step("after: {P1: 2¦u}, do: remind, to: duty"), "unknown-unit"),
    (step("after: ¦1h, do: breach, to: duty"), "breach-is-at-100"),
    (step("on: ¦cancelled, do: remind, to: duty"), "event-cannot-count"),
    (step("on: ¦called, do: remind, to: duty"), "unknown-event"),
    (step("on: ¦[], do: remind, to: duty"), "empty-list"),
    (step("at: 50%, do: ¦phone, to: duty"), "unknown-deed"),
    (text(escalation="¦[" + "{at: 75%, do: remind, to: handler}, " * 51 + "]"), "too-many-steps"),
    # whom, how, when
    (step("at: 50%, do: remind, to: ¦nobody"), "unknown-role"),
    (step("at: 50%, do: remind, to: [duty, ¦nobody]"), "unknown-role"),
    (step("at: 50%, do: remind, to: ¦[]"), "empty-list"),
    (step("at: 50%, do: remind, to: {team: second, ¦group: second}"), "unknown-key"),
    (step("at: 50%, do: remind, to: {team: ¦~}"), "empty-value"),
    (step("at: 50%, do: remind, to: duty, by: ¦pigeon"), "unknown-word"),
    (step("at: 50%, do: remind, to: duty, in: ¦offic"), "unknown-calendar"),
    (step("at: 50%, do: remind, to: duty, in: ¦days"), "never-due"),
    (step("at: 50%, do: remind, to: duty, only: {¦kind: x}"), "unknown-attribute"),
    (step("at: 50%, do: remind, to: duty, only: {type: ¦[]}"), "empty-list"),
    (step("at: 50%, do: remind, to: duty, ¦else: {to: boss}"), "missing-key"),
    (step("at: 50%, do: remind, to: duty, ¦else: {within: 15m}"), "missing-key"),
    (step("at: 50%, do: remind, to: duty, ¦else: {within: 15m, to: [boss, handler]}"), "one-recipient"),
    (step("at: 50%, do: remind, to: duty, else: {within: 15m, to: boss, ¦do: remind}"), "unknown-key"),
    (step("after: 1h, do: remind, to: duty}, ¦{after: 1h, do: remind, to: duty"), "step-twice"),
    # ladders
    (text(escalation="{¦step: []}"), "unknown-key"),
    (text(escalation="{steps: ¦{}}"), "not-a-list"),
    (text(escalation="{ladders: ¦[]}"), "not-a-table"),
    (text(escalation="{acknowledged_by: ¦called}"), "unknown-event"),
    (text(escalation="{ladders: {¦my ladder: {when: {type: x}, " + STEPS + "}}}"), "bad-name"),
    (text(escalation="{ladders: {¦urgent: {" + STEPS + "}}}"), "ladder-for-nothing"),
    (text(escalation="{ladders: {¦urgent: {when: {type: x}}}}"), "missing-key"),
    (ladder("targets: ¦respons, " + STEPS), "unknown-target"),
    (ladder("when: {¦kind: x}, " + STEPS), "unknown-attribute"),
    (
        text(
            escalation="{ladders: {¦major: {when: {type: x}, " + STEPS + "}}}",
            regimes="{major: {when: {type: x}}}",
        ),
        "name-taken",
    ),
    # contacts
    (text(contacts="¦[duty]"), "not-a-table"),
    (text(contacts="{¦on duty: {phone: 112}}"), "bad-name"),
    (text(contacts="{duty: {¦telephone: 112}}"), "unknown-key"),
    (text(contacts="{duty: {side: ¦ours}}"), "unknown-word"),
    (text(contacts="{duty: {mail: ¦duty}}"), "not-an-address"),
    (text(contacts="{duty: {phone: ¦ask Jan}}"), "not-a-number-to-call"),
    (text(contacts="{duty: {hours: ¦offic}}"), "unknown-calendar"),
    (text(contacts="{duty: {hours: ¦days}}"), "never-due"),
    (text(contacts="{duty: {priorities: [P1, ¦P9]}}"), "unknown-priority"),
    # regimes
    (text(regimes="{¦major: {updates: 30m}}"), "regime-without-when"),
    (regime("when: {type: x}, ¦ladder: []"), "unknown-key"),
    (regime("from: ¦declared"), "unknown-event"),
    (regime("from: {status: declared}, updates: ¦30m"), "updates-need-when"),
    (regime("when: {type: x}, updates: ¦often"), "not-a-promise"),
    (regime("when: {type: x}, steps: ¦soon"), "not-a-list"),
    (regime("from: {status: aware}, deadlines: {¦told: {within: 24h}}"), "missing-key"),
    (regime("from: {status: aware}, deadlines: {¦told: {done: {status: told}}}"), "missing-key"),
    (deadline("done: ¦told, within: 24h"), "unknown-event"),
    (deadline(TOLD + ", to: ¦nobody"), "unknown-role"),
    (deadline(TOLD + ", legal: ¦later"), "not-a-promise"),
    (deadline(TOLD + ", ¦law: x"), "unknown-key"),
    (
        text(
            targets="{major-told: {clock: response, within: 1h}}",
            regimes="{major: {from: {status: aware}, deadlines: {told: {done: {status: told}, within: ¦24h}}}}",
        ),
        "name-taken",
    ),
    (regime(f"from: {{status: aware}}, deadlines: {{¦b c: {{{TOLD}}}}}"), "bad-name"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "code"), FAULTS, ids=[f"{code}-{k}" for k, (_text, code) in enumerate(FAULTS)])
def test_a_fault_is_found_where_it_stands(written, code):
    assert_faults_where_marked(written, code)


def test_who_is_next_is_a_table():
    unmarked, place = marked(step("at: 50%, do: remind, to: duty, else: ¦boss"))
    assert f"{place} not-a-table" in faults(unmarked)


def test_a_name_that_becomes_too_long():
    name = "a" * 60
    written = text(
        regimes=f"{{{name}: {{from: {{status: aware}}, deadlines: {{{name}: {{done: reply, within: ¦24h}}}}}}}}"
    )
    unmarked, place = marked(written)
    assert faults(unmarked) == [f"{place} word-too-long"]


WARNINGS = [
    (text(escalation="{¦steps: [{at: 100%, do: breach, to: [service-manager, duty, boss]}]}"), "role-of-nobody"),
    (step("at: 100%, do: breach, to: [service-manager, duty]").replace("escalation", "¦escalation"), "role-of-nobody"),
    (text(contacts="{¦duty: {phone: 112 112}}"), "contact-unused"),
    (text(contacts="{¦duty: {name: Jan}}", escalation="[{at: 100%, do: breach, to: duty}]"), "contact-unreachable"),
    (text(escalation="{¦steps: [{at: 90%, do: remind, to: boss, by: [mail, phone]}]}"), "step-by-phone"),
    (text(escalation="{¦steps: [{at: 90%, do: remind, to: boss, only: {priority: P2}}]}"), "step-for-nobody"),
    (ladder("targets: chat, ¦" + STEPS), "step-never-owed"),
    (text(escalation="{¦steps: [{on: escalated, do: remind, to: duty}]}"), "event-step-everywhere"),
    (ladder(f"targets: [response, chat], {STEPS}}}, ¦again: {{targets: chat, {STEPS}"), "ladder-never"),
    (deadline(TOLD + ", legal: ¦12h"), "legal-before-agreed"),
]  # fmt: skip


def said(written: str) -> list[str]:
    return [f"{each.line}:{each.column} {each.code}" for each in findings(reading(written))]


@pytest.mark.parametrize(("written", "code"), WARNINGS, ids=[f"{code}-{k}" for k, (_t, code) in enumerate(WARNINGS)])
def test_said_at_its_place(written, code):
    unmarked, place = marked(written)
    assert f"{place} {code}" in said(unmarked)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (text(escalation="{steps: [{at: 90%, do: remind, to: duty, by: phone}]}"), "step-by-phone"),
        (text(escalation="[{at: 90%, do: remind, to: [handler, {team: second}]}]"), "role-of-nobody"),
        (bare(), "role-of-nobody"),  # without contacts the roles are those of the portal
        (ladder("targets: resolution, " + STEPS), "step-never-owed"),
        (ladder("targets: chat, steps: [{elapsed: 1h, do: remind, to: duty}]"), "step-never-owed"),
        (ladder("targets: response, steps: [{on: escalated, do: remind, to: duty}]"), "event-step-everywhere"),
        (ladder(f"when: {{type: x}}, {STEPS}}}, again: {{targets: response, {STEPS}"), "ladder-never"),
        (deadline(TOLD + ", legal: 72h"), "legal-before-agreed"),
        (text(calendars="{night: {hours: {mon: 22:00-06:00}}}", contacts="{duty: {hours: night}}"), "calendar-unused"),
        (text(escalation="[{after: 2h, do: remind, to: duty}]"), "ladder-without-breach"),
        (text(escalation="{steps: [], ladders: {l: {targets: response, " + STEPS + "}}}"), "no-escalation"),
        (text(glossary="{duty: {nl: Piket, en: On duty}}"), "glossary-unused"),
    ],
)  # fmt: skip
def test_not_said_without_reason(written, code):
    assert code not in [each.partition(" ")[2] for each in said(written)]


def test_a_deadline_of_a_regime_gives_no_notes_of_its_own():
    """Its calendar and its goal are those of the regime, not something that was forgotten."""
    codes = [each.partition(" ")[2] for each in said(deadline(TOLD))]
    assert codes.count("goal-missing") == 3  # the three targets that are written
    assert codes.count("no-calendar-named") == 2


def test_every_warning_is_tried_here():
    assert {code for _text, code in WARNINGS} == set(ESCALATION_LINT)


def test_every_fault_is_tried_here():
    assert {code for _text, code in FAULTS} >= set(ESCALATION_MESSAGES)


def test_in_words():
    unmarked, _place = marked(step("at: 50%, do: remind, to: ¦boos"))
    assert sentences(unmarked) == ["boos is not a role. Did you mean boss?"]
    assert sentences(unmarked, "nl") == ["boos is geen rol. Bedoelt u boss?"]
