"""Read-only pages of the editorial record; a merge or decision can be undone from its page."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from articles.admin.base import EMPTY, ReadOnlyAdmin, YesNoFilter, link
from articles.admin.changelists import UsedFilter
from articles.admin.register.undo import UndoMixin
from articles.models import Decision, MergeRecord, SignOff, SlugRedirect, Transition
from articles.register import identifying, merging

admin.site.unregister(DBTaskResult)  # the page of an import says how far its work is


@admin.register(Transition)
class TransitionAdmin(ReadOnlyAdmin):
    list_display = ("at", "report_link", "action", "from_status", "to_status", "by_name", "reason")
    list_display_links = ("at",)
    list_filter = ("action", "to_status", ("by", UsedFilter))
    list_select_related = ("report",)
    date_hierarchy = "at"
    ordering = ("-at", "-pk")
    search_fields = ("report__title", "by_name", "reason")
    search_help_text = _("Title, name, or reason")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report__body")

    @admin.display(description=_("report"), ordering="report__title")
    def report_link(self, transition):
        return link(transition.report, "articles_report_change", transition.report_id)


@admin.register(SignOff)
class SignOffAdmin(ReadOnlyAdmin):
    list_display = ("at", "report_link", "stage", "by_name", "opinion")
    list_display_links = ("at",)
    list_filter = ("stage", ("by", UsedFilter))
    list_select_related = ("report",)
    date_hierarchy = "at"
    ordering = ("-at", "-pk")
    search_fields = ("report__title", "by_name", "opinion")
    search_help_text = _("Title, name, or opinion")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report__body")

    @admin.display(description=_("report"), ordering="report__title")
    def report_link(self, signature):
        return link(signature.report, "articles_report_change", signature.report_id)


class UndoneFilter(YesNoFilter):
    title = _("taken back")
    parameter_name = "undone"

    def condition(self):
        return Q(undone_at__isnull=False)


@admin.register(SlugRedirect)
class SlugRedirectAdmin(ReadOnlyAdmin):
    list_display = ("slug", "kind", "entry", "at")
    list_filter = ("kind",)
    date_hierarchy = "at"
    search_fields = ("slug",)
    search_help_text = _("Former address")
    fields = ("kind", "slug", "entry", "at")

    @admin.display(description=_("leads to"), ordering="entry_id")
    def entry(self, former):
        return link(former.entry_id, f"articles_{former.kind}_change", former.entry_id)


@admin.register(MergeRecord)
class MergeRecordAdmin(UndoMixin, ReadOnlyAdmin):
    list_display = ("at", "kind", "gone_name", "gone_slug", "kept_link", "by", "undone_at")
    list_filter = ("kind", UndoneFilter, ("by", UsedFilter))
    list_select_related = ("by",)
    date_hierarchy = "at"
    search_fields = ("gone_name", "kept_name", "gone_slug")
    search_help_text = _("Either name, or the former address")
    fields = ("kind", "gone_name", "gone_slug", "kept_link", "rows", "at", "by", "undone_at", "undone_by")
    undo = staticmethod(merging.undo_merge)
    refusal = merging.CannotUndo

    def may_undo(self, request, record):
        return request.user.has_perm(f"articles.change_{record.kind}")

    def what_follows(self, record):
        text = _(
            "“%(gone)s” is an entry of its own again, at its former address, with all that was moved and was "
            "not given to anybody else since. What “%(kept)s” got after the merge stays there."
        )
        return text % {"gone": record.gone_name, "kept": record.kept_name}

    @admin.display(description=_("kept"), ordering="kept_name")
    def kept_link(self, record):
        return link(record.kept_name, f"articles_{record.kind}_change", record.kept_id)

    @admin.display(description=_("moved"))
    def rows(self, record):
        moved = merging.rows_moved(record)
        return "、".join(f"{label} {number}" for label, number in moved.items() if number) or EMPTY


@admin.register(Decision)
class DecisionAdmin(UndoMixin, ReadOnlyAdmin):
    list_display = ("at", "kind", "name", "speaker_link", "report_link", "by", "undone_at")
    list_filter = ("kind", UndoneFilter, ("by", UsedFilter))
    list_select_related = ("by", "speaker", "report")
    date_hierarchy = "at"
    search_fields = ("name", "speaker__name", "report__title")
    search_help_text = _("Name as printed, speaker, or title of the report")
    fields = (
        *("kind", "name", "report_link", "speaker_link", "origin_link", "rows"),
        *("at", "by", "undone_at", "undone_by"),
    )
    undo = staticmethod(identifying.undo_decision)
    refusal = merging.CannotUndo

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related).defer("report__body")

    def may_undo(self, request, record):
        permission, may = identifying.PERMISSIONS[record.kind]
        return request.user.has_perm(permission) and (may is None or may(request.user, record.report))

    def what_follows(self, record):
        return {
            Decision.Kind.IDENTIFIED: _("The appearance waits again for somebody to say who is meant."),
            Decision.Kind.NOBODY: _("The appearance stands in the report again, and waits."),
            Decision.Kind.SPLIT: _("The appearances that nobody gave to others since go back."),
        }[record.kind]

    @admin.display(description=_("speaker"), ordering="speaker__name")
    def speaker_link(self, record):
        return _linked(record.speaker)

    @admin.display(description=_("split from"))
    def origin_link(self, record):
        return _linked(record.origin)

    @admin.display(description=_("report"), ordering="report__title")
    def report_link(self, record):
        return _linked(record.report)

    @admin.display(description=_("appearances"))
    def rows(self, record):
        return len(record.changed.get("appearances") or record.changed.get("removed", ()))


def _linked(row):
    return link(row, f"articles_{row._meta.model_name}_change", row.pk) if row else EMPTY
