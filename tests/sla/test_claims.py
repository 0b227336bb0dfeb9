"""Claims and settlement of real agreements: until when, who may, what is missing, and how it is paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from houvast.sla.agreement.model import Agreement
from houvast.sla.award import Award
from houvast.sla.claim import Claim, Payment, Standing, right, settle
from houvast.sla.credit import Facts, Incident, Measured, reckon
from houvast.sla.measured import Undecidable
from houvast.sla.terms import Span
from tests.sla.money import agreement, at, measured, month

PERIOD = (
    "credits: {uptime: {target: uptime, of: plan, bands: [{below: 99.9%, credit: 10%}, {below: 90%, credit: 7d}]}}\n"
)
INCIDENT = "credits: {outage: {measure: outage, quantity: incident, credit: 5 EUR, every: full 1h}}\n"
HEAD = "fees: {plan: 30 EUR per month}\ncalendars: {office: {hours: {mon-fri: 09:00-17:00}}}\n"
QUARTER = Span(month(4).start, month(6).end)
JULY_10 = at("2026-07-10 12:00")


def award(text: str, period: Span, **facts: object) -> tuple[Agreement, Facts, Award]:
    """The one award of an agreement: over a period at 99.5%, or for an hour's outage from its second day at 00:00."""
    terms = agreement(HEAD + text)
    known = Facts((_bad(text, period),), **facts)
    (found,) = reckon(terms, known).awards
    return terms, known, found


def _bad(text: str, period: Span) -> Measured:
    if "outage" in text:
        return measured(source="outage", incidents=("1h",), period=period)
    return measured("99.5", period=period)


# June 2026 begins on a Monday; the outage is on Tuesday the 2nd, from 00:00 to 01:00.
@pytest.mark.parametrize(
    ("clause", "text", "period", "until"),
    [
        ("aws-cloudsearch-03", INCIDENT + "claim: {within: 2 cycles after incident}", month(6), "2026-09-01"),
        ("google-cloud-identity-05", PERIOD + "claim: {within: 30d after credit}", month(6), "2026-07-31"),
        ("digitalocean-droplet-05", PERIOD + "claim: {within: 3 months after cycle}", month(6), "2026-10-01"),
        ("supabase-enterprise-03", PERIOD + "claim: {within: 30d after period}", month(6), "2026-07-31"),
        ("upcloud-04", INCIDENT + "claim: {within: 15d after incident}", month(6), "2026-06-17 01:00"),
        ("nodespace-03", INCIDENT + "claim: {within: 7d after incident-start}", month(6), "2026-06-09 00:00"),
        ("collibra-03", PERIOD + "claim: {within: 30d after period}", month(2), "2026-03-31"),
        # 72 hours of 8 a day are nine business days: 2–5, 8–12 June.
        ("h2o-ai-03", INCIDENT + "claim: {within: 72h on office after incident}", month(6), "2026-06-12 17:00"),
        ("customeros-03", PERIOD + "claim: {within: 7d after period}", month(6), "2026-07-08"),
        ("max-mail-03", INCIDENT + "claim: {within: 7d after incident}", month(6), "2026-06-09 01:00"),
        ("github-enterprise-06", PERIOD + "claim: {within: 30d after period}", QUARTER, "2026-07-31"),
    ],
)  # fmt: skip
def test_until_when_a_claim_is_in_time(clause, text, period, until):
    terms, _facts, found = award(text, period)
    last = at(until)
    first = right(found, None, terms, {}, as_of=last)
    assert (first.until, first.standing) == (last, Standing.OPEN)
    assert right(found, Claim(last), terms, {}, as_of=last).standing is Standing.CLAIMED
    late = last.replace(microsecond=1)
    assert right(found, Claim(late), terms, {}, as_of=late).standing is Standing.LAPSED
    assert right(found, None, terms, {}, as_of=late).standing is Standing.LAPSED


@pytest.mark.parametrize(
    ("clause", "within", "until"),
    [
        ("aws-cloudsearch-05", "1 cycle after claim", "2026-09-01"),  # asked in July: by the end of August
        ("digitalocean-droplet-05", "1 cycle after claim", "2026-09-01"),
        ("supabase-enterprise-03", "30d after claim", "2026-08-09 12:00"),
        ("nodespace-03", "30d after claim", "2026-08-09 12:00"),
        ("servosphere-03", "5bd on office after period", "2026-07-07 17:00"),  # 1, 2, 3, 6 and 7 July
    ],
)
def test_by_when_the_provider_settles(clause, within, until):
    terms, facts, found = award(PERIOD + f"settlement: {{within: {within}}}", month(6))
    assert settle(found, Claim(JULY_10), terms, facts).until == at(until)


def test_a_credit_that_need_not_be_asked_for():  # servosphere-03
    terms, _facts, found = award(PERIOD + "claim: {required: no}", month(6))
    standing = right(found, None, terms, {}, as_of=JULY_10)
    assert (standing.standing, standing.is_due, standing.until) == (Standing.AUTOMATIC, True, None)


def test_without_a_word_about_claims_a_credit_is_given():
    terms, _facts, found = award(PERIOD, month(6))
    assert right(found, None, terms, {}, as_of=JULY_10).standing is Standing.AUTOMATIC


def test_a_claim_of_a_credit_goes_before_that_of_the_agreement():
    text = PERIOD.replace("of: plan", "of: plan, claim: {required: no}") + "claim: {within: 1d after period}"
    terms, _facts, found = award(text, month(6))
    assert right(found, None, terms, {}, as_of=JULY_10).standing is Standing.AUTOMATIC


def test_a_claim_without_deadline_never_lapses():  # prowebis-02
    terms, _facts, found = award(PERIOD + "claim: {required: yes}", month(6))
    assert right(found, None, terms, {}, as_of=at("2029-01-01")).standing is Standing.OPEN


def test_a_claim_that_is_still_to_come_is_none_yet():
    terms, _facts, found = award(PERIOD + "claim: {within: 30d after period}", month(6))
    assert right(found, Claim(JULY_10), terms, {}, as_of=at("2026-07-09")).standing is Standing.OPEN


@pytest.mark.parametrize(
    ("brought", "standing", "missing"),
    [
        ((), Standing.INCOMPLETE, ("account", "dates and times")),
        (("account",), Standing.INCOMPLETE, ("dates and times",)),
        (("dates and times", "account"), Standing.CLAIMED, ()),
    ],
)
def test_what_a_claim_must_bring(brought, standing, missing):  # supabase-enterprise-03
    terms, _facts, found = award(PERIOD + "claim: {evidence: [account, dates and times]}", month(6))
    found = right(found, Claim(JULY_10, brought), terms, {}, as_of=JULY_10)
    assert (found.standing, found.missing) == (standing, missing)
    assert found.is_due is (standing is Standing.CLAIMED)


GITLAB = (
    PERIOD
    + """claim:
  only:
    - {plan: ultimate, started: {from: 2025-12-01}}
    - {exception: yes}
"""
)


@pytest.mark.parametrize(
    ("attributes", "standing"),
    [
        ({"plan": "ultimate", "started": "2025-12-01", "exception": "no"}, Standing.OPEN),
        ({"plan": "ultimate", "started": "2025-11-30", "exception": "no"}, Standing.NOT_ELIGIBLE),
        ({"plan": "premium", "started": "2026-01-01", "exception": "no"}, Standing.NOT_ELIGIBLE),
        ({"plan": "premium", "started": "2020-01-01", "exception": "yes"}, Standing.OPEN),
        ({"plan": "premium", "exception": "no"}, Standing.NOT_ELIGIBLE),  # the plan alone decides
        ({"exception": "yes"}, Standing.OPEN),
    ],
)
def test_who_may_claim(attributes, standing):  # gitlab-saas-03
    terms, _facts, found = award(GITLAB, month(6))
    assert right(found, None, terms, attributes, as_of=JULY_10).standing is standing


@pytest.mark.parametrize("started", [None, "soon"])
def test_who_may_claim_is_not_known(started):
    terms, _facts, found = award(GITLAB, month(6))
    attributes = {"plan": "ultimate", "exception": "no"} | ({"started": started} if started else {})
    with pytest.raises(Undecidable) as refusal:
        right(found, None, terms, attributes, as_of=JULY_10)
    assert (refusal.value.missing, refusal.value.name) == ("attribute", "started")


def test_a_claim_counted_from_an_incident_needs_one():
    terms, _facts, found = award(PERIOD + "claim: {within: 7d after incident}", month(6))
    with pytest.raises(Undecidable) as refusal:
        right(found, None, terms, {}, as_of=JULY_10)
    assert refusal.value.missing == "incident"


@pytest.mark.parametrize(
    ("reported", "standing"),
    [
        ("2026-06-03 00:00", Standing.CLAIMED),  # exactly a day after the outage began
        ("2026-06-03 00:01", Standing.NOT_REPORTED),
        (None, Standing.NOT_REPORTED),
    ],
)
def test_what_went_wrong_must_have_been_reported(reported, standing):
    terms, _facts, found = award(INCIDENT + "claim: {reported: 24h after incident-start}", month(6))
    claim = Claim(JULY_10, reported_at=at(reported) if reported else None)
    assert right(found, claim, terms, {}, as_of=JULY_10).standing is standing


def test_a_claim_may_count_from_the_report():
    terms, _facts, found = award(INCIDENT + "claim: {within: 7d after report}", month(6))
    claim = Claim(at("2026-06-12"), reported_at=at("2026-06-05"))
    assert right(found, claim, terms, {}, as_of=JULY_10).until == at("2026-06-12")


def test_a_credit_can_expire():
    terms, facts, found = award(PERIOD + "settlement: {expires: 12 months after credit}", month(6))
    assert settle(found, None, terms, facts).expires == at("2027-07-01")


# -- settlement ---------------------------------------------------------------------------------------

WAYS = """settlement:
  - {only: {billing: monthly}, by: invoice, day: 1/30}
  - {only: {billing: refund}, by: money}
  - {by: term}
"""


@pytest.mark.parametrize(
    ("billing", "period", "by", "unit", "amount", "last_day"),
    [
        ("monthly", month(7), "invoice", "EUR", "7.00", None),  # 7 × 1/30 of 30.00
        ("refund", month(7), "money", "EUR", "6.77", None),  # 7 × 30.00 ÷ 31 = 6.774…
        ("yearly", month(7), "term", "days", "7", date(2027, 1, 7)),  # seven days after 31 December 2026
    ],
)
def test_days_are_paid_or_added_to_the_term(billing, period, by, unit, amount, last_day):  # google-cloud-identity-03
    terms = agreement(HEAD + PERIOD + WAYS)
    facts = Facts((measured("80", period=period),), attributes={"billing": billing})
    (found,) = reckon(terms, facts).awards
    paid = settle(found, None, terms, facts)
    assert paid == Payment(found, by, unit, Decimal(amount), None, None, last_day)


def test_money_is_settled_as_it_is():
    terms, facts, found = award(PERIOD, month(6))
    assert settle(found, None, terms, facts) == Payment(found, "invoice", "EUR", Decimal(3), None, None, None)


def test_no_way_of_settling_applies():
    terms, facts, found = award(
        PERIOD + "settlement: {only: {billing: monthly}}", month(6), attributes={"billing": "x"}
    )
    with pytest.raises(Undecidable) as refusal:
        settle(found, None, terms, facts)
    assert refusal.value.missing == "settlement"


@pytest.mark.parametrize(
    ("billing", "incident", "until"),
    [
        ("{day: 15}", "2026-06-14 12:00", "2026-08-15"),  # the cycle to 15 June, then those to July and August
        ("{day: 15}", "2026-06-15 00:00", "2026-09-15"),
        ("{day: 31}", "2026-06-14 12:00", "2026-08-31"),  # cycles begin on 31 May, 30 June, 31 July, 31 August
        ("{every: quarter}", "2026-06-14 12:00", "2027-01-01"),
        ("{every: year, day: 1}", "2026-06-14 12:00", "2029-01-01"),
    ],
)
def test_billing_cycles(billing, incident, until):
    period = Span(at("2026-05-01"), at("2026-07-01"))
    terms = agreement(HEAD + INCIDENT + f"billing: {billing}\nclaim: {{within: 2 cycles after incident-start}}")
    begin = at(incident)
    outage = Incident(Span(begin, begin.replace(hour=begin.hour + 2)), 7_200_000_000)
    (found,) = reckon(terms, Facts((Measured("outage", period, incidents=(outage,)),))).awards
    assert right(found, None, terms, {}, as_of=begin).until == at(until)


def test_days_of_a_claim_are_days_of_the_wall():
    """Over the night of 29 March 2026 seven days are an hour shorter; the time of day stays."""
    terms = agreement(HEAD + INCIDENT + "timezone: Europe/Amsterdam\nclaim: {within: 7d after incident}")
    (found,) = reckon(terms, Facts((measured(source="outage", incidents=("600h",), period=month(3)),))).awards
    # The incident ends on 27 March at 00:00 UTC, 01:00 in Amsterdam; 3 April 01:00 there is 2 April 23:00 UTC.
    assert right(found, None, terms, {}, as_of=at("2026-03-28")).until == at("2026-04-02 23:00")
