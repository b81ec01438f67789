"""Bulk acts that a worker carries out: the list of them, and the page of each, which says how far it is."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Media, Script
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ReadOnlyAdmin, user_of
from articles.editorial import bulk_acts
from articles.editorial.users import name_of
from articles.models import BulkAct, BulkItem

REFUSED_A_PAGE = 100
LOOK_AGAIN = 2000  # milliseconds after which the page asks again how far it is
SCRIPT = Script("articles/intake.js", type="module")


@admin.register(BulkAct)
class BulkActAdmin(ReadOnlyAdmin):
    list_display = ("action", "person", "started_at", "finished_at", "total", "done", "refused", "is_stopped")
    list_select_related = ("by",)
    list_filter = ("action",)
    date_hierarchy = "started_at"

    @admin.display(description=_("by"), ordering="by")
    def person(self, act):
        return name_of(act.by) if act.by else None

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """How far an act is, and what was refused; on POST it is stopped or goes on."""
        act = self.get_object(request, object_id)
        if act is None:
            raise Http404
        if not self.has_view_permission(request, act):
            raise PermissionDenied
        if request.method == "POST":
            return self._change(request, act)
        under_way = act.finished_at is None and bulk_acts.is_under_way(act)
        refused = act.items.filter(state=BulkItem.State.REFUSED)
        paginator = Paginator(refused, REFUSED_A_PAGE)
        paginator.count = act.refused  # counted already
        context = {
            **self.admin_site.each_context(request),
            "title": str(act),
            "opts": self.opts,
            "media": Media(js=[SCRIPT]),  # type: ignore[list-item]  # the stubs know paths alone
            "act": act,
            "acted_on": act.done + act.refused,
            "under_way": under_way,
            "delay": LOOK_AGAIN,
            "refused": paginator.get_page(request.GET.get("page")),
            "may_act": bulk_acts.may_act(user_of(request), act),
        }
        return TemplateResponse(request, "admin/articles/bulkact/act.html", context)

    def _change(self, request: HttpRequest, act: BulkAct) -> HttpResponse:
        changes = {"stop": bulk_acts.stop, "continue": bulk_acts.go_on}
        change = changes.get(request.POST.get("act", ""))
        if change:
            change(act, by=user_of(request))
        elif not bulk_acts.may_act(user_of(request), act):
            raise PermissionDenied
        return redirect(request.get_full_path())
