"""The tickets behind a figure: one target, in one period, by verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from houvast.portal.accounts.access import Someone
from houvast.portal.accounts.models import Organisation
from houvast.portal.clocks import queries
from houvast.portal.clocks.models import ClockRow
from houvast.portal.pages import cards, levels
from houvast.portal.pages.cards import Left, Pill, Priority
from houvast.portal.pages.levels import LevelCard, Link
from houvast.portal.pages.lists import MOST_EXPORTED, agreements_of, csv_file, page_of
from houvast.portal.pages.ticket import reading_of
from houvast.portal.ribbon import Mini
from houvast.portal.tickets.models import Ticket
from houvast.portal.wording import Moment, Reading
from houvast.sla.agreement.model import Agreement, Target
from houvast.sla.periods import Period, period_named, period_of
from houvast.sla.terms import Verdict

VERDICTS = {"met": Verdict.MET, "breached": Verdict.BREACHED, "pending": Verdict.PENDING}


@dataclass(frozen=True, slots=True)
class Tab:
    """One verdict to choose, with how many clocks have it."""

    word: str
    count: int
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One clock behind a figure, with its ticket."""

    number: int
    url: str
    subject: str
    cycle: int
    priority: Priority | None
    pill: Pill
    mini: Mini
    used: str
    left: Left
    opened: Moment
    decided: Moment | None


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure with what it was made from; `clocks` are all of them, `rows` those of this page."""

    card: LevelCard
    target: Target
    period: Period
    tabs: Sequence[Tab]
    page: Page[Any]
    rows: Sequence[BehindRow]
    clocks: QuerySet[ClockRow]
    earlier: str
    later: str


def behind(
    request: HttpRequest,
    person: Someone,
    organisation: Organisation,
    agreement: Agreement,
    target: Target,
    *,
    now: datetime,
    link: Link,
    ticket_link: Callable[[Ticket], str],
) -> Behind:
    """Gather the page of a figure: the period and verdict that the address asks for."""
    period = _period(request, target, agreement, now)
    chosen = request.GET.get("verdict", "")
    chosen = chosen if chosen in VERDICTS else ""
    figures = levels.figures_of(
        person, organisation, agreement, at=min(levels.last_instant(period), now), now=now, only=target.name
    )[0]
    card = levels.card_of(person, organisation, agreement, figures, now=now, link=link)
    clocks = queries.clocks_behind(
        person, organisation, target=target.name, span=period.span, verdict=VERDICTS.get(chosen), now=now
    ).order_by("-verdict_at", "-pk")
    listed = page_of(request, clocks)
    earlier, later = figures.periods[-2], period_of(period.span.end, target.per, agreement.timezone)
    return Behind(
        card=card,
        target=target,
        period=period,
        tabs=_tabs(figures, chosen, link),
        page=listed,
        rows=_rows(list(listed), person, now=now, ticket_link=ticket_link),
        clocks=clocks,
        earlier=link(target.name, earlier.label, ""),
        later=link(target.name, later.label, "") if later.span.start <= now else "",
    )


def _period(request: HttpRequest, target: Target, agreement: Agreement, now: datetime) -> Period:
    """Return the period asked for; the present one where none is asked for, or none that exists."""
    wanted = request.GET.get("period", "")
    try:
        return period_named(wanted, target.per, agreement.timezone)
    except (ValueError, OverflowError):
        return period_of(now, target.per, agreement.timezone)


def _tabs(figures: levels.Figures, chosen: str, link: Link) -> list[Tab]:
    level = figures.level(figures.period)
    name, label = figures.target.name, figures.period.label
    counts = {
        "": (_("Judged"), level.judged),
        "met": (_("On time"), level.met),
        "breached": (_("Late"), level.breached),
        "pending": (_("Still running"), level.pending),
    }
    return [Tab(word, count, link(name, label, key), key == chosen) for key, (word, count) in counts.items()]


def _rows(
    clocks: Sequence[ClockRow], person: Someone, *, now: datetime, ticket_link: Callable[[Ticket], str]
) -> list[BehindRow]:
    agreements = agreements_of([clock.ticket for clock in clocks])
    rows = []
    for clock in clocks:
        agreement = agreements.get(clock.ticket.agreement_id or 0)
        if agreement is not None:
            reading = reading_of(person, now, agreement.timezone)
            rows.append(_row(clock, agreement, reading, ticket_link(clock.ticket)))
    return rows


def _row(clock: ClockRow, agreement: Agreement, reading: Reading, url: str) -> BehindRow:
    verdict = queries.reads_now(clock, now=reading.now)
    face = cards.face_of_row(clock, verdict, agreement, now=reading.now)
    decided = queries.decided_at(clock, now=reading.now)
    return BehindRow(
        number=clock.ticket.number,
        url=url,
        subject=clock.ticket.subject,
        cycle=clock.cycle,
        priority=cards.priority(clock.priority, agreement),
        pill=cards.pill(face),
        mini=cards.small_ribbon(face),
        used=cards.percent_used(face),
        left=cards.time_left(face, reading),
        opened=reading.moment(clock.ticket.opened_at),
        decided=reading.moment(decided) if decided else None,
    )


def behind_file(shown: Behind, person: Someone, *, now: datetime) -> HttpResponse:
    """Return every clock behind a figure as CSV, as it reads now."""
    heads = (
        "ticket", "subject", "target", "cycle", "priority", "verdict", "started_at", "due_at", "stopped_at",
        "verdict_at", "elapsed_seconds", "promised_seconds",
    )  # fmt: skip
    clocks = list(shown.clocks[:MOST_EXPORTED])
    agreements = agreements_of([clock.ticket for clock in clocks])
    rows = (
        _cells(clock, agreements[clock.ticket.agreement_id], now)
        for clock in clocks
        if clock.ticket.agreement_id in agreements
    )
    return csv_file(f"{shown.target.name}-{shown.period.label}", heads, rows)


def _cells(clock: ClockRow, agreement: Agreement, now: datetime) -> tuple[Any, ...]:
    decided_at = queries.decided_at(clock, now=now)
    return (
        clock.ticket.number,
        clock.ticket.subject,
        clock.target,
        clock.cycle,
        clock.priority,
        queries.reads_now(clock, now=now).word,
        *(_utc(at) for at in (clock.started_at, clock.due_at, clock.stopped_at, decided_at)),
        cards.used_by(clock, agreement, now=now).total_seconds(),
        "" if clock.promised_us is None else clock.promised_us / 1_000_000,
    )


def _utc(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""
