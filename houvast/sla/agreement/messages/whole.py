"""Every finding about an agreement as a sentence in English and Dutch; {braces} take the finding's params."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement.messages.availability import AVAILABILITY_LINT, AVAILABILITY_MESSAGES
from houvast.sla.agreement.messages.calendars import CALENDAR_MESSAGES
from houvast.sla.agreement.messages.clocks import CLOCK_MESSAGES
from houvast.sla.agreement.messages.credits import CREDIT_ERRORS, CREDIT_LINT
from houvast.sla.agreement.messages.duties import DUTY_MESSAGES
from houvast.sla.agreement.messages.escalation import ESCALATION_LINT, ESCALATION_MESSAGES
from houvast.sla.agreement.messages.indicators import INDICATOR_MESSAGES
from houvast.sla.agreement.messages.lint import LINT_MESSAGES
from houvast.sla.agreement.messages.ola import ADDING_UP, OLA_ERRORS, OLA_LINT
from houvast.sla.agreement.messages.priorities import PRIORITY_MESSAGES
from houvast.sla.agreement.messages.promises import PROMISE_MESSAGES
from houvast.sla.agreement.messages.text import TEXT_MESSAGES
from houvast.sla.agreement.messages.values import VALUE_MESSAGES

MESSAGES: Mapping[str, tuple[str, str]] = {
    **TEXT_MESSAGES,
    **VALUE_MESSAGES,
    **CALENDAR_MESSAGES,
    **PRIORITY_MESSAGES,
    **CLOCK_MESSAGES,
    **PROMISE_MESSAGES,
    **AVAILABILITY_MESSAGES,
    **INDICATOR_MESSAGES,
    **DUTY_MESSAGES,
    **CREDIT_ERRORS,
    **ESCALATION_MESSAGES,
    **OLA_ERRORS,
    **LINT_MESSAGES,
    **AVAILABILITY_LINT,
    **CREDIT_LINT,
    **ESCALATION_LINT,
    **OLA_LINT,
    **ADDING_UP,
}
"""Code → sentence in English, in Dutch."""

_KINDS = {
    "word": ("a word", "woord"),
    "list": ("a list", "lijst"),
    "table": ("a table", "tabel"),
}
_WHOLE = ("the agreement", "de overeenkomst")
_SUGGESTION = (" Did you mean {suggestion}?", " Bedoelt u {suggestion}?")
_KNOWN = (" Known are {known}.", " Bekend zijn {known}.")


def sentence(code: str, params: Mapping[str, str], lang: str) -> str:
    """Return the sentence of a code in nl or en, with what was probably meant where that is known."""
    which = 1 if lang == "nl" else 0
    values = dict(params)
    if "found" in values:
        values["found"] = _KINDS[values["found"]][which]
    if values.get("where") == "":
        values["where"] = _WHOLE[which]
    hint = _SUGGESTION[which] if "suggestion" in values else _KNOWN[which] if "known" in values else ""
    return (MESSAGES[code][which] + hint).format(**values)
