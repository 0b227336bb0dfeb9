"""
The language of agreements as a JSON Schema (draft 2020-12), by which editors complete, explain and check.

What is a key, and what may stand there, is declared in the modules `schema_…` beside this one; what it
means is taken from the reference pages, so that there is one description of each. The schema knows nothing of
names that refer to others, nor of contradictions: `houvast check` does.

A new kind of target adds its key to `TARGET_KINDS` and its table to `TABLES`; a new table adds a `Keys` with the
tuple of its reader. Tests hold both equal to the readers and to the reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from houvast.sla.agreement.schema import shapes, tickets
from houvast.sla.agreement.schema.availability import ON_AVAILABILITY
from houvast.sla.agreement.schema.escalation import ON_ESCALATION
from houvast.sla.agreement.schema.indicators import ON_INDICATORS
from houvast.sla.agreement.schema.keys import Keys, Reference
from houvast.sla.agreement.schema.money import BY_VALUE, COMBINE, ON_MONEY, of_a_credit
from houvast.sla.agreement.schema.shapes import FEE, Shape, ref
from houvast.sla.agreement.schema.tables import ON_TIME, TARGET_KINDS, WHOLE

DRAFT = "https://json-schema.org/draft/2020-12/schema"

TABLES: Mapping[str, Keys] = {
    **ON_TIME,
    **ON_AVAILABILITY,
    **ON_INDICATORS,
    **ON_ESCALATION,
    **ON_MONEY,
    **of_a_credit(by_value=False),
    **of_a_credit(by_value=True),
}
"""Every kind of table below the agreement itself."""


def schema(reference: Reference) -> dict[str, Any]:
    """
    Return the JSON Schema of an agreement.

    reference  what the pages say of each key, see `keys.read_reference`
    """
    return {
        "$schema": DRAFT,
        "title": "Houvast agreement",
        **WHOLE.schema(reference),
        "$defs": {
            **{name: table.schema(reference) for name, table in TABLES.items()},
            **shapes.SHARED,
            **tickets.SHARED,
            "any-target": _any_target(),
            "credit": _either_credit(),
            "combine": COMBINE,
            "fee": FEE,
        },
    }


def _any_target() -> Shape:
    """Return the shape of a target: of the kind whose key it has, else on tickets."""
    shape: Shape = ref("target")
    for key, table in reversed([*TARGET_KINDS.items()]):
        shape = {"if": {"required": [key]}, "then": ref(table), "else": shape}
    return {"type": "object", **shape}


def _either_credit() -> Shape:
    return {
        "type": "object",
        "if": {"required": ["by"]},
        "then": ref(f"credit{BY_VALUE}"),
        "else": ref("credit-for-all"),
    }
