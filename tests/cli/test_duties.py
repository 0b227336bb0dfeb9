"""`houvast duties`: the occasions with their dues, worked out by hand, and what is refused."""

import json

import pytest

AGREEMENT, DEEDS = "indicators/agreement.yaml", "indicators/deeds.csv"
DUTIES = ("duties", AGREEMENT, DEEDS, "--as-of", "2026-05-30T12:00")


@pytest.fixture
def occasions(houvast):
    def occasions(*argv):
        run = houvast(*argv, "--json")
        assert (run.status, run.err) == (0, "")
        return json.loads(run.out)["occasions"]

    return occasions


def test_by_hand(occasions):
    """Five days after a month is the midnight that ends the fifth; two weeks before 20 May 20:00 is 6 May 20:00."""
    told = [(each["duty"], each["about"], each["due_at"], each["verdict"]) for each in occasions(*DUTIES)]
    assert told == [
        ("report", "2026-01", "2026-02-05T23:00:00Z", "breached"),
        ("report", "2026-02", "2026-03-05T23:00:00Z", "breached"),
        ("report", "2026-03", "2026-04-05T22:00:00Z", "met"),
        ("report", "2026-04", "2026-05-05T22:00:00Z", "breached"),
        ("breach", "stolen laptop", "2026-05-06T08:00:00Z", "breached"),
        ("breach", "wrong mail", "2026-05-30T10:00:00Z", "pending"),
        ("release", "4.2", "2026-05-06T18:00:00Z", "met"),
    ]


def test_the_limit_of_the_law_stands_beside_it(occasions, houvast):
    laptop = next(each for each in occasions(*DUTIES) if each["about"] == "stolen laptop")
    assert (laptop["legal_due_at"], laptop["legal_verdict"]) == ("2026-05-07T08:00:00Z", "met")
    assert (laptop["done_at"], laptop["owner"], laptop["to"]) == ("2026-05-06T14:00:00Z", "provider", ["authority"])
    report = occasions(*DUTIES)[0]
    assert (report["legal_due_at"], report["legal_verdict"]) == (None, None)
    assert "– by law" in houvast(*DUTIES).out


def test_what_happened_after_the_moment_of_looking_has_not_been_done(occasions):
    told = {each["about"]: each for each in occasions(*DUTIES[:3], "--as-of", "2026-05-05T12:00")}
    assert (told["2026-04"]["verdict"], told["2026-04"]["done_at"]) == ("pending", None)
    assert told["stolen laptop"]["verdict"] == "pending"


def test_a_duty_without_an_occasion_is_told(houvast, tmp_path):
    (tmp_path / "none.csv").write_text("duty,about,at,done_at\n")
    run = houvast("duties", AGREEMENT, tmp_path / "none.csv", "--as-of", "2026-01-15T12:00")
    assert run.status == 0
    assert "Nothing was due and nothing happened that asks for: report, breach, release." in run.out


def test_an_agreement_without_duties_says_so(houvast, tmp_path):
    (tmp_path / "none.csv").write_text("duty,about,at,done_at\n")
    for lang, words in {"en": "The agreement has no duties.", "nl": "De overeenkomst heeft geen plichten."}.items():
        run = houvast("duties", "agreement.yaml", tmp_path / "none.csv", "--lang", lang)
        assert run.status == 0
        assert words in run.out


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("reprot,2026-05,,", ":2:1: the agreement has no duty 'reprot'; it has: report, breach, release; did you mean"),
        ("report,mei,,", ":2:8: 'mei' is no period of duty 'report'"),
        ("breach,laptop,,", ":2:15: duty 'breach' depends on 'becoming aware', so 'at' must say when that was"),
    ],
)
def test_what_no_duty_is_about_is_refused(houvast, tmp_path, row, message):
    (tmp_path / "deeds.csv").write_text(f"duty,about,at,done_at\n{row}\n")
    run = houvast("duties", AGREEMENT, tmp_path / "deeds.csv")
    assert (run.status, run.out) == (1, "")
    assert message in run.err


CREDITED = """\
houvast: 1
agreement: duties
parties: {provider: A, customer: B}
effective: {from: 2026-05-01}
timezone: Europe/Amsterdam
targets: {response: {within: 4h, goal: 95%, per: month}}
duties:
  report: {every: month, within: 10d after period}
  visit: {after: appointment, within: 15m}
fees: {service: 900 EUR per month}
credits:
  late-report: {target: report, quantity: overdue, credit: 100 EUR, every: started 1d}
  missed-visit: {target: visit, quantity: count, credit: 1%, every: full 1, of: service}
  any: {target: [visit, response], quantity: misses, credit: 1 EUR, every: full 1}
  late: {target: response, credit: 5 EUR}
"""
LATE = """\
duty,about,at,done_at
report,2026-05,,2026-06-13T09:00
visit,first,2026-06-04T10:00,2026-06-04T10:20
visit,second,2026-07-04T10:00,2026-07-04T10:20
"""


@pytest.fixture
def credited(houvast, tmp_path):
    """Runs `duties` on late deeds, as of 5 July 2026: June is over, July is not."""
    (tmp_path / "credited.yaml").write_text(CREDITED)
    (tmp_path / "late.csv").write_text(LATE)

    def credited(*argv):
        files = (tmp_path / "credited.yaml", tmp_path / "late.csv")
        return houvast("duties", *files, "--as-of", "2026-07-05T12:00", *argv)

    return credited


def test_credits_for_late_duties_by_hand(credited):
    """Due at the end of 10 June, done on the 13th at nine: a third day has begun. One visit late, 1% of 900."""
    found = json.loads(credited("--json").out)
    given = [(each["credit"], each["period"], each["amount"]) for each in found["credits"]]
    assert given == [("late-report", "2026-06", "300"), ("missed-visit", "2026-06", "9")]
    assert found["totals"] == {"EUR": "309"}
    assert [(each["credit"], each["missing"], each["name"]) for each in found["undecided"]] == [
        ("any", "source", "response")
    ]
    assert found["not_reckoned"] == {"any": ["response"], "late": ["response"]}


def test_another_fee_gives_another_credit(credited):
    found = json.loads(credited("--json", "--fee", "service=1000").out)
    assert [each["amount"] for each in found["credits"]] == ["300", "10"]
    assert credited("--fee", "rent=1").status == 2


def test_a_month_that_is_not_over_has_no_credit_yet(credited):
    assert "Not over, so no credit yet: report 2026-07, visit 2026-07." in credited().out


def test_without_credits_on_duties_nothing_is_said_of_them(houvast):
    assert "Credits" not in houvast(*DUTIES).out
