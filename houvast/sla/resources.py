"""
A promise on each service of a kind: every server, tenant or region is judged by itself.

A service is of a kind when its name begins with the kind and a slash: `server/alpha`. Those that the agreement
describes are judged whether or not anything happened to them; others as soon as there is a fact about them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from houvast.sla import availability
from houvast.sla.agreement.availability_model import AvailabilityTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.availability import Record
from houvast.sla.figures import Availability
from houvast.sla.periods import Period

SLASH = "/"


@dataclass(frozen=True, slots=True)
class Judged:
    """
    How each service of a kind did over a period.

    by_service  service → its availability
    unplaced    services of the kind of which the agreement does not say the attributes that the target asks for
    reached     None while one of them is open, and where there is none
    """

    target: str
    period: Period
    by_service: Mapping[str, Availability]
    unplaced: tuple[str, ...]

    @property
    def reached(self) -> bool | None:
        """Whether every one of them kept the promise."""
        verdicts = [each.reached for each in self.by_service.values()]
        if False in verdicts:
            return False
        return True if verdicts and None not in verdicts and not self.unplaced else None


def judge_each(
    agreement: Agreement, target: AvailabilityTarget, period: Period, record: Record, *, as_of: datetime | None = None
) -> Judged:
    """Return the availability of every service that a target is about; one where it names a service."""
    names = services_of(agreement, target, record)
    mine = [name for name in names if _is_asked_for(agreement, target, name)]
    unplaced = tuple(name for name in names if target.only and not _is_placed(agreement, target, name))
    by_service = {
        name: availability.judge(agreement, replace(target, service=name), period, record, as_of=as_of) for name in mine
    }
    return Judged(target.name, period, by_service, unplaced)


def services_of(agreement: Agreement, target: AvailabilityTarget, record: Record) -> list[str]:
    """Return the services of the kind that a target names, in order; the one service where it names that."""
    if not target.each:
        return [target.service]
    tables = (record.outages, record.counters, record.probes)
    told = {name for table in tables if table is not None for name in table.services}
    return sorted(name for name in told | set(agreement.services) if name.startswith(target.service + SLASH))


def _is_placed(agreement: Agreement, target: AvailabilityTarget, name: str) -> bool:
    service = agreement.services.get(name)
    return service is not None and target.only.keys() <= service.attributes.keys()


def _is_asked_for(agreement: Agreement, target: AvailabilityTarget, name: str) -> bool:
    if not _is_placed(agreement, target, name):
        return not target.only
    said = agreement.services[name].attributes
    return all(said[attribute] in words for attribute, words in target.only.items())
