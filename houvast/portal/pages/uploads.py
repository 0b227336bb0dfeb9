"""The field for files that go with a message, and the files of a message as a page shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.files.actions import MOST_BYTES, MOST_FILES, Upload, refuse_unfit
from houvast.portal.files.refusals import FileRefused
from houvast.portal.tickets.models import Attachment


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a message: its name, its size in words, and where it is handed out; no address once erased."""

    name: str
    size: str
    url: str


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """Any number of files, none included; cleaned to the uploads, all of them fit to be kept."""

    def __init__(self, *, identity: str) -> None:
        super().__init__(
            label=gettext_lazy("Attachments"),
            required=False,
            widget=_Files(attrs={"class": "form-control", "id": identity, "aria-describedby": f"{identity}-limits"}),
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return a tuple of Upload; say of the first that is not taken why."""
        given = data if isinstance(data, (list, tuple)) else [data]
        sent = [each for each in given if isinstance(each, UploadedFile)]
        uploads = tuple(Upload(each.name or "", each, each.content_type or "") for each in sent)
        try:
            refuse_unfit(uploads)
        except FileRefused as refusal:
            raise ValidationError(wording.explain(refusal)) from refusal
        return uploads

    @property
    def limits(self) -> str:
        """What may be sent, said beforehand."""
        return _("At most %(files)d files, %(size)s together. No programs.") % {
            "files": MOST_FILES,
            "size": f"{MOST_BYTES // 1024**2}{wording.NO_BREAK}MB",
        }


def attached(attachments: Sequence[Attachment], url: Callable[[str], str]) -> list[Attached]:
    """Return the files of a message; `url` makes an address of a key."""
    return [
        Attached(each.file.name, wording.size(each.file.size), "" if each.file.erased_at else url(each.file.key))
        for each in attachments
    ]
