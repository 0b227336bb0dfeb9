"""`houvast import`: EVENTS into the portal. What came in before from the same source adds nothing."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from rich.console import RenderableType

from houvast.commands.given_files import events as read_events
from houvast.commands.refusals import WrongUse, unknown
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import heading, line
from houvast.commands.wording import Wording
from houvast.files.events_in import EventLog
from houvast.files.findings import AT_MOST, BadFile, Finding, Findings
from houvast.files.places import located
from houvast.files.table import LINE
from houvast.sla.events import ATTRIBUTES, NotOpened, OpenedTwice
from houvast.sla.terms import EventKind, micros
from houvast.up import SETTINGS

if TYPE_CHECKING:
    from houvast.files.records import Progress
    from houvast.portal.accounts.models import Organisation
    from houvast.portal.tickets.intake import BroughtIn

_LONGEST_SUBJECT = 300
_TITLE = {
    "en": "%(file)s brought in for %(customer)s, source %(source)s",
    "nl": "%(file)s ingelezen voor %(customer)s, bron %(source)s",
}
_ADDED = {
    "en": "%(tickets)s, %(events)s; known already: %(known)s",
    "nl": "%(tickets)s, %(events)s; al bekend: %(known)s",
}
_DOUBLE = {
    "en": "%(double)s left out",
    "nl": "%(double)s weggelaten",
}


def run(options: Namespace, screen: Screen) -> int:
    """Read and check the whole file, then record what is new in one transaction."""
    _begin()
    now = datetime.now(UTC)
    customer = _customer(options.customer)
    log = read_events(options.file, _zone(customer, now), screen, for_portal=True)
    _check_fit(log, options.source, now)
    with screen.reading(options.file, Path(options.file).stat().st_size) as progress:
        found = _record(log, customer, options.source, now, progress)
    screen.show(_document(found, log, customer, options), _text(found, log, customer, options, screen.lang))
    return 0


def _begin() -> None:
    """Set Django up; raise WrongUse when the database is not there yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.db.utils import OperationalError, ProgrammingError

    django.setup()
    from houvast.portal.accounts.models import Organisation

    try:
        Organisation.objects.exists()
    except (OperationalError, ProgrammingError):
        raise WrongUse("no-portal") from None


def _customer(name: str) -> Organisation:
    """Return the customer with this slug or name; raise WrongUse for any other."""
    from houvast.portal.accounts.models import Organisation, OrganisationKind

    customers = {each.slug: each for each in Organisation.objects.filter(kind=OrganisationKind.CUSTOMER)}
    by_name = {each.name.casefold(): each for each in customers.values()}
    found = customers.get(name) or by_name.get(name.casefold())
    if found is None:
        raise unknown("unknown-customer", name, list(customers))
    return found


def _zone(customer: Organisation, now: datetime) -> str:
    """Return the zone of the customer's agreement; without agreement the customer's own."""
    from houvast.portal.agreements.queries import in_force

    version = in_force(customer, now)
    return version.timezone if version else customer.timezone


def _record(log: EventLog, customer: Organisation, source: str, now: datetime, progress: Progress | None) -> BroughtIn:
    """Record what is new; raise BadFile where the file contradicts what is in the portal already."""
    from houvast.portal.tickets.incoming import CannotBecome, NothingKnown
    from houvast.portal.tickets.intake import bring_in

    rows = log.table.iter_rows(named=True)
    try:
        return bring_in(customer, rows, _subjects(log.table), source=source, now=now, progress=progress)
    except (NotOpened, OpenedTwice) as refusal:
        raise _contradiction(log, refusal.ticket, _CONTRADICTIONS[type(refusal)]) from None
    except NothingKnown as refusal:
        raise _contradiction(log, refusal.ticket, "merged-unknown", into=refusal.into) from None
    except CannotBecome as refusal:
        raise _contradiction(log, refusal.ticket, "cannot-become", id=refusal.corrects) from None


_CONTRADICTIONS = {NotOpened: "opened-later", OpenedTwice: "opened-otherwise"}


def _contradiction(log: EventLog, ticket: str, code: str, **values: str) -> BadFile:
    line = log.table.filter(pl.col("ticket") == ticket)[LINE][0]
    return located(BadFile(log.path, [Finding(line, code, {"ticket": ticket, **values}, "ticket")]))


def _subjects(table: pl.DataFrame) -> dict[str, str]:
    """Return what each ticket is about: its `subject`, or else the first line of the text it was opened with."""
    opened = table.filter(pl.col("event") == int(EventKind.OPENED))
    told = [opened[name].cast(pl.String) for name in ("subject", "text") if name in opened.columns]
    if not told:
        return {}
    words = opened.select(pl.coalesce(told).str.split("\n").list.first().str.slice(0, _LONGEST_SUBJECT))
    pairs = zip(opened["ticket"].cast(pl.String).to_list(), words.to_series().to_list(), strict=True)
    return {ticket: subject for ticket, subject in pairs if subject}


def _check_fit(log: EventLog, source: str, now: datetime) -> None:
    """Refuse what the portal cannot hold: words that are too long for it, and events that have not happened yet."""
    from houvast.portal.tickets.models import Ticket, TicketEvent, TicketText

    findings = Findings(log.path)
    longest = {name: _longest(TicketEvent, name) for name in ATTRIBUTES if name in log.table.columns}
    longest |= {"ticket": _longest(Ticket, "external_id")}
    longest |= {"by": _longest(TicketText, "author")} if "by" in log.table.columns else {}
    for cell, most in longest.items():
        rows = log.table.filter(pl.col(cell).cast(pl.String).str.len_chars() > most)
        found = [Finding(number, "too-long", {"most": most}, cell) for number in rows[LINE].head(AT_MOST)]
        findings.add(*found, beyond=len(rows) - len(found))
    later = log.table.filter(pl.col("at") > micros(now))[LINE]
    findings.add(*[Finding(number, "in-future", cell="at") for number in later.head(AT_MOST)])
    findings.add(beyond=max(0, len(later) - AT_MOST))
    if len(source) > _longest(Ticket, "source"):
        raise WrongUse("long-source", most=_longest(Ticket, "source"))
    if findings:
        raise located(findings.refusal())


def _longest(model: Any, name: str) -> int:
    return int(model._meta.get_field(name).max_length)


def _document(found: BroughtIn, log: EventLog, customer: Organisation, options: Namespace) -> dict[str, Any]:
    return {
        "file": options.file,
        "customer": customer.slug,
        "source": options.source,
        "tickets_added": found.tickets,
        "events_added": found.events,
        "events_known": found.known,
        "duplicates": log.duplicates,
    }


def _text(
    found: BroughtIn, log: EventLog, customer: Organisation, options: Namespace, lang: str
) -> Iterator[RenderableType]:
    wording = Wording(lang)
    values = {
        "tickets": wording.count(found.tickets, "new-ticket"),
        "events": wording.count(found.events, "new-event"),
        "known": wording.count(found.known, "event"),
        "double": wording.count(log.duplicates, "double-row"),
        "file": options.file,
        "customer": customer.name,
        "source": options.source,
    }
    yield heading(plain(_TITLE[lang] % values))
    yield line(_ADDED[lang] % values)
    if log.duplicates:
        yield line(_DOUBLE[lang] % values)
