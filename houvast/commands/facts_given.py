"""Files of facts, periods, prices and attributes that were given on the command line, read or refused, and told."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from rich.console import RenderableType

from houvast.commands import given
from houvast.commands.refusals import WrongUse, unknown
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import line
from houvast.commands.wording import Wording
from houvast.files.rows_in import Read, Table
from houvast.sla.agreement.model import Agreement
from houvast.sla.labels import NoSuchPeriod, named
from houvast.sla.measured import Facts
from houvast.sla.periods import Cycle, Per, Period

_READ = {"en": "%(rows)s read from %(file)s", "nl": "%(rows)s gelezen uit %(file)s"}
_DOUBLE = {"en": "; %(count)s left out", "nl": "; %(count)s weggelaten"}


# -- files ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class File:
    """A file of facts: how many rows it has, and how many double ones were left out."""

    name: str
    rows: int
    duplicates: int


def read_facts(name: str, reader: Callable[..., Read[Table]], screen: Screen) -> tuple[Table, File]:
    """Return what a reader finds in a file, with progress when it is long; raise BadFile, OSError."""
    with screen.reading(name, Path(name).stat().st_size) as progress:
        found = reader(Path(name), progress=progress)
    return found.table, File(name, found.rows, found.duplicates)


def files_document(files: Iterable[File]) -> list[dict[str, Any]]:
    """Return which files were read."""
    return [{"file": each.name, "rows": each.rows, "duplicates": each.duplicates} for each in files]


def files_text(files: Iterable[File], wording: Wording) -> Iterator[RenderableType]:
    """Yield a line for each file that was read."""
    for each in files:
        values = {
            "rows": wording.count(each.rows, "row"),
            "file": each.name,
            "count": wording.count(each.duplicates, "double-row"),
        }
        yield line(plain((_READ[wording.lang] + (_DOUBLE[wording.lang] if each.duplicates else "")) % values))


# -- periods --------------------------------------------------------------------------------------------


def periods_of(
    chosen: Mapping[str, Per | Cycle], touched: Callable[[str], list[Period]], labels: list[str] | None, zone: str
) -> tuple[Mapping[str, list[Period]], tuple[tuple[str, str], ...]]:
    """
    Return the periods of each target that was asked for, and which target has no period of which label.

    chosen   target → what it is judged by
    touched  target → the periods that facts touch: those that are meant where nothing was said
    Raises WrongUse for a label that is no period of any of them, and where nothing says which periods are meant.
    """
    if not labels:
        found = {name: touched(name) for name in chosen}
        if chosen and not any(found.values()):
            raise WrongUse("no-periods")
        return found, ()
    periods: dict[str, list[Period]] = {name: [] for name in chosen}
    left_out: list[tuple[str, str]] = []
    for label in dict.fromkeys(labels):
        for name, per in chosen.items():
            try:
                periods[name] += named(label, per, zone)
            except NoSuchPeriod:
                left_out.append((name, label))
        if chosen and all((name, label) in left_out for name in chosen):
            raise WrongUse("unknown-period", word=label, targets=", ".join(chosen))
    return {name: _once(asked) for name, asked in periods.items()}, tuple(left_out)


def _once(periods: list[Period]) -> list[Period]:
    return sorted(dict.fromkeys(periods), key=lambda period: period.span.end)


# -- prices ---------------------------------------------------------------------------------------------


def facts_of(options: Namespace, *agreements: Agreement) -> tuple[Mapping[str, Decimal], Facts]:
    """Return the prices that were given with --fee, for a fee of any of these, and the facts; raise WrongUse."""
    known = [fee.name for agreement in agreements for fee in agreement.fees.values() if not fee.of]
    prices = {}
    for name, written in (given.pair(each, "--fee") for each in options.fee):
        if name not in known:
            raise unknown("unknown-fee", name, list(dict.fromkeys(known)))
        prices[name] = _amount(written, name)
    return prices, Facts((), attributes=dict(given.pair(each, "--attribute") for each in options.attribute))


def _amount(written: str, name: str) -> Decimal:
    try:
        amount = Decimal(written)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0 or amount >= _MOST:
        raise WrongUse("no-amount", name=name, word=written)
    return amount


_MOST = Decimal(10) ** 12
