"""Pages of an import: paste or upload, look at what was read, store what is chosen."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.forms import Media, Script
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.admin.base import ReadOnlyAdmin, parse_pk, user_of
from articles.admin.intake.preview import preview_of
from articles.admin.intake.refusals import in_words
from articles.admin.intake.upload_forms import BringForm, EncodingForm
from articles.editorial import audit
from articles.intake import tasks, uploads
from articles.intake.batch_acts import may_act
from articles.intake.undo import undo
from articles.models import ImportBatch, PendingFile, Provenance
from articles.public.csv_export import csv_file

FILES_A_PAGE = 100
LOOK_AGAIN = 2000  # milliseconds after which the page asks again how far the work is
SCRIPT = Script("articles/intake.js", type="module")
State = PendingFile.State


class IntakeMixin(ReadOnlyAdmin):
    """The pages of a batch, for the admin of ImportBatch."""

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/file/<int:file>/", wrap(self.file_view), name="articles_importbatch_file"),
            path("<int:pk>/failures/", wrap(self.failures_view), name="articles_importbatch_failures"),
        ]
        return [*own, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """Paste or upload; nothing is stored as a report yet."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = BringForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            encoding = form.cleaned_data["encoding"]
            batch = uploads.receive(form.input_files(), encoding=encoding, by=request.user)
            tasks.go_on(batch, by=request.user)
            files = list(batch.pending.values_list("pk", flat=True)[:2])
            if len(files) == 1:
                return redirect("admin:articles_importbatch_file", batch.pk, files[0])
            return redirect("admin:articles_importbatch_change", batch.pk)
        context = {"title": _("Bring text in"), "form": form}
        return self._page(request, "bring", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The batch: how far it is, its files and what became of them, and what can be done with it."""
        batch = self._batch(request, object_id)
        if request.method == "POST":
            return self._act(request, batch)
        counts = dict(batch.pending.order_by().values_list("state").annotate(number=Count("pk")))
        total = sum(counts.values())
        waiting = sum(counts.get(state, 0) for state in PendingFile.IN_WORK)
        files = batch.pending.select_related("twin", "source").defer("raw", "source__raw", "twin__body")
        reports = Provenance.objects.select_related("report").defer("report__body", "lines", "draft")
        files = files.prefetch_related(Prefetch("source__provenances", reports))
        context = {
            "title": _name(batch),
            "batch": batch,
            "counts": [(State(state).label, counts[state]) for state in State.values if state in counts],
            "total": total,
            "done": total - waiting,
            "waiting": waiting,
            "delay": LOOK_AGAIN,
            "under_way": (under_way := bool(waiting) and tasks.is_under_way(batch)),
            "broken": bool(waiting) and not under_way and tasks.has_failed(batch),
            "storable": uploads.can_be_stored(batch).count(),
            "open": any(counts.get(state) for state in PendingFile.OPEN),
            "left_out": counts.get(State.LEFT_OUT, 0),
            "stored": batch.sources.exists(),
            "failed": len(uploads.failures(batch)),
            "files": Paginator(files, FILES_A_PAGE).get_page(request.GET.get("page")),
            "sources": batch.sources.order_by("pk").only("file_name")[:FILES_A_PAGE] if not total else (),
            "may_act": may_act(request.user, batch),
        }
        return self._page(request, "batch", context)

    def file_view(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        """The reading of a file before it is stored; on POST it is read again in a picked encoding."""
        batch = self._batch(request, str(pk))
        pending = get_object_or_404(batch.pending.select_related("twin", "source"), pk=file)
        if request.method == "POST":
            return self._read_again(request, pending)
        context = {
            "title": pending.file_name,
            "batch": batch,
            "batch_name": _name(batch),
            "file": pending,
            "form": EncodingForm(initial={"encoding": pending.encoding}),
            "preview": preview_of(pending),
            "can_be_stored": uploads.can_be_stored(batch).filter(pk=pending.pk).exists(),
            "may_act": may_act(user_of(request), batch),
            "delay": LOOK_AGAIN if pending.state in PendingFile.IN_WORK else None,
        }
        return self._page(request, "file", context)

    @method_decorator(require_POST)  # it adds an audit entry
    def failures_view(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """The files that could not be taken, as CSV."""
        batch = self._batch(request, str(pk))
        audit.record(audit.Kind.EXPORT, batch, by=request.user, code="failures_exported")
        heading = [_("File"), _("Line"), _("Message")]
        rows = ([name, line or "", in_words(words)] for name, line, words in uploads.failures(batch))
        return csv_file(f"failures-{batch.pk}.csv", heading, rows)

    # --- What can be done with a batch ----------------------------------------------------------------

    def _act(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        acts = {"store": self._store, "cancel": self._cancel, "resume": self._resume, "undo": self._undo}
        act = acts.get(request.POST.get("act", ""))
        if act:
            act(request, batch)
        elif not may_act(user_of(request), batch):
            raise PermissionDenied
        tasks.go_on(batch, by=user_of(request))
        if act == self._store and (report := _only_report(batch)):
            self.message_user(request, _("Stored: it is a draft now."), messages.SUCCESS)
            return redirect("admin:articles_report_change", report)
        return redirect(request.get_full_path())

    def _store(self, request: HttpRequest, batch: ImportBatch) -> None:
        chosen = None if "all" in request.POST else map(parse_pk, request.POST.getlist("file"))
        if not uploads.choose(batch, chosen, by=user_of(request)):
            self.message_user(request, _("Nothing was chosen."), messages.WARNING)

    def _cancel(self, request: HttpRequest, batch: ImportBatch) -> None:
        number = uploads.cancel(batch, by=user_of(request))
        text = ngettext("%(number)d file was left out.", "%(number)d files were left out.", number)
        self.message_user(request, text % {"number": number}, messages.SUCCESS)

    def _resume(self, request: HttpRequest, batch: ImportBatch) -> None:
        number = uploads.resume(batch, by=user_of(request))
        text = ngettext("%(number)d file is read again.", "%(number)d files are read again.", number)
        self.message_user(request, text % {"number": number}, messages.SUCCESS)

    def _undo(self, request: HttpRequest, batch: ImportBatch) -> None:
        done = undo(batch, by=user_of(request))
        text = ngettext("%(number)d report was removed.", "%(number)d reports were removed.", done.removed)
        self.message_user(request, text % {"number": done.removed}, messages.SUCCESS)
        for report, why in done.reasons:
            text = _("Kept: %(report)s. %(why)s") % {"report": report, "why": why}
            self.message_user(request, text, messages.WARNING)
        if more := done.kept - len(done.reasons):
            text = ngettext("And %(number)d more was kept.", "And %(number)d more were kept.", more)
            self.message_user(request, text % {"number": more}, messages.WARNING)

    def _read_again(self, request: HttpRequest, pending: PendingFile) -> HttpResponse:
        form = EncodingForm(request.POST)
        if form.is_valid():
            uploads.read_again(pending, form.cleaned_data["encoding"], by=user_of(request))
            tasks.go_on(pending.batch, by=user_of(request))
        return redirect("admin:articles_importbatch_file", pending.batch_id, pending.pk)

    def _batch(self, request: HttpRequest, object_id: str) -> ImportBatch:
        batch = self.get_object(request, object_id)
        if batch is None:
            raise Http404
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        return batch

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "title": context["title"]}
        context["media"] = Media(js=[SCRIPT])  # type: ignore[list-item]  # the stubs know paths alone
        return TemplateResponse(request, f"admin/articles/importbatch/{name}.html", context)


def _only_report(batch: ImportBatch) -> int | None:
    """The only report of a batch of one file, where the work goes on; None where there are more."""
    if batch.pending.count() != 1:
        return None
    reports = list(Provenance.objects.filter(source__batch=batch).values_list("report", flat=True)[:2])
    return reports[0] if len(reports) == 1 else None


def _name(batch: ImportBatch) -> str:
    return _("Import %(number)d") % {"number": batch.pk}
