"""The form of a report, and its formsets: built from a report, from what was sent, or from a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.forms.formsets import all_valid
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from articles.admin.register.tags import TagsField
from articles.editorial.checks.gathering import statements_of
from articles.models import Photo, Report
from articles.models.snapshots import is_loaded
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


@dataclass(frozen=True)
class FormParts:
    """A form, and the formset of each inline."""

    form: forms.ModelForm
    formsets: list[forms.BaseFormSet]
    inlines: list[Any]

    def is_valid(self) -> bool:
        """Validate all parts, for the errors of each to be shown."""
        form_is_valid = self.form.is_valid()
        return all_valid(self.formsets) and form_is_valid


def build_form(
    model_admin: Any,
    request: HttpRequest,
    report: Report | None,
    data: Mapping[str, Any] | None = None,
    files: Mapping[str, Any] | None = None,
) -> FormParts:
    """The form of a report, or of a new one; bound where there are `data`."""
    fields = flatten_fieldsets(model_admin.get_fieldsets(request, report))
    form_class = model_admin.get_form(request, report, change=report is not None, fields=fields)
    initial = model_admin.get_changeform_initial_data(request) if report is None and data is None else None
    form = form_class(data, files, instance=report, initial=initial)
    formsets, inlines = [], []
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, report):
        formset = formset_class(
            data,
            files,
            instance=form.instance,
            prefix=formset_class.get_default_prefix(),
            queryset=inline.get_queryset(request),
        )
        if report and is_loaded(report) and inline.has_view_or_change_permission(request, report):
            cast("Any", formset)._queryset = _loaded_rows(report)[formset.prefix]
        if not inline.has_change_permission(request, report):
            _bypass_validation(formset)
        formsets.append(formset)
        inlines.append(inline)
    return FormParts(form, formsets, inlines)


def _loaded_rows(report: Report) -> dict[str, list[Any]]:
    """The rows of each inline, by its prefix, which the report was loaded with."""
    return {
        "appearances": list(report.appearances.all()),
        "statements": statements_of(report),
        "credits": list(report.credits.all()),
        "photos": list(report.photos.all()),
    }


def _bypass_validation(formset: forms.BaseFormSet) -> None:
    """Rows that are only shown are not sent, and therefore not validated; as Django's admin does it."""
    for form in formset.initial_forms:
        if f"{form.prefix}-DELETE" not in formset.data:
            form._errors, form.cleaned_data = {}, form.initial
