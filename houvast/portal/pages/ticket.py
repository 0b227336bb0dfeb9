"""What a ticket page shows to either side: its clocks with why, its thread, its facts, and who was warned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts.access import Someone
from houvast.portal.accounts.models import Person
from houvast.portal.agreements.queries import parsed
from houvast.portal.clocks.models import Standing
from houvast.portal.pages import cards, thread
from houvast.portal.pages.cards import Pill, Priority
from houvast.portal.pages.promises import ClockPage, clock_page
from houvast.portal.ribbon import Scale
from houvast.portal.tickets import queries
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import Entry
from houvast.portal.watch.models import Decision
from houvast.portal.wording import Moment, Reading
from houvast.sla.agreement.model import Agreement, StepKind
from houvast.sla.explain import Explanation, explain
from houvast.sla.terms import EventKind, Verdict

WARNINGS_SHOWN = 10
EARLIER_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Earlier:
    """A cycle that is over, as one row; `key` names it for its CSV."""

    target: str
    cycle: int
    title: str
    pill: Pill
    started: Moment
    stopped: Moment | None
    used: str


@dataclass(frozen=True, slots=True)
class Warned:
    """
    A step of the ladder that was taken: at which share, who heard, when.

    waits  it is an escalation, and nobody has acknowledged it since
    """

    share: str
    role: str
    at: Moment
    key: int = 0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class TicketPage:
    """
    All that a page shows of one ticket.

    clocks   the clocks that matter now: all open ones, and the last cycle of each target
    earlier  cycles before those
    broken   the clocks whose promise was broken, as target and cycle: `resolution 1`
    """

    ticket: Ticket
    standing: Standing
    agreement: Agreement | None
    reading: Reading
    phase: Pill
    status: str
    priority: Priority | None
    impact: str
    urgency: str
    service: str
    type: str
    channel: str
    opened: Moment
    clocks: Sequence[ClockPage]
    earlier: Sequence[Earlier]
    earlier_hidden: int
    thread: Sequence[thread.Item]
    thread_hidden: int
    warnings: Sequence[Warned]
    broken: frozenset[str]
    zones: str
    scale: Scale

    @property
    def is_open(self) -> bool:
        """Whether work goes on."""
        return self.standing.phase == Phase.OPEN

    @property
    def drawn(self) -> list[ClockPage]:
        """The clocks whose ribbon is drawn at once: the open ones, or else the last."""
        return [clock for clock in self.clocks if clock.is_open and clock.ribbon] or [
            clock for clock in self.clocks if clock.ribbon
        ][-1:]

    @property
    def folded(self) -> list[ClockPage]:
        """The other clocks, whose ribbon unfolds."""
        return [clock for clock in self.clocks if clock not in self.drawn]


def reading_of(person: Someone, now: datetime, agreed: str = "") -> Reading:
    """Return how somebody reads times, beside the zone of an agreement where that is given."""
    zone = ZoneInfo(person.timezone) if isinstance(person, Person) else timezone.get_default_timezone()
    return Reading(now, ZoneInfo(str(zone)), ZoneInfo(agreed) if agreed else None)


def scale_of(request: HttpRequest) -> Scale:
    """Return the scale that `?scale=` asks for; service time by default."""
    return Scale.CALENDAR if request.GET.get("scale") == Scale.CALENDAR else Scale.SERVICE


def explained_of(ticket: Ticket, now: datetime) -> tuple[Agreement | None, list[Explanation]]:
    """Return a ticket's agreement and every clock with its segments, as of now; none without agreement."""
    if ticket.agreement is None:
        return None, []
    agreement = parsed(ticket.agreement)
    every = explain(queries.events_of([ticket]), agreement, as_of=now)
    return agreement, [each for each in every if each.clock.ticket == str(ticket.pk)]


def file_url(area: str, number: int, key: str) -> str:
    """Return the address of a file that came with a ticket; `area` is `desk` or `customer`."""
    return reverse(f"{area}:attachment", args=[number, key])


def ticket_page(
    ticket: Ticket, person: Someone, *, now: datetime, reads_as_customer: bool, scale: Scale, all_of_thread: bool
) -> TicketPage:
    """Gather a ticket's page; `reads_as_customer` says `you` where the clock waits for the customer."""
    kept: Standing | None = ticket._state.fields_cache.get("standing")
    standing = kept or Standing.objects.select_related("handler").get(ticket=ticket)
    agreement, explained = explained_of(ticket, now)
    reading = reading_of(person, now, agreement.timezone if agreement else "")
    entries = queries.thread(ticket, person)
    waiting = "you" if reads_as_customer and standing.waiting_for == "customer" else standing.waiting_for
    recent, before = _recent(explained)
    address = partial(file_url, "customer" if reads_as_customer else "desk", ticket.number)
    shown = thread.items(entries, explained, agreement, reading, file_url=address, all_of_it=all_of_thread)
    return TicketPage(
        ticket=ticket,
        standing=standing,
        agreement=agreement,
        reading=reading,
        phase=phase_pill(standing.phase),
        status=wording.sentence_case(wording.status(standing.status, agreement)) if standing.status else "",
        priority=cards.priority(standing.priority, agreement),
        impact=wording.level(standing.impact, agreement),
        urgency=wording.level(standing.urgency, agreement),
        service=wording.called(standing.service, agreement),
        type=wording.ticket_type(standing.type),
        channel=wording.channel(standing.channel),
        opened=reading.fully(ticket.opened_at),
        clocks=_clock_pages(recent, before, agreement, reading, waiting, scale),
        earlier=[_earlier(each, agreement, reading) for each in before[-EARLIER_SHOWN:]],
        earlier_hidden=max(len(before) - EARLIER_SHOWN, 0),
        thread=shown,
        thread_hidden=len(entries) - len(shown),
        warnings=_warnings(ticket, reading, entries),
        broken=_broken(explained),
        zones=_zones(reading),
        scale=scale,
    )


def _recent(explained: Sequence[Explanation]) -> tuple[list[Explanation], list[Explanation]]:
    """Split clocks into those that matter now and the cycles before."""
    last = {each.clock.target: each.clock.cycle for each in explained}
    recent = [each for each in explained if each.clock.cycle == last[each.clock.target] or not each.clock.stopped_at]
    return recent, [each for each in explained if each not in recent]


def _clock_pages(
    recent: Sequence[Explanation],
    before: Sequence[Explanation],
    agreement: Agreement | None,
    reading: Reading,
    waiting: str,
    scale: Scale,
) -> list[ClockPage]:
    if agreement is None:
        return []
    cycles = Counter(each.clock.target for each in [*recent, *before])
    return [
        clock_page(
            each,
            agreement,
            reading=reading,
            waiting_for=waiting,
            scale=scale,
            several=cycles[each.clock.target] > 1,
        )
        for each in recent
    ]


def _earlier(explained: Explanation, agreement: Agreement | None, reading: Reading) -> Earlier:
    clock = explained.clock
    face = cards.face_of(explained, agreement) if agreement else None
    return Earlier(
        target=clock.target,
        cycle=clock.cycle,
        title=wording.target_title(agreement, clock.target),
        pill=cards.pill(face) if face else Pill(""),
        started=reading.fully(clock.started_at),
        stopped=reading.fully(clock.stopped_at) if clock.stopped_at else None,
        used=wording.length(clock.elapsed),
    )


def phase_pill(phase: str) -> Pill:
    """Return the phase of a ticket as a pill."""
    words = {
        Phase.OPEN: Pill(_("Open"), "line"),
        Phase.RESOLVED: Pill(_("Resolved"), "met", "circle-check"),
        Phase.CLOSED: Pill(_("Closed"), "", "lock"),
        Phase.CANCELLED: Pill(_("Cancelled"), "", "circle-x"),
        Phase.MERGED: Pill(_("Merged"), "", "layers-subtract"),
    }
    return words[Phase(phase)]


def _broken(explained: Sequence[Explanation]) -> frozenset[str]:
    late = [each.clock for each in explained if each.clock.verdict is Verdict.BREACHED]
    return frozenset(f"{clock.target} {clock.cycle}" for clock in late)


def _warnings(ticket: Ticket, reading: Reading, entries: Sequence[Entry]) -> list[Warned]:
    """Return the steps that were taken and told, latest first."""
    seen = [entry.happened_at for entry in entries if entry.kind is EventKind.ACKNOWLEDGED]
    taken = Decision.objects.filter(ticket=ticket, collapsed=False).order_by("-due_at")[:WARNINGS_SHOWN]
    return [
        Warned(
            f"{decision.share}{wording.NO_BREAK}% · {wording.target_title(_agreement(ticket), decision.target)}",
            wording.role(decision.role),
            reading.moment(decision.decided_at),
            decision.pk,
            decision.kind == StepKind.ESCALATION and not any(at >= decision.decided_at for at in seen),
        )
        for decision in taken
    ]


def _agreement(ticket: Ticket) -> Agreement | None:
    return parsed(ticket.agreement) if ticket.agreement is not None else None


def _zones(reading: Reading) -> str:
    """Return the zone of the agreement, and whether it is the reader's."""
    if reading.agreed is None:
        return ""
    place = wording.place(reading.agreed)
    same = not reading.beside(reading.now)
    return _("%(place)s, the same as yours") % {"place": place} if same else place
