"""Which words for impact, urgency and priority an agreement knows."""

from __future__ import annotations

from houvast.portal.tickets import refusals
from houvast.sla.agreement.model import Agreement


def refuse_unknown(number: int, agreement: Agreement | None, *, impact: str, urgency: str, priority: str) -> None:
    """Raise UnknownWord where an agreement has a list and the word is not on it."""
    if agreement is None:
        return
    matrix = agreement.priority.matrix
    urgencies = tuple(dict.fromkeys(word for row in matrix.values() for word in row))
    for field, word, known in (
        ("impact", impact, tuple(matrix)),
        ("urgency", urgency, urgencies),
        ("priority", priority, agreement.priority.levels),
    ):
        if word and known and word not in known:
            raise refusals.UnknownWord(number, field, word, known)
