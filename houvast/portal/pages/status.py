"""How services stand, in plain values: each service now, what goes on, what is announced, what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts.models import Organisation
from houvast.portal.agreements.models import Service
from houvast.portal.agreements.services import services_of
from houvast.portal.pages.cards import Pill
from houvast.portal.pages.services import name_of
from houvast.portal.uptime.models import DisruptionFact, Kind
from houvast.portal.uptime.queries import State, states_of
from houvast.portal.wording import Moment, Reading

LOOKS_BACK = timedelta(days=90)
"""How long what is over is shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words that were told, and when."""

    at: Moment
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """
    One disruption.

    window   from when until when, in words
    length   how long it lasted, '' while it goes on or is ahead
    announced  when the window was announced; None where nothing was
    """

    key: int
    pill: Pill
    service: str
    window: str
    length: str
    cause: str
    announced: Moment | None
    notes: Sequence[Told]
    is_open: bool


@dataclass(frozen=True, slots=True)
class ServiceNow:
    """A service and how it stands; `since` and until when, in words, where something is the matter."""

    name: str
    pill: Pill
    since: str


@dataclass(frozen=True, slots=True)
class StatusPage:
    """How the services of a customer stand at a moment."""

    services: Sequence[ServiceNow]
    running: Sequence[Shown]
    ahead: Sequence[Shown]
    past: Sequence[Shown]

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show on another page."""
        return bool(self.services or self.running or self.ahead)

    @property
    def answer(self) -> str:
        """Return in one sentence how it stands."""
        if not self.running:
            return _("Everything works.")
        return _("Something is the matter with %(services)s.") % {
            "services": wording.listed(list(dict.fromkeys(each.service for each in self.running)))
        }


def status_page(
    facts: Sequence[DisruptionFact], organisation: Organisation, reading: Reading, *, with_notes: bool = True
) -> StatusPage:
    """Return how the services of a customer stand, by the last facts that the reader may read."""
    now = reading.now
    states = states_of(facts, since=now - LOOKS_BACK, with_notes=with_notes)
    running = [each for each in states if each.is_now(now)]
    ahead = sorted((each for each in states if each.is_ahead(now)), key=lambda each: each.starts_at)
    shown = {each.key for each in [*running, *ahead]}
    return StatusPage(
        services=[_service_now(each, running, reading) for each in services_of(organisation)],
        running=[shown_of(each, reading) for each in running],
        ahead=[shown_of(each, reading) for each in ahead],
        past=[shown_of(each, reading) for each in states if each.key not in shown],
    )


def _service_now(service: Service, running: Sequence[State], reading: Reading) -> ServiceNow:
    mine = sorted((each for each in running if each.service == service), key=lambda each: list(Kind).index(each.kind))
    if not mine:
        return ServiceNow(name_of(service), Pill(_("Works"), "met", "circle-check"), "")
    return ServiceNow(name_of(service), _pill(mine[0], reading.now), _window(mine[0], reading))


def shown_of(state: State, reading: Reading) -> Shown:
    """Return one disruption as pages show it."""
    over = state.ends_at is not None and state.ends_at <= reading.now and not state.cancelled
    return Shown(
        key=state.key,
        pill=_pill(state, reading.now),
        service=name_of(state.service),
        window=_window(state, reading),
        length=wording.length(state.ends_at - state.starts_at) if over and state.ends_at else "",
        cause=state.cause,
        announced=reading.fully(state.announced_at) if state.announced_at else None,
        notes=[Told(reading.fully(note.at), note.text) for note in state.notes],
        is_open=not state.cancelled,
    )


def _pill(state: State, now: datetime) -> Pill:
    if state.cancelled:
        return Pill(_("Cancelled"), "", "circle-x")
    over = state.ends_at is not None and state.ends_at <= now
    if state.kind is Kind.MAINTENANCE:
        return Pill(_("Maintenance"), "pause" if state.is_now(now) else "", "tool")
    word = _("Outage") if state.kind is Kind.OUTAGE else _("Degraded")
    if over:
        return Pill(word, "", "history")
    return Pill(word, "breach", "alert-octagon") if state.kind is Kind.OUTAGE else Pill(word, "risk", "alert-triangle")


def _window(state: State, reading: Reading) -> str:
    start = reading.moment(state.starts_at)
    if state.ends_at is None:
        return _("since %(start)s") % {"start": start}
    same_day = reading.local(state.starts_at).date() == reading.local(state.ends_at).date()
    end = reading.clock(state.ends_at) if same_day else str(reading.moment(state.ends_at))
    return f"{start} {wording.DASH} {end}"
