"""The word list of the checks, and the record of findings that were dismissed."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.base import EMPTY, ReadOnlyAdmin, link
from articles.admin.register.entries import EntryAdmin
from articles.models import Dismissal, WordRule


@admin.register(WordRule)
class WordRuleAdmin(EntryAdmin):
    list_display = ("wrong", "right_word", "level", "legal_basis", "except_in", "active")
    list_filter = ("level", "active")
    search_fields = ("wrong", "right", "legal_basis")
    search_help_text = _("Word or ground")
    fields = (("wrong", "right"), "except_in", "legal_basis", ("level", "active"))
    ordering = ("wrong",)

    @admin.display(description=_("right"), ordering="right")
    def right_word(self, rule):
        return rule.right or EMPTY


@admin.register(Dismissal)
class DismissalAdmin(ReadOnlyAdmin):
    list_display = ("words", "code", "report_link", "by_name", "at")
    list_filter = ("code",)
    list_select_related = ("report",)
    search_fields = ("words", "by_name", "report__title")
    search_help_text = _("Words, name, or title of the report")
    ordering = ("-at", "-pk")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report__body")

    @admin.display(description=_("report"), ordering="report")
    def report_link(self, dismissal):
        return link(dismissal.report, "articles_report_change", dismissal.report_id)
