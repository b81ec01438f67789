"""A page on which what somebody did about who is who is taken back."""

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

from articles.editorial import audit
from articles.models.merges import Undoable


class TakeBackMixin:
    """A button on the record's page, and the page behind it that asks first."""

    change_form_template = "admin/undoable.html"
    take_back: Callable[..., models.Model]
    refusal: type[Exception]

    def may_take_back(self, request: HttpRequest, record: Undoable) -> bool:
        """Whether this person may do what the record is of."""
        raise NotImplementedError

    def what_follows(self, record: Undoable) -> str:
        """What taking it back does, in a sentence."""
        raise NotImplementedError

    def get_urls(self):
        view = self.admin_site.admin_view(self.take_back_view)
        name = f"articles_{self.opts.model_name}_undo"
        return [path("<path:object_id>/take-back/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, obj=None, **how):
        if obj and not obj.undone_at and self.may_take_back(request, obj):
            context["take_back"] = reverse(f"admin:articles_{self.opts.model_name}_undo", args=[obj.pk])
        return super().render_change_form(request, context, obj=obj, **how)

    def take_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say what will be; on POST do it, and lead on to ?next= or to the record."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not (self.has_view_permission(request, record) and self.may_take_back(request, record)):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask(request, record)
        try:
            type(self).take_back(record, by=request.user)
        except self.refusal as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.log_change(request, record, _("Taken back"), audit.Kind.TAKE_BACK)
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
        return TemplateResponse(request, "admin/take_back.html", context)

    def _lead_on(self, request: HttpRequest, record: Undoable) -> HttpResponse:
        there = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure()):
            return redirect(there)
        return redirect(f"admin:articles_{self.opts.model_name}_change", record.pk)
