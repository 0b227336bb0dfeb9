"""What credits are reckoned from: measured periods, incidents, invoices, and what was given before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from houvast.sla.terms import MICROSECOND, Span


@dataclass(frozen=True, slots=True)
class Incident:
    """
    One outage, or one ticket.

    length   what counts of it, in microseconds: downtime within planned time, weighed, or counted time of a clock; None
             where it is not known to its end
    overdue  how much of that was over the promise, in microseconds; None where it is not known, and of an outage
    """

    span: Span
    length: Fraction | int | None
    name: str = ""
    overdue: Fraction | int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """
    What was measured over one period, for one target (or other measure) and one resource.

    source      name of the target or measure, as the agreement writes it
    figure      percent, or a number such as milliseconds; None when it is not known
    reached     None when it is not known; it is asked of the figure where the promise is a number
    downtime    microseconds; None when it is not known
    planned     microseconds of planned time; None: the length of the period
    incidents   None when they are not known
    count       missed tickets, failing days, events; None when it is not known
    attributes  of the resource, such as its class or region; they go before those of the contract
    history     whether the periods before this one were missed, the oldest first
    """

    source: str
    period: Span
    figure: Fraction | None = None
    reached: bool | None = None
    downtime: Fraction | int | None = None
    planned: Fraction | int | None = None
    incidents: tuple[Incident, ...] | None = ()
    count: int | None = None
    resource: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    history: tuple[bool | None, ...] = ()

    @property
    def planned_time(self) -> Fraction | int:
        """Planned time in microseconds."""
        return self.length if self.planned is None else self.planned

    @property
    def length(self) -> int:
        """Length of the period in microseconds."""
        return self.period.length // MICROSECOND


@dataclass(frozen=True, slots=True)
class Charge:
    """
    A line of an invoice.

    span  the time that it pays for, whenever it is billed; empty for a one-time charge, at its start
    """

    fee: str
    amount: Decimal
    span: Span
    resource: str = ""
    paid: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """A credit of an earlier reckoning, which still takes up room under limits; `unit` is a currency or DAYS."""

    credit: str
    at: datetime
    unit: str
    amount: Decimal
    resource: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """
    Everything that credits are reckoned from.

    attributes  of the contract: plan, billing, country, start date, …
    claimed_at  when the customer asked; None when nobody did
    """

    measured: tuple[Measured, ...]
    charges: tuple[Charge, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[Given, ...] = ()
    claimed_at: datetime | None = None


class Undecidable(LookupError):
    """
    Something is not known that the agreement needs; then there is no amount, and not a credit of nothing.

    missing  what: figure, downtime, count, reached, promise, attribute, fee, currency, claim, incident
    name     which one, e.g. the fee
    """

    def __init__(self, missing: str, name: str = "") -> None:
        super().__init__(f"{missing} {name}".strip())
        self.missing, self.name = missing, name
