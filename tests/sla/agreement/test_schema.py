"""The schema for editors: its keys are those of the readers, its words those of the reference, and it refuses."""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import houvast.sla.agreement as language
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.reading import BadAgreement, read
from houvast.sla.agreement.schema import shapes, tickets
from houvast.sla.agreement.schema.keys import MUST, PAGES, read_reference
from houvast.sla.agreement.schema.tables import TARGET_KINDS, WHOLE
from houvast.sla.agreement.schema.whole import TABLES, schema
from houvast.sla.agreement.yaml_tree import Scalar, Series, tree
from tests.sla.agreement.test_bad_values import CHANGES
from tests.sla.agreement.test_fuzz import damaged
from tests.sla.agreement.texts import ACME, BARE, ROOT, bare, marked, parts

TEXTS = {page: (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8") for page in PAGES}
FENCES = [fence for text in TEXTS.values() for fence in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)]
REFERENCE = read_reference(TEXTS)
SCHEMA = schema(REFERENCE)
KINDS = {"agreement": WHOLE, **TABLES}


# -- what an editor sees ------------------------------------------------------------------------------


def value(node):
    """Return what an editor takes a node for, by the core schema of YAML 1.2."""
    if isinstance(node, Series):
        return [value(item) for item in node.items]
    if not isinstance(node, Scalar):
        return {key.value: value(each) for key, each in node.entries}
    if node.is_empty:
        return None
    if not node.plain:
        return node.value
    if node.value in ("true", "false"):
        return node.value == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.value):
        return int(node.value)
    return float(node.value) if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", node.value) else node.value


@cache
def validator():
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


def faults(text: str) -> list[str]:
    return [error.message for error in validator().iter_errors(value(tree(text, Report("schema"))))]


# -- the keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_its_keys_are_those_of_the_reader(kind):
    assert set(KINDS[kind].shapes) == set(KINDS[kind].known)


def test_no_reader_has_keys_that_it_lacks():
    modules = [import_module(f"{language.__name__}.{each.name}") for each in pkgutil.iter_modules(language.__path__)]
    tuples = {getattr(each, name) for each in modules for name in dir(each) if name.endswith("_KEYS")}
    parts = {
        ("of", "without", "over", "resource", "paid"),
        ("at", "do", "to"),
        ("holder", "supports"),
    }  # of a table that has more
    assert tuples - parts == {kind.known for kind in KINDS.values()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described_by_the_reference(kind):
    keys = KINDS[kind]
    assert [key for key in keys.known if keys.row(key, REFERENCE) is None] == []
    must = {key for key in keys.known if keys.row(key, REFERENCE).default == MUST}
    assert must <= set(keys.need)


def test_what_it_says_of_a_key():
    per = SCHEMA["$defs"]["target"]["properties"]["per"]
    assert per["enum"] == ["week", "month", "quarter", "year"]
    assert per["default"] == "month"
    assert per["description"] == "week, month, quarter or year, in the agreement's zone. Default: month"
    services = SCHEMA["properties"]["services"]["description"]
    assert services == ("how services are made of components, see availability.md. Default: each service by itself")
    assert SCHEMA["$defs"]["target"]["properties"]["minimum"]["default"] == 1


def test_a_pattern_is_told_by_examples_that_match():
    for shape in nested(SCHEMA):
        if "pattern" in shape and "examples" in shape:
            assert [each for each in shape["examples"] if not re.search(shape["pattern"], each)] == []
            assert shape["patternErrorMessage"] == f"Write for example {', '.join(shape['examples'])}."


def nested(value):
    """Yield every table inside a document."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nested(each)


def test_every_definition_has_a_name_of_its_own():
    shared = {**shapes.SHARED, **tickets.SHARED}
    assert len(SCHEMA["$defs"]) == len(TABLES) + len(shared) + len(("any-target", "credit", "combine", "fee"))
    refs = {each["$ref"].removeprefix("#/$defs/") for each in nested(SCHEMA) if "$ref" in each}
    assert refs == SCHEMA["$defs"].keys()


def test_kinds_of_targets_are_told_by_a_key():
    assert all(key in TABLES[table].known for key, table in TARGET_KINDS.items())
    assert set(TARGET_KINDS.values()) <= set(TABLES)


# -- what it takes and refuses ------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.yaml")), ids=lambda path: path.stem)
def test_takes_the_examples(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("fence", FENCES, ids=[f"{at}-{fence.partition(':')[0]}" for at, fence in enumerate(FENCES)])
def test_takes_what_the_reference_shows(fence):
    assert faults("".join({**parts(BARE), **parts(fence)}.values())) == []


@given(damaged())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_takes_whatever_the_reader_takes(text):
    try:
        read(text)
    except BadAgreement:
        return
    assert faults(text) == []


WRONG = [
    BARE.replace("timezone: Europe/Amsterdam\n", ""),
    bare(houvast="2"),
    bare(kind="service"),
    bare(agreement="two words"),
    bare(language="de"),
    bare(targes="{}"),
    bare(targets="{}"),
    bare(parties="{provider: A}"),
    bare(parties="{provider: A, customer: B, broker: C}"),
    bare(effective="{from: 1 January}"),
    bare(effective="{from: 2026-13-01}"),
    bare(title="{de: Vertrag}"),
    bare(calendars="{office: 09:00-17:00}"),
    bare(calendars="{office: {hours: 09:00-17:00}}"),
    bare(calendars="{office: {hours: {mon-fri: 9-17}}}"),
    bare(calendars="{office: {hours: {mon-fri: 09:00-25:00}}}"),
    bare(calendars="{office: {hours: {ma-vr: 09:00-17:00}}}"),
    bare(calendars="{office: {hours: {sixth tue: 09:00-17:00}}}"),
    bare(calendars="{office: {holidays: {country: NL}}}"),
    bare(calendars="{office: {hours: 24/7, holidays: NL}}"),
    bare(calendars="{office: {hours: 24/7, holidays: {country: Netherlands}}}"),
    bare(calendars="{office: {hours: 24/7, dates: {31 dec: closed}}}"),
    bare(priority="{matrix: {high: P1}}"),
    bare(priority="{level: [P1]}"),
    bare(clocks="{mine: {start: opened}}"),
    bare(clocks="{mine: {start: cancelled, stop: reply}}"),
    bare(clocks="{response: {stop: replied}}"),
    bare(clocks="{response: {on_reopen: resumed}}"),
    bare(clocks="{response: {start: {all-of: [resolved]}}}"),
    bare(clocks="{response: {stop: {resolved: x, reply: y}}}"),
    bare(targets="{response: {goal: 95%}}"),
    bare(targets="{response: {within: 4 hours}}"),
    bare(targets="{response: {within: 1.5h}}"),
    bare(targets="{response: {within: 2bd}}"),
    bare(targets="{response: {within: 1bd + 2h after-report on office}}"),
    bare(targets="{response: {within: 1bd on office after-report}}"),
    bare(targets="{response: {within: end of day after-report on office}}"),
    bare(targets="{response: {within: more than 4h}}"),
    bare(targets="{response: {within: {P1: {time: 4h}}}}"),
    bare(targets="{response: {within: 4h, goal: 95}}"),
    bare(targets="{response: {within: 4h, per: day}}"),
    bare(targets="{response: {within: 4h, minimum: 0}}"),
    bare(targets="{response: {within: 4h, when: [x]}}"),
    bare(targets="{delay: {indicator: delay}}"),
    bare(targets="{delay: {indicator: delay, at_most: soon}}"),
    bare(targets="{delay: {indicator: delay, at_most: 40, figure: p100}}"),
    bare(targets="{delay: {indicator: delay, at_most: 40, scale: {from: 1}}}"),
    bare(targets="{delay: {indicator: delay, at_most: 40, within: 4h}}"),
    bare(duties="{report: {every: month, after: outage, within: 5d after period}}"),
    bare(duties="{report: {every: fortnight, within: 5d after period}}"),
    bare(duties="{report: {after: outage}}"),
    bare(effective="{from: 2026-01-01, renews: decade}"),
    bare(priority="{rules: [{type: change}], default: P1}"),
    bare(priority="{impact: {big: {above: much}}, matrix: {big: {high: P1}}, default: P1}"),
    bare(targets="{up: {availability: web}}"),
    bare(targets="{up: {availability: web, at_least: 43156m}}"),
    bare(targets="{up: {availability: web, at_least: 99.9}}"),
    bare(targets="{up: {availability: web, at_least: 99%, within: 4h}}"),
    bare(targets="{up: {availability: web, at_least: 99%, per: day}}"),
    bare(targets="{up: {availability: web, at_least: 99%, denominator: month}}"),
    bare(targets="{up: {availability: web, at_least: 99%, exclude: [{cause: x, evidence: maybe}]}}"),
    bare(targets="{up: {availability: web, at_least: 99%, downtime: {slots: {down: any}}}}"),
    bare(services="{web: {down_when: {at_least: 2}}}"),
    bare(services="{web: {down_when: {all-of: [a], any-of: [b]}}}"),
    bare(maintenance="{patches: {notice: soon}}"),
    bare(escalation="[{at: 75%, do: remind}]"),
    bare(escalation="[{at: 75, do: remind, to: handler}]"),
    bare(escalation="[{at: 75%, do: shout, to: handler}]"),
    bare(escalation="[{do: remind, to: handler}]"),
    bare(escalation="[{at: 75%, before: 1h, do: remind, to: handler}]"),
    bare(escalation="[{before: soon, do: remind, to: handler}]"),
    bare(escalation="[{at: 75%, do: remind, to: handler, else: {to: handler}}]"),
    bare(escalation="{ladders: {urgent: {when: {priority: P1}}}}"),
    bare(contacts="{me: {mail: nobody}}"),
    bare(contacts="{me: {phone: call me}}"),
    bare(regimes="{major: {title: x}}"),
    bare(regimes="{major: {when: {priority: P1}, deadlines: {warn: {within: 24h}}}}"),
    bare(fees="{hosting: 250}"),
    bare(fees="{hosting: 250 EUR a month}"),
    bare(credits="{c: {credit: 5%, of: all}}"),
    bare(credits="{c: {target: up, measure: x, credit: 5%, of: all}}"),
    bare(credits="{c: {target: up, of: all}}"),
    bare(credits="{c: {target: up, credit: five, of: all}}"),
    bare(credits="{c: {target: up, credit: 5%, of: all, every: started 1h}}"),
    bare(credits="{c: {target: up, bands: [{credit: 5%}]}}"),
    bare(credits="{c: {target: up, bands: [{below: 99%}]}}"),
    bare(credits="{c: {target: up, bands: [{belw: 99%, credit: 5%}]}}"),
    bare(credits="{c: {target: up, credit: {a: 5%, b: 6%}, of: all}}"),
    bare(credits="{c: {target: up, by: {plan: [a, b]}, credit: {a: 5%, b: much}, of: all}}"),
    bare(credits="{c: {target: up, credit: 5%, of: all, repeated: {misses: three, times: 2}}}"),
    bare(combine="total"),
    bare(limits="{at_most: 50%, at_least: 1 EUR}"),
    bare(claim="{within: 30 days}"),
    bare(settlement="{by: cheque}"),
    bare(billing="{day: 32}"),
    bare(terms="{access: {about: responsibilities}}"),
    bare(terms="{access: {text: x, about: money}}"),
]


@pytest.mark.parametrize("text", WRONG)
def test_refuses_what_is_wrong(text):
    assert faults(text) != []
    with pytest.raises(BadAgreement):
        read(text)


BEYOND = {
    *("no-such-day", "date-too-far", "effective-reversed", "not-a-date"),  # `also` holds names as well as dates
    *("day-named-twice", "named-twice", "zero-length-range", "overlapping-ranges", "overlapping-on-date"),
    *("empty-calendar", "always-is-fixed", "business-days-never-shut", "holiday-hours-without-holidays"),
    *("unknown-zone", "unknown-country", "country-without-regions", "unknown-region", "region-without-country"),
    *("unknown-holiday", "name-without-country", "unknown-clock", "unknown-calendar", "unknown-priority"),
    *("any-is-no-priority", "percentage-out-of-range", "unknown-goal", "unknown-attribute"),
}
"""What takes arithmetic, or knowing what stands elsewhere: only `houvast check` tells it."""


@pytest.mark.parametrize(("old", "new", "code"), [each for each in CHANGES if each[2] not in BEYOND])
def test_sees_every_other_fault(old, new, code):
    assert faults(marked(ACME.replace(old, new, 1))[0]) != []
