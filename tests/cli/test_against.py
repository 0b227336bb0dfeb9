"""`--against OTHER`: what another agreement makes of the same facts, as a document and where it is refused."""

import json

import pytest

from tests.cli.conftest import HERE

FILES = ("agreement.yaml", "events.csv")
MEASURE = ("measure", *FILES, "--as-of", "2027-01-02T00:00", "--against")
UPTIME = ("uptime", "uptime/agreement.yaml", "uptime/outages.csv", "--as-of", "2026-06-15T12:00", "--against")


@pytest.fixture
def document(houvast):
    def document(*argv):
        run = houvast(*argv, "--json")
        assert (run.status, run.err) == (0, "")
        return json.loads(run.out)

    return document


def test_clocks_that_flip(document):
    """4187 was answered after 38 minutes of an hour, now of half an hour; 4189 took longer than two office hours."""
    found = document(*MEASURE, "draft.yaml")
    assert (found["before"]["agreement"], found["after"]["agreement"]) == ("acme-2026", "acme-2027")
    flipped = {
        (each["ticket"], each["target"]): (each["before"]["verdict"], each["after"]["verdict"])
        for each in found["clocks"]["rows"]
    }
    assert flipped == {
        ("4187", "response"): ("met", "breached"),
        ("4190", "response"): ("breached", "breached"),  # its due moved, and it passed that one too
        ("4189", "resolution"): ("met", "breached"),
    }
    moved = {each["target"]: each["count"] for each in found["clocks"]["due_moved"]}
    assert moved == {"response": 2, "resolution": 1}
    assert found["clocks"]["changed"] == 3


def test_the_due_instants_before_and_after(document):
    rows = document(*MEASURE, "draft.yaml")["clocks"]["rows"]
    (ticket,) = (each for each in rows if each["ticket"] == "4187")
    assert ticket["before"]["due_at"] == "2026-12-23T15:12:00Z"
    assert ticket["after"]["due_at"] == "2026-12-23T14:42:00Z"


def test_the_measured_clocks_are_those_of_each_agreement(document, houvast, tmp_path):
    listed = document(*MEASURE, "draft.yaml")["clocks"]["rows"]
    changed = {(each["ticket"], each["target"], each["cycle"]): each for each in listed}
    sides = []
    for agreement in ("agreement.yaml", "draft.yaml"):
        out = tmp_path / f"{agreement}.json"
        houvast("measure", agreement, "events.csv", "--as-of", "2027-01-02T00:00", "--out", out)
        rows = json.loads(out.read_text())
        sides.append({(row["ticket"], row["target"], row["cycle"]): row for row in rows})
    for key in sides[0].keys() | sides[1].keys():
        before, after = ({name: side[key][name] for name in ("priority", "verdict", "due_at")} for side in sides)
        if key in changed:
            assert (changed[key]["before"], changed[key]["after"]) == (before, after)
        else:
            assert (before["verdict"], before["due_at"]) == (after["verdict"], after["due_at"])


def test_periods_and_credits_that_change(document):
    found = document(*MEASURE, "draft.yaml")
    december = found["periods"][0]
    assert (december["target"], december["period"]) == ("response", "2026-12")
    assert (december["before"]["figure_percent"], december["after"]["figure_percent"]) == (66.6, 33.3)
    # In force already: November was kept under both, December brings 5 % of 400.
    assert found["credits"] == [
        {
            "credit": "response",
            "period": "2026-12",
            "about": "",
            "before": None,
            "after": {"amounts": {"EUR": "20"}, "undecided": False},
        }
    ]


def test_a_price_for_a_fee_of_the_other(document):
    found = document(*MEASURE, "draft.yaml", "--fee", "support=1000")
    assert found["credits"][0]["after"]["amounts"] == {"EUR": "50"}


@pytest.mark.parametrize(
    ("argv", "other"), [(MEASURE, "agreement.yaml"), (UPTIME, "uptime/agreement.yaml")], ids=["measure", "uptime"]
)
def test_against_itself_nothing_changes(document, houvast, argv, other):
    found = document(*argv, other)
    assert (found["periods"], found["credits"]) == ([], [])
    assert not found.get("clocks", {}).get("rows")
    assert "Nothing changes: everything comes out the same." in houvast(*argv, other).out


def test_availability_that_changes(document):
    """A draft of 2027 is held against facts of 2026, as if it had been in force."""
    found = document(*UPTIME, "uptime/draft.yaml")
    april, may = found["periods"]
    assert (april["before"]["reached"], april["after"]["reached"]) == (False, True)  # 99.65 % of 99.6 %
    # Fifteen minutes of degraded service count whole: 162.5 minutes become 170.
    assert (may["before"]["downtime_seconds"], may["after"]["downtime_seconds"]) == (162.5 * 60, 170 * 60)
    assert may["after"]["reached"] is None  # ten unknown minutes could turn it
    assert [(each["period"], each["after"]) for each in found["credits"]] == [
        ("2026-04", None),
        ("2026-05", {"amounts": {}, "undecided": True}),
    ]


def test_a_target_of_only_one_agreement(document, tmp_path):
    text = (HERE / "uptime" / "draft.yaml").read_text().replace("helpdesk", "phones")
    (tmp_path / "draft.yaml").write_text(text)
    found = document(*UPTIME, tmp_path / "draft.yaml", "--period", "2026-Q2", "--target", "phones")
    assert [(each["target"], each["before"]) for each in found["periods"]] == [("phones", None)]
    assert found["periods"][0]["after"]["figure_percent"] == pytest.approx(99.859, abs=0.001)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ((*MEASURE, "draft.yaml", "--out", "x.csv"), "--out and --against do not go together"),
        ((*MEASURE, "draft.yaml", "--by", "team"), "--by and --against do not go together"),
        ((*UPTIME, "uptime/draft.yaml", "--events", "events.csv"), "--events and --against do not go together"),
        ((*MEASURE[:-1], "--fee", "a=1"), "--fee says something only together with --against"),
        ((*MEASURE[:-1], "--attribute", "a=1"), "--attribute says something only together with --against"),
        ((*MEASURE, "nothing.yaml"), "nothing.yaml: No such file or directory"),
        ((*UPTIME, "uptime/draft.yaml", "--target", "uptme"), "no target 'uptme' on availability"),
        ((*UPTIME, "uptime/draft.yaml", "--fee", "x=1"), "no fee 'x' of its own; it has: hosting, licences"),
    ],
)
def test_wrong_use(houvast, argv, message):
    run = houvast(*argv)
    assert (run.status, run.out) == (2, "")
    assert message in run.err
