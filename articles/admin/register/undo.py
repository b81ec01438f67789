"""Undo a merge or a decision: a button on its record, and a page that asks first."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from articles.admin.base import DeskAdmin
from articles.models.merges import Undoable


class UndoMixin(DeskAdmin):
    """Add the button and the page to the admin of a record; `undo` is the act, `refusal` what it raises."""

    change_form_template = "admin/undoable.html"
    undo: Callable[..., models.Model]
    refusal: type[Exception]

    def may_undo(self, request: HttpRequest, record: Undoable) -> bool:
        """Whether the page is offered to this person; the act asks again under its lock."""
        raise NotImplementedError

    def what_follows(self, record: Undoable) -> str:
        """What the undo does, in a sentence."""
        raise NotImplementedError

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        name = f"articles_{self.opts.model_name}_undo"
        return [path("<path:object_id>/undo/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        record = context["original"]
        if record and not record.undone_at and self.may_undo(request, record):
            context["undo_url"] = reverse(f"admin:articles_{self.opts.model_name}_undo", args=[record.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say what will happen; on POST undo, then redirect to ?next= or to the record."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not (self.has_view_permission(request, record) and self.may_undo(request, record)):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask(request, record)
        try:
            type(self).undo(record, by=request.user)
        except self.refusal as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, _("Taken back: %s") % record, messages.SUCCESS)
        return self._lead_on(request, record)

    def _ask(self, request: HttpRequest, record: Undoable) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take back"),
            "opts": self.opts,
            "record": record,
            "what_follows": self.what_follows(record),
        }
        return TemplateResponse(request, "admin/undo.html", context)

    def _lead_on(self, request: HttpRequest, record: Undoable) -> HttpResponse:
        there = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure()):
            return redirect(there)
        return redirect(f"admin:articles_{self.opts.model_name}_change", record.pk)
