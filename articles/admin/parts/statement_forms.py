"""Formset of the statements in the form of a report: each quotes the body and belongs to an appearance."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib.admin.checks import InlineModelAdminChecks
from django.contrib.admin.utils import flatten
from django.db.models import QuerySet
from django.forms.models import BaseModelFormSet, modelformset_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.admin.base import EMPTY, PartInline
from articles.editorial.checks.lost_words import nearest
from articles.models import Appearance, Report, Statement
from articles.models.body import plain_text
from articles.reading.speech.points import points

PEOPLE = "appearances"  # the prefix of the people's rows in the same form
NEWCOMER = re.compile(rf"{PEOPLE}-\d{{1,4}}", re.ASCII)


class VerbatimField(forms.CharField):
    """A quotation of the body, one paragraph per line; strips lines and drops empty ones."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField", "aria-label": _("Text")})

    def to_python(self, value: Any) -> str:
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return "\n".join(line for line in lines if line)


class PersonField(forms.ModelChoiceField):
    """An appearance by its key or, if it is new in this form, by the prefix of its row ("appearances-3")."""

    newcomers: dict[str, Appearance]

    def to_python(self, value):
        return self.newcomers[value] if value in self.newcomers else super().to_python(value)


class StatementForm(forms.ModelForm):
    """Form of a statement: a new or changed text must occur verbatim in the body."""

    text = VerbatimField(label=_("Text"))
    #: What the words must stand in: set by the formset; alone, the form looks it up.
    body: str | None = None

    class Meta:
        model = Statement
        fields = ("appearance", "text")
        field_classes = {"appearance": PersonField}

    def clean_text(self):
        text = self.cleaned_data["text"]
        if "text" in self.changed_data and text not in self.text_of_report:
            raise forms.ValidationError(
                _("These words don't stand in the body. Copy them from it exactly."), code="not_verbatim"
            )
        return text

    def _get_validation_exclusions(self):
        """Exclude an unsaved appearance from validation: its own row of the form is validated."""
        person = self.cleaned_data.get("appearance")
        missing = {"appearance"} if person and person.pk is None else set()
        excluded = super()._get_validation_exclusions()  # type: ignore[misc]  # the stubs lack it
        return excluded | missing

    @property
    def text_of_report(self) -> str:
        return plain_text(self.instance.appearance.report.body) if self.body is None else self.body

    @cached_property
    def words(self) -> str:
        """The text as it stands in the form."""
        return cast(VerbatimField, self.fields["text"]).to_python(self["text"].value() or "")

    @property
    def number_of_points(self) -> int:
        return len(points(self.words))

    @property
    def is_lost(self) -> bool:
        """Whether the text does not occur in the body."""
        return bool(self.words) and self.words not in self.text_of_report

    @property
    def nearest(self) -> str:
        """The passage of the body most similar to the text, or ""."""
        return nearest(self.words, self.text_of_report)


class StatementFormSet(BaseModelFormSet):
    """The statements of one report, each given to one of the people who appear in it."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        instance: Report,
        queryset: QuerySet[Statement] | None = None,
        **kwargs: Any,
    ) -> None:
        self.instance = instance
        self.people = instance.appearances.all() if instance.pk else Appearance.objects.none()
        theirs = Statement.objects.all() if queryset is None else queryset
        theirs = theirs.filter(appearance__report=instance.pk) if instance.pk else theirs.none()
        kwargs.pop("save_as_new", None)
        super().__init__(data, files, queryset=theirs.select_related("appearance"), **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        return "statements"

    @cached_property
    def body(self) -> str:
        """Plain text of the body, as sent with this form."""
        return plain_text(self.instance.body)

    @cached_property
    def newcomers(self) -> dict[str, Appearance]:
        """Appearances that are new in this form, unsaved, by the prefix of their rows."""
        rows = (name.removesuffix("-name") for name in self.data if name.endswith("-name"))
        return {
            row: Appearance(
                report=self.instance,
                name=self.data[f"{row}-name"].strip(),
                printed_organisation=self.data.get(f"{row}-printed_organisation", "").strip(),
                titles=self.data.get(f"{row}-titles", "").strip(),
            )
            for row in rows
            if NEWCOMER.fullmatch(row) and not self.data.get(f"{row}-id") and self.data[f"{row}-name"].strip()
        }

    @cached_property
    def choices(self) -> list[tuple[Any, str]]:
        known = [(person.pk, str(person)) for person in self.people]
        return [("", EMPTY), *known, *((row, str(person)) for row, person in self.newcomers.items())]

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        cast(StatementForm, form).body = self.body
        if "appearance" in form.fields:
            field = cast(PersonField, form.fields["appearance"])
            field.queryset, field.newcomers = self.people, self.newcomers
            field.choices = self.choices
            field.widget.attrs["aria-label"] = _("Who said this?")

    def save_new(self, form, commit=True):
        self._link_newcomer(form)
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        self._link_newcomer(form)
        return super().save_existing(form, obj, commit)

    def _link_newcomer(self, form: StatementForm) -> None:
        """Replace an unsaved appearance by its stored row: appearances are saved before statements."""
        person = form.instance.appearance
        if person.pk is None:
            same = {"name": person.name, "printed_organisation": person.printed_organisation}
            form.instance.appearance = self.instance.appearances.get(**same)


class NoRelationChecks(InlineModelAdminChecks):
    """Skip the checks for a foreign key: a statement belongs to the report through its appearance."""

    def _check_exclude_of_parent_model(self, obj, parent_model):
        return []

    def _check_relation(self, obj, parent_model):
        return []


class StatementInline(PartInline):
    model = Statement
    form = StatementForm
    fields = ("appearance", "text")
    checks_class = NoRelationChecks
    view_on_site = False  # the template has no place for the link
    template = "admin/articles/report/statements.html"

    def get_formset(self, request, obj=None, **kwargs):
        """Build a plain model formset: a statement has no foreign key to the report."""
        may_change, may_add = self.has_change_permission(request, obj), self.has_add_permission(request, obj)

        class AllowedForm(StatementForm):
            def has_changed(self):
                allowed = may_add if self.instance._state.adding else may_change
                return allowed and super().has_changed()

        return modelformset_factory(
            self.model,
            form=AllowedForm,
            formset=StatementFormSet,
            fields=flatten(self.fields),
            extra=0,
            can_delete=self.has_delete_permission(request, obj),
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )
