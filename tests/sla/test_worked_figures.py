"""
The worked figures of real agreements, from the text in YAML to the cent.

Amounts come from the sources themselves where they work out an example, and else from the arithmetic beside the row.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from houvast.sla.credit import Facts, reckon
from houvast.sla.terms import HOUR, Span
from tests.sla.money import agreement, awarded, measured, money, month, only

# -- expertsystems: fee × (down hours ÷ 730) × 50, and a full month when the factor exceeds one ---------

EXPERTSYSTEMS = """
fees: {hosting: 30 USD per month}
credits:
  downtime:
    target: uptime
    quantity: downtime
    credit: 100%
    every: exact 730h
    times: 50
    round_share: 0.01 half-up
    of: hosting
    limits: {at_most: 100%}
"""


@pytest.mark.parametrize(
    ("down", "rounding", "amount"),
    [
        ("4h", "0.01 half-up", "8.10"),  # 4 ÷ 730 × 50 = 0.27397…, first rounded to 0.27; × 30
        ("4h", "none", "8.22"),  # 0.27397… × 30 = 8.2191…
        ("14h36m", "none", "30.00"),  # 14.6 ÷ 730 × 50 = 1 exactly
        ("20h", "0.01 half-up", "30.00"),  # factor 1.37: the full month
    ],
)
def test_expertsystems(down, rounding, amount):
    text = EXPERTSYSTEMS.replace("0.01 half-up", rounding)
    assert awarded(text, measured(down=down)) == money(amount, "USD")


def test_expertsystems_says_how_it_came_to_its_amount():
    award = only(EXPERTSYSTEMS, measured(down="20h"))
    derivation = award.derivation
    assert (derivation.value, derivation.basis.amount) == (20 * HOUR, 30)
    (part,) = derivation.parts
    assert (part.blocks, part.share, part.amount) == (Fraction(20, 730), Fraction("1.37"), Fraction("41.1"))
    (cap,) = award.changes
    assert (cap.kind, cap.before, cap.after, cap.bound) == ("at_most", Fraction("41.1"), 30, 30)
    assert cap.path == ("credits", "downtime", "limits", "0")


# -- nl-telecom-law: 1/30 from 12 to 24 hours, 2/30 from 24 to 48, one more for each further 24 ----------

TELECOM = """
fees: {subscription: 46.50 EUR per month}
credits:
  outage:
    measure: outage
    quantity: incident
    of: subscription
    bands:
      - {at_least: 12h, credit: 1/30}
      - {at_least: 24h, credit: 2/30, plus: {credit: 1/30, every: full 24h, beyond: 24h}}
    limits: {at_least: 1 EUR, per: incident}
"""


@pytest.mark.parametrize(
    ("outage", "amount"),
    [
        ("11h59m", None),
        ("12h", "1.55"),  # 46.50 ÷ 30
        ("23h59m", "1.55"),
        ("24h", "3.10"),
        ("26h", "3.10"),
        ("48h", "4.65"),  # 3 × 1.55
        ("71h", "4.65"),
        ("72h", "6.20"),
    ],
)
def test_nl_telecom_law(outage, amount):
    assert awarded(TELECOM, measured(source="outage", incidents=(outage,))) == money(amount)


# -- nl-power-law: 35 euro from 4 to 8 hours, 20 for each further period of four hours ------------------

POWER = """
credits:
  outage:
    measure: outage
    quantity: incident
    bands:
      - {at_least: 4h, credit: 35 EUR, plus: {credit: 20 EUR, every: started 4h, beyond: 8h}}
"""


@pytest.mark.parametrize(
    ("outage", "amount"),
    [
        ("3h59m", None),
        ("4h", "35.00"),
        ("8h", "35.00"),
        ("8h1m", "55.00"),
        ("12h", "55.00"),
        ("13h", "75.00"),  # 35 + 2 started blocks of 20
    ],
)
def test_nl_power_law(outage, amount):
    assert awarded(POWER, measured(source="outage", incidents=(outage,))) == money(amount)


# -- txdir-pool: 40 % of the category pool, 50 % of what is at risk, 10 % of the invoice ----------------

POOL = """
fees:
  invoice: 100000 USD per month
  at-risk: 10% of invoice
  category: 50% of at-risk
credits:
  first-level: {measure: first-level, credit: 40%, of: category}
  second-level: {measure: second-level, credit: 60%, of: category}
  third-level: {measure: third-level, credit: 110%, of: category}
limits: {at_most: 100%, of: at-risk}
"""


@pytest.mark.parametrize(
    ("missed", "amount"),
    [
        (("first-level",), "2000"),  # 50% × 40% × (10% of 100,000)
        (("first-level", "second-level"), "5000"),  # several misses are added: 2,000 + 3,000
        (("first-level", "second-level", "third-level"), "10000"),  # 10,500, never above what is at risk
        ((), None),
    ],
)
def test_txdir_pool(missed, amount):
    levels = ("first-level", "second-level", "third-level")
    periods = [measured(source=level, reached=level not in missed) for level in levels]
    assert awarded(POOL, *periods) == money(amount, "USD")


def test_txdir_pool_shows_the_pools_it_was_taken_from():
    (fee,) = only(POOL, measured(source="first-level", reached=False)).derivation.basis.fees
    assert (fee.fee, fee.amount, fee.share, fee.whole, fee.of) == ("category", 5000, Fraction(1, 2), 10_000, "at-risk")


# -- uk-ccs-calloff: 0.5 % for each point under 98 ------------------------------------------------------

CALLOFF = """
fees: {charges: 10000 GBP per month}
credits:
  billing:
    measure: billing
    at_least: 98%
    quantity: shortfall
    credit: 0.5%
    every: exact 1%
    of: charges
"""


@pytest.mark.parametrize(
    ("achieved", "amount"),
    [
        ("98", None),
        ("75", "1150"),  # 23 points, 11.5% of 10,000
        ("97.5", "25"),  # half a point
    ],
)
def test_uk_ccs_calloff(achieved, amount):
    assert awarded(CALLOFF, measured(achieved, source="billing")) == money(amount, "GBP")


def test_uk_ccs_calloff_derives_23_points():
    derivation = only(CALLOFF, measured("75", source="billing")).derivation
    assert derivation.value == 23
    assert derivation.parts[0].share == Fraction("0.115")


# -- nodespace: 5 % for each thirty minutes, to the nearest; 100 % per thirty days ----------------------

NODESPACE = """
fees: {server: 100 USD per month}
credits:
  downtime:
    target: uptime
    quantity: downtime
    credit: 5%
    every: nearest 30m
    of: server
    limits: {at_most: 100%, per: 30d}
"""


@pytest.mark.parametrize(
    ("down", "amount"),
    [
        ("12h", "100"),  # 24 blocks would be 120%
        ("10h", "100"),  # 20 blocks reach the cap
        ("9h30m", "95"),
        ("3h34m", "35"),  # counts as 3.5 hours
        ("14m59s", None),
        ("15m", "5"),  # a half goes up
    ],
)
def test_nodespace(down, amount):
    assert awarded(NODESPACE, measured(down=down)) == money(amount, "USD")


# -- stablehost: 10 % for each 0.1 point under the target, for each 0.01 on enterprise ------------------

STABLEHOST = """
fees: {hosting: 100 USD per month}
credits:
  uptime:
    measure: share_served
    by: {plan: [shared, enterprise]}
    at_least: {shared: 99.9%, enterprise: 99.99%}
    quantity: shortfall
    credit: 10%
    every: {shared: full 0.1%, enterprise: full 0.01%}
    of: hosting
    limits: {at_most: 100%}
"""


@pytest.mark.parametrize(
    ("plan", "figure", "amount"),
    [
        ("shared", "99.9", None),
        ("shared", "99.8", "10"),
        ("shared", "99.7", "20"),
        ("enterprise", "99.98", "10"),
        ("shared", "99.85", None),
        ("shared", "90", "100"),  # 99 blocks, capped
    ],
)
def test_stablehost(plan, figure, amount):
    served = measured(figure, source="share_served")
    assert awarded(STABLEHOST, served, attributes={"plan": plan}) == money(amount, "USD")


# -- webdiensten-zzp: (monthly price ÷ minutes in the month) × (down minutes − 4.5) × 100 ----------------

WEBDIENSTEN = """
fees: {hosting: 20 EUR per month}
credits:
  downtime:
    target: uptime
    quantity: downtime
    by: {service: [vps, "*"]}
    credit: 100%
    every: exact period
    beyond: {vps: 4m30s, "*": 120m}
    times: 100
    of: hosting
    limits:
      - {at_least: 1 EUR}
      - {at_most: 100%}
claim: {required: yes}
settlement: {by: invoice}
"""


@pytest.mark.parametrize(
    ("service", "down", "period", "amount"),
    [
        ("vps", "64.5m", month(6), "2.78"),  # 20 ÷ 43,200 × 60 × 100 = 2.7777…
        ("vps", "64.5m", month(7), "2.69"),  # 20 ÷ 44,640 × 60 × 100 = 2.6881…
        ("vps", "4.5m", month(6), None),
        ("vps", "5m", month(6), "1"),  # 0.023, raised to 1 euro
        ("vps", "30h", month(6), "20"),  # 83.1, at most the monthly price
        ("mail", "180m", month(6), "2.78"),  # other services: 120 minutes
    ],
)
def test_webdiensten_zzp(service, down, period, amount):
    found = awarded(WEBDIENSTEN, measured(down=down, period=period), attributes={"service": service})
    assert found == money(amount)


# -- busign: 5 % for each full hour of downtime above the guarantee, at most 50 % -----------------------

BUSIGN = """
fees: {hosting: 100 EUR per month}
credits:
  hosting:
    target: uptime
    quantity: excess
    credit: 5%
    every: full 1h
    of: hosting
    limits: {at_most: 50%}
"""


@pytest.mark.parametrize(
    ("down", "amount"),
    [
        ("183.2m", "10"),  # 99.9% of 30 days leaves 43.2 minutes; 140 above is 2 full hours
        ("43.2m", None),
        ("103.1m", None),  # 59.9 minutes above
        ("103.2m", "5"),
        ("20h", "50"),  # 19 full hours would be 95%
    ],
)
def test_busign(down, amount):
    assert awarded(BUSIGN, measured(down=down)) == money(amount)


# -- arcustech: 5 % for each started half hour ----------------------------------------------------------

ARCUSTECH = """
fees: {server: 100 USD per month}
credits:
  network: {target: uptime, quantity: downtime, credit: 5%, every: started 30m, of: server}
limits: {at_most: 100%, of: server, per: month}
"""


@pytest.mark.parametrize(
    ("down", "amount"),
    [("61m", "15"), ("60m", "10"), ("1s", "5"), ("0m", None), ("11h", "100")],
)
def test_arcustech(down, amount):
    assert awarded(ARCUSTECH, measured(down=down)) == money(amount, "USD")


# -- websi: twelve bands by three plans -----------------------------------------------------------------

WEBSI = """
fees: {hosting: 100 CZK per month}
credits:
  uptime:
    target: uptime
    by: {plan: [START, ISP, PLUS]}
    of: hosting
    bands:
      - {below: 99.90%, credit: {START: nothing, ISP: nothing, PLUS: 4%}}
      - {below: 99.80%, credit: {START: nothing, ISP: nothing, PLUS: 8%}}
      - {below: 99.70%, credit: {START: nothing, ISP: 8%, PLUS: 16%}}
      - {below: 99.50%, credit: {START: 5%, ISP: 12%, PLUS: 20%}}
      - {below: 96%, credit: {START: 27%, ISP: 44%, PLUS: 52%}}
"""


@pytest.mark.parametrize(
    ("plan", "figure", "amount"),
    [
        ("START", "99.60", None),
        ("ISP", "99.60", "8"),
        ("PLUS", "99.60", "16"),
        ("START", "99.49", "5"),
        ("START", "95.9", "27"),
        ("ISP", "95.9", "44"),
        ("PLUS", "95.9", "52"),
        ("PLUS", "99.90", None),
    ],
)
def test_websi(plan, figure, amount):
    assert awarded(WEBSI, measured(figure), attributes={"plan": plan}) == money(amount, "CZK")


# -- github-enterprise: edges of its own, over a quarter ------------------------------------------------

GITHUB = """
targets: {actions: {availability: actions, at_least: 99.9%, per: quarter}}
fees: {actions: 21 USD per month}
credits:
  actions:
    target: actions
    of: actions
    bands:
      - {at_most: 99.9%, above: 99.0%, credit: 10%}
      - {below: 99.0%, credit: 25%}
    limits: {at_most: 90d}
"""
QUARTER = Span(month(4).start, month(6).end)


@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("99.91", None),
        ("99.9", "6.30"),  # exactly the promise: 10% of three months of 21
        ("99.01", "6.30"),
        ("99.0", None),  # no band: the check of the agreement says so
        ("98.99", "15.75"),  # 25% of 63
    ],
)
def test_github_enterprise(figure, amount):
    assert awarded(GITHUB, measured(figure, source="actions", period=QUARTER)) == money(amount, "USD")


def test_an_amount_is_a_decimal_with_its_currency():
    found = reckon(agreement(GITHUB), Facts((measured("99.9", source="actions", period=QUARTER),)))
    assert found.totals == {"USD": Decimal("6.30")}
    assert isinstance(found.awards[0].amount, Decimal)
