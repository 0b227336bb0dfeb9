"""Why a file is not kept: one exception a reason, holding values for `wording`."""

from __future__ import annotations


class FileRefused(Exception):
    """The base of every refusal; `name` is what the file is called."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{type(self).__name__}: {name}")
        self.name = name


class FileEmpty(FileRefused):
    """There is nothing in it."""


class FileTooLarge(FileRefused):
    """It is larger than is taken; `most` is the number of bytes allowed."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name)
        self.most = most
