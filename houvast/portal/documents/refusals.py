"""Why something is not done with a document: one exception a reason."""

from __future__ import annotations


class DocumentRefused(Exception):
    """The base of every refusal."""


class TitleMissing(DocumentRefused):
    """It has no name."""


class NeverValid(DocumentRefused):
    """Its last day of validity lies before its first."""


class AlreadyLikeThat(DocumentRefused):
    """It is published, withdrawn or confirmed already."""


class NothingToConfirm(DocumentRefused):
    """Nobody asks to confirm that it was read, or it was not opened yet."""
