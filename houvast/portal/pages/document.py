"""An agreement as a page to read: the document in words, its week picture, its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.http import HttpResponse
from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import parsed
from houvast.portal.pages.cards import Pill
from houvast.portal.pages.windows import OpenNow, open_now
from houvast.portal.ribbon.drawing import pct
from houvast.portal.wording import Reading
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.words.document import Bar, Clause, Document, Figure, Section, WeekFigure, Window
from houvast.sla.agreement.words.whole import document

_FIRST, _WIDTH = 7.0, 93.0
"""Where the hours begin on the week picture, and how wide a day is, in percent."""
_DAY = 86_400
_PIXELS = 560
"""Width of the picture for which its words are measured."""
ROW, BAR = 27, 24
"""Height of a day and of its bar, in pixels."""


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One bar of the week picture; words only where they fit in it."""

    css: str
    ink: str
    x: str
    y: int
    width: str
    words: str
    middle: str
    base: int


@dataclass(frozen=True, slots=True)
class Hour:
    """A mark under the week picture."""

    x: str
    word: str
    anchor: str
    css: str


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """The service windows of an ordinary week, drawn; heights in pixels."""

    days: Sequence[tuple[str, int, int]]
    bars: Sequence[WeekBar]
    hours: Sequence[Hour]
    height: int
    axis: int
    caption: str
    description: str


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure of a clause: what it is, and the picture where it is drawn."""

    kind: str
    figure: Figure
    week: WeekPicture | None


@dataclass(frozen=True, slots=True)
class ShownClause:
    """A clause with its figures."""

    clause: Clause
    figures: Sequence[ShownFigure]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its clauses."""

    section: Section
    clauses: Sequence[ShownClause]


@dataclass(frozen=True, slots=True)
class Version:
    """One version in the list beside the text."""

    number: int
    dates: str
    is_shown: bool
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that a page shows of one version."""

    version: AgreementVersion
    document: Document
    state: Pill
    sections: Sequence[ShownSection]
    versions: Sequence[Version]
    windows: Sequence[OpenNow]
    year: int
    years: Sequence[int]
    hash: str


def document_page(
    shown: AgreementVersion,
    versions: Sequence[AgreementVersion],
    in_force: AgreementVersion | None,
    reading: Reading,
    *,
    year: str,
) -> DocumentPage:
    """Gather the page of a version; `year` is the one whose holidays are listed, this year when it is not a year."""
    agreement = parsed(shown)
    present = reading.local(reading.now).year
    chosen = {str(near): near for near in range(present - 2, present + 3)}.get(year, present)
    words = document(agreement, lang=wording.language(), year=chosen)
    return DocumentPage(
        version=shown,
        document=words,
        state=_state(shown, in_force, reading),
        sections=[_section(section) for section in words.sections],
        versions=[_version(each, shown, in_force) for each in reversed(versions)],
        windows=open_now(agreement, reading),
        year=chosen,
        years=[present - 1, present, present + 1],
        hash=shown.sha256,
    )


def sections_of(agreement: Agreement, year: int) -> list[ShownSection]:
    """Return the sections of an agreement in the reader's language, for pages that show a part of it."""
    return [_section(section) for section in document(agreement, lang=wording.language(), year=year).sections]


def source_file(version: AgreementVersion) -> HttpResponse:
    """Return the text of a version as it was stored, to the byte."""
    response = HttpResponse(version.text, content_type="text/yaml; charset=utf-8")
    name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in version.name)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{version.version}.yaml"'
    return response


def _state(shown: AgreementVersion, in_force: AgreementVersion | None, reading: Reading) -> Pill:
    if in_force is not None and shown.pk == in_force.pk:
        return Pill(_("In force"), "met", "circle-check")
    if not shown.term.has_begun(reading.now):
        return Pill(_("Not yet in force"), "", "clock")
    return Pill(_("No longer in force"), "", "lock")


def _version(each: AgreementVersion, shown: AgreementVersion, in_force: AgreementVersion | None) -> Version:
    is_in_force = in_force is not None and each.pk == in_force.pk
    return Version(each.version, dates(each), each.pk == shown.pk, is_in_force)


def dates(version: AgreementVersion) -> str:
    """Return the first and last day of a version in words; from when, where it is open-ended."""
    since, last = wording.whole_date(version.effective_from), version.effective_until
    if last is None:
        return _("from %(first)s") % {"first": since}
    return f"{since} {wording.DASH} {wording.whole_date(last)}"


def _section(section: Section) -> ShownSection:
    clauses = [ShownClause(clause, [_figure(figure) for figure in clause.figures]) for clause in section.clauses]
    return ShownSection(section, clauses)


def _figure(figure: Figure) -> ShownFigure:
    return ShownFigure(figure.kind, figure, week_picture(figure) if isinstance(figure, WeekFigure) else None)


# -- the week picture -----------------------------------------------------------------------------


def week_picture(figure: WeekFigure) -> WeekPicture:
    """Return the week drawn: a row a day, windows as bars from light (widest) to dark (narrowest)."""
    height = ROW * len(figure.days)
    return WeekPicture(
        days=[(word, ROW * place + 2, ROW * place + 18) for place, word in enumerate(figure.days)],
        bars=_bars(figure.windows),
        hours=[_hour(hour) for hour in (0, 6, 8, 12, 18, 22, 24)],
        height=height + 30,
        axis=height + 4,
        caption=figure.caption,
        description=figure.description,
    )


def _bars(windows: Sequence[Window]) -> list[WeekBar]:
    """Return the bars, widest window first; each window says its name once, where no other bar hides it."""
    bars = []
    for window in windows:
        above = [each for other in windows if other.rank < window.rank for each in other.bars]
        named = False
        for bar in window.bars:
            since, until = _seen(bar, above)
            words = f"{window.calendar.text} {bar.words}"
            words = next((each for each in (words, window.calendar.text) if _fits(each, until - since)), "")
            bars.append(_bar(window.rank, bar, "" if named else words, (since + until) / 2))
            named = named or bool(words)
    return bars


def _seen(bar: Bar, above: Sequence[Bar]) -> tuple[int, int]:
    """Return the longest stretch of a bar that no bar drawn over it hides, in seconds of the day."""
    edges = {bar.since, bar.until}
    for other in above:
        if other.weekday == bar.weekday:
            edges |= {edge for edge in (other.since, other.until) if bar.since < edge < bar.until}
    free = [
        (since, until)
        for since, until in pairwise(sorted(edges))
        if not any(o.weekday == bar.weekday and o.since <= since and until <= o.until for o in above)
    ]
    return max(free, key=lambda each: each[1] - each[0], default=(bar.since, bar.since))


def _fits(words: str, seconds: int) -> bool:
    return seconds / _DAY * _WIDTH / 100 * _PIXELS > len(words) * 6.7


def _bar(rank: int, bar: Bar, words: str, middle: float) -> WeekBar:
    shade = "abc"[min(rank, 2)]
    return WeekBar(
        css=f"wk-{shade}",
        ink=f"wk-lab-{shade}",
        x=pct(_place(bar.since)),
        y=ROW * bar.weekday + 2,
        width=pct((bar.until - bar.since) / _DAY * _WIDTH),
        words=words,
        middle=pct(_place(middle)),
        base=ROW * bar.weekday + 18,
    )


def _place(seconds: float) -> float:
    return _FIRST + seconds / _DAY * _WIDTH


def _hour(hour: int) -> Hour:
    anchor = {0: "start", 24: "end"}.get(hour, "middle")
    return Hour(pct(_place(hour * 3600)), f"{hour:02}", anchor, "wide" if hour in (8, 22) else "")
