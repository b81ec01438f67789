"""The editorial record: what was done, by whom. It is only ever read here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ReadOnlyAdmin, link
from articles.models import MergeRecord, Move


@admin.register(Move)
class MoveAdmin(ReadOnlyAdmin):
    list_display = ("at", "report_link", "action", "from_status", "to_status", "by_name", "reason")
    list_display_links = ("at",)
    list_filter = ("action", "to_status", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("report",)
    date_hierarchy = "at"
    ordering = ("-at", "-pk")
    search_fields = ("report__title", "by_name", "reason")
    search_help_text = _("Title, name, or reason")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report__body")

    @admin.display(description=_("report"), ordering="report__title")
    def report_link(self, move):
        return link(move.report, "articles_report_change", move.report_id)


@admin.register(MergeRecord)
class MergeRecordAdmin(ReadOnlyAdmin):
    list_display = ("at", "kind", "gone_name", "gone_slug", "kept_link", "by")
    list_filter = ("kind", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("by",)
    date_hierarchy = "at"
    search_fields = ("gone_name", "kept_name", "gone_slug")
    search_help_text = _("Either name, or the former address")

    @admin.display(description=_("kept"), ordering="kept_name")
    def kept_link(self, record):
        return link(record.kept_name, f"articles_{record.kind}_change", record.kept_id)
