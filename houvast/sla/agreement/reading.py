"""
The agreement file → an Agreement, or every fault in it with line, column and a sentence.

The language is that of DESIGN §4; docs/reference/agreement.md lists each key. What an agreement leaves out, and what
it means then, is decided in the module of that part: calendars, priorities, clock_rules, targets, ladder, credits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from houvast.sla.agreement import (
    calendars,
    characters,
    clock_rules,
    duties,
    escalations,
    fields,
    ola,
    priorities,
    provisions,
    services,
    targets,
)
from houvast.sla.agreement.availability_terms import Basis
from houvast.sla.agreement.calendars import Term
from houvast.sla.agreement.credit_sources import Around
from houvast.sla.agreement.credits import read_credits
from houvast.sla.agreement.duty_model import Duty, Party
from houvast.sla.agreement.fields import LANGUAGES, Fields
from houvast.sla.agreement.findings import BadAgreement, Finding, Report
from houvast.sla.agreement.model import Agreement, Kind, Text
from houvast.sla.agreement.ola_model import Holder
from houvast.sla.agreement.targets import Ground
from houvast.sla.agreement.yaml_tree import Scalar, refuse_twins, tree
from houvast.sla.events import ATTRIBUTES

__all__ = ["BadAgreement", "Finding", "read"]

VERSION = "1"
"""The version of the language that this reader knows: `houvast: 1`."""

AGREEMENT_KEYS = (
    "houvast",
    "agreement",
    "kind",
    "title",
    "parties",
    "effective",
    "timezone",
    "language",
    "plan",
    "attributes",
    "holder",
    "supports",
    "calendars",
    "priority",
    "clocks",
    "services",
    "maintenance",
    "targets",
    "escalation",
    "contacts",
    "regimes",
    "duties",
    "glossary",
    "fees",
    "billing",
    "credits",
    "combine",
    "limits",
    "claim",
    "settlement",
    "terms",
)
RESERVED = (
    *ATTRIBUTES, "ticket", "at", "event", "seq", "id", "corrects", "becomes", "into", "by", "text", "line", "others",
    "plan", "opened_in",
)  # fmt: skip
"""Words that EVENTS and conditions use for something of their own, so that no attribute can be called so."""
PARTY_KEYS = ("provider", "customer")
EFFECTIVE_KEYS = ("from", "until", "renews", "changes")


def read(text: str | bytes, *, name: str = "agreement") -> Agreement:
    """
    Return the agreement that a text is.

    text  YAML 1.2 in UTF-8, at most 256 kB
    name  what to call the text in messages, e.g. the file
    Raises BadAgreement with every error found, in the order of the text.
    """
    report = Report(name)
    written = characters.written(text, report)
    root = tree(written, report)
    refuse_twins(root, report)
    top = Fields(report, root, (), AGREEMENT_KEYS)
    _check_version(top)
    agreement = _agreement(report, top, written)
    report.close()
    return agreement


def _agreement(report: Report, top: Fields, written: str) -> Agreement:
    language = _language(top)
    first, last = _effective(top)
    zone = fields.zone(report, top.need("timezone")) or "UTC"
    plan = top.word("plan")
    known = calendars.read(report, top.get("calendars"), Term(zone, first, last))
    basis = Basis(known, first, language, plan, _attributes(top))
    holder = _holder(top, basis.attributes)
    priority = priorities.read(report, top.get("priority"), top.get("targets"), basis)
    rules = clock_rules.read(report, top.get("clocks"), basis.attributes, holder)
    ground = Ground(known, rules, priority, language, basis)
    promised = targets.read(report, top.need("targets"), ground)
    usual, escalation = escalations.read(top, ground, promised)
    found = Agreement(
        name=_name(top),
        kind=top.choice("kind", Kind.SLA),
        title=top.text("title", language),
        parties=_parties(top),
        effective_from=first,
        effective_until=last,
        timezone=zone,
        language=language,
        calendars=known.compiled,
        priority=priority,
        clocks={**rules, **{name: replace(rule, held_by=holder) for name, rule in promised.clocks.items()}},
        targets=promised.on_tickets,
        availability=promised.availability,
        indicators=promised.indicators,
        ladder=usual,
        text=written,
        sha256=hashlib.sha256(written.encode()).hexdigest(),
        places=report.places,
        glossary=_glossary(top, language),
        escalation=escalation,
        holder=holder,
    )
    return _with_the_rest(found, top, basis, promised)


def _around(promised: targets.Targets, known: calendars.Calendars, obligations: Mapping[str, Duty]) -> Around:
    on_services = (*promised.availability, *promised.indicators)
    of_customer = tuple(each.name for each in obligations.values() if each.owner is Party.CUSTOMER)
    return Around(tuple(promised.names), known, on_services, tuple(obligations), of_customer)


def _with_the_rest(agreement: Agreement, top: Fields, basis: Basis, promised: targets.Targets) -> Agreement:
    """Return the agreement with the parts that stand by themselves."""
    report = top.report
    renews, frozen = _renewal(top)
    obligations = duties.read(report, top.get("duties"), basis)
    fees, given = read_credits(report, top, _around(promised, basis.calendars, obligations))
    return replace(
        agreement,
        fees=fees,
        credits=given,
        duties=obligations,
        plan=basis.plan,
        attributes=basis.attributes[len(ATTRIBUTES) :],
        renews=renews,
        frozen=frozen,
        services=services.services(report, top.get("services"), basis),
        maintenance=services.maintenance(report, top.get("maintenance"), basis),
        provisions=provisions.read(report, top.get("terms"), basis.language),
        supports=ola.supports(report, top.get("supports"), agreement.targets),
    )


def _check_version(top: Fields) -> None:
    node = top.need("houvast")
    version = fields.word(top.report, node) if node is not None else ""
    if node is not None and version and version != VERSION:
        top.report.error(node.place, "unknown-version", word=version, version=VERSION)


def _name(top: Fields) -> str:
    node = top.need("agreement")
    found = fields.word(top.report, node) if node is not None else ""
    if node is not None and found and not fields.is_name(found):
        top.report.error(node.place, "bad-name", word=found)
    return found


def _holder(top: Fields, attributes: Sequence[str]) -> Holder:
    """Return when the provider of an internal agreement or contract holds a ticket; no other agreement may say so."""
    node = top.get("kind")
    if node is None or not isinstance(node, Scalar) or node.word not in (Kind.OLA, Kind.UC):
        ola.refuse_elsewhere(top)
    return ola.holder(top.report, top.get("holder"), ("holder",), attributes)


def _language(top: Fields) -> str:
    node = top.get("language")
    found = fields.one_of(top.report, node, LANGUAGES, "unknown-language") if node is not None else None
    return found or LANGUAGES[0]


def _parties(top: Fields) -> dict[str, str]:
    node = top.need("parties")
    if node is None:
        return {}
    table = Fields(top.report, node, ("parties",), PARTY_KEYS)
    found = {key: table.need(key) for key in PARTY_KEYS}
    return {key: fields.word(top.report, node) for key, node in found.items() if node is not None}


def _effective(top: Fields) -> tuple[date, date | None]:
    """Return the first and the last day; without a last day the agreement runs on."""
    node = top.need("effective")
    table = Fields(top.report, node, ("effective",), EFFECTIVE_KEYS)
    since = table.need("from") if node is not None else None
    until = table.get("until")
    first = fields.day(top.report, since) if since is not None else fields.FIRST_DAY
    last = fields.day(top.report, until) if until is not None else None
    if until is not None and last is not None and fields.FIRST_DAY < last < first:
        top.report.error(until.place, "effective-reversed", first=first.isoformat(), last=last.isoformat())
    return first, last


def _attributes(top: Fields) -> tuple[str, ...]:
    """Return the attributes of tickets: the usual ones, and those that this agreement adds."""
    added = top.words("attributes")
    for each in added:
        if each.word in RESERVED:
            top.report.error(each.place, "attribute-reserved", word=each.word)
        fields.name(top.report, each)
    return (*ATTRIBUTES, *(each.word for each in added))


class Renewal(StrEnum):
    """How long a customer's term is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Changes(StrEnum):
    """From when a new version holds for a customer who has an older one."""

    AT_ONCE = "at-once"
    AT_RENEWAL = "at-renewal"


_MONTHS = {Renewal.MONTH: 1, Renewal.QUARTER: 3, Renewal.YEAR: 12}


def _renewal(top: Fields) -> tuple[int, bool]:
    """Return the months after which a term is renewed (0 for not told), and whether changes wait for it."""
    table = Fields(top.report, top.get("effective"), ("effective",), EFFECTIVE_KEYS)
    frozen = table.choice("changes", Changes.AT_ONCE) is Changes.AT_RENEWAL
    if frozen:
        table.need("renews")
    return (_MONTHS[table.choice("renews", Renewal.YEAR)] if table.get("renews") is not None else 0), frozen


def _glossary(top: Fields, language: str) -> dict[str, Text]:
    path = ("glossary",)
    found = fields.entries(top.report, top.get("glossary"), path)
    return {key.value: fields.text(top.report, value, (*path, key.value), language) for key, value in found}
