"""Writing to the outbox, in the transaction of what happened; and reading what one was told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import QuerySet

from houvast.portal import bulk
from houvast.portal.accounts.access import Ability
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.handling.happenings import Mentioned
from houvast.portal.notices.models import Delivery, Notice, Subject
from houvast.portal.notices.reach import Reach
from houvast.portal.notices.recipients import HANDLER, Recipients, is_customer_of
from houvast.portal.tickets.followers import followers_of
from houvast.portal.tickets.happenings import Happening
from houvast.portal.watch.worker import StepsDecided

AUTOMATIC_ANSWER_EVERY = timedelta(hours=1)
About = tuple[int, int, int | None, int | None]
"""Organisation, ticket, decision and event of a notice."""


def tell_of_steps(decided: StepsDecided) -> None:
    """
    Tell, for each step, everybody with the role it names.

    A step that reaches nobody, or that no mail can deliver, is kept as failed, where the desk sees it.
    """
    reach = Reach(decided.decisions)
    rows = []
    for decision in decided.decisions:
        about = (decision.organisation_id, decision.ticket_id, decision.id, None)
        reached = reach.of(decision)
        rows += [_row(person, decision.kind, about, decided.now) for person in reached.people]
        if reached.by_hand:
            rows.append(_row(None, decision.kind, about, decided.now, reached.by_hand))
    bulk.insert(Notice, _COLUMNS, rows)


def confirm_receipt(happening: Happening) -> None:
    """
    Tell the customer that reported a ticket that it has come in.

    For what came in by mail at most once an hour: whoever answers by itself is not answered again and again.
    """
    if happening.event.channel == "mail" and _answered_lately(happening):
        return
    _tell(happening, Subject.RECEIPT, _reporter(happening), also_the_actor=True)


def _answered_lately(happening: Happening) -> bool:
    since = happening.now - AUTOMATIC_ANSWER_EVERY
    lately = Notice.objects.filter(subject=Subject.RECEIPT, created_at__gt=since, event__channel="mail")
    return lately.filter(recipient=happening.ticket.reported_by_id).exists()


def tell_team(happening: Happening) -> None:
    """Tell who will work on it of a new ticket."""
    _tell(happening, Subject.NEW_TICKET, _workers(happening))


def tell_reporter_of_reply(happening: Happening) -> None:
    """Tell who reported it, and who follows it, of an answer."""
    _tell(happening, Subject.REPLY, _readers(happening))


def tell_reporter_of_solution(happening: Happening) -> None:
    """Tell who reported it, and who follows it, that it is solved."""
    _tell(happening, Subject.RESOLVED, _readers(happening))


def tell_handler_of_reply(happening: Happening) -> None:
    """Tell who works on it that the customer wrote."""
    _tell(happening, Subject.CUSTOMER_REPLY, _workers(happening))


def tell_handler_of_reopening(happening: Happening) -> None:
    """Tell who works on it that it is not solved after all."""
    _tell(happening, Subject.REOPENED, _workers(happening))


def tell_handler_of_assignment(happening: Happening) -> None:
    """Tell somebody that a ticket is theirs now."""
    handler = happening.event.handler_id
    _tell(happening, Subject.ASSIGNED, () if handler is None else (handler,))


def tell(
    people: Iterable[Person],
    subject: Subject,
    *,
    organisation: Organisation,
    about: str,
    address: str,
    ability: Ability,
    now: datetime,
) -> None:
    """
    Tell people of something that is not a ticket, in the transaction in which it happened.

    about    what it is called, as its readers know it
    address  the page to read it on, as `reverse` gives it
    ability  what one must have towards the customer to be told; who has it no more at delivery is not
    """
    for person in people:
        Notice.objects.create(
            recipient=person,
            subject=subject,
            organisation=organisation,
            about=about[:200],
            address=address,
            ability=ability,
            created_at=now,
            try_again_at=now,
        )


def tell_who_was_mentioned(mentioned: Mentioned) -> None:
    """Tell the provider's people that a note names that it does."""
    _tell(mentioned, Subject.MENTION, mentioned.people)


def send_again(lost: QuerySet[Notice], *, now: datetime) -> int:
    """Put notices of `queries.sendable_again` in the outbox once more, under the same ids; return how many."""
    return lost.update(state=Delivery.PENDING, attempts=0, try_again_at=now, error="")


def mark_read(person: Person, *, now: datetime) -> None:
    """Note that somebody has seen the notices they have."""
    Notice.objects.filter(recipient=person, read_at=None).update(read_at=now)


def _tell(happening: Happening, subject: Subject, people: Iterable[int], *, also_the_actor: bool = False) -> None:
    told = [person for person in people if also_the_actor or person != happening.event.actor_id]
    about = (happening.ticket.organisation_id, happening.ticket.pk, None, happening.event.pk)
    bulk.insert(Notice, _COLUMNS, [_row(person, subject, about, happening.now) for person in told])


_COLUMNS = (
    *("id", "recipient_id", "subject", "organisation_id", "ticket_id", "decision_id", "event_id"),
    *("created_at", "state", "try_again_at", "error"),
)


def _row(person: int | None, subject: str, about: About, now: datetime, by_hand: str = "") -> bulk.Values:
    fate = (Delivery.FAILED, None, by_hand) if person is None else (Delivery.PENDING, now, "")
    return (uuid4(), person, subject, *about, now, *fate)


def _workers(happening: Happening) -> tuple[int, ...]:
    return Recipients([happening.ticket.pk]).of(happening.ticket.pk, HANDLER)


def _reporter(happening: Happening) -> tuple[int, ...]:
    ticket = happening.ticket
    reporter = ticket.reported_by_id
    return (reporter,) if reporter is not None and is_customer_of(reporter, ticket.organisation_id) else ()


def _readers(happening: Happening) -> tuple[int, ...]:
    """Return who reported the ticket and who follows it, each once."""
    following = (each.person_id for each in followers_of(happening.ticket))
    return tuple(dict.fromkeys((*_reporter(happening), *following)))
