"""What an agreement says, once read."""

from __future__ import annotations

import hashlib
from datetime import date, time
from decimal import Decimal

import pytest

from houvast.sla.agreement.model import (
    ANY_PRIORITY,
    DEFAULT_LADDER,
    ClockRule,
    Goal,
    GoalKind,
    Kind,
    OnPriorityChange,
    OnReopen,
    Per,
    Promise,
    StepKind,
    Unit,
)
from houvast.sla.agreement.provision_model import About, Keeper, Provision
from houvast.sla.terms import HOUR, MINUTE, EventKind
from tests.sla.agreement.texts import ACME, BARE, bare, changed, marked, reading

EIGHT, NINE, NOON, ONE, FOUR, SIX = (hour * 3600 for hour in (8, 9, 12, 13, 16, 18))


def test_the_head():
    acme = reading(ACME)
    assert (acme.name, acme.kind, acme.language, acme.timezone) == ("acme-2026", Kind.SLA, "nl", "Europe/Amsterdam")
    assert acme.title == {"nl": "Beheer webshop en werkplek", "en": "Management of webshop and workplace"}
    assert acme.parties == {"provider": "Noorderlicht ICT", "customer": "Acme B.V."}
    assert (acme.effective_from, acme.effective_until) == (date(2026, 1, 1), date(2028, 12, 31))


def test_the_text_is_kept_as_it_was_written():
    windows = ACME.replace("\n", "\r\n").encode()
    acme = reading(windows)
    assert acme.text.encode() == windows
    assert acme.sha256 == hashlib.sha256(windows).hexdigest()


def test_a_byte_order_mark_is_no_fault():
    assert reading(b"\xef\xbb\xbf" + ACME.encode()).targets == reading(ACME).targets


def test_calendars():
    calendars = reading(ACME).calendars
    office = calendars["office"]
    assert list(calendars) == ["office", "always"]
    assert office.zone == "Europe/Amsterdam"
    assert office.hours == {**dict.fromkeys(range(5), ((EIGHT, SIX),)), 5: ((NINE, NOON), (ONE, FOUR))}
    assert office.dates == {date(2026, 12, 24): ((EIGHT, FOUR),), date(2026, 12, 31): ()}
    assert date(2026, 4, 3) not in office.holidays.names(2026)
    assert office.holidays.names(2026)[date(2026, 4, 27)] == {"nl": "Koningsdag", "en": "King's Day"}
    assert office.holidays.names(2026)[date(2026, 5, 15)]["nl"] == "Extra sluitingsdag"


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("{mon: 08:00-18:00}", {0: ((EIGHT, SIX),)}),
        ("{mon: 8:00 – 18:00}", {0: ((EIGHT, SIX),)}),
        ("{'mon,wed': 08:00-18:00}", {0: ((EIGHT, SIX),), 2: ((EIGHT, SIX),)}),
        ("{'sat - mon': 08:00-18:00}", {5: ((EIGHT, SIX),), 6: ((EIGHT, SIX),), 0: ((EIGHT, SIX),)}),
        ("{mon: 08:00:30-18:00}", {0: ((EIGHT + 30, SIX),)}),
        ("{mon: 18:00-24:00}", {0: ((SIX, 86400),)}),
        ("{mon: 18:00-00:00}", {0: ((SIX, 0),)}),
        ("{mon: 18:00-08:00, tue: 08:00-09:00}", {0: ((SIX, EIGHT),), 1: ((EIGHT, NINE),)}),
        ("{mon: [13:00-16:00, 09:00-12:00]}", {0: ((NINE, NOON), (ONE, FOUR))}),
        ("{mon: [09:00-12:00, 12:00-16:00]}", {0: ((NINE, NOON), (NOON, FOUR))}),
        ("{mon: 08:00-18:00, tue: closed}", {0: ((EIGHT, SIX),), 1: ()}),
        ("24/7", dict.fromkeys(range(7), ((0, 86400),))),
    ],
)
def test_hours(written, hours):
    assert reading(bare(calendars=f"{{c: {{hours: {written}}}}}")).calendars["c"].hours == hours


def test_days_of_the_month_hours_of_holidays_and_a_zone():
    written = "{first tue: 02:00-06:00, 'third sun, last sun': 04:00-06:00, holiday: 10:00-14:00}"
    patches = f"{{patches: {{timezone: UTC, holidays: {{country: NL}}, hours: {written}}}}}"
    found = reading(bare(calendars=patches)).calendars["patches"]
    assert (found.zone, found.hours) == ("UTC", {})
    assert found.monthly == {(1, 1): ((7200, 21600),), (3, 6): ((14400, 21600),), (-1, 6): ((14400, 21600),)}
    assert found.on_holidays == ((36000, 50400),)


def test_a_calendar_may_have_dates_only():
    market = reading(bare(calendars="{market: {dates: {2026-05-05: 09:00-16:00}}}")).calendars["market"]
    assert market.hours == {}
    assert market.dates == {date(2026, 5, 5): ((NINE, FOUR),)}


def test_always_is_there_without_being_written():
    assert list(reading(BARE).calendars) == ["always"]


def test_priorities():
    priority = reading(ACME).priority
    assert priority.levels == ("P1", "P2", "P3", "P4")
    assert priority.default == "P3"
    assert (priority.of("high", "low"), priority.of("low", "low"), priority.of(None, "low")) == ("P3", "P4", "P3")


@pytest.mark.parametrize(
    ("parts", "levels"),
    [
        ({"priority": "{levels: [P3, P1], default: P1}"}, ("P3", "P1")),
        ({"priority": "{matrix: {a: {x: P2, y: P1}, b: {x: P1, y: P3}}, default: P1}"}, ("P2", "P1", "P3")),
        ({"targets": "{response: {within: {low: 2h, high: 1h}}, update: {within: {top: 1m}}}"}, ("low", "high", "top")),
        ({"priority": "{default: P1}"}, ("P1",)),
        ({}, ()),
    ],
)
def test_levels_are_listed_or_found(parts, levels):
    assert reading(bare(**parts)).priority.levels == levels


def test_words_are_defined_by_a_list_or_with_what_they_mean():
    words = "{levels: {P1: Nood, P2: {en: The rest}}, impact: [large, small], default: P2}"
    model = reading(bare(priority=words)).priority
    assert model.levels == ("P1", "P2")
    assert model.meanings == {
        "levels": {"P1": {"nl": "Nood"}, "P2": {"en": "The rest"}},
        "impact": {"large": {}, "small": {}},
        "urgency": {},
    }


def test_terms_bind_in_words_alone():
    terms = "{access: {text: {nl: a, en: b}, about: responsibilities, owner: customer, title: t}, rest: {text: c}}"
    access, rest = reading(bare(terms=terms)).provisions.values()
    assert access == Provision("access", {"nl": "a", "en": "b"}, About.RESPONSIBILITIES, Keeper.CUSTOMER, {"nl": "t"})
    assert rest == Provision("rest", {"nl": "c"}, About.OTHER, Keeper.BOTH, {})


def test_clocks():
    acme = reading(ACME)
    assert acme.clocks["response"] == ClockRule("response", (EventKind.OPENED,), (EventKind.REPLY,))
    assert acme.clocks["resolution"].pause == ("waiting-customer",)


@pytest.mark.parametrize(
    ("name", "start", "stop"),
    [
        ("response", EventKind.OPENED, EventKind.REPLY),
        ("resolution", EventKind.OPENED, EventKind.RESOLVED),
        ("update", EventKind.REPLY, EventKind.REPLY),
        ("next-reply", EventKind.CUSTOMER_REPLY, EventKind.REPLY),
        ("lead-time", EventKind.OPENED, EventKind.CLOSED),
    ],
)
def test_usual_clocks_need_no_definition(name, start, stop):
    agreement = reading(bare(targets=f"{{{name}: {{within: 1h}}}}"))
    assert agreement.clocks == {name: ClockRule(name, (start,), (stop,))}
    assert agreement.targets[name].clock == name


def test_a_usual_clock_is_changed_key_by_key():
    rule = reading(bare(clocks="{resolution: {pause: waiting, on_reopen: restart}}")).clocks["resolution"]
    assert (rule.start, rule.stop) == ((EventKind.OPENED,), (EventKind.RESOLVED,))
    assert (rule.pause, rule.on_reopen) == (("waiting",), OnReopen.RESTART)


def test_a_clock_with_every_key():
    written = """{start: [opened, reopened], stop: [acknowledged, workaround], pause: [a, b c], on_reopen: continue,
      on_priority_change: carry-over, at_due: breached, only: {channel: [portal, phone], type: incident}}"""
    rule = reading(bare(clocks=f"{{pickup: {written}}}")).clocks["pickup"]
    assert rule == ClockRule(
        "pickup",
        start=(EventKind.OPENED, EventKind.REOPENED),
        stop=(EventKind.ACKNOWLEDGED, EventKind.WORKAROUND),
        pause=("a", "b c"),
        on_reopen=OnReopen.CONTINUE,
        on_priority_change=OnPriorityChange.CARRY_OVER,
        met_at_due=False,
        only={"channel": ("portal", "phone"), "type": ("incident",)},
    )


def test_targets():
    acme = reading(ACME)
    response = acme.targets["response"]
    assert response.within["P1"] == Promise(Unit.TIME, 15 * MINUTE, "always", "15m on always")
    assert response.within["P4"] == Promise(Unit.BUSINESS_DAYS, 1, "office", "1bd on office")
    assert (response.goal, response.per, response.minimum) == (Goal(GoalKind.SHARE, Decimal(95)), Per.MONTH, 1)
    assert acme.promise("resolution", "P4").unit is Unit.BEST_EFFORT
    assert acme.promise("resolution", "P9") is None


def test_one_promise_for_every_priority():
    agreement = reading(bare(targets="{response: {within: {P1: 30m, '*': 1bd on o cut-off 16:00}}}", calendars=OFFICE))
    assert agreement.promise("response", "P1").amount == 30 * MINUTE
    assert agreement.promise("response", "anything").cut_off == time(16, 0)
    assert reading(BARE).targets["response"].within[ANY_PRIORITY].amount == HOUR


OFFICE = "{o: {hours: {mon-fri: 09:00-17:00}}}"


@pytest.mark.parametrize(
    ("written", "goal"),
    [
        ("each", Goal(GoalKind.EACH)),
        ("95%", Goal(GoalKind.SHARE, Decimal(95))),
        ("99.95 %", Goal(GoalKind.SHARE, Decimal("99.95"))),
        ("100%", Goal(GoalKind.SHARE, Decimal(100))),
        ("mean", Goal(GoalKind.MEAN)),
        ("median", Goal(GoalKind.MEDIAN)),
        ("p90", Goal(GoalKind.PERCENTILE, Decimal(90))),
        ("p99.9", Goal(GoalKind.PERCENTILE, Decimal("99.9"))),
    ],
)
def test_goals(written, goal):
    assert reading(bare(targets=f"{{response: {{within: 1h, goal: {written}}}}}")).targets["response"].goal == goal


def test_a_target_with_every_key():
    written = "{clock: response, within: 1h, goal: 95%, per: quarter, minimum: 10, title: Snel antwoord}"
    target = reading(bare(targets=f"{{first: {written}}}")).targets["first"]
    assert (target.clock, target.per, target.minimum, target.title) == (
        "response", Per.QUARTER, 10, {"nl": "Snel antwoord"},
    )  # fmt: skip


def test_availability_is_kept():
    uptime = reading(ACME).availability["uptime"]
    assert (uptime.service, uptime.at_least, uptime.calendar) == ("webshop", Decimal("99.9"), "always")
    assert uptime.exclude == ("planned-maintenance",)


def test_the_ladder():
    assert reading(BARE).ladder == DEFAULT_LADDER
    assert reading(bare(escalation="[]")).ladder == ()
    written = "[{at: 100%, do: breach, to: service-manager}, {at: 50%, do: remind, to: handler}]"
    assert [step.key for step in reading(bare(escalation=written)).ladder] == ["reminder-50", "breach-100"]


def test_a_share_may_tell_two_roles():
    written = "[{at: 100%, do: breach, to: service-manager}, {at: 100%, do: breach, to: customer-owner}]"
    steps = reading(bare(escalation=written)).ladder
    assert [(step.key, step.kind, step.to) for step in steps] == [
        ("breach-100", StepKind.BREACH, "service-manager"),
        ("breach-100-customer-owner", StepKind.BREACH, "customer-owner"),
    ]


def test_words_that_other_yaml_takes_for_something_else():
    agreement = reading(bare(priority="{levels: [yes, no, on, 1, 2026-01-01, ~x], default: no}"))
    assert agreement.priority.levels == ("yes", "no", "on", "1", "2026-01-01", "~x")


def test_places():
    """A word is found at its value, a list or table at its key."""
    for path, old, new in [
        (("targets", "response", "within", "P2"), "1h on office", "¦1h on office"),
        (("targets", "response"), "  response:\n", "  ¦response:\n"),
        (("calendars", "office", "dates", "2026-12-31"), "2026-12-31: ", "2026-12-31: ¦"),
        (("clocks", "resolution", "pause", "0"), "[waiting", "[¦waiting"),
        (("timezone",), "Europe", "¦Europe"),
    ]:
        text, place = marked(changed(old, new))
        found = reading(text).places[path]
        assert f"{found.line}:{found.column}" == place


def test_a_glossary():
    agreement = reading(changed("language: nl\n", "language: nl\nglossary: {office: {nl: winkeltijden}, P1: spoed}\n"))
    assert agreement.glossary == {"office": {"nl": "winkeltijden"}, "P1": {"nl": "spoed"}}
