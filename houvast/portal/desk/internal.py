"""
The column of internal agreements: what the team that has a ticket has used of its own promise.

Computed for the rows that are shown, from the agreements of kind OLA and UC in force (`agreements.queries.below`):
no clock of theirs is stored, so the queue cannot be sorted or filtered by them (docs/decisions/0019).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts.models import OrganisationKind
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import below, parsed
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import events_of
from houvast.sla import clock
from houvast.sla.agreement.model import Agreement
from houvast.sla.clock import Clock
from houvast.sla.terms import State, Verdict


@dataclass(frozen=True, slots=True)
class Internal:
    """Who has the ticket by an internal agreement, and how their clock stands: `1 h 40 m of 3 h`."""

    party: str
    said: str
    is_over: bool


def internal_clocks(
    tickets: Sequence[Ticket], agreements: Mapping[int, Agreement], *, now: datetime
) -> dict[int, Internal]:
    """
    Return, by key of the ticket, the internal clock that counts now, or else stands still; two or three queries.

    agreements  those that judge the tickets, by key: an internal agreement may be about one of them only
    """
    internal = below({ticket.organisation_id for ticket in tickets}, at=now)
    if not internal:
        return {}
    by_key, log = {ticket.pk: ticket for ticket in tickets}, events_of(tickets)
    found: dict[int, tuple[tuple[bool, float], Internal]] = {}
    for version in internal:
        agreement = parsed(version)
        for each in clock.clocks(log, agreement, as_of=now).rows():
            ticket = by_key.get(int(each.ticket))
            if ticket is None or not _counts(each) or not _is_about(version, agreement, ticket, agreements):
                continue
            rank = (each.state is not State.RUNNING, each.due_at.timestamp() if each.due_at else float("inf"))
            if ticket.pk not in found or rank < found[ticket.pk][0]:
                found[ticket.pk] = (rank, _said(each, agreement.parties["provider"]))
    return {key: told for key, (_rank, told) in found.items()}


def _is_about(
    version: AgreementVersion, agreement: Agreement, ticket: Ticket, judging: Mapping[int, Agreement]
) -> bool:
    """Say whether an internal agreement is about a ticket: by the customer it is stored with, and what it supports."""
    if version.customer.kind == OrganisationKind.CUSTOMER and version.customer_id != ticket.organisation_id:
        return False
    judge = judging.get(ticket.agreement_id or 0)
    return agreement.supports is None or (judge is not None and judge.name == agreement.supports.agreement)


def _counts(each: Clock) -> bool:
    return each.state in {State.RUNNING, State.PAUSED} and each.promised is not None


def _said(each: Clock, party: str) -> Internal:
    is_over = each.verdict is Verdict.BREACHED
    if each.state is State.PAUSED:
        return Internal(party, _("stands still"), is_over)
    used = _("%(used)s of %(promised)s") % {
        "used": wording.length(each.elapsed),
        "promised": wording.length(each.promised) if each.promised is not None else wording.DASH,
    }
    return Internal(party, used, is_over)
