"""Lists: one page of rows at a time, and the same rows as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import parsed
from houvast.portal.tickets.models import Ticket
from houvast.sla.agreement.model import Agreement

PAGE_SIZE = 50
MOST_EXPORTED = 50_000
"""Rows in one CSV file at most; who needs more narrows the list, or takes the evidence of a period."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    word: str
    chosen: bool


def choices(options: Mapping[str, str] | Iterable[tuple[str, str]], chosen: str) -> list[Choice]:
    """Return the choices of a filter, the chosen one marked."""
    pairs = options.items() if isinstance(options, Mapping) else options
    return [Choice(value, word, value == chosen) for value, word in pairs]


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """Return the page that `?page=` asks for; the first or last one where it asks for none that exists."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return rows as a CSV download; a cell that a spreadsheet would run as a formula is written as text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(heads)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    response = HttpResponse(buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def agreements_of(tickets: Iterable[Ticket]) -> dict[int, Agreement]:
    """
    Return the agreements that judge these tickets, by key of their version; one query, each text read once.

    Who may read a ticket is told what was promised for it, also without reading agreements.
    """
    keys = {ticket.agreement_id for ticket in tickets if ticket.agreement_id is not None}
    return {key: parsed(version) for key, version in AgreementVersion.objects.in_bulk(keys).items()}
