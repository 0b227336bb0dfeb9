"""What is worth saying about an internal agreement or an underpinning contract by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from houvast.sla.agreement.findings import Finding, remark
from houvast.sla.agreement.model import Agreement, Kind


def _holder(agreement: Agreement) -> Iterator[Finding]:
    """Without a holder the time of others is counted as this party's, unless every clock says whose it is."""
    said = all(agreement.clocks[target.clock].held_by for target in agreement.targets.values())
    if _is_below(agreement) and not agreement.holder and not said:
        yield remark(agreement, ("kind",), "holder-missing")


def _supports(agreement: Agreement) -> Iterator[Finding]:
    if _is_below(agreement) and agreement.supports is None:
        yield remark(agreement, ("kind",), "supports-nothing")


def _is_below(agreement: Agreement) -> bool:
    return agreement.kind in (Kind.OLA, Kind.UC)


RULES: tuple[Callable[[Agreement], Iterator[Finding]], ...] = (_holder, _supports)
