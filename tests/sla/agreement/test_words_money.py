"""Services, maintenance, measuring and money in words: sections that come and go, numbers that stay, sentences."""

from __future__ import annotations

import pytest

from tests.sla.agreement.texts import bare, clause, worded

UPTIME = "{uptime: {availability: web, at_least: 99.9%}, response: {within: 1h}}"
CREDIT = "{target: uptime, credit: 10%, of: plan}"
FEES = "{plan: 100 EUR per month, setup: 500 EUR once, pool: 50% of plan}"


def numbers(**parts):
    return [section.number for section in worded(bare(**parts), "nl").sections]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7]),
        ({"targets": "{up: {availability: web, at_least: 99%}}"}, [1, 2, 3, 5, 8]),
        ({"maintenance": "{planned: {window: always}}"}, [1, 2, 3, 4, 5, 6, 7, 9]),
        ({"fees": FEES}, [1, 2, 3, 4, 5, 6, 7, 10]),
        ({"claim": "{required: yes}"}, [1, 2, 3, 4, 5, 6, 7, 13]),
        ({"targets": UPTIME, "fees": FEES, "credits": f"{{c: {CREDIT}}}"}, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13]),
    ],
)
def test_sections_without_content_are_left_out_and_keep_their_number(parts, expected):
    assert numbers(**parts) == expected


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"maintenance": "{planned: {notice: 72h}}"},
        {"services": "{web: {down_when: {any-of: [a, b]}}}"},
        {"billing": "{day: 15}", "combine": "maximum", "claim": "{within: 30d after period}"},
        {"calendars": '{office: {hours: {mon-fri: "09:00-17:00"}}}', "limits": "{at_most: 5 EUR}"},
    ],
)
def test_a_clause_keeps_its_number_when_other_keys_change(more):
    parts = {"targets": UPTIME, "fees": FEES, "credits": f"{{first: {CREDIT}, second: {CREDIT}}}"}
    found = {each.number: each.title for s in worded(bare(**{**parts, **more}), "en").sections for each in s.clauses}
    known = {"5.2": "Availability of web", "8.6": "The figure", "11.1": "First", "11.2": "Second", "12.2": "Limits"}
    assert known.items() <= found.items()


@pytest.mark.parametrize(
    ("credit", "lang", "sentence"),
    [
        ("target: uptime, credit: 10%, of: plan", "nl", "Gegeven wordt 10 % van de grondslag."),
        ("target: uptime, credit: 3d", "en", "What is given is 3 days of service."),
        (
            "target: uptime, quantity: downtime, credit: 5%, every: started 30m, beyond: 4m30s, of: plan",
            "nl",
            "Gegeven wordt 5 % van de grondslag voor elk begonnen blok van 30 minuten boven 4 minuten en 30 seconden.",
        ),
        (
            "target: uptime, quantity: downtime, credit: 100%, every: exact period, times: 50, of: plan",
            "en",
            "What is given is 100% of the fee base per the length of the period, in proportion, times 50.",
        ),
        (
            "target: uptime, credit: 10%, of: [plan, setup], over: 30d before claim, paid: yes, resource: all",
            "en",
            "The fee base consists of the fees plan and setup over the 30 days before the claim; what counts is what "
            "was charged for all parts of the service together and has been paid.",
        ),
        (
            "target: uptime, credit: 10%, of: all, without: setup, over: previous month",
            "nl",
            "De grondslag bestaat uit alle vergoedingen zonder setup over de kalendermaand daarvoor; mee telt wat voor "
            "het getroffen onderdeel in rekening is gebracht.",
        ),
        (
            "target: uptime, credit: 10%, of: plan, repeated: {misses: 3 in a row, times: 2}",
            "nl",
            "Na 3 periodes op rij waarin de norm is gemist wordt het tegoed vermenigvuldigd met 2.",
        ),
        (
            "target: uptime, follow_up: {misses: 3 of 6, right: terminate, within: 2 months after period}",
            "en",
            "After misses in 3 of the last 6 periods B has this right: terminate, within 2 months after the end of the "
            "measured period.",
        ),
        (
            "target: uptime, follow_up: {misses: 1 in a row, duty: improvement plan}",
            "nl",
            "Na elke gemiste norm heeft A deze plicht: verbeterplan.",
        ),
        (
            "target: uptime, credit: 10%, of: plan, only: [{plan: ultimate, zones: {at_least: 2}}, {exception: yes}]",
            "nl",
            "Het geldt alleen als plan is ultimate en zones is ten minste 2; of exception is ja.",
        ),
        (
            "target: uptime, credit: 10%, of: plan, limits: {at_most: 20 EUR, per: contract-year}",
            "en",
            "Per contract year, for each part of the service apart, this credit is at most EUR 20.00.",
        ),
        (
            "target: uptime, bonus: yes, credit: 2%, of: plan, limits: {at_most: 20 EUR, per: 30d}",
            "nl",
            "In elke 30 dagen, voor elk onderdeel apart, is deze bonus ten hoogste EUR 20,00.",
        ),
        (
            "target: uptime, by: {plan: [START, '*']}, of: plan, credit: {START: nothing, '*': 4%}, round: none",
            "en",
            "The credit is not rounded.",
        ),
        (
            "measure: delay, at_most: 40, quantity: relative-overrun, of: plan, bands: [{at_least: 10%, credit: 10%}]",
            "en",
            "For this the target is a figure of at most 40.",
        ),
    ],
)
def test_a_credit(credit, lang, sentence):
    text = bare(targets=UPTIME, fees=FEES, credits=f"{{c: {{{credit}}}}}")
    assert sentence in clause(text, "11.1", lang).sentences


def test_a_credit_that_differs_says_for_whom():
    credit = (
        "{target: uptime, by: {plan: [START, PRO]}, of: plan, bands: [{below: 99.9%, credit: {START: 5%, PRO: 8%}}], "
        "round: {START: 1 up, PRO: 0.01 down}}"
    )
    found = clause(bare(targets=UPTIME, fees=FEES, credits=f"{{c: {credit}}}"), "11.1", "nl")
    assert "Het geldt alleen bij plan START en PRO." in found.sentences
    assert "Bij plan START: het tegoed wordt afgerond op een veelvoud van 1, naar boven." in found.sentences
    [table] = found.figures
    assert table.heads == ("Plan", "Waarde", "Tegoed")
    assert [(row.head, *(cell.text for cell in row.cells)) for row in table.rows] == [
        ("START", "minder dan 99,9 %", "5 % van de grondslag"),
        ("PRO", "minder dan 99,9 %", "8 % van de grondslag"),
    ]


def test_fees():
    [table] = clause(bare(fees=FEES), "10.1", "nl").figures
    assert [(row.head, row.cells[0].text) for row in table.rows] == [
        ("Plan", "EUR 100,00 per maand"),
        ("Setup", "EUR 500,00 eenmalig"),
        ("Pool", "50 % van de vergoeding plan"),
    ]


@pytest.mark.parametrize(
    ("parts", "number", "lang", "sentence"),
    [
        (
            {"billing": "{every: quarter, day: 31}"},
            "10.2",
            "en",
            "A billing cycle lasts a quarter and begins on day 31 of the month, or on the last day of a shorter month.",
        ),
        (
            {"claim": "{within: 72h on office after incident}"},
            "13.1",
            "nl",
            "De aanvraag wordt gedaan binnen 72 uur op kantoortijden na het einde van het incident; daarna vervalt het "
            "recht.",
        ),
        (
            {"claim": "{within: 5bd on office after report}"},
            "13.1",
            "en",
            "The claim is made within 5 business days in office hours after the report; after that the right lapses.",
        ),
        (
            {"settlement": "{by: money, within: 2 cycles after incident}"},
            "13.2",
            "en",
            "A credit is paid out in money, at the latest at the end of the 2nd billing cycle after the one of the end "
            "of the incident.",
        ),
        (
            {"settlement": "{by: term, within: 11 cycles after claim}"},
            "13.2",
            "en",
            "A credit is given as days that are added to the end of the term, at the latest at the end of the 11th "
            "billing cycle after the one of the claim.",
        ),
        (
            {"limits": "{ignore_below: 2 EUR, per: term}"},
            "12.2",
            "nl",
            "Over de hele looptijd wordt het totaal van alle tegoeden niet gegeven als het minder is dan EUR 2,00.",
        ),
        (
            {"maintenance": "{planned: {notice: 5bd on office, longest: 6h}}"},
            "9.1",
            "nl",
            "Het is ten minste zo lang voor het begin aangekondigd: 5 werkdagen op kantoortijden.",
        ),
        (
            {"services": "{web: {mean_of: {a: 5, b: 1}}}"},
            "2.2",
            "en",
            "The figure of this service is the weighted mean of the figures of these parts, with the weight in "
            "brackets: a (5) and b (1).",
        ),
    ],
)
def test_sentences(parts, number, lang, sentence):
    text = bare(calendars='{office: {hours: {mon-fri: "09:00-17:00"}}}', **parts)
    assert sentence in clause(text, number, lang).sentences


def test_what_targets_measure_alike_is_said_once():
    targets = (
        "{a: {availability: web, at_least: 99%}, b: {availability: mail, at_least: 99%}, "
        "c: {availability: disk, at_least: 99%, unknown: down}}"
    )
    found = clause(bare(targets=targets), "8.5", "en").sentences
    assert "For the target in 5.1 and 5.2: time of which nobody knows how the service stood does not count." in found
    assert "For the target in 5.3: time of which nobody knows how the service stood counts as downtime." in found
    assert "There is a verdict only when what is unknown can no longer change it." in found


def test_lists_of_several_years():
    from houvast.sla.agreement.words.whole import document
    from tests.sla.agreement.texts import ACME, reading

    found = document(reading(ACME), lang="nl", year=2026, until=2027).clause("3.2")
    assert found.title == "Feestdagen en afwijkende dagen 2026–2027"
    assert [figure.year for figure in found.figures] == [2026, 2027]
    assert "Voor kantoortijden zijn deze dagen van 2027 anders; Goede vrijdag is een gewone dag." in found.sentences


def test_definitions_are_those_of_words_that_are_used():
    def words(text):
        [table] = clause(text, "1.4", "nl").figures
        return {row.head for row in table.rows}

    assert {"Ticket", "Klok", "Venster"} <= words(bare())
    assert not {"Tegoed", "Storing", "Werkdag (wd)"} & words(bare())
    assert {"Tegoed", "Storing"} <= words(bare(targets=UPTIME, fees=FEES, credits=f"{{c: {CREDIT}}}"))
    assert "Magazijntijden" in words(bare(glossary="{warehouse: {nl: magazijntijden, en: warehouse hours}}"))
