"""
What the clocks read now.

A stored verdict is as of the last event; time passes without one. `fresh` is the one place that says what a
clock reads at a given moment: nothing else asks whether a clock is late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, SmallIntegerField, Subquery, Value, When

from houvast.portal.accounts.access import Ability, Someone, visible_rows, visible_ticket_rows
from houvast.portal.accounts.models import Organisation
from houvast.portal.clocks.models import ClockRow
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import visible_to
from houvast.portal.tickets.statuses import CUSTOMER
from houvast.sla.terms import Span, State, Verdict


@dataclass(frozen=True, slots=True)
class Level:
    """
    How the clocks of a target ended in a period; best effort and void clocks are not counted.

    pending  open clocks that have no verdict yet, in the period that holds the moment of asking
    """

    target: str
    span: Span
    met: int = 0
    breached: int = 0
    pending: int = 0

    @property
    def judged(self) -> int:
        """How many have a verdict: the denominator."""
        return self.met + self.breached


def reads_now(row: ClockRow, *, now: datetime) -> Verdict:
    """Return the verdict of one clock at this moment; the same rule as `fresh`."""
    ran_out = row.state == State.RUNNING and row.late_from is not None and row.late_from <= now
    return Verdict.BREACHED if row.verdict == Verdict.PENDING and ran_out else Verdict(row.verdict)


def decided_at(row: ClockRow, *, now: datetime) -> datetime | None:
    """Return the instant of the verdict that one clock reads at this moment, None while it is pending."""
    return row.due_at if reads_now(row, now=now) is Verdict.BREACHED else row.verdict_at


def fresh(clocks: QuerySet[ClockRow], *, now: datetime) -> QuerySet[ClockRow]:
    """Return the clocks with `verdict_now` and `verdict_at_now`: what they read at this moment."""
    breached = When(_ran_out(now), then=Value(Verdict.BREACHED))
    return clocks.annotate(
        verdict_now=Case(breached, default=F("verdict"), output_field=SmallIntegerField()),
        verdict_at_now=Case(When(_ran_out(now), then=F("due_at")), default=F("verdict_at")),
    )


def clocks_visible_to(person: Someone, *, now: datetime) -> QuerySet[ClockRow]:
    """Return the clocks of the tickets somebody may read, fresh, with their tickets and how those stand."""
    rows = visible_ticket_rows(ClockRow.objects.all(), person)
    return fresh(rows.select_related("ticket__organisation", "ticket__standing__handler"), now=now)


def clocks_of(tickets: Iterable[Ticket], *, now: datetime) -> QuerySet[ClockRow]:
    """Return the clocks of tickets the caller may read, fresh, in the order of target and cycle."""
    return fresh(ClockRow.objects.filter(ticket__in=tickets), now=now).order_by("ticket_id", "target", "cycle")


def open_clocks_of(person: Someone, *, now: datetime) -> QuerySet[ClockRow]:
    """Return the clocks that have not stopped, of tickets somebody may read: soonest due first, paused ones last."""
    return clocks_visible_to(person, now=now).filter(is_open=True).order_by(F("due_at").asc(nulls_last=True), "pk")


def queue(person: Someone, *, now: datetime) -> QuerySet[ClockRow]:
    """Return, for each ticket somebody may read that has open clocks, its most urgent clock; soonest due first."""
    own = ClockRow.objects.filter(ticket=OuterRef("ticket"), is_open=True)
    soonest = own.order_by(F("due_at").asc(nulls_last=True), "pk").values("pk")[:1]
    return open_clocks_of(person, now=now).filter(pk=Subquery(soonest))


def levels(person: Someone, organisation: Organisation, *, spans: Sequence[Span], now: datetime) -> list[Level]:
    """
    Return how the clocks of a customer ended: a level for each target that has any, in each period.

    A level is a figure of the agreement: who may read that is told how everybody's tickets went.
    A clock belongs to the period that holds its verdict. Periods are half-open and do not overlap.
    """
    if not spans:
        return []
    found: dict[tuple[str, int], dict[str, int]] = {}
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    everybodys = visible_rows(ClockRow.objects.filter(organisation=organisation), person, Ability.SEE_AGREEMENT)
    clocks = fresh(everybodys.filter(_in(whole, now)), now=now)
    period = Case(*(When(_in(span, now), then=Value(place)) for place, span in enumerate(spans)), default=Value(-1))
    counted = (
        clocks.annotate(period=period)
        .filter(period__gte=0)
        .order_by()
        .values("target", "period", "verdict_now")
        .annotate(clocks=Count("pk"))
    )
    for row in counted:
        verdicts = found.setdefault((row["target"], row["period"]), {})
        verdicts[Verdict(row["verdict_now"]).word] = row["clocks"]
    return [Level(target, spans[period], **counts) for (target, period), counts in sorted(found.items())]


def clocks_behind(
    person: Someone, organisation: Organisation, *, target: str, span: Span, verdict: Verdict | None, now: datetime
) -> QuerySet[ClockRow]:
    """Return the clocks that a figure of `levels` counts; all that have a verdict, when none is named."""
    wanted = reads(Verdict.MET, now) | reads(Verdict.BREACHED, now) if verdict is None else reads(verdict, now)
    mine = _clocks_of_customer(person, organisation).filter(_in(span, now), wanted, target=target)
    return fresh(mine.select_related("ticket__organisation", "ticket__standing"), now=now)


def open_tickets_of(person: Someone) -> QuerySet[Ticket]:
    """Return the tickets somebody may read that are still open, latest news first."""
    return (
        visible_to(person)
        .filter(standing__phase="open")
        .select_related("standing")
        .order_by("-standing__last_event_at")
    )


def late_tickets(person: Someone, organisation: Organisation, *, now: datetime) -> QuerySet[Ticket]:
    """Return the open tickets of a customer on which a clock that still runs is late."""
    late = _clocks_of_customer(person, organisation).filter(reads(Verdict.BREACHED, now), is_open=True)
    return open_tickets_of(person).filter(organisation=organisation, pk__in=late.values("ticket"))


def tickets_waiting_for_customer(person: Someone, organisation: Organisation) -> QuerySet[Ticket]:
    """Return the open tickets that wait for the customer; `stands_still` says whether a promise does as well."""
    paused = ClockRow.objects.filter(ticket=OuterRef("pk"), state=State.PAUSED, promised_us__isnull=False)
    mine = open_tickets_of(person).filter(organisation=organisation, standing__waiting_for=CUSTOMER)
    return mine.annotate(stands_still=Exists(paused))


def _clocks_of_customer(person: Someone, organisation: Organisation) -> QuerySet[ClockRow]:
    return visible_ticket_rows(ClockRow.objects.filter(organisation=organisation), person)


def _ran_out(now: datetime) -> Q:
    """Say which clocks were pending when last computed and have passed their due since."""
    return Q(is_open=True, state=State.RUNNING, verdict=Verdict.PENDING, late_from__lte=now)


def reads(verdict: Verdict, now: datetime) -> Q:
    """Say which clocks read a verdict at this moment."""
    if verdict is Verdict.BREACHED:
        return Q(verdict=verdict) | _ran_out(now)
    return Q(verdict=verdict) & ~_ran_out(now)


def _in(span: Span, now: datetime) -> Q:
    """Say which clocks belong to a period: judged in it, or pending while it holds this moment."""
    judged = Q(verdict__in=[Verdict.MET, Verdict.BREACHED], verdict_at__gte=span.start, verdict_at__lt=span.end)
    judged |= _ran_out(now) & Q(due_at__gte=span.start, due_at__lt=span.end)
    pending = Q(is_open=True) & reads(Verdict.PENDING, now)
    return judged | pending if span.start <= now < span.end else judged
