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
