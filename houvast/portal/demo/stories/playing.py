"""
Playing stories: everything that happened is done again, in order of time, through the real actions.

The watch keeps its rounds at the moments it would have, so reminders, breaches and escalations stand where they
belong; what was mailed then is not mailed again, and who acts has read what they were told. After playing, only
what comes due later is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.mail.backends.dummy import EmailBackend as NoMail

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.demo.stories.script import Step, Story
from houvast.portal.notices.actions import mark_read
from houvast.portal.notices.delivery import deliver
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Ticket
from houvast.portal.watch import worker
from houvast.sla.agreement.model import Agreement

EVERY_NOTICE = 1_000_000

Progress = Callable[[int, int], None]
"""Is told how many steps are done, of how many."""


@dataclass(frozen=True, slots=True, order=True)
class Scene:
    """A step with the instant at which it happened; steps of one instant keep their order."""

    at: datetime
    story: int
    place: int


def play(
    stories: Sequence[Story],
    customer: Organisation,
    agreement: Agreement,
    people: Mapping[str, Person],
    *,
    now: datetime,
    progress: Progress | None = None,
) -> dict[str, Ticket]:
    """Do all steps of all stories in order of time, up to now; return the tickets by the key of their story."""
    tickets: dict[str, Ticket] = {}
    timetable = scenes(stories, agreement, now=now)
    for done, scene in enumerate(timetable, start=1):
        story = stories[scene.story]
        _watch_until(scene.at)
        step = story.steps[scene.place]
        mark_read(people[step.by], now=scene.at)
        _do(step, story, customer, people, tickets, at=scene.at)
        _deliver_nowhere(scene.at)
        if progress:
            progress(done, len(timetable))
    _watch_until(now)
    return tickets


def scenes(stories: Sequence[Story], agreement: Agreement, *, now: datetime) -> list[Scene]:
    """Return when each step of each story happened, on whole minutes, in order."""
    return sorted(
        Scene(_minute(agreement.calendars[story.on].subtract(now, step.ago)), number, place)
        for number, story in enumerate(stories)
        for place, step in enumerate(story.steps)
    )


def _do(
    step: Step,
    story: Story,
    customer: Organisation,
    people: Mapping[str, Person],
    tickets: dict[str, Ticket],
    *,
    at: datetime,
) -> None:
    said: dict[str, Any] = dict(step.said)
    if "handler" in said:
        said["handler"] = people[said["handler"]]
    if "into" in said:
        said["into"] = tickets[said["into"]]
    by = people[step.by]
    if step.did == "open_ticket":
        tickets[story.key] = actions.open_ticket(organisation=customer, subject=story.subject, by=by, now=at, **said)
        return
    getattr(actions, step.did)(tickets[story.key], by=by, now=at, **said)


def _watch_until(at: datetime) -> None:
    """Hold the rounds that the watch would have held up to an instant, each at its own moment."""
    while (look := worker.next_look_at()) is not None and look <= at:
        worker.drain(now=look)
        _deliver_nowhere(look)


def _deliver_nowhere(at: datetime) -> None:
    """Settle the notices of that moment as sent, without a mail."""
    deliver(now=lambda: at, limit=EVERY_NOTICE, connection=NoMail())


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
