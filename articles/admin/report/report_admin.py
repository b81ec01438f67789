"""Reports: the list of them, and the form in which one is written and corrected.

The pages that a report has besides these are parts of their own, each in a file of this folder or of review/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.db import models
from django.forms import SplitDateTimeField
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from js_asset import ImportMap, Media, Script

from articles.admin.base import EMPTY, DeskAdmin, LabelledDateTime
from articles.admin.changelists import BoundedPaginator, UsedFilter
from articles.admin.intake.sources import origins_of
from articles.admin.parts.appearances import AppearanceInline
from articles.admin.parts.credits import CreditInline
from articles.admin.parts.photos import PhotoInline
from articles.admin.parts.statement_forms import StatementInline
from articles.admin.report.autosave import AutosavePages
from articles.admin.report.bulk import actions_for
from articles.admin.report.changelist import (
    MOST_FOUND,
    AttentionFilter,
    MineFilter,
    StateFilter,
    TagFilter,
    badge,
    holding,
    with_columns,
)
from articles.admin.report.conflicts import MergePage
from articles.admin.report.form import ReportForm
from articles.admin.report.form_page import FormPage
from articles.admin.report.history import HistoryPages
from articles.admin.report.reread import RereadPages
from articles.admin.review.erase import ErasePage
from articles.admin.review.findings import FindingsPages
from articles.admin.review.slip import SlipPage
from articles.admin.review.transitions import TransitionPages
from articles.editorial import workflow
from articles.models import Report
from articles.search.grams import fold

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec  # of the stubs alone

MAX_CREDITS = 2  # named in the list
NUMBER = re.compile(r"(?:\d{4}-)?0*(?P<id>\d{1,18})", re.ASCII)  # 2019-000012, 000012, 12

FIELDSETS: _FieldsetSpec = (
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


#: Labels and warnings that the library's own scripts lack; the way from a finding to its words; body and
#: statements side by side; autosave.
SCRIPTS = [
    Script(f"articles/{name}.js", type="module")
    for name in ("desk", "findings", "desk_statements", "desk_autosave")
]
MODULES = ImportMap(
    {
        f"articles/{name}": f"articles/{name}.js"
        for name in ("desk_autosave", "desk_body", "desk_people", "desk_reread")
    }
)
#: They listen for the editor, and therefore stand before the script that makes it.
BEFORE_THE_EDITOR = [*SCRIPTS, Script("django_prose_editor/configurable.js", type="module")]


@admin.register(Report)
class ReportAdmin(DeskAdmin):
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
        ("section", UsedFilter),
        TagFilter,
    )
    date_hierarchy = "shown_at"
    ordering = ("-updated_at", "-pk")
    search_fields = ("title", "appearances__name", "appearances__speaker__name")
    search_help_text = gettext_lazy("Words of a report, name of a speaker, or number")

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.form_page, self.history = FormPage(self), HistoryPages(self)
        self.findings, self.transitions = FindingsPages(self), TransitionPages(self)
        self.erasing = ErasePage(self)
        self.parts = (
            *(AutosavePages(self), MergePage(self), RereadPages(self), SlipPage(self)),
            *(self.history, self.findings, self.transitions, self.erasing),
        )

    def get_urls(self):
        return [*(url for part in self.parts for url in part.urls()), *super().get_urls()]

    # --- The list -----------------------------------------------------------------------------------

    def get_queryset(self, request):
        reports = super().get_queryset(request)
        match = request.resolver_match
        listed = match and match.url_name.endswith("_changelist")
        return with_columns(reports) if listed else reports.select_related("section")

    def get_actions(self, request):
        return super().get_actions(request) | actions_for(self, request)

    def get_paginator(self, request, *args, **kwargs):
        paginator = cast("BoundedPaginator", super().get_paginator(request, *args, **kwargs))
        if request.GET.get(SEARCH_VAR):
            paginator.most = MOST_FOUND
        return paginator

    def get_search_results(self, request, queryset, search_term):
        match = NUMBER.fullmatch(search_term.strip())
        if not fold(search_term):
            return super().get_search_results(request, queryset, search_term)
        return holding(queryset, search_term, pk=int(match["id"]) if match else 0), False

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
        names = [credit.name for credit in report.named]
        more = "…" if len(names) > MAX_CREDITS else ""
        return "、".join(names[:MAX_CREDITS]) + more or EMPTY

    @admin.display(description=gettext_lazy("changed"), ordering="updated_at")
    def changed(self, report):
        return f"{localtime(report.updated_at):%Y-%m-%d}"

    # --- The form -----------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and workflow.may_change(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes a report here: it goes into the bin, and from there to a page of its own."""
        return False

    @method_decorator(csrf_protect)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return self.form_page.respond(request, object_id, form_url, extra_context or {})

    def history_view(self, request, object_id, extra_context=None):
        return self.history.history_view(request, object_id)

    def get_fieldsets(self, request, obj=None):
        """The text in place of its markup for whoever may only read."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        first, *others = list(FIELDSETS)
        fields = ["text" if name == "body" else name for name in first[1]["fields"]]
        return ((first[0], {"fields": fields}), *others)

    @admin.display(description=gettext_lazy("body"))
    def text(self, report):
        return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in report.paragraphs))

    def get_formsets_with_inlines(self, request, obj=None):
        """Rows that are only read need no form fields: an inline draws them from the columns."""
        options = {"fields": ()} if obj and not self.has_change_permission(request, obj) else {}
        for inline in self.get_inline_instances(request, obj):
            yield inline.get_formset(request, obj, **options), inline

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None or self.has_change_permission(request, obj) else ("text",)

    def view_on_site(self, report):
        """The public page; before that, the preview."""
        if report.is_public():
            return report.get_absolute_url()
        return reverse("articles:preview", args=[report.pk])

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Link to a new section only: existing ones have a list of their own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "section":
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def render_change_form(self, request, context, *args, **kwargs):
        report = context["original"]
        writes = "body" in context["adminform"].form.fields
        scripts = Media(js=BEFORE_THE_EDITOR if writes else SCRIPTS, importmap=MODULES)
        # The editor's import map is an inline script: the policy lets it run by the request's nonce.
        context["media"] = Media.from_media(context["media"] + scripts, nonce=request.csp_nonce)
        context["show_save_and_add_another"] = False
        if report:
            context |= {
                "state": badge(report),
                "has_been_live": bool(
                    report.first_published_at and report.first_published_at <= timezone.now()
                ),
                "sources": origins_of(report),
                **self.transitions.moving_context(request, report),
                **self.erasing.erasing_context(request, report),
            }
            if not context["is_typed"]:  # what is typed but not stored yet has not been checked
                context |= self.findings.panel_context(request, report)
        return super().render_change_form(request, context, *args, **kwargs)
