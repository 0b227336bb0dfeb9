"""Every fault of a value: what is written, where it is reported, and in which words."""

from __future__ import annotations

import pytest

from tests.sla.agreement.texts import bare, changed, faults, marked, reading, sentences

UPTIME = "  uptime:\n    availability: webshop\n"
OFFICE_HOURS = '{mon-fri: "08:00-18:00", sat: ["09:00-12:00", "13:00-16:00"]}'

CHANGES = [
    # the head
    ("houvast: 1", "houvast: ¦2", "unknown-version"),
    ("houvast: 1", "houvast: ¦[1]", "not-a-word"),
    ("houvast: 1\n", "¦", "missing-key"),
    ("agreement: acme-2026", "agreement: ¦acme 2026", "bad-name"),
    ("agreement: acme-2026", "¦agreement:", "empty-value"),
    ("agreement: acme-2026", "agreement: ¦~", "empty-value"),
    ("kind: sla", "kind: ¦slaa", "unknown-word"),
    ("{nl: Beheer webshop en werkplek, en:", "{nl: Beheer, ¦de:", "unknown-language"),
    ("{nl: Beheer webshop en werkplek, en: Management of webshop and workplace}", "¦{}", "empty-value"),
    ("{provider: Noorderlicht ICT, customer: Acme B.V.}", "¦Acme", "not-a-table"),
    ("customer: Acme B.V.", "¦custmer: Acme B.V.", "unknown-key"),
    ("customer: Acme B.V.", "customer: ¦~", "empty-value"),
    ("customer: Acme B.V.", "customer: ¦" + "a" * 121, "word-too-long"),
    ("from: 2026-01-01", "from: ¦2026-02-30", "no-such-day"),
    ("from: 2026-01-01", "from: ¦2026-13-01", "no-such-month"),
    ("from: 2026-01-01", "from: ¦1-1-2026", "not-a-date"),
    ("from: 2026-01-01", "from: ¦٢٠٢٦-01-01", "not-a-date"),
    ("from: 2026-01-01", "from: ¦0001-01-01", "date-too-far"),
    ("until: 2028-12-31", "until: ¦9999-12-31", "date-too-far"),
    ("until: 2028-12-31", "until: ¦2025-12-31", "effective-reversed"),
    ("Europe/Amsterdam", "¦Amsterdam", "unknown-zone"),
    ("Europe/Amsterdam", "¦../../etc/passwd", "unknown-zone"),
    ("Europe/Amsterdam", "¦localtime", "unknown-zone"),  # of whatever machine
    ("Europe/Amsterdam", "¦Factory", "unknown-zone"),
    ("language: nl", "language: ¦de", "unknown-language"),
    # calendars
    ("  office:\n    hours:", "  ¦of fice:\n    hours:", "bad-name"),
    (OFFICE_HOURS, "¦[]", "not-a-table"),
    ("mon-fri", "¦mon-frj", "unknown-day"),
    ("mon-fri", "'mon, ¦tuesday'", "unknown-day"),
    ("mon-fri", "first ¦tuesday", "unknown-day"),
    ("mon-fri", "'first tue,¦secnd tue'", "unknown-nth"),
    (OFFICE_HOURS, '{first tue: "08:00-18:00", ¦"first tue, last tue": "09:00-12:00"}', "day-named-twice"),
    (OFFICE_HOURS, '{¦first tue: ["08:00-18:00", "09:00-12:00"]}', "overlapping-on-date"),
    (OFFICE_HOURS, '{mon: "08:00-18:00", ¦holiday: ["08:00-18:00", "09:00-12:00"]}', "overlapping-on-date"),
    ("  always: 24/7", "  ¦night: {hours: {mon: 08:00-09:00, holiday: 08:00-09:00}}", "holiday-hours-without-holidays"),
    ("  always: 24/7", "  night: {timezone: ¦Amsterdam, hours: {mon: 08:00-09:00}}", "unknown-zone"),
    ("mon-fri", "¦maandag-vrijdag", "unknown-day"),
    (OFFICE_HOURS, '{mon-sat: "08:00-18:00", ¦sat: "09:00-12:00"}', "day-named-twice"),
    ('"08:00-18:00"', '¦"18:00-18:00"', "zero-length-range"),
    ('"08:00-18:00"', '¦"00:00-00:00"', "zero-length-range"),
    ('"08:00-18:00"', '"08:00-¦25:00"', "no-such-time"),
    ('"08:00-18:00"', '"¦08:61-18:00"', "no-such-time"),
    ('"08:00-18:00"', '"  ¦24:00-06:00"', "no-such-time"),
    ('"08:00-18:00"', '¦"8 to 6"', "not-a-range"),
    ('"08:00-18:00"', "¦[]", "no-hours"),
    ('"08:00-18:00"', "¦{from: 8}", "not-a-list"),
    ('mon-fri: "08:00-18:00"', "¦mon-fri:", "empty-value"),
    (OFFICE_HOURS, '{¦sat: ["09:00-12:00", "11:59-16:00"]}', "overlapping-ranges"),
    (OFFICE_HOURS, '{¦mon: "08:00-18:00", sun: "12:00-08:30"}', "overlapping-ranges"),
    ("2026-12-31: closed", "¦2026-02-29: closed", "no-such-day"),
    ("2026-12-31: closed", "¦31 dec: closed", "not-a-date"),
    ("2026-12-31: closed", '2026-12-31: ¦["08:00-12:00", "11:00-13:00"]', "overlapping-on-date"),
    ("2026-12-31: closed", "2026-12-31: ¦shut", "not-a-range"),
    ("always: 24/7", "¦always: {hours: 24/7}", "always-is-fixed"),
    ("always: 24/7", "watch: ¦24-7", "not-a-calendar"),
    ("always: 24/7", "¦watch:", "empty-calendar"),
    ("always: 24/7", "¦watch: {}", "empty-calendar"),
    ("always: 24/7", "¦watch: {hours: {mon: closed}}", "empty-calendar"),
    ("always: 24/7", "¦watch: {dates: {2026-05-05: closed}}", "empty-calendar"),
    ("always: 24/7", '¦watch: {dates: {2026-03-29: "02:00-03:00"}}', "empty-calendar"),  # the clock goes forward
    ("always: 24/7", "watch: {hours: ¦08:00-18:00}", "hours-need-days"),
    ("always: 24/7", "watch: {holidays: ¦NL, hours: 24/7}", "holidays-need-country"),
    # holidays
    ("country: NL", "country: ¦Netherlands", "unknown-country"),
    ("country: NL", "country: ¦XX", "unknown-country"),
    ("country: NL", "country: SE, region: ¦AB", "country-without-regions"),
    ("country: NL", "country: NL, region: ¦Noordd", "unknown-region"),
    ("country: NL, without: [Goede Vrijdag], also", "region: ¦Noord, also", "region-without-country"),
    ("country: NL, without: [", "without: [¦", "name-without-country"),
    ("Goede Vrijdag", "¦Goede Vrijda", "unknown-holiday"),
    ("Goede Vrijdag", "¦Koninginnedag", "unknown-holiday"),
    ("also: [2026-05-15]", "also: [¦Suikerfeest]", "unknown-holiday"),
    ("also: [2026-05-15]", "also: [¦2026-5-15]", "not-a-date"),
    ("also: [2026-05-15]", "also: [2026-05-15, ¦2026-05-15]", "named-twice"),
    # priorities
    ("default: P3", "default: ¦P5", "unknown-priority"),
    ("low:    {high: P3, medium: P4, low: P4}", "low:    {high: ¦P9}\n  levels: [P1, P2, P3, P4]", "unknown-priority"),
    ("low:    {high: P3, medium: P4, low: P4}", "low:    ¦{}", "empty-value"),
    ("low:    {high: P3, medium: P4, low: P4}", "low:    ¦P4", "not-a-table"),
    ("default: P3", "default: ¦'*'", "unknown-priority"),
    ("  default: P3", "  levels: [¦'*', P1, P2, P3, P4]\n  default: P3", "any-is-no-priority"),
    # clocks
    ("stop: reply", "stop: ¦replied", "unknown-event"),
    ("start: opened, stop: reply", "start: ¦resolved, stop: reply", "event-cannot-start"),
    ("stop: reply", "stop: [reply, ¦cancelled]", "event-cannot-stop"),
    ("stop: reply", "stop: [reply, ¦note]", "event-cannot-stop"),
    ("stop: reply", "stop: ¦[]", "empty-list"),
    ("stop: reply}", "¦stop: }", "empty-value"),
    ("response:   {start: opened, stop: reply}", "¦responce:   {stop: reply}", "missing-key"),
    ("pause: [waiting-customer]", "¦pauze: [waiting-customer]", "unknown-key"),
    ("pause: [waiting-customer]", "pause: ¦{waiting: customer}", "not-a-list"),
    ("pause: [waiting-customer]", "on_reopen: ¦resumed", "unknown-word"),
    ("pause: [waiting-customer]", "at_due: ¦late", "unknown-word"),
    ("pause: [waiting-customer]", "only: {¦chanel: mail}", "unknown-attribute"),
    ("pause: [waiting-customer]", "only: {channel: ¦[]}", "empty-list"),
    # targets
    ("clock: response", "clock: ¦respons", "unknown-clock"),
    ("P3: 4h on office", "P3: 4h on ¦offic", "unknown-calendar"),
    ("P3: 4h on office", "P3: '4h on ¦offic'", "unknown-calendar"),
    ("P3: 4h on office", "¦P5: 4h on office", "unknown-priority"),
    ("P3: 4h on office", "P3: 4 ¦hours on office", "unknown-unit"),
    ("P3: 4h on office", "P3: ¦{within: 4h}", "not-a-word"),
    ("4h on always", "¦2bd on always", "business-days-never-shut"),
    ("goal: 95%", "goal: ¦95", "unknown-goal"),
    ("goal: 95%", "goal: ¦0%", "percentage-out-of-range"),
    ("goal: 95%", "goal: ¦101%", "percentage-out-of-range"),
    ("goal: 95%", "goal: ¦99,9%", "not-a-percentage"),
    ("goal: 95%", "goal: ¦p100", "unknown-goal"),
    ("goal: 95%", "goal: ¦p0", "unknown-goal"),
    ("goal: 95%", "goal: 95%\n    minimum: ¦few", "not-a-number"),
    ("goal: 95%", "goal: 95%\n    minimum: ¦0", "number-out-of-range"),
    ("goal: 95%\n    per: month", "goal: 95%\n    per: ¦monht", "unknown-word"),
    ("at_least: 99.9%", "at_least: ¦99.9", "not-a-percentage"),
    (UPTIME + "    at_least: 99.9%\n", "  ¦" + UPTIME.lstrip(), "missing-key"),
    ("on: always\n    per", "on: ¦allways\n    per", "unknown-calendar"),
    ("    exclude: [planned-maintenance]", "    ¦within: 1h", "unknown-key"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), CHANGES, ids=[f"{new.strip()} {code}" for _old, new, code in CHANGES])
def test_a_fault_is_reported_at_its_place(old, new, code):
    text, place = marked(changed(old, new))
    assert f"{place} {code}" in faults(text)


@pytest.mark.parametrize(
    ("escalation", "code"),
    [
        ("¦later", "not-a-list"),
        ("{¦at: 75%}", "unknown-key"),
        ("[¦75%]", "not-a-table"),
        ("[¦{at: 75%, do: remind}]", "missing-key"),
        ("[{at: ¦75, do: remind, to: handler}]", "not-a-percentage"),
        ("[{at: ¦7.5%, do: remind, to: handler}]", "whole-percent"),
        ("[{at: ¦1001%, do: escalate, to: handler}]", "percentage-out-of-range"),
        ("[{at: ¦999.5%, do: escalate, to: handler}]", "whole-percent"),
        ("[{at: 75%, do: ¦phone, to: handler}]", "unknown-deed"),
        ("[{at: 75%, do: remind, to: ¦boss}]", "unknown-role"),
        ("[{at: ¦75%, do: breach, to: handler}]", "breach-is-at-100"),
        ("[{at: 75%, do: remind, to: handler}, ¦{at: 75%, do: remind, to: handler}]", "step-twice"),
        ("¦[" + "{at: 75%, do: remind, to: handler}, " * 51 + "]", "too-many-steps"),
    ],
)
def test_faults_of_the_ladder(escalation, code):
    text, place = marked(bare(escalation=escalation))
    assert f"{place} {code}" in faults(text)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"targets": "¦{}"}, "no-targets"),
        ({"targets": "¦~"}, "empty-value"),
        ({"calendars": "¦''"}, "not-a-table"),
        ({"calendars": "{c: {hours: 24/7, ¦holidays: {}}}"}, "empty-value"),
        ({"escalation": "¦~"}, "empty-value"),
        ({"timezone": "¦[UTC]"}, "not-a-word"),
        ({"houvast": "¦'1.0'"}, "unknown-version"),
        ({"targets": "{¦re/sponse: {within: 1h}}"}, "bad-name"),
        ({"targets": "{¦first: {within: 1h}}"}, "missing-key"),
        ({"targets": "{¦response: {goal: 95%}}"}, "missing-key"),
        ({"targets": "{response: {within: ¦{}}}"}, "empty-value"),
        ({"targets": "{response: {within: {¦'': 1h}}}"}, "empty-key"),
        ({"calendars": "{c: {hours: {mon: ¦[" + "00:00-00:01, " * 49 + "]}}}"}, "too-many-ranges"),
        ({"priority": "{matrix: ¦{}, default: P1}"}, "empty-value"),
        ({"priority": "{impact: [large], matrix: {¦big: {high: P1}}, default: P1}"}, "unknown-impact"),
        ({"priority": "{urgency: {high: x}, matrix: {big: {¦hihg: P1}}, default: P1}"}, "unknown-urgency"),
        ({"priority": "{levels: {P1: x, ¦'*': y}, default: P1}"}, "any-is-no-priority"),
        ({"priority": "{urgency: {high: ¦[x]}}"}, "not-a-word"),
        ({"terms": "{¦a: {about: scope}}"}, "missing-key"),
        ({"terms": "{a: {text: x, about: ¦money}}"}, "unknown-word"),
        ({"terms": "{a: {text: x, owner: ¦us}}"}, "unknown-word"),
        ({"terms": "{a: ¦x}"}, "not-a-table"),
    ],
)
def test_faults_of_a_small_agreement(parts, code):
    text, place = marked(bare(**parts))
    assert f"{place} {code}" in faults(text)


@pytest.mark.parametrize(
    ("old", "new", "en", "nl"),
    [
        (
            "4h on office", "4h on offic",
            "offic does not exist. Did you mean office?",
            "offic bestaat niet. Bedoelt u office?",
        ),
        (
            "goal: 90%", "gaol: 90%",
            "gaol is not a key here. Did you mean goal?",
            "gaol is hier geen sleutel. Bedoelt u goal?",
        ),
        (
            "2026-12-31: closed", "2026-02-30: closed",
            "2026-02-30 does not exist: that month has 28 days.",
            "2026-02-30 bestaat niet: die maand heeft 28 dagen.",
        ),
        (
            "P4: best effort", "P7: best effort",
            "P7 is not a priority of this agreement. Known are P1, P2, P3, P4.",
            "P7 is geen prioriteit van deze overeenkomst. Bekend zijn P1, P2, P3, P4.",
        ),
        (
            "Europe/Amsterdam", "Amsterdam",
            "Amsterdam is not a time zone. Did you mean Europe/Amsterdam?",
            "Amsterdam is geen tijdzone. Bedoelt u Europe/Amsterdam?",
        ),
        (
            "country: NL", "country: Netherlands",
            "Netherlands is not the code of a country whose holidays are known. Did you mean NL?",
            "Netherlands is niet de code van een land waarvan de feestdagen bekend zijn. Bedoelt u NL?",
        ),
        (
            "mon-fri", "ma-fri",
            "ma is not a day. Did you mean mon?",
            "ma is geen dag. Bedoelt u mon?",
        ),
        (
            "per: month\n  uptime", "per: fortnight\n  uptime",
            "fortnight is not known here. Known are week, month, quarter, year.",
            "fortnight is hier niet bekend. Bekend zijn week, month, quarter, year.",
        ),
        (
            "kind: sla", "kind: [sla]",
            "A word is expected here, not a list.",
            "Hier hoort een woord, geen lijst.",
        ),
    ],
)  # fmt: skip
def test_in_words(old, new, en, nl):
    text = changed(old, new)
    assert sentences(text) == [en]
    assert sentences(text, "nl") == [nl]


def test_a_fault_in_a_calendar_does_not_make_its_promises_wrong():
    assert faults(changed('"08:00-18:00"', '"18:00-18:00"')) == ["12:22 zero-length-range"]


def test_a_long_word_is_not_repeated_in_full():
    [sentence] = sentences(changed("4h on office", "4h on " + "x" * 110))
    assert len(sentence) < 200


def test_a_missing_key_is_told_at_the_table_it_belongs_to():
    text = changed("    within: {P1: 4h on always, P2: 8h on office, P3: 3bd on office, P4: best effort}\n", "")
    assert faults(text) == ["34:3 missing-key"]
    assert sentences(text) == ["within is missing in targets → resolution."]


def test_all_that_is_missing_is_told_at_once():
    assert [each.split()[0] for each in sentences("kind: sla\n")] == [
        "houvast",
        "effective",
        "timezone",
        "targets",
        "agreement",
        "parties",
    ]


def test_hostile_words_are_only_words():
    agreement = reading(bare(parties="{provider: '{0.__class__}', customer: '<script>%s</script>'}"))
    assert agreement.parties["provider"] == "{0.__class__}"
    [sentence] = sentences(bare(kind="'{word.__class__}'"))
    assert sentence.startswith("{word.__class__} is not known here.")


def test_a_step_may_come_at_ten_times_the_promise():
    assert faults(bare(escalation="[{at: 1000%, do: escalate, to: handler}]")) == []
