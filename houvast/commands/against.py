"""`--against OTHER`: what another agreement would have made of the same facts, before anybody signs it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from rich.console import RenderableType

from houvast.commands import difference_words as shown
from houvast.commands import given
from houvast.commands.credit_words import CreditWords
from houvast.commands.explaining import iso
from houvast.commands.facts_given import File, facts_of
from houvast.commands.given_files import NOW, moment
from houvast.commands.given_files import events as read_events
from houvast.commands.refusals import WrongUse
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import line
from houvast.commands.uptime_given import asked_periods, read_record
from houvast.commands.wording import Wording
from houvast.sla import difference
from houvast.sla.agreement.model import Agreement
from houvast.sla.assessment import Assessment, assess
from houvast.sla.availability import Record
from houvast.sla.clock import Clocks, clocks
from houvast.sla.credit import Reckoning
from houvast.sla.credited import Labels
from houvast.sla.difference import Changed, ClockDifference, Given
from houvast.sla.events import Events
from houvast.sla.fees import priced
from houvast.sla.figures import Availability
from houvast.sla.measured import Facts
from houvast.sla.shortfalls import credits_of, of_tickets
from houvast.sla.target import Outcome, by_period

_READ = {"en": "%(rows)s read from %(file)s", "nl": "%(rows)s gelezen uit %(file)s"}


@dataclass(frozen=True, slots=True)
class Two:
    """The agreement that is, and the one that may be, with the same prices and facts about the contract."""

    before: Agreement
    after: Agreement
    facts: Facts
    as_of: datetime

    @classmethod
    def of(cls, options: Namespace, screen: Screen) -> Two:
        """Read them; times without offset are in the zone of the first."""
        before = given.agreement(options.agreement)
        after = difference.in_the_place_of(before, given.agreement(options.against))
        prices, facts = facts_of(options, before, after)
        as_of = moment(options.as_of or NOW, before.timezone, "--as-of", screen.lang)
        return cls(_priced(before, prices), _priced(after, prices), facts, as_of)

    def document(self) -> dict[str, Any]:
        """Return what is compared."""
        agreements = shown.agreements_document(self.before, self.after)
        return {**agreements, "as_of": iso(self.as_of), "timezone": self.before.timezone}

    def heading(self, wording: Wording, files: tuple[File, ...], noun: str) -> Iterator[RenderableType]:
        """Yield what is compared, and from which files."""
        yield from shown.title(self.before, self.after, wording.moment(self.as_of), wording.lang)
        for each in files:
            values = {"rows": wording.count(each.rows, noun), "file": each.name}
            yield line(plain(_READ[wording.lang] % values))


def _priced(agreement: Agreement, prices: Mapping[str, Decimal]) -> Agreement:
    own = {name: fee for name, fee in agreement.fees.items() if not fee.of}
    return priced(agreement, {name: amount for name, amount in prices.items() if name in own})


# -- tickets --------------------------------------------------------------------------------------------


def measure(options: Namespace, screen: Screen) -> int:
    """Show which clocks, periods and credits come out otherwise."""
    for option, said in (("--out", options.out), ("--by", options.by), ("--with", options.below)):
        if said:
            raise WrongUse("not-together", one=option, other="--against")
    two = Two.of(options, screen)
    also = dict.fromkeys((*two.before.attributes, *two.after.attributes))
    log = read_events(options.events, two.before.timezone, screen, also=also)
    sides = (given.judged_per(each, options.per) for each in (two.before, two.after))
    before, after = (_Tickets.of(each, log.events, two) for each in sides)
    changes = _TicketChanges(
        difference.of_clocks(before.clocks, after.clocks),
        difference.of_outcomes(before.periods, after.periods),
        difference.of_credits(
            before.reckoning, after.reckoning, labels_before=before.labels, labels_after=after.labels
        ),
    )
    files = (File(options.events, len(log.table), log.duplicates),)
    screen.show(changes.document(two, options.events), changes.text(two, files, screen))
    return 0


@dataclass(frozen=True, slots=True)
class _Tickets:
    """What one agreement makes of a log."""

    clocks: Clocks
    periods: list[Outcome]
    reckoning: Reckoning

    @classmethod
    def of(cls, agreement: Agreement, events: Events, two: Two) -> _Tickets:
        found = clocks(events, agreement, as_of=two.as_of)
        periods = by_period(found, agreement)
        shortfalls = of_tickets(periods, found, agreement, as_of=two.as_of)
        return cls(found, periods, credits_of(shortfalls, agreement, two.facts))

    @property
    def labels(self) -> Labels:
        return {(each.target, each.period.span): each.period.label for each in self.periods if each.period}


@dataclass(frozen=True, slots=True)
class _TicketChanges:
    """What comes out otherwise."""

    clocks: ClockDifference
    periods: list[Changed[Outcome]]
    credits: list[Changed[Given]]

    def document(self, two: Two, events: str) -> dict[str, Any]:
        return {
            **two.document(),
            "events": events,
            "clocks": shown.clocks_document(self.clocks),
            "periods": shown.outcomes_document(self.periods),
            "credits": shown.credits_document(self.credits),
        }

    def text(self, two: Two, files: tuple[File, ...], screen: Screen) -> Iterator[RenderableType]:
        wording = Wording(screen.lang, two.before.timezone)
        yield from two.heading(wording, files, "event")
        yield from shown.clocks_text(self.clocks, wording)
        if not (len(self.clocks) or self.periods or self.credits):
            yield shown.nothing(screen.lang)
        yield from shown.periods_text(self.periods, (two.before, two.after), wording)
        yield from shown.credits_text(self.credits, CreditWords(wording, two.after))


# -- availability ---------------------------------------------------------------------------------------


def uptime(options: Namespace, screen: Screen) -> int:
    """Show which periods and credits come out otherwise."""
    if options.events is not None:
        raise WrongUse("not-together", one="--events", other="--against")
    two = Two.of(options, screen)
    _refuse_unknown(options.target, two)
    record = read_record(options, two.before, screen)
    before, after = (_assessed(each, record.record, options, two) for each in (two.before, two.after))
    changes = _UptimeChanges(
        len(before.judged),
        difference.of_judged(before.judged, after.judged),
        difference.of_credits(
            before.reckoning, after.reckoning, labels_before=before.labels, labels_after=after.labels
        ),
    )
    screen.show(changes.document(two, record.files), changes.text(two, record.files, screen))
    return 0


def _refuse_unknown(target: str | None, two: Two) -> None:
    """Refuse a target that neither agreement has; one of them is enough."""
    if target is not None and target not in two.after.availability:
        given.uptime_target(two.before, target)


def _assessed(agreement: Agreement, record: Record, options: Namespace, two: Two) -> Assessment:
    if options.target is not None and options.target not in agreement.availability:
        return Assessment()
    periods, _ = asked_periods(agreement, record, options.target, options.period, two.as_of)
    return assess(agreement, record, periods, two.facts, as_of=two.as_of)


@dataclass(frozen=True, slots=True)
class _UptimeChanges:
    """What comes out otherwise, of so many periods."""

    compared: int
    periods: list[Changed[Availability]]
    credits: list[Changed[Given]]

    def document(self, two: Two, files: tuple[File, ...]) -> dict[str, Any]:
        return {
            **two.document(),
            "files": [{"file": each.name, "rows": each.rows, "duplicates": each.duplicates} for each in files],
            "compared": self.compared,
            "periods": shown.judged_document(self.periods),
            "credits": shown.credits_document(self.credits),
        }

    def text(self, two: Two, files: tuple[File, ...], screen: Screen) -> Iterator[RenderableType]:
        wording = Wording(screen.lang, two.before.timezone)
        yield from two.heading(wording, files, "row")
        if not (self.periods or self.credits):
            yield line()
            yield shown.nothing(screen.lang)
        yield from shown.periods_text(self.periods, (two.before, two.after), wording)
        yield from shown.credits_text(self.credits, CreditWords(wording, two.after))
