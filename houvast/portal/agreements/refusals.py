"""Why something about an agreement or its services cannot be done; values for `wording`."""

from __future__ import annotations


class AgreementRefused(Exception):
    """The base of every refusal about agreements and services."""


class NameMissing(AgreementRefused):
    """A service needs a name, in Dutch or in English."""


class NameTaken(AgreementRefused):
    """The customer has a service of this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class AnotherText(AgreementRefused):
    """The text that was read is not that of the version; it must be read again."""


class AlreadyAnswered(AgreementRefused):
    """This answer was given before, and holds."""


class ReasonMissing(AgreementRefused):
    """An objection says why."""


class NothingToAnswer(AgreementRefused):
    """The version has been replaced, or has ended: no answer is asked for any more."""
