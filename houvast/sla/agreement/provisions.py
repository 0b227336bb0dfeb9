"""Reads `terms:`: what binds in words alone."""

from __future__ import annotations

from houvast.sla.agreement import fields
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.provision_model import About, Keeper, Provision
from houvast.sla.agreement.yaml_tree import Node

PROVISION_KEYS = ("text", "about", "owner", "title")


def read(report: Report, node: Node | None, language: str) -> dict[str, Provision]:
    """Return the provisions by name, in the order of the text."""
    return {
        key.value: _provision(report, value, fields.name(report, key), language)
        for key, value in fields.entries(report, node, ("terms",))
    }


def _provision(report: Report, node: Node, name: str, language: str) -> Provision:
    table = Fields(report, node, ("terms", name), PROVISION_KEYS)
    table.need("text")
    return Provision(
        name=name,
        text=table.text("text", language),
        about=table.choice("about", About.OTHER),
        owner=table.choice("owner", Keeper.BOTH),
        title=table.text("title", language),
    )
