"""CPU time of calls; the shortest of some runs counts, for what else the machine does only ever adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import process_time
from typing import Any

_ROUND = 50
_TIMES = 5


def one_by_one(call: Callable[[Any, Any], Any], pairs: Sequence[tuple[Any, Any]], seconds: float) -> tuple[float, list]:
    """Return µs of CPU a call and the answers; stops after so many seconds, with fewer answers than pairs."""
    answers: list[Any] = []
    spent: list[float] = []
    call(*pairs[0])  # the first call may import or compile
    while len(answers) < len(pairs) and sum(spent) < seconds:
        some = pairs[len(answers) : len(answers) + _ROUND]
        began = process_time()
        answers += [call(a, b) for a, b in some]
        spent.append(process_time() - began)
    return sum(spent) / len(answers) * 1e6, answers


def at_once(call: Callable[[Any, Any], Any], batch: Any, lengths: Any, count: int) -> tuple[float, Any]:
    """Return µs of CPU for each of the `count` pairs in a batch, and the answer."""
    answer = call(batch, lengths)
    spent = []
    for _ in range(_TIMES):
        began = process_time()
        answer = call(batch, lengths)
        spent.append(process_time() - began)
    return min(spent) / count * 1e6, answer
