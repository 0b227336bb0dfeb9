"""Rating a solution."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from houvast.portal.accounts.access import Ability, NotAllowed, demand
from houvast.portal.accounts.models import Person
from houvast.portal.ratings import queries
from houvast.portal.ratings.models import BEST, MOST_MINUTES, WORST, Rating, RatingRemark
from houvast.portal.ratings.refusals import NotSolved, ScoreOutOfRange, TooMuchLost
from houvast.portal.tickets.journal import legible, written
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.refusals import NothingToChange

Said = tuple[int, int | None, str]
"""Score, minutes lost, remark."""


@transaction.atomic
def rate(
    ticket: Ticket, *, score: int, by: Person, now: datetime, lost: timedelta | None = None, remark: str = ""
) -> Rating:
    """
    Say what one thinks of the last solution; a later rating of the same solution replaces the earlier one.

    lost  time lost because of what the ticket was about, as its reporter sees it; None for nothing said
    Raises NotAllowed for anybody but who reported it, NotSolved, ScoreOutOfRange, TooMuchLost, NothingToChange,
    TextTooLong.
    """
    demand(by, Ability.REPLY, ticket.organisation)
    if not queries.is_reporter(by, ticket):
        raise NotAllowed(by, Ability.REPLY)
    locked = Ticket.objects.select_for_update(no_key=True).get(pk=ticket.pk)
    resolution = queries.solution_of(locked)
    if resolution is None:
        raise NotSolved(ticket.number)
    if not WORST <= score <= BEST:
        raise ScoreOutOfRange(ticket.number)
    minutes, body = _minutes(ticket, lost), written(ticket, remark) if legible(remark) else ""
    earlier = queries.ratings_of(locked).filter(resolution=resolution).last()
    if earlier is not None and _said(earlier) == (score, minutes, body):
        raise NothingToChange(ticket.number)
    return _kept(locked, resolution, (score, minutes, body), by=by, now=now, replaces=earlier)


def _kept(
    ticket: Ticket, resolution: TicketEvent, said: Said, *, by: Person, now: datetime, replaces: Rating | None
) -> Rating:
    score, minutes, body = said
    rating = Rating.objects.create(
        organisation_id=ticket.organisation_id,
        ticket=ticket,
        resolution=resolution,
        person=by,
        score=score,
        lost_minutes=minutes,
        given_at=now,
        replaces=replaces,
    )
    if body:
        RatingRemark.objects.create(rating=rating, body=body)
    return rating


def _said(rating: Rating) -> Said:
    return rating.score, rating.lost_minutes, queries.remark_of(rating)


def _minutes(ticket: Ticket, lost: timedelta | None) -> int | None:
    if lost is None:
        return None
    minutes = lost // timedelta(minutes=1)
    if not 0 <= minutes <= MOST_MINUTES:
        raise TooMuchLost(ticket.number)
    return minutes
