"""How large a file is, in words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from houvast.portal.wording.lengths import NO_BREAK, number

_KILOBYTE = 1024
_MEGABYTE = _KILOBYTE * _KILOBYTE


def size(count: int) -> str:
    """Return a number of bytes as a reader knows it: `812 bytes`, `94 kB`, `3.4 MB`."""
    if count < _KILOBYTE:
        return f"{number(count)}{NO_BREAK}" + _("bytes")
    if count < _MEGABYTE:
        return f"{number(count // _KILOBYTE)}{NO_BREAK}kB"
    return f"{number(Decimal(count) / _MEGABYTE, 1)}{NO_BREAK}MB"
