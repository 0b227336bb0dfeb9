"""
What Duinrand says and is told beside its tickets: services, ratings, who follows, an agreement to accept, an outage.

All of it through the real actions, at moments relative to now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements import acceptance, services
from houvast.portal.agreements.actions import store
from houvast.portal.agreements.models import Service
from houvast.portal.agreements.queries import versions_of
from houvast.portal.clocks.queries import open_tickets_of
from houvast.portal.ratings.actions import rate
from houvast.portal.ratings.queries import tickets_to_rate
from houvast.portal.tickets import followers
from houvast.portal.uptime import actions as uptime
from houvast.portal.uptime.models import Kind

SERVICES = (
    {"nl": "Klantportaal", "en": "Customer portal"},
    {"nl": "Netwerk", "en": "Network"},
    {"nl": "Werkplek", "en": "Workplace"},
)
RATINGS = (
    (5, 15, "Snel en duidelijk uitgelegd."),
    (4, None, ""),
    (2, 150, "De lijn stond een middag stil; achteraf hoorde ik pas wat er was."),
)
"""Score, minutes lost, remark; the latest solution stays without, so that one waits."""

CONTACTS = """
contacts:
  service-desk:
    title: {nl: Servicedesk, en: Service desk}
    phone: +31 20 555 01 00
    mail: servicedesk@noorderlicht.example
    hours: office
  duty-manager:
    title: {nl: Incidentmanager van dienst, en: Incident manager on duty}
    phone: +31 20 555 01 99
    priorities: [P1, P2]
  warehouse-lead:
    side: customer
    title: {nl: Teamleider magazijn, en: Warehouse lead}
    phone: +31 10 555 02 20
    hours: warehouse

regimes:
  major:
    title: {nl: Grote storing, en: Major incident}
    when: {priority: P1, type: incident}
    steps:
      - {elapsed: 15m, do: escalate, to: duty-manager, by: phone, else: {within: 15m, to: service-manager}}
      - {elapsed: 30m, do: escalate, to: warehouse-lead, by: phone}
"""
"""What the second version of the agreement adds to the first."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def tell(customer: Organisation, people: Mapping[str, Person], *, now: datetime) -> None:
    """Tell all of it."""
    for names in SERVICES:
        services.add(customer, names=names, by=people["marit"])
    _rate(customer, people["ilse"], now)
    _follow(customer, people, now)
    _agree(customer, people, now)
    _disrupt(customer, people["joost"], now)


def _rate(customer: Organisation, reporter: Person, now: datetime) -> None:
    waiting = list(tickets_to_rate(reporter, customer, now=now))[1:]
    for ticket, (score, minutes, remark) in zip(waiting, RATINGS, strict=False):
        lost = None if minutes is None else minutes * MINUTE
        rate(ticket, score=score, lost=lost, remark=remark, by=reporter, now=now - HOUR)


def _follow(customer: Organisation, people: Mapping[str, Person], now: datetime) -> None:
    theirs = open_tickets_of(people["ilse"]).filter(organisation=customer, reported_by=people["ilse"])
    for ticket in theirs[:1]:
        followers.follow(ticket, by=people["anouk"], now=now - HOUR)
        followers.add(ticket, people["emre"], by=people["ilse"], now=now - HOUR)


def _agree(customer: Organisation, people: Mapping[str, Person], now: datetime) -> None:
    """The first version is accepted; the second, with contacts and what happens in a major incident, waits."""
    first = versions_of(customer)[-1]
    acceptance.accept(first, sha256=first.sha256, by=people["anouk"], now=now)
    store(customer, first.text + CONTACTS, by=people["marit"], now=now)


def _disrupt(customer: Organisation, by: Person, now: datetime) -> None:
    received = {each.code: each for each in Service.objects.filter(customer=customer)}
    wms, network, start = received["WMS"], received["Netwerk"], now - 12 * DAY
    _outage_that_is_over(customer, wms, by, start)
    begun = now - 100 * MINUTE
    uptime.record(
        customer,
        service=network,
        kind=Kind.DEGRADED,
        starts_at=begun,
        text="Scanners in hal B vallen kort weg. De leverancier meet ter plaatse.",
        by=by,
        now=begun + 10 * MINUTE,
    )
    midnight = (now + 9 * DAY).replace(hour=1, minute=0, second=0, microsecond=0)
    uptime.announce(
        customer,
        service=wms,
        starts_at=midnight,
        ends_at=midnight + 2 * HOUR,
        text="Nieuwe schijven voor het WMS.",
        by=by,
        now=now - 4 * DAY,
    )


def _outage_that_is_over(customer: Organisation, wms: Service, by: Person, start: datetime) -> None:
    outage = uptime.record(
        customer,
        service=wms,
        kind=Kind.OUTAGE,
        starts_at=start,
        text="Inloggen op het WMS lukt niet.",
        by=by,
        now=start + 5 * MINUTE,
    )
    text = "De databank was vol; er wordt ruimte gemaakt."
    uptime.tell(outage, text=text, cause="volle schijf", by=by, now=start + 20 * MINUTE)
    uptime.tell(outage, ends_at=start + 34 * MINUTE, text="Alles werkt weer.", by=by, now=start + 36 * MINUTE)
