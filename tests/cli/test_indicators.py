"""`houvast indicators`: the document that holds the figures, what is refused, and experience beside service levels."""

import json

import pytest

AGREEMENT, READINGS, OUTAGES = "indicators/agreement.yaml", "indicators/readings.csv", "indicators/outages.csv"
XLA, ANSWERS, SLA = "indicators/xla.yaml", "indicators/answers.csv", "indicators/sla.yaml"
AS_OF = ("--as-of", "2026-06-15T12:00")
ALL = ("indicators", AGREEMENT, READINGS, *AS_OF)
MAY = (*ALL, "--period", "2026-05", "--outages", OUTAGES)
EXPERIENCE = ("indicators", XLA, ANSWERS, *AS_OF)
BESIDE = (*EXPERIENCE, "--beside", SLA)


@pytest.fixture
def document(houvast):
    def document(*argv):
        run = houvast(*argv, "--json")
        assert (run.status, run.err) == (0, "")
        return json.loads(run.out)

    return document


def period(document, target):
    return next(each for each in document["periods"] if each["target"] == target)


def test_a_share_by_hand(document):
    """Nine rows in May: at closing time, on a Saturday, a test call, one unanswered; four of the other five in 5m."""
    found = period(document(*MAY), "telephone")
    assert (found["figure"], found["numerator"], found["denominator"], found["reached"]) == (80, 4, 5, False)
    assert (found["readings"], found["unanswered"], found["outside"]) == (5, 1, 2)
    assert found["left_out"] == {"test-call": 1}
    assert (found["promised"], found["unit"], found["open"]) == ({"at_least": 90}, "%", None)
    assert (found["from"], found["to"]) == ("2026-04-30T22:00:00Z", "2026-05-31T22:00:00Z")


def test_each_route_by_hand(document):
    """South: the highest of 4 May is 35, of 11 May 61.5; the 400 of 10 May was read during announced maintenance."""
    found = period(document(*MAY), "round-trip")
    assert (found["figure"], found["reached"], found["left_out"]) == (None, False, {"maintenance": 1})
    told = {each["name"]: (each["figure"], each["reached"], each["slots"]) for each in found["parts"]}
    assert told == {
        "north": (39.25, True, {"with_readings": 2, "all": 31}),
        "south": (61.5, False, {"with_readings": 2, "all": 31}),
    }


def test_a_ratio_is_rounded_as_agreed(document):
    found = period(document(*MAY), "spam")
    assert (found["figure"], found["numerator"], found["denominator"]) == (96.66, 2900, 3000)  # 96.666… down


def test_an_aim_has_no_verdict_and_a_figure_never_looks_better_than_it_is(document, houvast):
    found = period(document(*MAY), "capacity")
    assert (found["figure"], found["reached"], found["open"]) == (71.1234, None, None)
    assert "71.124 GB, promised at most 60 GB: an aim, not judged" in houvast(*MAY).out


def test_credits_by_hand(document):
    """
    Two full tens over 40; one backup that failed, at 2 %; 5 % doubled.

    It is doubled as April was missed too: one of its two calls was answered after nine minutes.
    """
    found = document(*MAY)
    told = [(each["credit"], each["resource"], each["amount"]) for each in found["credits"]]
    assert told == [("round-trip", "south", "10"), ("telephone", "", "50"), ("failed-backups", "", "10")]
    assert (found["totals"], found["looked_back_to"]) == ({"EUR": "70"}, "2026-03-31T22:00:00Z")


def test_a_credit_is_told_in_the_unit_of_its_figure(houvast):
    assert "  21.5 ms over the promise (line 47)\n" in houvast(*MAY).out
    assert "  counted: 1 (line 49)\n" in houvast(*MAY).out


def test_without_a_label_every_period_that_readings_touch(document):
    labels = {}
    for each in document(*ALL)["periods"]:
        labels.setdefault(each["target"], []).append(each["period"])
    assert labels == {
        "telephone": ["2026-04", "2026-05"],
        "round-trip": ["2026-05", "2026-06"],
        "spam": ["2026-05"],
        # Of a count none is known too, wherever anything was read.
        "failed-backups": ["2026-04", "2026-05", "2026-06"],
        "capacity": ["2026-05"],
    }


def test_what_is_told_beforehand(document, houvast):
    found = document(*ALL)
    assert found["unused_indicators"] == ["delays"]
    assert found["without_maintenance"] == ["round-trip"]
    assert "In no target, so not looked at: 'delays' (did you mean 'delay'?)." in houvast(*ALL).out


def test_what_no_reading_says_is_told(document, tmp_path):
    (tmp_path / "few.csv").write_text("indicator,at,value\ndelay,2026-05-04T09:00,20\n")
    found = document("indicators", AGREEMENT, tmp_path / "few.csv", *AS_OF)
    assert found["missing_attributes"] == ["route"]
    assert found["silent_indicators"] == ["backup", "disk-use", "spam", "wait"]
    assert period(found, "round-trip")["open"] == "unplaced"


def test_a_label_that_one_target_does_not_have_is_left_out_and_told(document, tmp_path):
    (tmp_path / "quarter.yaml").write_text(
        "houvast: 1\nagreement: a\nparties: {provider: A, customer: B}\neffective: {from: 2026-01-01}\ntimezone: UTC\n"
        "targets: {x: {indicator: x, at_most: 1}, y: {indicator: y, at_most: 1, per: quarter}}\n"
    )
    (tmp_path / "x.csv").write_text("indicator,at,value\nx,2026-05-04T09:00,1\n")
    found = document("indicators", tmp_path / "quarter.yaml", tmp_path / "x.csv", *AS_OF, "--period", "2026-05")
    assert found["left_out"] == [{"target": "y", "period": "2026-05"}]
    assert [(each["target"], each["reached"]) for each in found["periods"]] == [("x", True)]


def test_many_values_show_those_that_missed(houvast, document, tmp_path):
    rows = [f"delay,2026-05-04T09:00,{50 if name == 33 else 20},r{name:02}\n" for name in range(35)]
    (tmp_path / "many.csv").write_text("indicator,at,value,route\n" + "".join(rows))
    argv = ("indicators", AGREEMENT, tmp_path / "many.csv", *AS_OF, "--target", "round-trip")
    assert len(document(*argv)["periods"][0]["parts"]) == 35
    out = houvast(*argv).out
    assert "r33" in out
    assert "and 5 more; --json has them all" in out


def test_an_agreement_without_indicators_says_so(houvast, document):
    assert (
        "The agreement has no targets on indicators." in houvast("indicators", "agreement.yaml", READINGS, *AS_OF).out
    )
    assert document("indicators", "agreement.yaml", READINGS, *AS_OF)["periods"] == []
    told = houvast("indicators", "agreement.yaml", READINGS, *AS_OF, "--lang", "nl").out
    assert "De overeenkomst heeft geen normen op indicatoren." in told


# -- experience beside service levels -------------------------------------------------------------------


def test_a_green_report_with_unhappy_users(document):
    """May: the reply came within the hour, the network was up; a third of the answers was 8 or more."""
    found = document(*BESIDE, "--events", "indicators/events.csv", "--outages", OUTAGES, "--period", "2026-05")
    (may,) = found["beside"]["periods"]
    assert may["watermelon"] is True
    assert may["service_levels"] == {"response": True, "network": True}
    assert may["experience"] == {"satisfaction": False, "effort": False, "experience": False}
    assert found["beside"]["agreement"] == "acme-desk"
    assert [each["file"] for each in found["files"]] == [ANSWERS, OUTAGES, "indicators/events.csv"]


def test_a_late_reply_and_happy_users(document):
    found = document(*BESIDE, "--events", "indicators/events.csv", "--period", "2026-04")
    (april,) = found["beside"]["periods"]
    assert april["watermelon"] is False
    assert april["service_levels"] == {"response": False, "network": None}  # no outages were given


def test_without_facts_about_the_levels_nothing_is_said(document, houvast):
    (may,) = document(*BESIDE, "--period", "2026-05")["beside"]["periods"]
    assert may["watermelon"] is None
    assert "2026-05: too little is known to say so\n" in houvast(*BESIDE, "--period", "2026-05").out


def test_a_level_on_an_indicator_is_judged_by_the_same_readings(document, tmp_path):
    (tmp_path / "sla.yaml").write_text(
        "houvast: 1\nagreement: a\nparties: {provider: A, customer: B}\neffective: {from: 2026-01-01}\n"
        "timezone: Europe/Amsterdam\ntargets: {lost: {indicator: lost-minutes, figure: sum, at_most: 80}}\n"
    )
    found = document(*EXPERIENCE, "--beside", tmp_path / "sla.yaml", "--period", "2026-05")
    assert found["beside"]["periods"][0]["service_levels"] == {"lost": True}
    assert found["beside"]["periods"][0]["watermelon"] is True


def test_nothing_beside_is_nothing_said(document):
    assert document(*EXPERIENCE)["beside"] is None


# -- wrong use ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ((*ALL, "--target", "telefone"), "no target 'telefone' on indicators; it has: telephone, round-trip, spam, "),
        ((*ALL, "--target", "telefone"), "; did you mean 'telephone'?"),
        ((*ALL, "--period", "mei"), "--period: 'mei' is no period of telephone, round-trip, "),
        (("indicators", AGREEMENT, READINGS, "--as-of", "2026-01-02T00:00"), "no period is touched by what was read"),
        ((*ALL, "--fee", "hosting=3"), "--fee: the agreement has no fee 'hosting' of its own; it has: support"),
        ((*ALL, "--events", "events.csv"), "--events says something only together with --beside"),
        (
            (*ALL, "--beside", SLA),
            "--beside holds experience beside service levels: AGREEMENT must be of kind xla",
        ),
        (("indicators", AGREEMENT, "nothing.csv"), "nothing.csv: No such file or directory"),
        ((*BESIDE[:-1], "nothing.yaml"), "nothing.yaml: No such file or directory"),
    ],
)
def test_wrong_use(houvast, argv, message):
    run = houvast(*argv)
    assert (run.status, run.out) == (2, "")
    assert message in run.err


def test_bad_readings_are_refused_with_their_place(houvast, tmp_path):
    (tmp_path / "bad.csv").write_text("indicator,at,value\nwait,2026-05-01T10:00,vlug\n")
    run = houvast("indicators", AGREEMENT, tmp_path / "bad.csv", *AS_OF, "--lang", "nl")
    assert (run.status, run.out) == (1, "")
    assert "bad.csv:2:23: value 'vlug' is geen getal zoals 40, -1 of 0.25" in run.err
