"""The report's form with its formsets: built from a report, from what was sent, or from a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BaseFormSet, ModelForm
from django.forms.formsets import all_valid
from django.http import HttpRequest

from articles.models import Report


@dataclass(frozen=True)
class FormParts:
    """A form, and the formset of each inline."""

    form: ModelForm
    formsets: list[BaseFormSet]
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
        if not inline.has_change_permission(request, report):
            _bypass_validation(formset)
        formsets.append(formset)
        inlines.append(inline)
    return FormParts(form, formsets, inlines)


def _bypass_validation(formset: BaseFormSet) -> None:
    """Rows that are only shown are not sent, and therefore not validated; as Django's admin does it."""
    for form in formset.initial_forms:
        if f"{form.prefix}-DELETE" not in formset.data:
            form._errors, form.cleaned_data = {}, form.initial
