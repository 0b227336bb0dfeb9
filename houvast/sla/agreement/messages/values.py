"""Errors about keys and single values, wherever they stand, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

VALUE_MESSAGES: Mapping[str, tuple[str, str]] = {
    "unknown-key": ("{word} is not a key here.", "{word} is hier geen sleutel."),
    "missing-key": ("{word} is missing in {where}.", "{word} ontbreekt in {where}."),
    "empty-key": ("A key without a name.", "Een sleutel zonder naam."),
    "empty-value": ("Nothing is written here.", "Hier staat niets."),
    "empty-list": ("The list {where} is empty.", "De lijst {where} is leeg."),
    "not-a-word": ("A word is expected here, not {found}.", "Hier hoort een woord, geen {found}."),
    "not-a-list": ("{where} is a list, not {found}.", "{where} is een lijst, geen {found}."),
    "not-a-table": (
        "{where} has keys and values; this is {found}.",
        "{where} heeft sleutels en waarden; dit is {found}.",
    ),
    "word-too-long": ("Longer than {most} characters.", "Langer dan {most} tekens."),
    "bad-name": (
        "{word} cannot be a name: use letters, digits, - and _, at most 60.",
        "{word} kan geen naam zijn: gebruik letters, cijfers, - en _, hoogstens 60.",
    ),
    "named-twice": ("{word} is named twice.", "{word} staat er twee keer."),
    "unknown-word": ("{word} is not known here.", "{word} is hier niet bekend."),
    "unknown-language": ("{word} is not a language here.", "{word} is hier geen taal."),
    "not-a-number": ("{word} is not a whole number.", "{word} is geen geheel getal."),
    "number-out-of-range": ("{word} is not between {low} and {high}.", "{word} ligt niet tussen {low} en {high}."),
    "not-a-percentage": (
        "{word} is not a percentage. Write for example 99.9%, with a point.",
        "{word} is geen percentage. Schrijf bijvoorbeeld 99.9%, met een punt.",
    ),
    "percentage-out-of-range": (
        "{word} is not above 0% and at most {most}%.",
        "{word} is niet groter dan 0% en hoogstens {most}%.",
    ),
    "whole-percent": ("{word} is not a whole percentage.", "{word} is geen heel percentage."),
    "not-a-date": (
        "{word} is not a date. Write for example 2026-12-31.",
        "{word} is geen datum. Schrijf bijvoorbeeld 2026-12-31.",
    ),
    "no-such-day": (
        "{word} does not exist: that month has {days} days.",
        "{word} bestaat niet: die maand heeft {days} dagen.",
    ),
    "no-such-month": (
        "{word} does not exist: months run from 01 to 12.",
        "{word} bestaat niet: maanden lopen van 01 tot 12.",
    ),
    "date-too-far": ("{word} is not between {first} and {last}.", "{word} ligt niet tussen {first} en {last}."),
    "unknown-version": (
        "Version {word} of the language is not known; this is version {version}.",
        "Versie {word} van de taal is niet bekend; dit is versie {version}.",
    ),
    "unknown-zone": (
        "{word} is not a time zone.",
        "{word} is geen tijdzone.",
    ),
    "effective-reversed": (
        "The agreement ends on {last}, before it begins on {first}.",
        "De overeenkomst eindigt op {last}, voordat zij begint op {first}.",
    ),
    "attribute-reserved": (
        "{word} has a meaning of its own; call this attribute otherwise.",
        "{word} heeft al een betekenis; noem dit kenmerk anders.",
    ),
    "plan-missing": (
        "This agreement does not say which plan it is. Write for example plan: gold above.",
        "Deze overeenkomst zegt niet welk pakket zij is. Schrijf bovenaan bijvoorbeeld plan: gold.",
    ),
}
