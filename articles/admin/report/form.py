"""The form of a report."""

from __future__ import annotations

from typing import cast

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from articles.admin.register.tags import TagsField
from articles.models import Photo, Report
from articles.reading.page import occasions


def with_https(field: models.Field, **options):
    """The form field of a model field; an address typed without a scheme is taken for https."""
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    return field.formfield(**options)


def occasion_field(stored: str = "") -> forms.ChoiceField:
    """A choice of the kinds of occasion; a stored one that is not among them any more stays a choice."""
    field = Report._meta.get_field("occasion")
    kinds = dict.fromkeys(filter(None, (*occasions.kinds(), stored)))
    return forms.ChoiceField(
        choices=[("", "—"), *((kind, kind) for kind in kinds)],
        required=False,
        label=capfirst(field.verbose_name),
        help_text=field.help_text,
    )


class ReportForm(forms.ModelForm):
    tags = TagsField(
        required=False,
        label=gettext_lazy("Tags"),
        help_text=gettext_lazy("Pick or type; a comma, 、 or a space ends a tag."),
    )
    #: The revision that was opened, as a token of seen.py.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Report
        fields = (
            *("title", "section", "body", "summary", "event_start", "event_end", "published_at"),
            *("source", "source_url", "responsible_editor", "cover", "tags"),
            *("occasion", "is_major_case", "is_repost", "original_title", "original_author"),
        )
        formfield_callback = with_https

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "occasion" in self.fields:
            self.fields["occasion"] = occasion_field(self.instance.occasion)
        if "cover" in self.fields:
            photos = self.instance.photos.exclude(file="") if self.instance.pk else None
            cover = cast(forms.ModelChoiceField, self.fields["cover"])
            cover.queryset = photos if photos is not None else Photo.objects.none()

    @property
    def changed_data(self):
        """The fields that somebody changed; `seen` is not one of them."""
        return [name for name in super().changed_data if name != "seen"]
