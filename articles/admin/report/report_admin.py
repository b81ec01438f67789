"""Reports: the list of them, and the form in which one is written and corrected."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.forms import ModelForm, SplitDateTimeField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy
from js_asset import ImportMap, Media, Script

from articles import search
from articles.admin.base import EMPTY, DeskAdmin, LabelledDateTime
from articles.admin.intake.sources import origins_of
from articles.admin.parts.appearances import AppearanceInline
from articles.admin.parts.credits import CreditInline
from articles.admin.parts.photos import PhotoInline
from articles.admin.parts.statement_forms import StatementInline
from articles.admin.report.autosave import AutosaveMixin
from articles.admin.report.bulk import BulkMixin
from articles.admin.report.changelist import (
    AttentionFilter,
    MineFilter,
    StateFilter,
    TagFilter,
    badge,
    with_columns,
)
from articles.admin.report.conflicts import ConflictsMixin
from articles.admin.report.form import ReportForm
from articles.admin.report.history import HistoryMixin
from articles.admin.report.reread import RereadingMixin
from articles.admin.review.erase import ErasingMixin
from articles.admin.review.findings import CheckingMixin
from articles.admin.review.slip import SlipMixin
from articles.admin.review.transitions import MovingMixin
from articles.editorial import history, workflow
from articles.editorial.statement_order import renumber_statements
from articles.models import Report
from articles.search.grams import fold

MOST_CREDITS = 2  # named in the list
NUMBER = re.compile(r"(?:\d{4}-)?0*(?P<id>\d{1,18})", re.ASCII)  # 2019-000012, 000012, 12

FIELDSETS = (
    (None, {"fields": ("title", "section", "body")}),
    (None, {"fields": ("summary", "tags", "occasion", "is_major_case")}),
    (gettext_lazy("Dates"), {"fields": (("event_start", "event_end"), "published_at")}),
    (gettext_lazy("Source"), {"fields": (("source", "responsible_editor"), "source_url")}),
    (
        gettext_lazy("Repost"),
        {"fields": ("is_repost", ("original_title", "original_author")), "classes": ("collapse",)},
    ),
    (gettext_lazy("Picture"), {"fields": ("cover",), "classes": ("collapse",)}),
)


#: Labels and warnings that the library's own scripts leave out; the way from a finding to its words; body and
#: statements side by side; what is typed but not saved.
SCRIPTS = [
    Script(f"articles/{name}.js", type="module")
    for name in ("desk", "findings", "desk_statements", "desk_typing")
]
MODULES = ImportMap(
    {f"articles/{name}": f"articles/{name}.js" for name in ("desk_body", "desk_people", "desk_reading")}
)
#: They wait for the editor, and therefore stand before the script that makes it.
BEFORE_THE_EDITOR = [*SCRIPTS, Script("django_prose_editor/configurable.js", type="module")]


@admin.register(Report)
class ReportAdmin(
    AutosaveMixin,
    ConflictsMixin,
    CheckingMixin,
    HistoryMixin,
    RereadingMixin,
    SlipMixin,
    MovingMixin,
    ErasingMixin,
    BulkMixin,
    DeskAdmin,
):
    form = ReportForm
    formfield_overrides = {
        models.DateTimeField: {"form_class": SplitDateTimeField, "widget": LabelledDateTime},
        models.URLField: {"assume_scheme": "https"},
    }
    fieldsets = FIELDSETS
    inlines = (AppearanceInline, StatementInline, CreditInline, PhotoInline)
    list_display = (
        *("title", "state", "number", "section", "shown", "speakers", "statements", "credit_line"),
        "changed",
    )
    list_filter = (
        StateFilter,
        MineFilter,
        AttentionFilter,
        ("section", admin.RelatedOnlyFieldListFilter),
        TagFilter,
    )
    date_hierarchy = "shown_at"
    ordering = ("-updated_at", "-pk")
    search_fields = ("title", "appearances__name", "appearances__speaker__name")
    search_help_text = gettext_lazy("Words of a report, name of a speaker, or number")

    # --- The list -----------------------------------------------------------------------------------

    def get_queryset(self, request):
        reports = super().get_queryset(request)
        match = request.resolver_match
        return with_columns(reports) if match and match.url_name.endswith("_changelist") else reports

    def get_search_results(self, request, queryset, search_term):
        found, duplicates = super().get_search_results(request, queryset, search_term)
        words = fold(search_term)
        if not words:
            return found, duplicates
        meant = Q(pk__in=found.values("pk")) | Q(search__text__contains=words)
        if match := NUMBER.fullmatch(search_term.strip()):
            meant |= Q(pk=match["id"])
        return queryset.filter(meant), False

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def number(self, report):
        return report.number

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, report):
        return badge(report)

    @admin.display(description=gettext_lazy("date"), ordering="shown_at")
    def shown(self, report):
        return f"{localtime(report.shown_at):%Y-%m-%d}" if report.shown_at else EMPTY

    @admin.display(description=gettext_lazy("speakers"), ordering="speakers_number")
    def speakers(self, report):
        return report.speakers_number

    @admin.display(description=gettext_lazy("statements"), ordering="statements_number")
    def statements(self, report):
        return report.statements_number

    @admin.display(description=gettext_lazy("credits"))
    def credit_line(self, report):
        names = [credit.name for credit in report.credits.all()]
        more = "…" if len(names) > MOST_CREDITS else ""
        return "、".join(names[:MOST_CREDITS]) + more or EMPTY

    @admin.display(description=gettext_lazy("changed"), ordering="updated_at")
    def changed(self, report):
        return f"{localtime(report.updated_at):%Y-%m-%d}"

    # --- The form -----------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and workflow.may_change(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """A report goes into the bin; from there it has a page of its own to be deleted."""
        return False

    def get_fieldsets(self, request, obj=None):
        """Who may only read is shown the text, not its markup."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        first, *others = self.fieldsets
        fields = ["text" if name == "body" else name for name in first[1]["fields"]]
        return ((first[0], {"fields": fields}), *others)

    @admin.display(description=gettext_lazy("body"))
    def text(self, report):
        return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in report.paragraphs))

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None or self.has_change_permission(request, obj) else ("text",)

    def view_on_site(self, report):
        """The public page; before that, the preview."""
        if report.is_public():
            return report.get_absolute_url()
        return reverse("articles:preview", args=[report.pk])

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A new section can be made here; those that there are have a list of their own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "section":
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def render_change_form(self, request, context, obj=None, **how):
        writes = "body" in context["adminform"].form.fields
        scripts = Media(js=BEFORE_THE_EDITOR if writes else SCRIPTS, importmap=MODULES)
        # The editor's import map is an inline script: the policy lets it run by the request's nonce.
        context["media"] = Media.from_media(context["media"] + scripts, nonce=request.csp_nonce)
        context["show_save_and_add_another"] = False
        if obj:
            context |= {
                "state": badge(obj),
                "has_been_live": bool(obj.first_published_at and obj.first_published_at <= timezone.now()),
                "sources": origins_of(obj),
                **self.moving_context(request, obj),
                **self.erasing_context(request, obj),
            }
            if request.method == "GET":  # what is typed but not stored yet has not been checked
                context |= self.panel_context(request, obj)
        return super().render_change_form(request, context, obj=obj, **how)

    def save_model(self, request: HttpRequest, obj: Report, form: ModelForm, change: bool) -> None:
        if change:
            history.ensure_recorded(obj)
        else:
            obj.author = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: list[Any], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.after_change(request, form.instance)

    def after_change(self, request: HttpRequest, report: Report, note: str = "") -> None:
        """The last step of a save, in its transaction: say what checks find, bring the rest up to date."""
        renumber_statements(report)
        self.say_findings(request, report)
        history.record_revision(report, request.user, note)
        search.index([report])
        workflow.revalidate_signatures(report, request.user)
