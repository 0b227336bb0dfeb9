"""What is wrong with an invoice: the number of a rule, how bad it is, and where the words for it come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One rule that an invoice breaks.

    rule      its number as accountants know it: BR-CO-16, BR-NL-1, UBL-SR-09
    is_fatal  the invoice is refused; otherwise it is taken, and the finding is shown
    detail    what the rule's own norm says in English, or what the schema found; empty for rules with words of ours
    """

    rule: str
    is_fatal: bool
    detail: str = ""
