"""What an agreement says about services and about maintenance, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from houvast.sla.periods import Cycle, Per

PLANNED_MAINTENANCE = "planned-maintenance"
"""The word in `exclude` that stands for maintenance of every class."""


# -- services -----------------------------------------------------------------------------------------


class Composition(StrEnum):
    """When a service of several members is down; MEAN takes the mean of their figures instead."""

    ALL_OF = "all-of"
    ANY_OF = "any-of"
    AT_LEAST = "at_least"
    MEAN_OF = "mean_of"


@dataclass(frozen=True, slots=True)
class Members:
    """
    What a service is made of.

    names        services or components, each once
    how_many     with AT_LEAST: down when so many of them are down
    weights      with MEAN_OF: the weight of each
    in_service   with fewer members in service, the service itself is not in service
    """

    composition: Composition
    names: tuple[str, ...]
    how_many: int = 1
    weights: tuple[int, ...] = ()
    in_service: int = 1


@dataclass(frozen=True, slots=True)
class Service:
    """
    A service that the agreement describes.

    members     None for one that is measured by itself
    since       first day in service, until the last; None where the term of the agreement says
    attributes  what a target on each service of a kind may ask for: region, tier, …
    """

    name: str
    members: Members | None = None
    since: date | None = None
    until: date | None = None
    title: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)


# -- maintenance --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """
    How long before its start maintenance must have been announced.

    amount    microseconds of open time of the calendar, or whole business days; 0 asks for any time before the start
    calendar  that counts
    written   as it stands in the agreement
    """

    amount: int
    calendar: str
    written: str
    business_days: bool = False
    same_time: bool = False
    cut_off: time | None = None
    after_report: bool = False


class Outside(StrEnum):
    """What counts as downtime when maintenance does not keep to its window, or lasts too long."""

    PART = "part"
    ALL = "all"


class Owner(StrEnum):
    """Who wants the maintenance."""

    PROVIDER = "provider"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class MaintenanceClass:
    """
    Maintenance that does not lower availability while it keeps to its conditions; the rest of it is downtime.

    notice   None where none is needed
    window   calendar in which it must lie; None for any time
    outside  what is downtime when it leaves the window or outlasts `longest`: that part, or all of it
    longest  microseconds of one event, None without limit
    time     microseconds in each period of `per`, None without limit
    times    number of events in each period of `per`, None without limit
    causes   of the rows that belong to it; without any it takes every row whose cause names no class
    """

    name: str
    notice: Notice | None
    window: str | None = None
    outside: Outside = Outside.PART
    longest: int | None = None
    time: int | None = None
    times: int | None = None
    per: Per | Cycle = Per.MONTH
    causes: tuple[str, ...] = ()
    owner: Owner = Owner.PROVIDER
    title: Mapping[str, str] = field(default_factory=dict)

    def takes(self, cause: str) -> bool:
        """Say whether a cause names this class."""
        return cause == self.name or cause in self.causes


ANY_NOTICE = Notice(0, "always", "")
USUAL_MAINTENANCE = MaintenanceClass(PLANNED_MAINTENANCE, ANY_NOTICE)
"""The class of agreements that describe none: announced before it begins."""
