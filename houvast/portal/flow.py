"""The product on one page: what happens, and who acts on it, in which order. All of it in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from houvast.portal.agreements import services
from houvast.portal.agreements.actions import AgreementStored
from houvast.portal.announce import subscribe
from houvast.portal.clocks import actions as clocks
from houvast.portal.clocks.actions import Rebuilt
from houvast.portal.documents.actions import DocumentPublished
from houvast.portal.handling.happenings import Mentioned
from houvast.portal.invoices.actions import InvoiceReceived
from houvast.portal.knowledge.actions import ArticleChanged
from houvast.portal.live import actions as live
from houvast.portal.notices import actions as notices
from houvast.portal.notices import papers
from houvast.portal.search import actions as search
from houvast.portal.tickets import actions as tickets
from houvast.portal.tickets.happenings import (
    Assigned,
    Corrected,
    CustomerReplied,
    Ended,
    Imported,
    Noted,
    Opened,
    PrioritySet,
    Reopened,
    Replied,
    Resolved,
    StatusSet,
    TextsErased,
    WritingBegins,
)
from houvast.portal.watch import actions as watch
from houvast.portal.watch.worker import StepsDecided

FLOW: Mapping[type, Sequence[Callable[[Any], object]]] = {
    AgreementStored: [services.keep_in_step, tickets.adopt, clocks.follow_agreement, live.tell_of_agreement],
    WritingBegins: [clocks.hold],
    Opened: [clocks.follow, search.follow, notices.confirm_receipt, notices.tell_team, live.tell],
    Replied: [clocks.follow, search.follow, notices.tell_reporter_of_reply, live.tell],
    CustomerReplied: [clocks.follow, search.follow, notices.tell_handler_of_reply, live.tell],
    Noted: [clocks.follow, search.follow, live.tell],
    StatusSet: [clocks.follow, search.follow, live.tell],
    PrioritySet: [clocks.follow, search.follow, live.tell],
    Mentioned: [notices.tell_who_was_mentioned],
    Assigned: [clocks.follow, search.follow, notices.tell_handler_of_assignment, live.tell],
    Resolved: [clocks.follow, search.follow, notices.tell_reporter_of_solution, live.tell],
    Reopened: [clocks.follow, search.follow, notices.tell_handler_of_reopening, live.tell],
    Ended: [clocks.follow, search.follow, live.tell],
    Corrected: [clocks.follow, search.follow, live.tell],
    Imported: [clocks.follow_import, search.follow_import, live.tell_of_import],
    TextsErased: [search.follow_erasure],
    ArticleChanged: [search.follow_article],
    InvoiceReceived: [papers.tell_of_invoice],
    DocumentPublished: [papers.tell_of_document],
    Rebuilt: [watch.look_past_what_is_decided],
    StepsDecided: [notices.tell_of_steps, live.tell_of_steps],
}


def connect() -> None:
    """Join what announces to what acts; done once, when the portal starts."""
    for happening, actions in FLOW.items():
        subscribe(happening, actions)
