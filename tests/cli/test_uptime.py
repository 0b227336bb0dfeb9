"""`houvast uptime`: the document that holds the figures, what is refused, and what the reader is told beforehand."""

import json

import pytest

from tests.cli.test_documents import shape

AGREEMENT, OUTAGES = "uptime/agreement.yaml", "uptime/outages.csv"
AS_OF = ("--as-of", "2026-07-02T00:00")
UPTIME = ("uptime", AGREEMENT, OUTAGES, *AS_OF)
MAY = (*UPTIME, "--period", "2026-05")


@pytest.fixture
def document(houvast):
    def document(*argv):
        run = houvast(*argv, "--json")
        assert (run.status, run.err) == (0, "")
        return json.loads(run.out)

    return document


def test_may_by_hand(document):
    """
    744 hours; 2 + 1 of maintenance within its window, 1 of the carrier, ten minutes that nobody knows.

    Down: the last hour of the second night, 75 minutes of database, 15 minutes slow at half, 20 minutes without proof.
    """
    (may,) = document(*MAY)["periods"]
    hours = 3600
    assert may["window_seconds"] == 744 * hours
    assert may["base_seconds"] == (744 - 3 - 1) * hours - 600
    assert may["downtime_seconds"] == (60 + 75 + 7.5 + 20) * 60
    assert may["figure_percent"] == pytest.approx(100 * (1 - 162.5 / (740 * 60 - 10)), abs=1e-6)
    assert may["reached"] is False
    # Without exclusions three more hours of maintenance and the hour of the carrier count.
    assert may["with_all_percent"] == pytest.approx(100 * (1 - (162.5 + 240) / (744 * 60 - 10)), abs=1e-6)
    assert may["lowest_percent"] == pytest.approx(100 * (1 - 172.5 / (740 * 60)), abs=1e-6)
    assert [(each["counted"], each["name"], each["seconds"]) for each in may["excluded_by"]] == [
        ("planned", "patches", 3 * hours),
        ("excluded", "third-party", hours),
    ]


def test_stretches_join_and_add_up(document):
    for period in document(*UPTIME)["periods"]:
        stretches = period["stretches"]
        assert [each["from"] for each in stretches[1:]] == [each["to"] for each in stretches[:-1]]
        assert (stretches[0]["from"], stretches[-1]["to"]) == (period["from"], period["to"])
        down = sum(each["seconds"] * each["weight"] for each in stretches)
        assert down == period["downtime_seconds"] == sum(each["downtime_seconds"] for each in period["incidents"])


def test_the_credit_with_its_derivation(document):
    (credit,) = document(*MAY)["credits"]
    assert (credit["amount"], credit["unit"]) == ("187.5", "EUR")  # 10 % of 1250, twice, at most 15 %
    assert [(each["kind"], each["before"], each["after"]) for each in credit["changes"]] == [
        ("raised", "125", "250"),
        ("at_most", "250", "187.5"),
    ]
    assert credit["clause"] == {"path": ["credits", "uptime"], "line": 38}
    assert (credit["standing"], credit["claim_until"]) == ("lapsed", "2026-06-30T22:00:00Z")


INCIDENTS = ("uptime", "uptime/incidents.yaml", "uptime/incidents.csv", "--as-of", "2026-08-05T00:00")


def test_an_outage_over_the_end_of_a_month_is_one_incident_of_the_first(document):
    june, july = (document(*INCIDENTS, "--period", month) for month in ("2026-06", "2026-07"))
    # 45 minutes are one started hour; from 23:00 to 02:00 are three.
    assert [(each["value"], each["amount"]) for each in june["credits"]] == [(2700, "10"), (10800, "30")]
    assert june["credits"][1]["incident"] == {"from": "2026-06-30T21:00:00Z", "to": "2026-07-01T00:00:00Z"}
    assert june["undecided"] == july["credits"] == []
    # The figure of each month is still its own.
    assert [each["downtime_seconds"] for each in june["periods"] + july["periods"]] == [2700 + 3600, 7200 + 7200]
    # The outage from 31 July still goes on.
    assert [(each["credit"], each["missing"]) for each in july["undecided"]] == [("outage", "incident")]


def test_an_outage_that_goes_on_is_told(houvast):
    told = houvast(*INCIDENTS, "--period", "2026-07").out
    assert "outage: uptime, 2026-07: not every incident is known, or known to its end" in told


def test_the_shape_of_the_document(document):
    found = shape(document(*MAY))
    assert found["periods"][0]["parts"] == []
    assert found["periods"][0]["stretches"] == [
        dict.fromkeys(("from", "to"), "str")
        | {"seconds": "int", "counted": "str", "why": "str", "weight": "float"}
        | dict.fromkeys(("cause", "component", "maintenance"), "str")
    ]
    assert list(found) == [
        *("agreement", "sha256", "as_of", "timezone", "files"),
        *("unused_services", "silent_services", "unmeasured_targets", "unplaced_services", "left_out"),
        *("periods", "credits", "totals", "undecided", "followed", "not_reckoned", "looked_back_to"),
    ]


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_document_is_the_same_in_every_language(document, lang):
    assert document(*MAY, "--lang", lang) == document(*MAY)


# -- which periods --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "periods"),
    [
        ((), ["uptime 2026-04", "uptime 2026-05", "uptime 2026-06", "uptime 2026-07", "helpdesk 2026-Q2"]),
        (("--target", "helpdesk"), ["helpdesk 2026-Q2"]),
        (("--period", "2026-Q2", "--target", "uptime"), ["uptime 2026-04", "uptime 2026-05", "uptime 2026-06"]),
        (("--period", "2026-Q2"), ["uptime 2026-04", "uptime 2026-05", "uptime 2026-06", "helpdesk 2026-Q2"]),
        (("--period", "2026-06", "--period", "2026-05", "--period", "2026-06"), ["uptime 2026-05", "uptime 2026-06"]),
        (("--period", "2026-02", "--target", "uptime"), ["uptime 2026-02"]),
    ],
)
def test_which_periods_are_judged(document, argv, periods):
    assert [f"{each['target']} {each['period']}" for each in document(*UPTIME, *argv)["periods"]] == periods


def test_a_period_that_is_not_over_has_no_credit_yet(document, houvast):
    before = ("uptime", AGREEMENT, OUTAGES, "--as-of", "2026-05-31T23:59", "--period", "2026-05")
    assert document(*before)["credits"] == []
    assert "Not over, so no credit yet: uptime 2026-05." in houvast(*before).out


def test_an_outage_without_end_goes_on_until_the_moment_of_looking(document):
    (june,) = document("uptime", AGREEMENT, OUTAGES, "--as-of", "2026-06-09T16:00", "--period", "2026-06")["periods"]
    assert june["downtime_seconds"] == 6 * 3600


# -- what is told beforehand ----------------------------------------------------------------------------


def test_a_service_that_no_target_knows_is_told(document, houvast):
    assert document(*MAY)["unused_services"] == ["telefoon"]
    assert "In no target, so not looked at: 'telefoon' (did you mean 'telephone'?)." in houvast(*MAY).out


def test_a_service_of_which_nothing_is_recorded_is_told(document, tmp_path):
    (tmp_path / "none.csv").write_text("service,start,end,kind\n")
    found = document("uptime", AGREEMENT, tmp_path / "none.csv", *AS_OF, "--period", "2026-05")
    assert found["silent_services"] == ["telephone", "webshop"]
    assert found["periods"][0]["figure_percent"] == 100


def test_a_fact_about_a_mean_itself_is_told_as_it_is_not_looked_at(document, tmp_path):
    (tmp_path / "agreement.yaml").write_text(
        "houvast: 1\nagreement: mean\nparties: {provider: A, customer: B}\neffective: {from: 2026-01-01}\n"
        "timezone: UTC\nservices: {platform: {mean_of: {web: 1, api: 1}}}\n"
        "targets: {platform: {availability: platform, at_least: 99%}}\n"
    )
    (tmp_path / "outages.csv").write_text(
        "service,start,end,kind\nplatform,2026-05-04T08:00,2026-05-04T10:00,outage\n"
        "web,2026-06-04T08:00,2026-06-04T10:00,outage\n"
    )
    found = document("uptime", tmp_path / "agreement.yaml", tmp_path / "outages.csv", *AS_OF)
    assert found["unused_services"] == ["platform"]
    assert [each["period"] for each in found["periods"]] == ["2026-06"]


def test_counters_and_probes(document, tmp_path):
    agreement = tmp_path / "agreement.yaml"
    agreement.write_text(
        "houvast: 1\nagreement: measured\nparties: {provider: A, customer: B}\neffective: {from: 2026-01-01}\n"
        "timezone: UTC\ntargets:\n"
        "  api: {availability: api, at_least: 99%, measured: counters, counters: {figure: total}}\n"
        "  site: {availability: site, at_least: 99%, measured: probes, probes: {holds: 10m}, unknown: up}\n"
    )
    (tmp_path / "outages.csv").write_text("service,start,end,kind\n")
    (tmp_path / "slots.csv").write_text(
        "service,at,length,requests,errors\napi,2026-05-01T00:00,1h,900,2\napi,2026-05-01T01:00,1h,100,3\n"
    )
    (tmp_path / "seen.csv").write_text("service,at,state\nsite,2026-05-01T00:00,down\nsite,2026-05-01T00:05,up\n")
    base = ("uptime", agreement, tmp_path / "outages.csv", *AS_OF, "--period", "2026-05")
    assert document(*base)["unmeasured_targets"] == ["api", "site"]
    assert document(*base)["periods"][0]["figure_percent"] is None
    found = document(*base, "--counters", tmp_path / "slots.csv", "--probes", tmp_path / "seen.csv")
    assert [each["rows"] for each in found["files"]] == [0, 2, 2]
    api, site = found["periods"]
    assert (api["events"], api["figure_percent"]) == ({"good": 995, "all": 1000}, 99.5)
    assert site["downtime_seconds"] == 300


# -- credits that need more -----------------------------------------------------------------------------


@pytest.fixture
def quarter(tmp_path):
    (tmp_path / "outages.csv").write_text(
        "service,start,end,kind\ntelephone,2026-05-04T08:00,2026-05-04T16:00,outage\n"
    )
    return ("uptime", AGREEMENT, tmp_path / "outages.csv", *AS_OF, "--target", "helpdesk")


def test_a_fee_that_the_agreement_leaves_open(document, houvast, quarter):
    (unknown,) = document(*quarter)["undecided"]
    assert (unknown["missing"], unknown["name"], unknown["period"]) == ("fee", "licences", "2026-Q2")
    assert "helpdesk, 2026-Q2: fee 'licences' is not known; give --fee licences=AMOUNT" in houvast(*quarter).out
    (credit,) = document(*quarter, "--fee", "licences=400")["credits"]
    assert credit["base"]["amount"] == "1200"  # three months
    assert credit["amount"] == "60"  # 5 %, well under 15 % of hosting


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ((*UPTIME, "--target", "up"), "no target 'up' on availability; it has: uptime, helpdesk"),
        ((*UPTIME, "--target", "uptme"), "; did you mean 'uptime'?"),
        ((*UPTIME, "--period", "mei"), "--period: 'mei' is no period of uptime, helpdesk; write 2026-05, 2026-Q2, "),
        ((*UPTIME, "--period", "2026-05", "--target", "helpdesk"), "--period: '2026-05' is no period of helpdesk;"),
        (("uptime", AGREEMENT, OUTAGES, "--as-of", "2026-01-02T00:00"), "no period is touched by what was read; say"),
        ((*MAY, "--fee", "hosting"), "--fee: 'hosting' is not NAME=VALUE"),
        ((*MAY, "--fee", "hostng=3"), "has no fee 'hostng' of its own; it has: hosting, licences; did you mean 'host"),
        ((*MAY, "--fee", "hosting=1.250,00"), "--fee hosting: '1.250,00' is not an amount such as 1250.00"),
        ((*MAY, "--fee", "hosting=-1"), "--fee hosting: '-1' is not an amount"),
        ((*MAY, "--attribute", "=x"), "--attribute: '=x' is not NAME=VALUE"),
        (("uptime", AGREEMENT, "nothing.csv"), "nothing.csv: No such file or directory"),
        ((*MAY, "--counters", "nothing.csv"), "nothing.csv: No such file or directory"),
    ],
)
def test_wrong_use(houvast, argv, message):
    run = houvast(*argv)
    assert (run.status, run.out) == (2, "")
    assert message in run.err


def test_bad_outages_are_refused_with_their_place(houvast, tmp_path):
    (tmp_path / "bad.csv").write_text("service,start,end,kind\nweb,2026-05-01T10:00,2026-05-01T09:00,outage\n")
    run = houvast("uptime", AGREEMENT, tmp_path / "bad.csv", *AS_OF)
    assert (run.status, run.out) == (1, "")
    assert "bad.csv:2:22: 'end' lies before 'start'; leave 'end' empty" in run.err


# -- each service of a kind, aims, tickets --------------------------------------------------------------


@pytest.fixture
def servers(tmp_path):
    (tmp_path / "agreement.yaml").write_text(
        "houvast: 1\nagreement: servers\nparties: {provider: A, customer: B}\neffective: {from: 2026-01-01}\n"
        "timezone: UTC\nfees: {server: 100 EUR per month}\n"
        "services: {server/alpha: {attributes: {tier: gold}}, server/beta: {attributes: {tier: gold}}}\n"
        "calendars: {always: 24/7}\nclocks: {response: {start: opened, stop: reply}}\n"
        "targets:\n  gold: {availability: {each: server}, at_least: 99.9%, when: {tier: gold}}\n"
        "  site: {availability: site, at_least: best effort}\n"
        "  response: {clock: response, within: 1h, goal: 90%, per: month}\n"
        "credits:\n  gold: {target: gold, credit: 10%, of: server}\n"
        "  any: {target: [gold, response], quantity: misses, credit: 1%, every: full 1, of: server}\n"
    )
    (tmp_path / "outages.csv").write_text(
        "service,start,end,kind\nserver/beta,2026-05-04T08:00,2026-05-04T10:00,outage\n"
        "server/gamma,2026-05-04T08:00,2026-05-04T10:00,outage\nsite,2026-05-04T08:00,2026-05-05T08:00,outage\n"
    )
    (tmp_path / "events.csv").write_text(
        "ticket,at,event\nT1,2026-05-04T08:00,opened\nT1,2026-05-04T10:00,reply\nT2,2026-04-04T08:00,opened\n"
    )
    return ("uptime", tmp_path / "agreement.yaml", tmp_path / "outages.csv", *AS_OF, "--period", "2026-05")


def test_each_service_of_a_kind_by_itself(document, houvast, servers):
    found = document(*servers)
    told = {each["service"]: (each["reached"], each["downtime_seconds"]) for each in found["periods"]}
    assert told == {"server/alpha": (True, 0), "server/beta": (False, 7200), "site": (None, 86400)}
    assert found["unplaced_services"] == ["server/gamma"]
    assert (found["unused_services"], found["silent_services"]) == ([], ["server/alpha"])
    assert [(each["credit"], each["resource"], each["amount"]) for each in found["credits"]] == [
        ("gold", "server/beta", "10")
    ]
    out = houvast(*servers).out
    assert "gold server/beta, 2026-05: 99.731 %, promised 99.9 %: not reached" in out
    assert "site, 2026-05: 96.774 %, promised best effort: an aim, not judged" in out
    assert "Not judged, as the agreement does not say what kind they are: 'server/gamma'." in out


def test_misses_of_what_was_not_measured_leave_an_amount_open(document, servers, houvast):
    found = document(*servers)
    assert found["not_reckoned"] == {"any": ["response"]}
    assert [(each["credit"], each["missing"], each["name"]) for each in found["undecided"]] == [
        ("any", "source", "response")
    ]
    assert "it counts misses of response too, which was not measured here" in houvast(*servers).out


def test_with_a_ticket_log_its_credits_are_reckoned_too(document, servers):
    found = document(*servers, "--events", servers[1].parent / "events.csv")
    assert (found["not_reckoned"], found["undecided"]) == ({}, [])
    told = [(each["credit"], each["target"], each["period"], each["amount"]) for each in found["credits"]]
    # The server and the tickets are different resources, so each miss is one by itself; April was not asked for.
    assert told == [
        ("gold", "gold", "2026-05", "10"),
        ("any", "gold", "2026-05", "1"),
        ("any", "response", "2026-05", "1"),
    ]
    assert [each["rows"] for each in found["files"]] == [3, 3]
