"""Appearances and statements: in the report's form, and all of them in lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, OuterRef, Q
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from articles.admin.base import EMPTY, PartInline, YesNoFilter, count_subquery, link, some
from articles.admin.parts.base import PartAdmin
from articles.admin.parts.statement_forms import StatementForm
from articles.admin.register import memberships
from articles.admin.register.identifying import IdentifyingMixin
from articles.editorial import workflow
from articles.editorial.statement_order import renumber_statements
from articles.models import Appearance, Organisation, Speaker, Statement

EXCERPT = 40  # characters of a statement in a list


class AppearanceFormSet(BaseInlineFormSet):
    def clean(self):
        """Refuse to delete an appearance that has statements: they would be deleted by the cascade."""
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and form.instance.statements.exists():
                raise forms.ValidationError(
                    _("%(person)s still has statements. Delete them or give them to someone else first."),
                    code="has_statements",
                    params={"person": form.instance.name},
                )


class EntrySelect(AutocompleteSelect):
    """A picker that names the entry chosen before without asking the database for it."""

    entry: Speaker | Organisation | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        if self.entry is None or value != [str(self.entry.pk)]:
            return super().optgroups(name, value, attr)
        chosen = self.create_option(name, self.entry.pk, str(self.entry), True, 0, attrs=attr)
        empty = self.create_option(name, "", "", False, 0)
        return [(None, [empty, chosen], 0)]


class AppearanceForm(forms.ModelForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("speaker", "organisation"):
            if name in self.fields and isinstance(widget := self.fields[name].widget, EntrySelect):
                widget.entry = getattr(self.instance, name)


class AppearanceInline(PartInline):
    model = Appearance
    form = AppearanceForm
    formset = AppearanceFormSet
    fields = (("name", "printed_organisation", "titles"), ("speaker", "organisation", "order"))
    autocomplete_fields = ("speaker", "organisation")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = EntrySelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("speaker", "organisation", "report")
        return rows.defer("report__body").prefetch_related("speaker__memberships")

    def get_readonly_fields(self, request, obj=None):
        return ("register",) if request.user.has_perm("articles.add_membership") else ()

    def get_fields(self, request, obj=None):
        printed, meant = self.fields
        return (printed, (*meant, *self.get_readonly_fields(request, obj)))

    @admin.display(description=_("add to the register"))
    def register(self, appearance):
        return memberships.proposals(appearance) if appearance.pk else EMPTY


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
    may_change = staticmethod(workflow.may_file)  # its page says who is meant, no more
    list_display = ("name", "post", "speaker", "organisation", "report_link", "statements")
    list_filter = (UndecidedFilter, SpeakingFilter)
    list_select_related = ("report", "speaker", "organisation")
    autocomplete_fields = ("speaker", "organisation")
    search_fields = ("name", "titles", "printed_organisation", "report__title")
    search_help_text = _("Name, title or organisation as printed, or title of the report")
    readonly_fields = ("report", "name", "titles", "printed_organisation", "register")
    fields = ("report", "name", "titles", "printed_organisation", "speaker", "organisation")
    ordering = ("-report_id", "order", "pk")

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related(*self.list_select_related).defer("report__body")
        return rows.annotate(number=count_subquery(Statement.objects, "appearance"))

    def get_fields(self, request, obj=None):
        return (*self.fields, "register") if request.user.has_perm("articles.add_membership") else self.fields

    @admin.display(description=_("add to the register"))
    def register(self, appearance):
        return memberships.proposals(appearance)

    @admin.display(description=_("post as printed"))
    def post(self, appearance):
        return appearance.post or EMPTY

    @admin.display(description=_("report"), ordering="report")
    def report_link(self, appearance):
        return link(appearance.report, "articles_report_change", appearance.report_id)

    @admin.display(description=_("statements"), ordering="number")
    def statements(self, appearance):
        return some(appearance.number)


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    form = StatementForm
    list_display = ("excerpt", "person", "post", "report_link", "date")
    list_select_related = ("appearance__report",)
    search_fields = ("text", "appearance__name", "appearance__report__title")
    search_help_text = _("Words, name as printed, or title of the report")
    readonly_fields = ("appearance",)
    fields = ("appearance", "text")
    ordering = ("-appearance__report_id", "order", "pk")

    def report_of(self, part):
        return part.appearance.report

    def view_on_site(self, statement):
        return statement.get_absolute_url() if statement.appearance.report.is_public() else None

    def after_change(self, report):
        renumber_statements(report)

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
