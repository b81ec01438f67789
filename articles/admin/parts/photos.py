"""Photos: in the report's form, and all of them in a list with a filter for missing pictures."""

from __future__ import annotations

from typing import BinaryIO, cast

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.admin.base import PartInline, YesNoFilter
from articles.admin.parts.base import PartAdmin
from articles.media import renditions
from articles.models import Photo

MAX_BYTES = 20 * 1024 * 1024


class PhotoForm(forms.ModelForm):
    class Meta:
        model = Photo
        fields = ("file", "caption", "alt", "before")

    def clean_file(self):
        """Check the picture, and store its size in pixels."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            _check_picture(file)
            picture = cast(BinaryIO, file)
            self.instance.width, self.instance.height = renditions.size_of(picture)
        elif not file:
            self.instance.width = self.instance.height = None
        return file

    def clean(self):
        """A picture needs an alternative text."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("file") and not cleaned.get("alt", "").strip():
            self.add_error("alt", _("Say in a few words what the picture shows, for those who can’t see it."))
        return cleaned


def _check_picture(file: UploadedFile) -> None:
    """Raise ValidationError for anything but a picture: HTML or SVG could run scripts on this site."""
    if (file.size or 0) > MAX_BYTES:
        raise forms.ValidationError(_("The picture is larger than 20 MB. Make it smaller."), code="too_large")
    try:
        endings = renditions.ENDINGS[renditions.format_of(cast(BinaryIO, file))]
    except renditions.TooLarge as error:
        message = _("The picture has too many pixels. Make it smaller.")
        raise forms.ValidationError(message, code="too_large") from error
    except renditions.NoPicture:
        endings = frozenset()
    if (file.name or "").rpartition(".")[2].lower() not in endings:
        raise forms.ValidationError(_("This is not a JPEG, PNG, GIF or WebP picture."), code="no_picture")


class PhotoInline(PartInline):
    model = Photo
    form = PhotoForm
    fields = (("file", "before"), ("caption", "alt"))


class MissingPictureFilter(YesNoFilter):
    title = _("picture missing")
    parameter_name = "missing"

    def condition(self):
        return Q(file="")


class MissingAltFilter(YesNoFilter):
    title = _("text in place of the picture missing")
    parameter_name = "no_alt"

    def condition(self):
        return Q(alt="")


@admin.register(Photo)
class PhotoAdmin(PartAdmin):
    form = PhotoForm
    list_display = ("__str__", "report", "has_file", "alt", "before")
    list_filter = (MissingPictureFilter, MissingAltFilter)
    readonly_fields = ("report",)
    fields = ("report", "file", "caption", "alt", "before")
    search_fields = ("caption", "alt", "report__title")
    search_help_text = _("Caption, text in place of the picture, or title of the report")
    ordering = ("-pk",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report__body")

    @admin.display(description=_("picture"), boolean=True)
    def has_file(self, photo):
        return bool(photo.file)
