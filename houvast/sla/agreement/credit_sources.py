"""Reads what a credit is about, its `target` or `measure`, and holds its quantity against that."""

from __future__ import annotations

from dataclasses import dataclass

from houvast.sla.agreement.calendars import Calendars
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.shape_model import Quantity

_OF_DUTIES = (Quantity.COUNT, Quantity.MISSES, Quantity.STREAK, Quantity.OVERDUE)


@dataclass(frozen=True, slots=True)
class Around:
    """
    What credits refer to: the targets, calendars and duties by name.

    on_services  the targets that are about services or indicators, which have no tickets
    of_customer  the duties that the customer has
    """

    targets: tuple[str, ...]
    calendars: Calendars
    on_services: tuple[str, ...]
    duties: tuple[str, ...]
    of_customer: tuple[str, ...]


def named(table: Fields, around: Around) -> tuple[str, ...]:
    """Return the targets, or the other measures, that a credit looks at."""
    targets, measures = table.words("target"), table.words("measure")
    if bool(targets) == bool(measures):
        table.report.error(table.place, "target-or-measure")
    known = (*around.targets, *around.duties)
    for each in targets:
        if each.word not in known:
            table.report.unknown(each.place, "unknown-target", each.value, known)
        if each.word in around.of_customer and each.word not in around.targets:
            table.report.error(each.place, "credit-of-customers-duty", word=each.word)
    for each in measures:
        if each.word in known:
            table.report.error(each.place, "measure-is-target", word=each.word)
    return tuple(each.word for each in targets or measures)


def check_quantity(table: Fields, quantity: Quantity, around: Around) -> None:
    """Report targets and duties that have no such quantity."""
    for each in table.words("target"):
        name = each.value.strip()
        if name in around.on_services and quantity is Quantity.OVERDUE:
            table.report.error(each.place, "overdue-of-no-ticket", word=name)
        if name in around.duties and name not in around.targets and quantity not in _OF_DUTIES:
            table.report.error(each.place, "quantity-of-no-duty", word=name, quantity=quantity)
