"""Cards of the promises on availability: what the agreement makes of outages and maintenance, period by period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.pages.cards import Pill
from houvast.portal.pages.levels import SHOWN, LevelCard, last_periods, period_name, period_short
from houvast.portal.ribbon import trend
from houvast.portal.uptime.models import DisruptionFact
from houvast.portal.uptime.queries import availability
from houvast.sla.agreement.availability_model import AvailabilityTarget, Source
from houvast.sla.agreement.model import Agreement, Per
from houvast.sla.agreement.words.whole import clause_of
from houvast.sla.figures import Availability

PLACES = 3
_MICROSECONDS = 1_000_000


def uptime_cards(
    facts: Sequence[DisruptionFact], agreement: Agreement, *, at: datetime, now: datetime
) -> list[LevelCard]:
    """
    Return a card for each promise on availability that outages decide, in the period that holds `at`.

    Promises measured by probes or counters, on every service of a kind, or per billing cycle have no facts here yet,
    and no card.
    """
    return [
        _card(facts, agreement, target, at=at, now=now)
        for target in agreement.availability.values()
        if target.sources == (Source.OUTAGES,) and not target.each and isinstance(target.per, Per) and target.binding
    ]


def _card(
    facts: Sequence[DisruptionFact], agreement: Agreement, target: AvailabilityTarget, *, at: datetime, now: datetime
) -> LevelCard:
    assert isinstance(target.per, Per)  # noqa: S101  # chosen so above
    periods = last_periods(at, target.per, agreement.timezone)[-SHOWN[target.per] :]
    found = availability(facts, agreement, target, periods, now=now)
    last, period = found[-1], periods[-1]
    current = period.span.start <= now < period.span.end
    reached = _reached(last)
    return LevelCard(
        target=target.name,
        title=wording.text_in(target.title, wording.called(target.service, agreement)),
        clause=clause_of(agreement, target.name),
        pill=_pill(reached, current=current),
        reached=reached,
        value=_percent(last.figure),
        unit="%",
        goal=f"≥ {_percent(Fraction(target.at_least))}{wording.NO_BREAK}%",
        made_of=_downtime(last),
        href=reverse("customer:status"),
        late="",
        late_href="",
        running="",
        period=period_name(period),
        previous=_previous(found, period_short(periods[-2])),
        trend=trend(
            [None if each.figure is None else float(each.figure) for each in found],
            float(target.at_least),
            label=_("%(title)s over the last periods") % {"title": wording.text_in(target.title, target.service)},
            first=period_short(periods[0]),
            last=period_short(period),
            tone="risk" if reached is False else "",
        ),
        foot=_foot(last),
    )


def _reached(found: Availability) -> bool | None:
    """Return how it stands: the verdict, or whether the figure so far is enough."""
    if found.reached is not None or found.figure is None:
        return found.reached
    return found.figure >= found.at_least


def _pill(reached: bool | None, *, current: bool) -> Pill:
    if reached is None:
        return Pill(_("Unknown"), "", "circle-dashed")
    if reached:
        return Pill(_("On course") if current else _("Reached"), "met", "circle-check")
    return Pill(_("Below goal") if current else _("Not reached"), "risk" if current else "breach", "alert-triangle")


def _percent(figure: Fraction | None) -> str:
    if figure is None:
        return ""
    return wording.percent(Decimal(figure.numerator) / Decimal(figure.denominator), PLACES)


def _downtime(found: Availability) -> str:
    return _("%(length)s of downtime") % {"length": _length(found.downtime)}


def _foot(found: Availability) -> str:
    if found.excess:
        return _("%(length)s beyond what is allowed") % {"length": _length(found.excess)}
    left = _("%(length)s left this period") % {"length": _length(found.allowed - found.downtime)}
    planned = found.planned + found.excluded
    return f"{left} · " + _("%(length)s not counted") % {"length": _length(planned)} if planned else left


def _length(microseconds: Fraction) -> str:
    return wording.length(timedelta(seconds=int(microseconds) // _MICROSECONDS))


def _previous(found: Sequence[Availability], name: str) -> str:
    before = found[-2].figure
    return f"{name} {_percent(before)}{wording.NO_BREAK}%" if before is not None else ""
