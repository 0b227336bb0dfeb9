"""Errors about duties, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

DUTY_MESSAGES: Mapping[str, tuple[str, str]] = {
    "one-occasion": (
        "A duty hangs on one thing: every: month, after: an event, or before: an event.",
        "Een plicht hangt aan één ding: every: month, after: een gebeurtenis, of before: een gebeurtenis.",
    ),
    "duty-key": (
        "{word} does not go with this kind of duty: within goes with every and after, at_least with before, "
        "legal with after and before.",
        "{word} hoort niet bij dit soort plicht: within hoort bij every en after, at_least bij before, "
        "legal bij after en before.",
    ),
}
