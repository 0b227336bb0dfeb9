"""Indicators, duties, rules of priority, renewal and supported agreements in words."""

from __future__ import annotations

import pytest

from tests.sla.agreement.texts import bare, clause

CALENDARS = '{office: {hours: {mon-fri: "09:00-17:00"}}, night: {hours: {mon-sun: "22:00-07:00"}}}'

INDICATORS = [
    ("indicator: delay, at_most: 40, unit: ms",
     "In each calendar month the mean of the readings of delay is at most 40 ms."),
    (
        "indicator: load, figure: p95, below: 3s",
        "In each calendar month the value that 95% of the readings of load are not above is less than 3.",
    ),
    (
        "indicator: wait, figure: share, counts: {at_most: 5m}, at_least: 90%, on: office",
        "In each calendar month the share of the readings of wait that count is at least 90%.",
    ),
    ("indicator: wait, figure: share, counts: {at_most: 5m}, at_least: 90%", "What counts is a value of at most 300."),
    ("indicator: wait, at_most: 5, on: office", "What was read in office hours counts."),
    ("indicator: calls, figure: ratio, at_most: 7%, exclude: [test-call]", "Not counted: test-call."),
    ("indicator: spam, figure: ratio, at_least: 95%, rounding: {decimals: 2, how: down}",
     "The figure is rounded to 2 decimals, down, and then judged."),
    ("indicator: used, figure: sum, times: {night: 2}, at_most: 120", "A reading in night is multiplied by 2."),
    ("indicator: used, figure: sum, rounded: 15 up, at_most: 120", "Each reading is rounded to a multiple of 15, up."),
    ("indicator: csat, scale: {from: -1, to: 1}, at_least: 50", "Readings from -1 to 1 are converted to 0 to 100."),
    ("indicator: csat, at_least: 4, answered: 20%",
     "There is a verdict only when at least 20% of those asked have answered."),
    ("indicator: csat, at_least: 4, minimum: 30", "With fewer than 30 readings there is no verdict."),
    ("indicator: csat, at_least: 4, strength: aim",
     "This is an aim: it is measured and shown, and cannot be missed."),
    ("indicator: up, figure: minimum, slots: {of: day, figure: count, empty: 0}, at_least: 2",
     "A slot without a reading is 0."),
    ("indicator: delay, slots: {of: 1m}, at_most: 40",
     "Readings are first put together by slots of 1 minute: the mean of the readings in it."),
]  # fmt: skip


@pytest.mark.parametrize(("target", "sentence"), INDICATORS, ids=[sentence for _target, sentence in INDICATORS])
def test_an_indicator(target, sentence):
    text = bare(calendars=CALENDARS, targets=f"{{response: {{within: 1h}}, number: {{{target}}}}}")
    assert sentence in clause(text, "5.2", "en").sentences


def test_a_mean_of_indicators():
    targets = (
        "{a: {indicator: csat, at_least: 4}, b: {indicator: effort, at_least: 5}, "
        "all: {title: {nl: Ervaring, en: Experience}, mean_of: {a: 60%, b: 40%}, at_least: 75, per: quarter}}"
    )
    found = clause(bare(targets=targets), "5.3", "nl")
    assert found.title == "Ervaring"
    assert found.sentences == (
        "Per kwartaal is het gewogen gemiddelde van deze normen, met hun gewicht: a (60) en b (40), ten minste 75.",
    )


def test_a_credit_on_an_indicator_names_its_clause_and_unit():
    text = bare(
        targets="{spam: {indicator: spam, figure: ratio, at_least: 95%}, delay: {indicator: delay, at_most: 40}}",
        fees="{plan: 10 EUR per month}",
        credits="{c: {target: spam, of: plan, bands: [{below: 95%, credit: 5%}]}, "
        "d: {target: delay, of: plan, bands: [{above: 40, credit: 5%}]}}",
    )
    assert "This is what B gets, on the basis of spam (5.1)." in clause(text, "11.1", "en").sentences
    assert [clause(text, number, "en").figures[0].rows[0].head for number in ("11.1", "11.2")] == [
        "less than 95%",
        "more than 40",
    ]


DUTIES = [
    ("every: month, within: 5bd on office after period",
     "A does this for each calendar month, within 5 business days in office hours after the end of the measured "
     "period."),
    ("before: new terms, at_least: 90d", "A does this at least 90 × 24 hours before this moment: new terms."),
    ("before: release, at_least: 10bd on office, owner: customer",
     "B does this at least 10 business days in office hours before this moment: release."),
    ("after: becoming aware, within: 48h", "A does this within 48 hours after this moment: becoming aware."),
    ("after: breach, within: 48h, legal: 72h",
     "The law sets this time limit for it, which is judged as well: 3 × 24 hours."),
    ("after: breach, within: 24h, to: [owner, officer]", "It is for: owner and officer."),
]  # fmt: skip


@pytest.mark.parametrize(("duty", "sentence"), DUTIES, ids=[sentence for _duty, sentence in DUTIES])
def test_a_duty(duty, sentence):
    assert sentence in clause(bare(calendars=CALENDARS, duties=f"{{d: {{{duty}}}}}"), "14.1", "en").sentences


def test_rules_of_priority():
    text = bare(
        priority="{levels: [P1, P2], default: P2, rules: [{type: incident, service: [mail, web], priority: P1}], "
        "impact: {many: {above: 50%}}, matrix: {many: {high: P1}}}"
    )
    sentences = clause(text, "4.1", "nl").sentences
    assert "Een ticket met soort incident en dienst mail of web krijgt prioriteit P1." in sentences
    assert "Impact many is ook een getal of percentage van meer dan 50." in sentences


@pytest.mark.parametrize(
    ("effective", "sentence"),
    [
        ("{from: 2026-01-01, renews: year}", "A new version holds at once, from its first day."),
        (
            "{from: 2026-01-01, renews: month, changes: at-renewal}",
            "Until the renewal the version holds with which that time began.",
        ),
    ],
)
def test_renewal(effective, sentence):
    assert sentence in clause(bare(effective=effective), "1.2", "en").sentences


def test_best_effort_and_each_service_of_a_kind():
    targets = "{free: {availability: site, at_least: best effort}, all: {availability: {each: server}, at_least: 99%}}"
    free, every = (clause(bare(targets=targets), number, "en").sentences for number in ("5.1", "5.2"))
    assert free[0] == "In each calendar month site is available with best effort, at any time of day."
    assert every[0].startswith("In each calendar month each service of the kind server is available at least 99%")
    assert "Each service is judged by itself." in every


def test_an_internal_agreement():
    text = bare(
        kind="ola",
        holder="{team: [second-line, network]}",
        supports="{agreement: acme-2026, targets: {resolution: [response]}}",
    )
    assert clause(text, "15.1", "nl").sentences == (
        "Deze overeenkomst maakt het mogelijk dat overeenkomst acme-2026 wordt gehaald.",
        "De norm Oplossing daarvan wordt ondersteund door Eerste reactie (5.1).",
    )
    assert clause(text, "15.2", "en").sentences == (
        "A has a ticket for as long as it says this: team second-line or network. Only that time counts, unless a "
        "clock says otherwise.",
    )


def test_provisions_and_meanings():
    text = bare(
        terms="{access: {about: responsibilities, owner: customer, text: {nl: B geeft toegang., en: B gives access.}}}",
        priority="{levels: {P1: {nl: alles ligt stil, en: all is down}, P2: {nl: hinder, en: nuisance}}, default: P2}",
    )
    assert clause(text, "16.1", "en").sentences == (
        "B gives access.",
        "This is about responsibilities.",
        "Who sees to it: B.",
    )
    assert "Prioriteit P1: alles ligt stil." in clause(text, "4.1", "nl").sentences
