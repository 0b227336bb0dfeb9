"""Errors about the words of priorities and what is promised for each, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

PRIORITY_MESSAGES: Mapping[str, tuple[str, str]] = {
    "unknown-priority": (
        "{word} is not a priority of this agreement.",
        "{word} is geen prioriteit van deze overeenkomst.",
    ),
    "unknown-impact": (
        "The impact {word} goes by another name where impacts are defined.",
        "De impact {word} heet anders waar de impacts zijn omschreven.",
    ),
    "unknown-urgency": (
        "The urgency {word} goes by another name where urgencies are defined.",
        "De urgentie {word} heet anders waar de urgenties zijn omschreven.",
    ),
    "promise-without-end": (
        "{word} has no end, so that no ticket can be late. Write the longest time, or best effort.",
        "{word} heeft geen einde, dus geen ticket kan te laat zijn. Schrijf de langste tijd, of best effort.",
    ),
    "any-is-no-priority": (
        "* stands for every priority in a target; it is no priority itself.",
        "* staat in een norm voor elke prioriteit; het is er zelf geen.",
    ),
    "rule-asks-nothing": (
        "This rule asks nothing of a ticket: name an attribute, for example {{type: change, priority: low}}.",
        "Deze regel vraagt niets van een ticket: noem een kenmerk, bijvoorbeeld {{type: change, priority: low}}.",
    ),
    "unknown-level": ("{word} does not stand in the matrix.", "{word} staat niet in de matrix."),
}
