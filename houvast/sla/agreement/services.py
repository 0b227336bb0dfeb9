"""Reads `services:` and `maintenance:` (docs/reference/availability.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from houvast.sla.agreement import availability_terms as terms
from houvast.sla.agreement import fields
from houvast.sla.agreement.availability_terms import Basis
from houvast.sla.agreement.calendars import Calendars
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import Unit
from houvast.sla.agreement.service_model import (
    ANY_NOTICE,
    Composition,
    MaintenanceClass,
    Members,
    Notice,
    Outside,
    Owner,
    Service,
)
from houvast.sla.agreement.yaml_tree import Node, Scalar

SERVICE_KEYS = ("title", "down_when", "mean_of", "in_service", "from", "until", "attributes")
DOWN_WHEN_KEYS = ("all-of", "any-of", "at_least", "of")
MAINTENANCE_KEYS = (
    "title", "notice", "window", "outside", "longest", "time", "times", "per", "causes", "owner",
)  # fmt: skip

NO_NOTICE = "none"
_MOST = 1_000_000
_DEEPEST = 20
"""So many times a service may be made of what is made of something else."""


# -- services -----------------------------------------------------------------------------------------


def services(report: Report, node: Node | None, basis: Basis) -> dict[str, Service]:
    """Return the services that the agreement describes, by name."""
    found: dict[str, Service] = {}
    for key, value in fields.entries(report, node, ("services",)):
        found[key.value] = _service(report, value, key.value, basis)
    _refuse_tangles(report, found)
    return found


def _service(report: Report, node: Node, name: str, basis: Basis) -> Service:
    table = Fields(report, node, ("services", name), SERVICE_KEYS)
    since, until = table.get("from"), table.get("until")
    days = [fields.day(report, each) if each is not None else None for each in (since, until)]
    if until is not None and days[0] and days[1] and days[1] < days[0]:
        report.error(until.place, "service-reversed", first=days[0], last=days[1])
    said = fields.entries(report, table.get("attributes"), table.at("attributes"))
    attributes = {key.value: fields.word(report, each) for key, each in said}
    return Service(name, _members(table), days[0], days[1], table.text("title", basis.language), attributes)


def _members(table: Fields) -> Members | None:
    down_when, mean_of, in_service = table.get("down_when"), table.get("mean_of"), table.get("in_service")
    if down_when is not None and mean_of is not None:
        table.report.error(mean_of.place, "down-or-mean")
    if down_when is not None:
        found = _down_when(table.report, down_when, table.at("down_when"))
    elif mean_of is not None:
        found = _mean_of(table.report, mean_of, table.at("mean_of"))
    else:
        if in_service is not None:
            table.report.error(in_service.place, "in-service-of-what")
        return None
    if found is None or in_service is None:
        return found
    return replace(found, in_service=fields.whole(table.report, in_service, low=1, high=len(found.names)))


def _down_when(report: Report, node: Node, path: Path) -> Members | None:
    table = Fields(report, node, path, DOWN_WHEN_KEYS)
    said = [key for key in ("all-of", "any-of", "of") if table.get(key) is not None]
    if len(said) != 1 or ("of" in said) != (table.get("at_least") is not None):
        report.error(table.place, "down-when")
        return None
    listed = table.get(said[0])
    names = tuple(each.word for each in fields.some_words(report, listed, table.at(said[0]))) if listed else ()
    if not names:
        return None
    if said[0] == "of":
        return Members(Composition.AT_LEAST, names, how_many=table.whole("at_least", 1, low=1, high=len(names)))
    return Members(Composition(said[0]), names)


def _mean_of(report: Report, node: Node, path: Path) -> Members | None:
    weights = {
        key.value: fields.whole(report, value, low=1, high=_MOST) for key, value in fields.entries(report, node, path)
    }
    if not weights:
        report.error(node.place, "empty-value")
        return None
    return Members(Composition.MEAN_OF, tuple(weights), weights=tuple(weights.values()))


def _refuse_tangles(report: Report, known: Mapping[str, Service]) -> None:
    """Refuse services that are made of themselves, count a member twice, or are down by a mean."""
    for name, service in known.items():
        if service.members is None:
            continue
        place = report.places["services", name]
        met: set[str] = set()
        again = _made_of(name, known, met)
        if again is None:
            report.error(place, "parts-too-deep", service=name, most=_DEEPEST)
            continue
        for member in again:
            report.error(place, "made-of-itself" if member == name else "member-twice", word=member, service=name)
            break
        else:
            for member in met - {name}:
                inner = known[member].members if member in known else None
                if inner is not None and inner.composition is Composition.MEAN_OF:
                    report.error(place, "mean-inside", word=member, service=name)


def _made_of(name: str, known: Mapping[str, Service], met: set[str]) -> list[str] | None:
    """Return the names that are met again while a service is taken apart, None where that never seems to end."""
    again, layer, levels = [], [name], 0
    while layer:
        if levels > _DEEPEST:
            return None
        fresh: list[str] = []
        for each in layer:
            if each in met:
                again.append(each)
                continue
            met.add(each)
            members = known[each].members if each in known else None
            fresh += members.names if members is not None else ()
        layer, levels = fresh, levels + 1
    return again


# -- maintenance --------------------------------------------------------------------------------------


def maintenance(report: Report, node: Node | None, basis: Basis) -> tuple[MaintenanceClass, ...]:
    """Return the classes of maintenance, in the order in which they are written."""
    return tuple(
        _class(report, value, fields.name(report, key), basis)
        for key, value in fields.entries(report, node, ("maintenance",))
    )


def _class(report: Report, node: Node, name: str, basis: Basis) -> MaintenanceClass:
    table = Fields(report, node, ("maintenance", name), MAINTENANCE_KEYS)
    owner = table.choice("owner", Owner.PROVIDER)
    found = MaintenanceClass(
        name=name,
        notice=_notice(table, owner, basis.calendars),
        window=terms.calendar(table, "window", basis.calendars),
        outside=table.choice("outside", Outside.PART),
        longest=terms.length_or_none(table, "longest"),
        time=terms.length_or_none(table, "time"),
        times=table.whole("times", 1, low=1, high=_MOST) if table.get("times") is not None else None,
        per=terms.per(table, basis, rolling=False),
        causes=table.listed("causes"),
        owner=owner,
        title=table.text("title", basis.language),
    )
    bounds = (found.notice, found.window, found.causes or None, found.time, found.times, found.longest)
    if all(bound is None for bound in bounds):
        report.error(table.place, "maintenance-takes-all", word=name)
    if table.get("per") is not None and found.time is None and found.times is None:
        report.error(table.nodes["per"].place, "per-without-cap")
    return found


def _notice(table: Fields, owner: Owner, calendars: Calendars) -> Notice | None:
    node = table.get("notice")
    if node is None:
        return None if owner is Owner.CUSTOMER else ANY_NOTICE
    if isinstance(node, Scalar) and node.value == NO_NOTICE:
        return None
    found = terms.length_or_days(table.report, node, calendars)
    if found is None:
        return ANY_NOTICE
    if not found.amount or found.plus is not None or found.others or not found.binding:
        table.report.error(node.place, "not-a-length", word=found.written)
    if found.unit is Unit.BUSINESS_DAYS and found.calendar in calendars.never_shut:
        table.report.error(node.place, "business-days-never-shut", word=found.calendar)
    is_days = found.unit is Unit.BUSINESS_DAYS
    how = (found.same_time, found.cut_off, found.after_report)
    return Notice(found.amount, found.calendar, found.written, is_days, *how)
