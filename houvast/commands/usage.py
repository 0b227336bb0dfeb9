"""
Wrong use that the parser finds, told as all other wrong use is: in the reader's language, and as a document.

argparse words what is wrong in English and leaves the process. Its sentences are taken apart here, and nowhere else;
a test calls each kind, so that a Python that words them otherwise is noticed.
"""

from __future__ import annotations

import argparse
import re
from itertools import pairwise
from typing import NoReturn

from houvast.commands.screen import LANGUAGES, language

_ARGUMENT = r"argument (?P<name>.+?): "
_KINDS = {
    "missing-arguments": r"the following arguments are required: (?P<names>.+)",
    "unknown-arguments": r"unrecognized arguments: (?P<names>.+)",
    "unknown-choice": rf"{_ARGUMENT}invalid choice: '(?P<word>.*)' \(choose from (?P<known>.+)\)",
    "ambiguous-option": r"ambiguous option: (?P<word>.+) could match (?P<known>.+)",
    "no-value": rf"{_ARGUMENT}expected (one|at least one) argument",
    "takes-no-value": rf"{_ARGUMENT}ignored explicit argument '(?P<word>.*)'",
    "not-a-number": rf"{_ARGUMENT}invalid int value: '(?P<word>.*)'",
}
"""Code of `refusals.SENTENCES` → how argparse words it."""


class Parser(argparse.ArgumentParser):
    """Raises WrongUse where argparse would print its usage and leave."""

    def error(self, message: str) -> NoReturn:
        """Raise the refusal that a sentence of argparse stands for."""
        from houvast.commands.refusals import WrongUse, unknown  # brings the rules along: only when it is needed

        for code, pattern in _KINDS.items():
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                values = {**found.groupdict(), "help": f"{self.prog} --help"}
                if code == "unknown-choice":
                    known = values.pop("known").replace("'", "").split(", ")
                    raise unknown(code, values.pop("word"), known, **values)
                raise WrongUse(code, **values)
        raise WrongUse("usage", what=message, help=f"{self.prog} --help")


def wished(given: list[str]) -> tuple[str, bool]:
    """Return the language, and whether a document is wanted, as far as words say so that may be wrong use."""
    lang = language()
    for word, following in pairwise([*given, ""]):
        if word == "--lang":
            lang = following
        elif word.startswith("--lang="):
            lang = word.removeprefix("--lang=")
    return lang if lang in LANGUAGES else language(), "--json" in given
