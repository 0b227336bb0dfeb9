"""A provider, two customers and their people: Alice owns, Bob is her colleague, Charlie must see nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from houvast.portal.accounts.models import Membership, Organisation, Person
from houvast.portal.agreements.actions import store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday, 10:00 in Amsterdam."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

AGREEMENT = """\
houvast: 1
agreement: acme-2026
kind: sla
title: {nl: Beheer, en: Management}
parties: {provider: Noorderlicht ICT, customer: Acme B.V.}
effective: {from: 2026-01-01, until: 2026-12-31}
timezone: Europe/Amsterdam
language: nl
calendars:
  office:
    hours: {mon-fri: "08:00-18:00"}
  always: 24/7
priority:
  matrix:
    high: {high: P1, low: P2}
    low:  {high: P2, low: P3}
  default: P2
clocks:
  response:   {start: opened, stop: reply}
  resolution: {start: opened, stop: resolved, pause: [waiting-customer], on_reopen: resume}
  update:     {start: reply, stop: reply}
targets:
  response:
    clock: response
    within: {P1: 1h on always, P2: 4h on always, P3: best effort}
    goal: 95%
    per: month
  resolution:
    clock: resolution
    within: {P1: 4h on always, P2: 8h on office, P3: best effort}
    goal: 90%
    per: month
"""


def agreement(**replaced: str) -> str:
    """Return the agreement with lines that begin with these words replaced."""
    lines = AGREEMENT.splitlines()
    for word, line in replaced.items():
        lines = [line if old.startswith(f"{word}:") else old for old in lines]
    return "\n".join(lines) + "\n"


def person(name: str, organisation: Organisation, role: str, team: str = "") -> Person:
    """Return somebody with one role."""
    made = Person.objects.create_user(f"{name.lower()}@{organisation.slug}.example", name=name, language="en")
    Membership.objects.create(person=made, organisation=organisation, role=role, team=team)
    return made


def build() -> SimpleNamespace:
    provider = Organisation.objects.create(name="Noorderlicht", slug="noorderlicht", kind="provider")
    acme = Organisation.objects.create(name="Acme", slug="acme", kind="customer")
    other = Organisation.objects.create(name="Other", slug="other", kind="customer")
    for customer, name in ((acme, "acme-2026"), (other, "other-2026")):
        store(customer, agreement(agreement=f"agreement: {name}"), by=None, now=NOW)
    return SimpleNamespace(
        provider=provider,
        acme=acme,
        other=other,
        alice=person("Alice", acme, "customer-owner"),
        bob=person("Bob", acme, "customer-contact"),
        charlie=person("Charlie", other, "customer-owner"),
        dora=person("Dora", acme, "customer-administrator"),
        agent=person("Agent", provider, "agent"),
        manager=person("Manager", provider, "service-manager"),
        operator=person("Operator", provider, "operator"),
        auditor=person("Auditor", provider, "auditor"),
        stranger=Person.objects.create_user("stranger@example.com", name="Stranger"),
    )
