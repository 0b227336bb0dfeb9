"""Levels: how each target of an agreement does in a period, in plain values for cards and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import dropwhile

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houvast.portal import wording
from houvast.portal.accounts.access import Someone
from houvast.portal.accounts.models import Organisation
from houvast.portal.clocks import queries
from houvast.portal.clocks.queries import Level
from houvast.portal.pages.cards import Pill, used_by
from houvast.portal.ribbon import Trend, trend
from houvast.sla.agreement.model import Agreement, Per, Target
from houvast.sla.agreement.words.whole import clause_of
from houvast.sla.clock import Clocks
from houvast.sla.periods import Period, period_of, preceding
from houvast.sla.target import is_reached, outcomes, share_met, shown
from houvast.sla.terms import MICROSECOND, NEVER, State

SHOWN = {Per.WEEK: 12, Per.MONTH: 12, Per.QUARTER: 8, Per.YEAR: 3}
"""How many periods a trend looks back, the present one included."""

Link = Callable[[str, str, str], str]
"""Target, label of a period, verdict ('' for all) → address of the tickets behind that figure."""


@dataclass(frozen=True, slots=True)
class LevelCard:
    """
    One target in one period.

    reached    None where nothing was judged, or too little
    made_of    numerator and denominator in words, href the tickets behind them
    late       the breaches in words, late_href those tickets; '' without
    foot       what is said instead of the breaches, where the figure is not one of tickets
    """

    target: str
    title: str
    clause: str
    pill: Pill
    reached: bool | None
    value: str
    unit: str
    goal: str
    made_of: str
    href: str
    late: str
    late_href: str
    running: str
    period: str
    previous: str
    trend: Trend | None
    foot: str = ""

    @property
    def on_course(self) -> bool:
        """Whether the card needs no further word on a small screen."""
        return self.reached is True


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one target over its last periods, the asked one last."""

    target: Target
    periods: Sequence[Period]
    levels: Mapping[str, Level]

    @property
    def period(self) -> Period:
        """The period asked for."""
        return self.periods[-1]

    def level(self, period: Period) -> Level:
        """Return the numbers of a period; zeros where nothing was measured."""
        return self.levels.get(period.label) or Level(self.target.name, period.span)

    def share(self, period: Period) -> Fraction | None:
        """Return the percentage on time in a period; None where nothing was judged."""
        level = self.level(period)
        return share_met(level.met, level.breached)


def figures_of(
    person: Someone, organisation: Organisation, agreement: Agreement, *, at: datetime, now: datetime, only: str = ""
) -> list[Figures]:
    """Return the numbers of targets in the period that holds `at`, and those before it; one query a `per`."""
    targets = [target for target in agreement.targets.values() if only in ("", target.name)]
    found: dict[Per, tuple[list[Period], list[Level]]] = {}
    for per in {target.per for target in targets}:
        periods = last_periods(at, per, agreement.timezone)
        spans = [period.span for period in periods]
        found[per] = periods, queries.levels(person, organisation, spans=spans, now=now)
    return [_figures(target, *found[target.per]) for target in targets]


def last_periods(at: datetime, per: Per, zone: str) -> list[Period]:
    """Return the period that holds an instant and those before it, earliest first."""
    periods = [period_of(at, per, zone)]
    while len(periods) < SHOWN[per]:
        periods.insert(0, preceding(periods[0], zone))
    return periods


def _figures(target: Target, periods: list[Period], levels: list[Level]) -> Figures:
    labels = {period.span.start: period.label for period in periods}
    mine = {labels[level.span.start]: level for level in levels if level.target == target.name}
    return Figures(target, periods, mine)


def cards_of(
    person: Someone,
    organisation: Organisation,
    agreement: Agreement,
    *,
    at: datetime,
    now: datetime,
    link: Link,
) -> list[LevelCard]:
    """Return a card for every target, in the order of the agreement."""
    every = figures_of(person, organisation, agreement, at=at, now=now)
    return [card_of(person, organisation, agreement, figures, now=now, link=link) for figures in every]


def card_of(
    person: Someone, organisation: Organisation, agreement: Agreement, figures: Figures, *, now: datetime, link: Link
) -> LevelCard:
    """Return the card of one target."""
    target, period, level = figures.target, figures.period, figures.level(figures.period)
    figure = figures.share(period)
    if not target.goal.kind.counts_tickets and level.judged:
        figure = _used_part(person, organisation, agreement, figures, now=now)
    reached = is_reached(target, met=level.met, breached=level.breached, figure=figure)
    current = period.span.start <= now < period.span.end
    return LevelCard(
        target=target.name,
        title=wording.target_title(agreement, target.name),
        clause=clause_of(agreement, target.name),
        pill=_pill(reached, level.judged, current=current),
        reached=reached,
        value=wording.percent(shown(figure)) if figure is not None else "",
        unit="%" if target.goal.kind.counts_tickets else f"% {_('of the promise used')}",
        goal=wording.goal(target.goal),
        made_of=_made_of(target, level),
        href=link(target.name, period.label, ""),
        late=ngettext("%(count)d late", "%(count)d late", level.breached) % {"count": level.breached},
        late_href=link(target.name, period.label, "breached") if level.breached else "",
        running=_running(level) if current else "",
        period=period_name(period),
        previous=_previous(figures),
        trend=_trend(agreement, figures, reached),
    )


def _used_part(
    person: Someone, organisation: Organisation, agreement: Agreement, figures: Figures, *, now: datetime
) -> Fraction | None:
    """Return the figure of a mean, median or percentile: asked of the rules, from the stored clocks."""
    rows = queries.clocks_behind(
        person, organisation, target=figures.target.name, span=figures.period.span, verdict=None, now=now
    )
    stored = [
        (used_by(row, agreement, now=now) // MICROSECOND, row.promised_us or 0, int(queries.reads_now(row, now=now)))
        for row in rows
    ]
    judged = _clocks(figures.target, np.array(stored, dtype=np.int64).reshape(-1, 3), agreement)
    every = outcomes(judged, agreement)
    mine = (each for each in every if each.target == figures.target.name and each.priority is None)
    return next((each.figure for each in mine), None)


def _clocks(target: Target, columns: np.ndarray, agreement: Agreement) -> Clocks:
    """Return stored clocks as the columns the rules take."""
    elapsed, promised, verdict = columns.T
    count, name = len(columns), list(agreement.targets).index(target.name)
    never = np.full(count, NEVER, dtype=np.int64)
    return Clocks(
        tickets=("",),
        targets=tuple(agreement.targets),
        priorities=("",),
        ticket=np.zeros(count, dtype=np.int32),
        target=np.full(count, name, dtype=np.int16),
        cycle=np.ones(count, dtype=np.int32),
        priority=np.zeros(count, dtype=np.int16),
        state=np.full(count, State.STOPPED, dtype=np.int8),
        verdict=verdict.astype(np.int8),
        started_at=never,
        due_at=never,
        stopped_at=never,
        verdict_at=never,
        elapsed=elapsed,
        paused=np.zeros(count, dtype=np.int64),
        promised=promised,
    )


def _pill(reached: bool | None, judged: int, *, current: bool) -> Pill:
    if reached is None:
        return Pill(_("Too few to judge") if judged else _("Nothing measured"), "", "circle-dashed")
    if reached:
        return Pill(_("On course") if current else _("Reached"), "met", "circle-check")
    return Pill(_("Below goal") if current else _("Not reached"), "risk" if current else "breach", "alert-triangle")


def _made_of(target: Target, level: Level) -> str:
    if not level.judged:
        return _("no ticket judged yet")
    said = _("%(met)s of %(judged)s on time") % {
        "met": wording.number(level.met),
        "judged": wording.number(level.judged),
    }
    if level.judged < target.minimum:
        return _("%(share)s, at least %(minimum)s needed") % {"share": said, "minimum": target.minimum}
    return said


def _running(level: Level) -> str:
    if not level.pending:
        return ""
    return ngettext("%(count)s still running", "%(count)s still running", level.pending) % {
        "count": wording.number(level.pending)
    }


def _previous(figures: Figures) -> str:
    before = figures.periods[-2]
    share = figures.share(before)
    if share is None or not figures.target.goal.kind.counts_tickets:
        return ""
    return f"{period_short(before)} {wording.percent(shown(share))}{wording.NO_BREAK}%"


def _trend(agreement: Agreement, figures: Figures, reached: bool | None) -> Trend | None:
    goal = figures.target.goal
    if not goal.kind.counts_tickets:
        return None
    measured = dropwhile(lambda period: figures.share(period) is None, figures.periods)
    periods = list(measured)
    shares = [figures.share(period) for period in periods]
    known = [share for share in shares if share is not None]
    label = ""
    if known:
        label = _("%(title)s over the last periods: between %(low)s and %(high)s percent") % {
            "title": wording.target_title(agreement, figures.target.name),
            "low": wording.percent(shown(min(known))),
            "high": wording.percent(shown(max(known))),
        }
    return trend(
        [None if share is None else float(share) for share in shares],
        float(goal.value or 100),
        label=label,
        first=period_short(periods[0]) if periods else "",
        last=period_short(figures.periods[-1]),
        tone="risk" if reached is False else "",
    )


# -- names of periods -----------------------------------------------------------------------------


def period_name(period: Period) -> str:
    """Return a period in words: `December 2026`, `quarter 4 of 2026`."""
    year, place = period.label[:4], period.label[5:].strip("WQ").lstrip("0")
    match period.per:
        case Per.MONTH:
            return wording.month(period.first)
        case Per.QUARTER:
            return _("Quarter %(place)s of %(year)s") % {"place": place, "year": year}
        case Per.WEEK:
            return _("Week %(place)s of %(year)s") % {"place": place, "year": year}
        case _:
            return year


def period_short(period: Period) -> str:
    """Return a period for under a trend line: `dec`, `Q4`, `w52`."""
    if period.per is Per.MONTH:
        return wording.month_short(period.first)
    return period.label[5:] or period.label


def last_instant(period: Period) -> datetime:
    """Return an instant by which a period is looked up again: its last."""
    return period.span.end - timedelta(microseconds=1)


# -- the answer -----------------------------------------------------------------------------------


def answer(cards: Sequence[LevelCard], *, current: bool) -> str:
    """Return in one sentence whether the agreements are kept."""
    judged = [card for card in cards if card.reached is not None]
    kept = sum(card.reached is True for card in judged)
    if not judged:
        return _("Nothing can be judged yet in this period.")
    numbers = {"kept": wording.count_word(kept), "all": wording.count_word(len(judged))}
    if len(judged) == 1:
        said = _one(kept=bool(kept), current=current)
    elif kept == len(judged):
        said = _("All %(all)s targets are on course.") if current else _("All %(all)s targets were reached.")
    elif not kept:
        said = _("None of %(all)s targets is on course.") if current else _("None of %(all)s targets was reached.")
    elif current:
        said = ngettext("%(kept)s of %(all)s targets is on course.", "%(kept)s of %(all)s targets are on course.", kept)
    else:
        said = ngettext("%(kept)s of %(all)s targets was reached.", "%(kept)s of %(all)s targets were reached.", kept)
    return wording.sentence_case(said % numbers)


def _one(*, kept: bool, current: bool) -> str:
    if kept:
        return _("The target is on course.") if current else _("The target was reached.")
    return _("The target is not on course.") if current else _("The target was not reached.")


def below(cards: Iterable[LevelCard]) -> str:
    """Return which targets are below their goal, in a sentence; nothing where none is."""
    titles = [card.title for card in cards if card.reached is False]
    if not titles:
        return ""
    return ngettext("%(titles)s is below its goal.", "%(titles)s are below their goals.", len(titles)) % {
        "titles": wording.listed(titles)
    }
