"""Documents as plain values: a list by folder, with validity and what the reader has still to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts.models import OrganisationKind
from houvast.portal.documents import queries
from houvast.portal.documents.models import Document, DocumentVersion
from houvast.portal.pages.cards import Pill
from houvast.portal.wording import Moment, Reading

VALID, EXPIRED, COMING = "valid", "expired", "coming"
Link = Callable[[Document], str]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of a list; `pills` say what is to be known about it."""

    url: str
    title: str
    about: str
    at: Moment
    pills: Sequence[Pill]
    is_unread: bool
    version: DocumentVersion | None


@dataclass(frozen=True, slots=True)
class Folder:
    """Documents that stand together; the name is empty at the top."""

    name: str
    rows: Sequence[DocumentRow]


def validity(version: DocumentVersion, today: date) -> str:
    """Return whether a version is valid on a day; its last day is one of them."""
    if version.valid_until and version.valid_until < today:
        return EXPIRED
    return COMING if version.valid_from and version.valid_from > today else VALID


def validity_pill(version: DocumentVersion, today: date) -> Pill | None:
    """Return what is to be said of the validity; nothing where it is simply valid."""
    state = validity(version, today)
    if state == EXPIRED:
        return Pill(_("Expired"), "risk", "alert-triangle")
    return Pill(_("Not yet valid"), "", "clock") if state == COMING else None


def validity_words(version: DocumentVersion) -> str:
    """Return from when until when a version is valid; '' where it always is."""
    first, last = version.valid_from, version.valid_until
    if first and last:
        return _("valid %(first)s to %(last)s") % {"first": wording.whole_date(first), "last": wording.whole_date(last)}
    if first:
        return _("valid from %(first)s") % {"first": wording.whole_date(first)}
    return _("valid until %(last)s") % {"last": wording.whole_date(last)} if last else ""


def rows_of(documents: Iterable[Any], reading: Reading, link: Link, *, for_reader: bool) -> list[DocumentRow]:
    """
    Return documents with `current` as rows.

    for_reader  they carry `opened` and `confirmed` of who reads; at the desk the state of publication is told instead
    """
    listed = list(documents)
    versions = queries.versions_by_key(listed)
    return [_row(each, versions.get(each.current), reading, link, for_reader=for_reader) for each in listed]


def folders_of(documents: Iterable[Any], rows: Iterable[DocumentRow]) -> list[Folder]:
    """Return rows by the folder of their documents, in the order in which they come."""
    pairs = groupby(zip(documents, rows, strict=True), key=lambda pair: pair[0].folder)
    return [Folder(name, [row for _document, row in group]) for name, group in pairs]


def _row(
    document: Any, version: DocumentVersion | None, reading: Reading, link: Link, *, for_reader: bool
) -> DocumentRow:
    today = reading.local(reading.now).date()
    pills = [validity_pill(version, today)] if version else []
    if for_reader:
        pills += _for_reader(document)
    else:
        pills.append(Pill(_("Published"), "met", "circle-check") if version else Pill(_("Not published"), "", "pencil"))
    about = [_("version %(number)d") % vars(version), validity_words(version)] if version else []
    if not for_reader and document.organisation.kind == OrganisationKind.PROVIDER:
        about.append(_("for every customer"))
    elif not for_reader:
        about.append(document.organisation.name)
    return DocumentRow(
        url=link(document),
        title=document.title,
        about=" · ".join(part for part in about if part),
        at=reading.moment(version.recorded_at if version else document.created_at),
        pills=[pill for pill in pills if pill],
        is_unread=for_reader and not document.opened,
        version=version,
    )


def _for_reader(document: Any) -> list[Pill]:
    if document.is_required and not document.confirmed:
        return [Pill(_("Please confirm"), "risk", "message-question")]
    return [] if document.opened else [Pill(_("New"), "", "star")]
