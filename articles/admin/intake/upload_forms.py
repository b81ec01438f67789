"""Forms to paste text, upload files, and pick an encoding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.intake.files import MOST_BYTES, MOST_IN_ARCHIVE, WANTED
from articles.intake.input_files import unpack
from articles.reading.formats.detect import ARCHIVE
from articles.reading.parallel import InputFile

#: The file name of pasted text.
PASTED = gettext_lazy("Pasted text")
ENCODINGS = (
    ("", gettext_lazy("Told by the file itself")),
    *((name, name.upper()) for name in ("utf-8", "gb18030", "big5", "utf-16")),
)


class Uploads(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """Any number of files. An empty one is refused when it is read, by its name, and not with all others."""

    widget = Uploads

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(UploadsField, self).clean(file, initial) for file in data or ()]


class EncodingForm(forms.Form):
    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), choices=ENCODINGS, required=False)


class BringForm(EncodingForm):
    text = forms.CharField(
        label=gettext_lazy("Paste text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
    )
    files = UploadsField(  # type: ignore[assignment]  # the metaclass takes a field out of the class
        label=gettext_lazy("Upload files"),
        required=False,
        allow_empty_file=True,
        widget=Uploads(attrs={"accept": ",".join(WANTED)}),
        help_text=gettext_lazy("Text, saved web pages, Word files (.docx), or a .zip of these."),
    )
    field_order = ("text", "files", "encoding")

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        if not values.get("text", "").strip() and not values.get("files") and not self.errors:
            raise forms.ValidationError(_("Paste a text or choose files."), code="nothing")
        return values

    def input_files(self) -> Iterator[InputFile]:
        """The files that were brought, archives unpacked."""
        if text := self.cleaned_data["text"].strip():
            yield InputFile(f"{PASTED}.txt", text.encode("utf-8", "replace"), encoding="utf-8")
        for file in self.cleaned_data["files"]:
            most = MOST_IN_ARCHIVE if file.name.lower().endswith(ARCHIVE) else MOST_BYTES
            if file.size > most:
                yield InputFile(file.name, error=_("The file is too large. Split it."))
            else:
                yield from unpack(file.name, file.read())
