"""Who appears in reports, and what they said."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.checks import InlineModelAdminChecks
from django.contrib.admin.utils import flatten
from django.db.models import Exists, OuterRef, Q
from django.forms.models import BaseInlineFormSet, BaseModelFormSet, modelformset_factory
from django.utils.translation import gettext_lazy as _

from articles.admin.base import EMPTY, PartInline, YesNoFilter, link, number_of
from articles.admin.identifying import IdentifyingMixin
from articles.admin.parts import PartAdmin
from articles.models import Appearance, Report, Statement

EXCERPT = 40  # characters of a statement in a list


class VerbatimField(forms.CharField):
    """Words out of a body: a line a paragraph, however they were pasted."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})

    def to_python(self, value):
        lines = (line.strip() for line in super().to_python(value).splitlines())
        return "\n".join(line for line in lines if line)


class StatementForm(forms.ModelForm):
    """New or corrected words must stand in the body as they are typed."""

    text = VerbatimField(label=_("Text"))
    report: Report | None = None

    class Meta:
        model = Statement
        fields = ("appearance", "text", "order")

    def clean_text(self):
        text = self.cleaned_data["text"]
        report = self.report or self.instance.appearance.report
        if "text" in self.changed_data and text not in "\n".join(report.paragraphs):
            raise forms.ValidationError(
                _("These words don't stand in the body. Copy them from it exactly."), code="not_verbatim"
            )
        return text


class StatementFormSet(BaseModelFormSet):
    """The statements of one report, each given to one of the people who appear in it."""

    def __init__(self, *args: Any, instance: Report, queryset: Any = None, **kwargs: Any) -> None:
        self.instance = instance
        self.people = instance.appearances.all() if instance.pk else Appearance.objects.none()
        self.choices = [("", EMPTY), *((person.pk, str(person)) for person in self.people)]
        theirs = Statement.objects if queryset is None else queryset
        queryset = theirs.filter(appearance__report=instance.pk).select_related("appearance")
        kwargs.pop("save_as_new", None)
        super().__init__(*args, queryset=queryset, **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        return "statements"

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.report = self.instance
        if "appearance" in form.fields:
            form.fields["appearance"].queryset = self.people
            form.fields["appearance"].choices = self.choices


class NoRelationChecks(InlineModelAdminChecks):
    """A statement hangs on the report through its appearance: there is no foreign key to look for."""

    def _check_exclude_of_parent_model(self, obj, parent_model):
        return []

    def _check_relation(self, obj, parent_model):
        return []


class StatementInline(PartInline):
    model = Statement
    form = StatementForm
    formset = StatementFormSet
    fields = (("appearance", "order"), "text")
    checks_class = NoRelationChecks

    def get_formset(self, request, obj=None, **kwargs):
        """As InlineModelAdmin's, without the foreign key that it starts from."""
        may_change, may_add = self.has_change_permission(request, obj), self.has_add_permission(request, obj)

        class AllowedForm(self.form):
            def has_changed(self):
                allowed = may_add if self.instance._state.adding else may_change
                return allowed and super().has_changed()

        return modelformset_factory(
            self.model,
            form=AllowedForm,
            formset=self.formset,
            fields=flatten(self.fields),
            extra=0,
            can_delete=self.has_delete_permission(request, obj),
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )


class AppearanceFormSet(BaseInlineFormSet):
    def clean(self):
        """No one is deleted who still has statements: they would go without a word."""
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and form.instance.statements.exists():
                raise forms.ValidationError(
                    _("%(person)s still has statements. Delete them or give them to someone else first."),
                    code="has_statements",
                    params={"person": form.instance.name},
                )


class AppearanceInline(PartInline):
    model = Appearance
    formset = AppearanceFormSet
    fields = (("name", "printed_organisation", "titles"), ("speaker", "organisation", "order"))
    autocomplete_fields = ("speaker", "organisation")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("speaker", "organisation")


class UndecidedFilter(YesNoFilter):
    title = _("waits for a decision")
    parameter_name = "undecided"

    def condition(self):
        return Q(speaker=None)


class SpeakingFilter(YesNoFilter):
    title = _("has statements")
    parameter_name = "speaks"

    def condition(self):
        return Exists(Statement.objects.filter(appearance=OuterRef("pk")))


@admin.register(Appearance)
class AppearanceAdmin(IdentifyingMixin, PartAdmin):
    list_display = ("name", "post", "speaker", "organisation", "report_link", "statements")
    list_filter = (UndecidedFilter, SpeakingFilter)
    list_select_related = ("report", "speaker", "organisation")
    autocomplete_fields = ("speaker", "organisation")
    search_fields = ("name", "titles", "printed_organisation", "report__title")
    search_help_text = _("Name, title or organisation as printed, or title of the report")
    readonly_fields = ("report", "name", "titles", "printed_organisation")
    fields = (*readonly_fields, "speaker", "organisation")
    ordering = ("-report_id", "order", "pk")

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related(*self.list_select_related).defer("report__body")
        return rows.annotate(number=number_of(Statement.objects, "appearance"))

    @admin.display(description=_("post as printed"))
    def post(self, appearance):
        return appearance.post or EMPTY

    @admin.display(description=_("report"), ordering="report")
    def report_link(self, appearance):
        return link(appearance.report, "articles_report_change", appearance.report_id)

    @admin.display(description=_("statements"), ordering="number")
    def statements(self, appearance):
        return appearance.number


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    form = StatementForm
    list_display = ("excerpt", "person", "post", "report_link", "date")
    list_select_related = ("appearance__report",)
    search_fields = ("text", "appearance__name", "appearance__report__title")
    search_help_text = _("Words, name as printed, or title of the report")
    readonly_fields = ("appearance",)
    fields = ("appearance", "text", "order")
    ordering = ("-appearance__report_id", "order", "pk")

    def report_of(self, part):
        return part.appearance.report

    @admin.display(description=_("text"))
    def excerpt(self, statement):
        text = statement.text
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"

    @admin.display(description=_("name as printed"), ordering="appearance__name")
    def person(self, statement):
        return statement.appearance.name

    @admin.display(description=_("post as printed"))
    def post(self, statement):
        return statement.appearance.post or EMPTY

    @admin.display(description=_("report"), ordering="appearance__report")
    def report_link(self, statement):
        report = statement.appearance.report
        return link(report, "articles_report_change", report.pk)

    @admin.display(description=_("date"), ordering="appearance__report__shown_at")
    def date(self, statement):
        return statement.appearance.report.shown_at
