"""Merge two entries: an action on their list, and a page that compares them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import DeskAdmin, link, parse_pk
from articles.models import Membership, MergeRecord, Organisation, Speaker, Tag
from articles.register.merging import CannotMerge, overlapping, overlaps_between


class KeepForm(forms.Form):
    """The entry that is kept."""

    keep: forms.ModelChoiceField[models.Model] = forms.ModelChoiceField(
        None, label=gettext_lazy("Which one stays?"), widget=forms.RadioSelect
    )

    def __init__(self, entries: QuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["keep"])
        field.queryset, field.empty_label = entries, None


class MergeMixin(DeskAdmin):
    """Add the action and the page to a ModelAdmin. They take the permission to change its entries."""

    merge: Callable[..., MergeRecord]

    def merge_facts(self, entry: Any) -> list[tuple[str, object]]:
        """(label, value) pairs that help to tell whether two entries are the same."""
        raise NotImplementedError

    def get_actions(self, request):
        actions = super().get_actions(request)
        if self.has_change_permission(request):
            actions["merge_two"] = (_merge_two, "merge_two", _("Merge two"))
        return actions

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", view, name=f"articles_{self.opts.model_name}_merge"), *super().get_urls()]

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Compare two entries (?one=…&other=…); on POST merge them."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        entries = self.model._default_manager.filter(pk__in=_asked_for(request)).order_by("pk")
        if len(entries) != 2:
            return self._back(request, _("Choose exactly two entries to merge."))
        form = KeepForm(entries, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._merge(request, entries, form.cleaned_data["keep"])
        return TemplateResponse(request, "admin/merge.html", self._merge_context(request, entries, form))

    def _merge(
        self, request: HttpRequest, entries: QuerySet, kept: Speaker | Organisation | Tag
    ) -> HttpResponse:
        gone = next(entry for entry in entries if entry.pk != kept.pk)
        overlaps = overlaps_between(kept, gone)
        try:
            record = type(self).merge(kept, gone, by=request.user)
        except CannotMerge as error:
            return self._back(request, str(error))
        note = _("Merged: %(record)s") % {"record": record}
        undo = link(_("Take back"), "articles_mergerecord_undo", record.pk)
        self.message_user(request, format_html("{} {}", note, undo), messages.SUCCESS)
        if left := overlapping() & {membership.pk for pair in overlaps for membership in pair}:
            self.message_user(
                request, _overlap_warning(Membership.objects.filter(pk__in=left)), messages.WARNING
            )
        return redirect(f"admin:articles_{self.opts.model_name}_change", kept.pk)

    def _back(self, request: HttpRequest, error: str) -> HttpResponse:
        self.message_user(request, error, messages.ERROR)
        return redirect(f"admin:articles_{self.opts.model_name}_changelist")

    def _merge_context(self, request: HttpRequest, entries: QuerySet, form: KeepForm) -> dict[str, Any]:
        facts = [self.merge_facts(entry) for entry in entries]
        rows = [(one[0], one[1], other[1]) for one, other in zip(*facts, strict=True)]
        return {
            **self.admin_site.each_context(request),
            "title": _("Merge two %(names)s") % {"names": self.opts.verbose_name_plural},
            "opts": self.opts,
            "entries": entries,
            "rows": rows,
            "overlaps": overlaps_between(*entries),
            "form": form,
        }


def _overlap_warning(memberships: QuerySet[Membership]) -> str:
    """The warning about memberships that overlap since the merge, with a link to each."""
    said = _("%(post)s from %(start)s")
    links = (
        (
            link(
                said % {"post": membership, "start": membership.start or "?"},
                "articles_membership_change",
                membership.pk,
            ),
        )
        for membership in memberships.select_related("speaker", "organisation")
    )
    text = _("These posts are entered twice for one time now. Mend their dates, or delete one:")
    return format_html("{} {}", text, format_html_join("、", "{}", links))


def _asked_for(request: HttpRequest) -> list[int]:
    return [parse_pk(request.GET.get(name)) for name in ("one", "other")]


def _merge_two(model_admin: MergeMixin, request: HttpRequest, queryset: QuerySet):
    ids = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
    if len(ids) != 2:
        model_admin.message_user(request, _("Choose exactly two entries to merge."), messages.ERROR)
        return None
    url = reverse(f"admin:articles_{model_admin.opts.model_name}_merge")
    return redirect(f"{url}?one={ids[0]}&other={ids[1]}")
