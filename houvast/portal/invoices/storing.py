"""Values ↔ what is kept of them: JSON in which every amount is text, so that no digit is lost on the way."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from houvast.portal.invoices.values import Attached, Extra, Line, Party, ReadInvoice, Tax, Totals


def packed(invoice: ReadInvoice) -> dict[str, Any]:
    """Return an invoice as JSON; what lies inside it is kept as files instead."""
    values = asdict(invoice)
    del values["attached"]
    return {name: _plain(value) for name, value in values.items()}


def unpacked(content: dict[str, Any]) -> ReadInvoice:
    """Return the invoice that was packed, without the documents inside it."""
    attached: tuple[Attached, ...] = ()
    return ReadInvoice(
        **{
            **content,
            "issued_on": date.fromisoformat(content["issued_on"]),
            "due_on": date.fromisoformat(content["due_on"]) if content["due_on"] else None,
            "supplier": _party(content["supplier"]),
            "buyer": _party(content["buyer"]),
            "refers_to": tuple(content["refers_to"]),
            "accounts": tuple((account, reference) for account, reference in content["accounts"]),
            "lines": tuple(
                Line(**_amounts(each, "quantity", "price", "amount", "percent")) for each in content["lines"]
            ),
            "extras": tuple(Extra(**_amounts(each, "amount")) for each in content["extras"]),
            "taxes": tuple(Tax(**_amounts(each, "percent", "taxable", "amount")) for each in content["taxes"]),
            "totals": Totals(**_amounts(content["totals"], *content["totals"])),
            "attached": attached,
        }
    )


def _party(content: dict[str, Any]) -> Party:
    return Party(content["name"], tuple(content["numbers"]), content["vat"], tuple(content["address"]))


def _amounts(content: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return a row with these values as Decimal; one that is not there stays away."""
    return {name: Decimal(value) if name in names and value is not None else value for name, value in content.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
