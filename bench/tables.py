"""What the bench says: one table a row of DESIGN §8, aligned for people, or the same as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

HEADS = ("what", "ours", "peer", "theirs", "ratio", "must reach", "reached")


@dataclass(frozen=True)
class Figure:
    """
    One measured thing beside one peer's.

    unit     of `ours` and `theirs`
    ratio    how many times better ours is; by itself theirs ÷ ours, where less is better
    must     what the design asks, in words; reached: None where it asks nothing
    compared whether a ratio says anything
    """

    what: str
    unit: str
    ours: float | None
    peer: str = ""
    theirs: float | None = None
    must: str = ""
    reached: bool | None = None
    more_is_better: bool = False
    compared: bool = True

    @property
    def ratio(self) -> float | None:
        if not self.compared or not self.ours or not self.theirs:
            return None
        return self.ours / self.theirs if self.more_is_better else self.theirs / self.ours

    def cells(self) -> tuple[str, ...]:
        reached = {None: "", True: "yes", False: "NO"}[self.reached]
        ratio = f"{number(self.ratio)} ×" if self.ratio is not None else ""
        shown = (self._shown(self.ours), self.peer, self._shown(self.theirs))
        return (self.what, *shown, ratio, self.must, reached)

    def _shown(self, value: float | None) -> str:
        return "" if value is None else f"{number(value)} {self.unit}".rstrip()

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio}


@dataclass
class Table:
    """A row of DESIGN §8. `remarks` say how it was measured, and what could not be compared and why."""

    row: str
    title: str
    figures: list[Figure] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def reached(self) -> bool:
        """Whether everything asked for was reached."""
        return all(figure.reached is not False for figure in self.figures)

    def text(self) -> str:
        lines = [HEADS, *(figure.cells() for figure in self.figures)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
        drawn = [_aligned(line, widths) for line in lines]
        rule = "  ".join("─" * width for width in widths)
        return "\n".join([f"Row {self.row}: {self.title}", drawn[0], rule, *drawn[1:], *_noted(self.remarks)])

    def as_json(self) -> dict[str, Any]:
        figures = [figure.as_json() for figure in self.figures]
        return {"row": self.row, "title": self.title, "figures": figures, "remarks": self.remarks}


def number(value: float) -> str:
    """Return a number with three figures that mean something, thousands apart."""
    if isinstance(value, int) or value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.{2 if abs(value) < 10 else 1}f}" if abs(value) >= 1 else f"{value:.3g}"


def _aligned(line: tuple[str, ...], widths: list[int]) -> str:
    right = {"ours", "theirs", "ratio"}
    cells = zip(HEADS, line, widths, strict=True)
    return "  ".join(cell.rjust(width) if head in right else cell.ljust(width) for head, cell, width in cells).rstrip()


def _noted(remarks: list[str]) -> list[str]:
    return [f"  · {remark}" for remark in remarks]
