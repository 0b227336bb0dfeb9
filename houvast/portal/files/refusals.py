"""Why a file is not kept: one exception a reason, holding values for `wording`."""

from __future__ import annotations

_MEGABYTE = 1024 * 1024


class FileRefused(Exception):
    """The base of every refusal; `name` is what the file is called."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{type(self).__name__}: {name}")
        self.name = name


class FileEmpty(FileRefused):
    """There is nothing in it."""


class FileTooLarge(FileRefused):
    """It is larger than is taken; `most` is the number of bytes allowed, `megabytes` the same for a reader."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name)
        self.most, self.megabytes = most, most // _MEGABYTE


class TooManyFiles(FileRefused):
    """More files at once than are taken; `name` is the first that is too many, `most` the number allowed."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name)
        self.most = most


class FileForbidden(FileRefused):
    """A program, or something that starts one when it is opened."""


class ArchiveUnknown(FileRefused):
    """An archive of a kind that cannot be looked into; a zip can."""


class ArchiveBroken(FileRefused):
    """An archive whose table of contents cannot be read, or contradicts itself."""


class ArchiveTooLarge(FileRefused):
    """An archive that holds more than is taken, or grows out of proportion when it is unpacked."""


class ArchiveNested(FileRefused):
    """An archive within an archive."""


class ArchiveEscapes(FileRefused):
    """An archive that would write outside the folder it is unpacked in."""
