"""Errors about targets on indicators, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

INDICATOR_MESSAGES: Mapping[str, tuple[str, str]] = {
    "unknown-figure": ("{word} is not a way to make one figure.", "{word} is geen manier om één cijfer te maken."),
    "unknown-indicator-target": (
        "{word} is not a target on an indicator of this agreement.",
        "{word} is geen norm op een indicator van deze overeenkomst.",
    ),
    "weights-not-100": (
        "These weights are {total} together, not 100%.",
        "Deze gewichten zijn samen {total}, geen 100%.",
    ),
    "counts-nothing": (
        "counts says which readings count; only a share and a count ask that.",
        "counts zegt welke metingen tellen; alleen share en count vragen dat.",
    ),
    "not-a-number-or-length": (
        "{word} is not a number such as 40 or 99.9%, nor a length of time such as 30s.",
        "{word} is geen getal zoals 40 of 99.9%, en geen tijdsduur zoals 30s.",
    ),
    "scale-without-length": (
        "A scale runs between two different numbers.",
        "Een schaal loopt tussen twee verschillende getallen.",
    ),
}
