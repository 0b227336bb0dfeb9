"""`houvast measure`: all clocks of a ticket log, summed up for each target and priority."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from rich.console import RenderableType

from houvast.commands import by_team, given, remarks
from houvast.commands.explaining import goal_document, iso
from houvast.commands.given_files import events as read_events
from houvast.commands.given_files import moment, out
from houvast.commands.measured import (
    Figures,
    figures,
    outcome_document,
    outcomes_table,
    period_document,
    periods_table,
)
from houvast.commands.refusals import WrongUse
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import heading, line
from houvast.commands.wording import Wording
from houvast.files import clocks_out
from houvast.files.events_in import EventLog
from houvast.sla.agreement.model import Agreement
from houvast.sla.attribution import Attribution, attribute
from houvast.sla.clock import Clocks, clocks
from houvast.sla.target import Outcome, by_period, outcomes
from houvast.sla.terms import micros

_TITLE = {
    "en": "%(agreement)s: %(tickets)s as of %(at)s (%(zone)s)",
    "nl": "%(agreement)s: %(tickets)s op %(at)s (%(zone)s)",
}
_READ = {
    "en": "%(rows)s read from %(file)s",
    "nl": "%(rows)s gelezen uit %(file)s",
}
_DOUBLE = {
    "en": "; %(count)s left out",
    "nl": "; %(count)s weggelaten",
}
_TARGET = {"en": "%(target)s: goal %(goal)s", "nl": "%(target)s: doel %(goal)s"}
_WHOLE = {
    "en": "over the whole log %(figure)s, %(reached)s",
    "nl": "over het hele log %(figure)s, %(reached)s",
}
_UNITS = {
    "en": "Median and p90: counted time of stopped clocks, hours:minutes.",
    "nl": "Mediaan en p90: getelde tijd van gestopte klokken, uren:minuten.",
}
_WRITTEN = {"en": "%(count)s written to %(file)s", "nl": "%(count)s geschreven naar %(file)s"}
_NO_TARGETS = {"en": "The agreement has no targets on tickets.", "nl": "De overeenkomst heeft geen normen op tickets."}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, with what."""

    agreement: Agreement
    log: EventLog
    as_of: datetime
    clocks: Clocks
    figures: list[Figures]
    periods: list[Outcome] | None
    whose: Attribution | None

    @property
    def tickets(self) -> int:
        """How many tickets were opened by then."""
        return len(np.unique(self.clocks.ticket))

    def of(self, target: str) -> tuple[list[Figures], list[Outcome]]:
        """Return the figures and the periods of one target."""
        periods = [each for each in self.periods or [] if each.target == target]
        return [each for each in self.figures if each.outcome.target == target], periods


def run(options: Namespace, screen: Screen) -> int:
    """Measure, write every clock where --out says, and show the summary."""
    if options.against is not None:
        from houvast.commands import against  # brings availability along, which a log alone does not need

        return against.measure(options, screen)
    if options.fee or options.attribute:
        raise WrongUse("only-with", one="--fee" if options.fee else "--attribute", other="--against")
    agreement = given.judged_per(given.agreement(options.agreement), options.per)
    as_of = moment(options.as_of, agreement.timezone, "--as-of", screen.lang)
    file = (
        out(options.out, clocks_out.ENDINGS, read=(options.agreement, options.events))
        if options.out is not None
        else None
    )
    below = [given.agreement(path) for path in options.below]
    log = read_events(options.events, agreement.timezone, screen, also=given.attributes(agreement, *below))
    whose = attribute(log.events, agreement, as_of=as_of, olas=below) if options.by else None
    found = whose.clocks if whose else clocks(log.events, agreement, as_of=as_of)
    if file:
        clocks_out.write(found, file)
    rows = [figures(each, found) for each in outcomes(found, agreement)]
    periods = by_period(found, agreement) if options.per else None
    measured = Measured(agreement, log, as_of, found, rows, periods, whose)
    document = _document(measured, options)
    screen.show(document, _text(measured, document, options, screen))
    return 0


def _document(measured: Measured, options: Namespace) -> dict[str, Any]:
    return {
        "agreement": measured.agreement.name,
        "sha256": measured.agreement.sha256,
        "events": options.events,
        "as_of": iso(measured.as_of),
        "timezone": measured.agreement.timezone,
        "tickets": measured.tickets,
        "rows": len(measured.log.table),
        "duplicates": measured.log.duplicates,
        "later_events": remarks.later(measured.log.events, micros(measured.as_of)),
        "opened_outside_term": remarks.opened_outside(measured.log.events, measured.agreement, micros(measured.as_of)),
        "unknown_priorities": remarks.unknown_priorities(measured.clocks, measured.agreement),
        "targets": [_target_document(measured, name) for name in measured.agreement.targets],
        "clocks": len(measured.clocks),
        "out": options.out,
    }


def _target_document(measured: Measured, name: str) -> dict[str, Any]:
    target = measured.agreement.targets[name]
    rows, periods = measured.of(name)
    found = {
        "target": name,
        "clock": target.clock,
        "goal": goal_document(target.goal),
        "per": target.per.value,
        "total": next((outcome_document(each) for each in rows if each.outcome.priority is None), None),
        "priorities": [outcome_document(each) for each in rows if each.outcome.priority is not None],
    }
    if measured.periods is not None:
        found["periods"] = [period_document(each) for each in periods]
    if measured.whose is not None:
        found["teams"] = by_team.document(measured.whose.totals(name))
    return found


def _text(
    measured: Measured, document: Mapping[str, Any], options: Namespace, screen: Screen
) -> Iterator[RenderableType]:
    lang, wording = screen.lang, Wording(screen.lang, measured.agreement.timezone)
    values = {
        "agreement": measured.agreement.name,
        "tickets": wording.count(measured.tickets, "ticket"),
        "at": wording.moment(measured.as_of),
        "zone": measured.agreement.timezone,
        "rows": wording.count(len(measured.log.table), "event"),
        "count": wording.count(measured.log.duplicates, "double-row"),
        "file": options.events,
    }
    yield heading(plain(_TITLE[lang] % values))
    yield line(plain((_READ[lang] + (_DOUBLE[lang] if measured.log.duplicates else "")) % values))
    for remark in remarks.of_log(document, measured.agreement, wording):
        yield line(plain(remark), "yellow")
    for name in measured.agreement.targets:
        yield from _target_text(measured, name, wording, screen.width)
    yield line()
    yield line(_UNITS[lang] if measured.agreement.targets else _NO_TARGETS[lang], "dim")
    if options.out:
        values = {"count": wording.count(len(measured.clocks), "clock"), "file": options.out}
        yield line(plain(_WRITTEN[lang] % values))


def _target_text(measured: Measured, name: str, wording: Wording, width: int) -> Iterator[RenderableType]:
    target = measured.agreement.targets[name]
    rows, periods = measured.of(name)
    total = next(each.outcome for each in rows if each.outcome.priority is None)
    values = {"target": name, "goal": wording.goal(target.goal, target.per)}
    figure = {"figure": wording.figure(total.figure, target.goal), "reached": wording.reached(total.reached)}
    yield line()
    yield heading(plain(_TARGET[wording.lang] % values))
    yield line(_WHOLE[wording.lang] % figure)
    yield line()
    yield outcomes_table(rows, wording, width=width)
    if periods:
        yield line()
        yield periods_table(periods, wording)
    totals = measured.whose.totals(name) if measured.whose is not None else ()
    if totals:
        yield line()
        yield by_team.teams_table(totals, wording)
