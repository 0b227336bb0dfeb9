"""What stands beside a ticket for who handles it: ready texts, links, causes, what waits, and their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from houvast.portal.accounts.models import Person
from houvast.portal.desk.handling_forms import CauseForm, LinkForm, TextForm
from houvast.portal.handling import queries
from houvast.portal.handling.models import CannedReply, Cause, LinkKind, TicketLink
from houvast.portal.handling.queries import Beside
from houvast.portal.handling.texts import filled
from houvast.portal.pages.ticket import TicketPage, Warned, phase_pill
from houvast.portal.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Linked:
    """Another ticket and what it is to this one; `key` of a link that can be taken back, 0 of any other."""

    key: int
    word: str
    number: int
    subject: str
    phase: str
    url: str


@dataclass(frozen=True, slots=True)
class Aside:
    """
    What stands beside a ticket.

    missing  a promise is broken and nobody has said why
    chosen   the ready text that was asked for; written is its text, filled
    children open tickets that are part of this one
    """

    replies: Sequence[Beside]
    macros: Sequence[Beside]
    chosen: str
    written: str
    links: Sequence[Linked]
    children: int
    missing: bool
    causes: Sequence[str]
    steps: Sequence[Warned]
    others: Sequence[Beside]
    note: str
    cause: CauseForm
    link: LinkForm
    workaround: TextForm
    closing: TextForm
    cancellation: TextForm


def aside(
    gathered: TicketPage, person: Person, sent: Mapping[str, Any], chosen: str, *, works: bool, now: datetime
) -> Aside:
    """Gather it; `sent` holds forms that were refused, by name, and `chosen` the ready text asked for."""
    ticket = gathered.ticket
    found = queries.beside(ticket, person, now=now)
    ready = next((each for each in found if each.kind == "text" and str(each.key) == chosen), None)
    body = CannedReply.objects.get(pk=ready.key).body if ready and works else ""
    links = [_linked(each, ticket) for each in queries.links_of(ticket)]
    told = {each.clock: each for each in sorted(found, key=lambda each: each.key) if each.kind == "cause"}
    forms = {
        "cause": CauseForm(),
        "link": LinkForm(),
        **{name: TextForm(prefix=name) for name in ("workaround", "closing", "cancellation")},
    }
    return Aside(
        replies=[each for each in found if each.kind == "text" and works],
        macros=[each for each in found if each.kind == "macro" and works],
        chosen=chosen,
        written=filled(body, ticket, by=person, now=now),
        links=[each for each, _child in links],
        children=sum(child for _each, child in links),
        missing=works and gathered.is_open and bool(gathered.broken - told.keys()),
        causes=[str(Cause(each.name).label) for each in told.values()],
        steps=[each for each in gathered.warnings if each.waits] if works and gathered.is_open else [],
        others=[each for kind in ("writes", "here") for each in found if each.kind == kind],
        note=next((each.name for each in found if each.kind == "note"), ""),
        **{name: sent.get(name, form) for name, form in forms.items()},
    )


def _linked(link: TicketLink, ticket: Ticket) -> tuple[Linked, bool]:
    """Return a link as it is read from this ticket, and whether the other is an open part of it."""
    ours = link.ticket_id == ticket.pk
    other = link.other if ours else link.ticket
    words = {
        LinkKind.RELATED: (_("Related to"), _("Related to")),
        LinkKind.CAUSED_BY: (_("Caused by"), _("Cause of")),
        LinkKind.PARENT: (_("Part of"), _("Has as a part")),
        LinkKind.SPLIT: (_("Split off from"), _("Split off as")),
    }
    kind = LinkKind(link.kind)
    phase = other.standing.phase
    shown = Linked(
        0 if kind is LinkKind.SPLIT else link.pk,
        words[kind][0 if ours else 1],
        other.number,
        other.subject,
        phase_pill(phase).word,
        reverse("desk:ticket", args=[other.number]),
    )
    return shown, kind is LinkKind.PARENT and not ours and phase == "open"
