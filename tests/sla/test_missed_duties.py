"""
Credits for duties that were done late, with values worked out by hand.

In Amsterdam, from 1 May 2026; the report on May is due when 10 June ends.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from houvast.sla.agreement.findings import BadAgreement
from houvast.sla.agreement.reading import read
from houvast.sla.agreement.words.whole import document
from houvast.sla.credit import Facts
from houvast.sla.duty import Deed, fulfilments
from houvast.sla.missed_duties import of_duties
from houvast.sla.shortfalls import credits_of
from tests.corpus.reading import at

TEXT = """\
houvast: 1
agreement: duties
parties: {{provider: A, customer: B}}
effective: {{from: 2026-05-01}}
timezone: Europe/Amsterdam
targets: {{response: {{within: 4h}}}}
duties:
  report: {{every: month, within: 10d after period, title: {{nl: Maandrapportage, en: Monthly report}}}}
  backup: {{every: week, within: 1d after period}}
  visit: {{after: appointment, within: 15m}}
credits:
  c: {{target: {credit}}}
"""
BY_DAY = "report, quantity: overdue, credit: 100 EUR, every: started 1d"
BY_VISIT = "visit, quantity: count, credit: 10 EUR, every: full 1"
VISITS = (
    ("visit", "first", "2026-06-03 10:00", "2026-06-03 10:15"),  # at the last moment
    ("visit", "second", "2026-06-04 10:00", "2026-06-04 10:20"),  # five minutes late
    ("visit", "third", "2026-06-05 10:00", None),  # never
    ("visit", "fourth", "2026-07-05 10:00", "2026-07-05 11:00"),
)
BACKUPS = tuple(
    ("backup", f"2026-W{week}", None, f"2026-05-{day:02}") for week, day in ((18, 4), (19, 11), (20, 18), (21, 25))
)
BY_BACKUP = "backup, quantity: count, credit: 5 EUR, every: full 1"
IN_A_ROW = "report, quantity: streak, credit: 50 EUR, every: full 1"
THRICE = "report, credit: 50 EUR, repeated: {misses: 2 in a row, times: 3}"
IN_TIME = ("report", "2026-05", None, "2026-06-01 09:00")


def shortfalls(agreement, deeds, as_of):
    known = [
        Deed(duty, about, at(agreement, event) if event else None, at(agreement, done) if done else None)
        for duty, about, event, done in deeds
    ]
    moment = at(agreement, as_of)
    return of_duties(fulfilments(agreement, known, as_of=moment), agreement, as_of=moment)


def given(credit, *deeds, as_of):
    """Return what is given for each period, by its first day."""
    agreement = read(TEXT.format(credit=credit))
    found = credits_of(shortfalls(agreement, deeds, as_of), agreement, Facts(()))
    assert not found.undecided
    amounts: dict[str, Decimal] = {}
    for award in found.awards:
        first = f"{award.period.start.astimezone(at(agreement, '2026-01-01').tzinfo):%m-%d}"
        amounts[first] = amounts.get(first, Decimal(0)) + award.amount
    return amounts


def report(month, done):
    return "report", month, None, done


@pytest.mark.parametrize(
    ("credit", "deeds", "as_of", "amounts"),
    [
        (BY_DAY, [report("2026-05", "2026-06-11 00:00")], "2026-07-01 12:00", {}),  # exactly in time
        (BY_DAY, [report("2026-05", "2026-06-13 09:00")], "2026-07-01 12:00", {"06-01": 300}),  # two days, nine hours
        (BY_DAY, [report("2026-05", "2026-06-13 09:00")], "2026-06-20 12:00", {}),  # June is not over
        # Not done: from 11 June to 1 July 12:00 are twenty days and a half. That of June is due in July.
        (BY_DAY, [], "2026-07-01 12:00", {"06-01": 2100}),
        # The report on June, due 11 July, two hours late.
        (BY_DAY, [IN_TIME, report("2026-06", "2026-07-11 02:00")], "2026-08-01 00:00", {"07-01": 100}),
        ("report, credit: 50 EUR", [report("2026-05", "2026-06-13 09:00")], "2026-07-01 12:00", {"06-01": 50}),
        (IN_A_ROW, [], "2026-08-01 00:00", {"06-01": 50, "07-01": 100}),
        (THRICE, [], "2026-08-01 00:00", {"06-01": 50, "07-01": 150}),
        (BY_VISIT, VISITS, "2026-08-01 00:00", {"06-01": 20, "07-01": 10}),
        (BY_VISIT, VISITS[:1], "2026-08-01 00:00", {}),
        (BY_VISIT, [], "2026-08-01 00:00", {}),
        # Five minutes, and 26 days less 10:15 hours to 1 July: 613 hours 45 minutes.
        ("visit, quantity: overdue, credit: 1 EUR, every: started 1h", VISITS, "2026-07-01 00:00", {"06-01": 615}),
        # Weeks: that of 25 May is due when 1 June ends, in the week of 1 June; until 8 June.
        (BY_BACKUP, BACKUPS, "2026-06-08 00:00", {"06-01": 5}),
    ],
)  # fmt: skip
def test_what_late_duties_give(credit, deeds, as_of, amounts):
    assert given(credit, *deeds, as_of=as_of) == amounts


def test_each_time_that_it_was_late_has_a_credit_of_its_own():
    agreement = read(TEXT.format(credit="visit, quantity: overdue, credit: 1 EUR, every: started 1h"))
    found = credits_of(shortfalls(agreement, VISITS, "2026-07-01 00:00"), agreement, Facts(()))
    assert [(award.incident.name, award.amount) for award in found.awards] == [("second", 1), ("third", 614)]


def test_a_target_goes_before_a_duty_of_the_same_name():
    twin = TEXT.replace("response: {{within", "visit: {{clock: response, within")
    agreement = read(twin.format(credit=BY_VISIT))
    assert {each.source for each in shortfalls(agreement, VISITS, "2026-07-01 00:00").usual} == {"report", "backup"}


@pytest.mark.parametrize("quantity", ["figure", "downtime", "incident", "excess", "shortfall"])
def test_a_duty_has_no_figure_and_no_downtime(quantity):
    with pytest.raises(BadAgreement) as refusal:
        read(TEXT.format(credit=f"report, quantity: {quantity}, credit: 1 EUR"))
    assert {each.code for each in refusal.value.findings} == {"quantity-of-no-duty"}


@pytest.mark.parametrize(("lang", "said"), [("nl", "Maandrapportage (14.1)"), ("en", "Monthly report (14.1)")])
def test_the_words_name_the_duty_and_its_clause(lang, said):
    assert said in str(document(read(TEXT.format(credit=BY_DAY)), lang=lang, year=2026))


def test_what_is_due_when_a_day_ends_is_due_in_the_month_of_that_day():
    """After May: midnight after 30 June, after July: 30 August; no month has two of them, and none is empty."""
    text = TEXT.replace("within: 10d after period", "within: 30d after period")
    agreement = read(text.format(credit=IN_A_ROW))
    found = credits_of(shortfalls(agreement, (), "2027-01-01 00:00"), agreement, Facts(()))
    zone = at(agreement, "2026-01-01").tzinfo
    given = {award.period.start.astimezone(zone).month: int(award.amount) for award in found.awards}
    assert given == {6: 50, 7: 100, 8: 150, 9: 200, 10: 250, 11: 300, 12: 350}


def test_two_occasions_that_are_alike_are_two():
    """Both due on 5 June at 17:00, done on 20 July: 20 EUR, and 5 more up to the cap of the month."""
    credit = "visit, quantity: overdue, credit: 20 EUR, every: started 365d"
    text = TEXT.replace("within: 15m", "within: 1bd on office").replace(
        "targets:", 'calendars: {{office: {{hours: {{mon-fri: "09:00-17:00"}}}}}}\ntargets:'
    )
    agreement = read(text.format(credit=credit) + "limits: {at_most: 25 EUR, per: month}\n")
    alike = [("visit", "x", f"2026-06-04 1{hour}:00", "2026-07-20 17:00") for hour in (0, 1)]
    found = credits_of(shortfalls(agreement, alike, "2026-08-01 00:00"), agreement, Facts(()))
    assert (sum(award.amount for award in found.awards), found.undecided) == (25, ())


def test_an_event_before_the_agreement_asks_for_nothing():
    assert given(BY_VISIT, ("visit", "early", "2026-04-30 10:00", "2026-04-30 12:00"), as_of="2026-08-01 00:00") == {}


@pytest.mark.parametrize(
    ("credit", "code"),
    [("paying, credit: 1 EUR", "credit-of-customers-duty"), ("report, credit: 1 EUR", "measure-is-target")],
)
def test_whom_a_credit_cannot_be_about(credit, code):
    text = TEXT.replace("credits:", "  paying: {{after: invoice, within: 30d, owner: customer}}\ncredits:")
    if code == "measure-is-target":
        text = text.replace("{{target: ", "{{measure: ")
    with pytest.raises(BadAgreement) as refusal:
        read(text.format(credit=credit))
    assert [each.code for each in refusal.value.findings] == [code]
