"""What targets on indicators, and duties, make use of elsewhere in the agreement."""

from __future__ import annotations

from houvast.sla.agreement.model import Agreement


def calendars(agreement: Agreement) -> set[str]:
    """Return the calendars that targets on indicators and duties count on."""
    found = {name for target in agreement.indicators.values() for name in (target.calendar, *target.times)}
    for duty in agreement.duties.values():
        found |= {limit.calendar for promise in (duty.length, duty.legal) if promise for limit in promise.limits}
        found |= {duty.deadline.calendar} if duty.deadline else set()
    return found


def words(agreement: Agreement) -> set[str]:
    """Return the words that a glossary may explain."""
    found: set[str] = set()
    for target in agreement.indicators.values():
        found |= {target.indicator, target.during, target.by, *target.exclude, *target.only}
        found |= {value for values in target.only.values() for value in values}
    for duty in agreement.duties.values():
        found |= {duty.name, duty.event, *duty.to}
    return found
