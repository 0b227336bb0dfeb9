"""
Contradictions of real agreements, each as its author would write it here, and the line on which check finds it.

The agreements are those of which the published text contradicts itself or leaves open what it means; what they say is
told in our own words. `refused` is an error: such an agreement cannot be written down at all.
"""

from __future__ import annotations

import pytest

from houvast.sla.agreement.findings import Severity
from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.reading import BadAgreement, read
from tests.sla.agreement.texts import bare, marked

OFFICE = '{office: {hours: {mon-fri: "09:00-17:30"}, holidays: {country: NL}}}'


def uptime(said: str, **more: str) -> str:
    return bare(targets=f"{{uptime: {{availability: web, {said}}}}}", **more)


def bands(promise: str, written: str, rest: str = "") -> str:
    credit = f"{{uptime: {{target: uptime, of: plan{rest}, bands: [{written}]}}}}"
    return uptime(f"at_least: {promise}, per: month", fees="{plan: 30 EUR per month}", credits=credit)


XFACTOR = (
    "{at_least: 90.01%, at_most: 98%, credit: 25%}, {at_least: 80%, at_most: 90%, credit: 35%}, "
    "{below: 80%, credit: 50%}"
)
FOUND = [
    # the billing month decides, and 0.1% is shown as 43 minutes 50: that of an average month
    ("leaseweb-public-cloud", uptime("at_least: 99.9%, per: month from 15, allows: ¦43m50s"), "allowance-differs"),
    # actual availability is minutes, and is held against a percentage
    ("supabase-enterprise", uptime("at_least: ¦43156m, per: month"), "not-a-percentage"),
    ("supabase-enterprise", bands("99.9%", "{below: ¦43156m, credit: 10%}"), "not-a-quantity"),
    ("supabase-enterprise", bands("99.9%", "{above: ¦99.9%, credit: 10%}", ", quantity: downtime"), "not-a-length"),
    # the fee is given back for more than 0.01%, while 99.9% is promised
    ("expertsystems",
     bands("99.9%", "{above: 0.01%, credit: 10%}", ", quantity: unavailability").replace("bands", "¦bands"),
     "credit-though-met"),
    # 99.99% a month, defined over a year, and no credit until 99.9%
    ("fuuz", bands("99.99%", "{below: 99.9%, credit: 10%}").replace("bands", "¦bands"), "credit-starts-late"),
    ("fuuz", uptime("at_least: 99.99%, per: month, denominator: ¦8760h"), "denominator-of-other-period"),
    # 25% between 90.01% and 98%, 35% to 90%, 50% below 80%; the promise is 99%
    ("xfactor", bands("99%", XFACTOR).replace("bands", "¦bands"), "credit-starts-late"),
    ("xfactor", bands("99%", XFACTOR).replace("bands", "¦bands"), "band-gap"),
    # 99.99% per calendar month, at most 4.5 minutes
    ("webdiensten-zzp", uptime("at_least: 99.99%, per: month, allows: ¦4m30s"), "allowance-differs"),
    # 96% on the line; of what period?
    ("business-isp", uptime("at_least: 96%").replace("uptime:", "¦uptime:"), "period-not-written"),
    # urgencies are high, normal and low where they are explained; high, medium and low in the matrix
    ("axs-ict", bare(priority="{urgency: {high: a, normal: b, low: c}, "
                              "matrix: {large: {high: P1, ¦medium: P2, low: P3}}, default: P3}"), "unknown-urgency"),
    ("axs-ict", bare(priority="{matrix: {large: {high: P1, medium: P2, low: P3}}, default: P3}",
                     targets="{response: {within: 1h, when: {urgency: ¦normal}}}"), "word-never-said"),
    # more than 32 office hours, as a guideline
    ("weadapt", bare(calendars=OFFICE, targets="{resolution: {within: {P4: aim ¦more than 32h on office}}}"),
     "promise-without-end"),
    # an answer on working days, and a fix within four hours: also at night?
    ("hostingkatwijk", bare(calendars=OFFICE, targets="{response: {within: 1h on office}, resolution: {within: ¦4h}}"),
     "no-calendar-named"),
    # one day, on every package
    ("deherenvan", bare(targets="{response: {within: ¦1d}}"), "days-by-the-clock"),
    # an answer within a working day, recovery within 24 hours; 99.9%
    ("reclamestek-recovery",
     bare(calendars=OFFICE, targets="{response: {within: 1bd on office}, resolution: {within: ¦24h}}"),
     "no-calendar-named"),
    ("reclamestek-uptime", uptime("at_least: 99.9%").replace("uptime:", "¦uptime:"), "period-not-written"),
    # exactly 99.9% meets the promise and earns a credit; exactly 99.0% lies in no band
    ("github-enterprise",
     bands("99.9%", "{at_most: 99.9%, above: 99%, credit: 10%}, {below: 99%, credit: 25%}").replace("bands", "¦bands"),
     "credit-though-met"),
    ("github-enterprise",
     bands("99.9%", "{at_most: 99.9%, above: 99%, credit: 10%}, {below: 99%, credit: 25%}").replace("bands", "¦bands"),
     "edge-in-no-band"),
    # 99.5% without scheduled maintenance
    ("prowebis", uptime("at_least: 99.5%, exclude: planned-maintenance").replace("uptime:", "¦uptime:"),
     "period-not-written"),
]  # fmt: skip

REFUSED = {"not-a-percentage", "not-a-quantity", "not-a-length", "unknown-urgency", "promise-without-end"}


def found(text: str) -> dict[str, Severity]:
    """Return every finding, errors too, as `line:column code`."""
    try:
        each_of = findings(read(text, name="contradiction"))
    except BadAgreement as refusal:
        each_of = list(refusal.findings)
    return {f"{each.line}:{each.column} {each.code}": each.severity for each in each_of}


@pytest.mark.parametrize(("agreement", "text", "code"), FOUND, ids=[f"{each[0]}-{each[2]}" for each in FOUND])
def test_found_with_its_line(agreement, text, code):
    text, place = marked(text)
    severity = found(text)[f"{place} {code}"]
    assert (severity is Severity.ERROR) == (code in REFUSED)


def test_all_fifteen_are_here():
    assert len({agreement for agreement, _text, _code in FOUND}) == 15
