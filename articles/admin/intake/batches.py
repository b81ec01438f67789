"""Bring text in: paste or upload, look at what was read, store what is chosen; it can be left and resumed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.forms import Media, Script
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.base import parse_pk
from articles.admin.intake.preview import preview_of
from articles.admin.intake.refusals import in_words
from articles.admin.intake.upload_forms import BringForm, EncodingForm
from articles.editorial import audit
from articles.intake import uploads
from articles.intake.undo import undo
from articles.models import ImportBatch, PendingFile, Provenance
from articles.public.csv_export import csv_file

FILES_A_PAGE = 100
MOST_NAMED = 20  # reports that an undo kept, in its answer
SCRIPT = Script("articles/intake.js", type="module")
State = PendingFile.State
Files = TypeVar("Files", bound=Iterable[PendingFile])


class IntakeMixin:
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
            batch = uploads.receive(form.arrivals(), encoding=encoding, by=request.user)
            uploads.work_on(batch, by=request.user)
            self.log_addition(request, batch, _("Brought in"))
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
            self._require_act(request, batch)
            return self._act(request, batch)
        counts = dict(batch.pending.order_by().values_list("state").annotate(number=Count("pk")))
        total = sum(counts.values())
        waiting = sum(counts.get(state, 0) for state in uploads.IN_WORK)
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
            "storable": uploads.can_be_stored(batch).count(),
            "open": any(counts.get(state) for state in uploads.OPEN),
            "left_out": counts.get(State.LEFT_OUT, 0),
            "stored": batch.sources.exists(),
            "failed": len(uploads.failures(batch)),
            "files": _said(Paginator(files, FILES_A_PAGE).get_page(request.GET.get("page"))),
            "sources": batch.sources.order_by("pk").only("file_name")[:FILES_A_PAGE] if not total else (),
            "may_act": self._may_act(request, batch),
        }
        return self._page(request, "batch", context)

    def file_view(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        """What was read from a file, before it is stored; on POST it is read again in a picked encoding."""
        batch = self._batch(request, str(pk))
        pending = get_object_or_404(batch.pending.select_related("twin", "source"), pk=file)
        if request.method == "POST":
            self._require_act(request, batch)
            return self._read_again(request, pending)
        _said([pending])
        context = {
            "title": pending.file_name,
            "batch": batch,
            "batch_name": _name(batch),
            "file": pending,
            "form": EncodingForm(initial={"encoding": pending.encoding}),
            "preview": preview_of(pending),
            "can_be_stored": uploads.can_be_stored(batch).filter(pk=pending.pk).exists(),
            "may_act": self._may_act(request, batch),
        }
        return self._page(request, "file", context)

    def failures_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The files that could not be taken, as a table for a spreadsheet."""
        batch = self._batch(request, str(pk))
        audit.note(request, audit.Kind.EXPORT, batch)
        heading = [_("File"), _("Line"), _("Message")]
        rows = ([name, line or "", in_words(words)] for name, line, words in uploads.failures(batch))
        return csv_file(f"failures-{batch.pk}.csv", heading, rows)

    # --- What can be done with a batch ----------------------------------------------------------------

    def _act(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        acts = {"store": self._store, "cancel": self._cancel, "resume": self._resume, "undo": self._undo}
        act = acts.get(request.POST.get("act", ""))
        if act:
            act(request, batch)
        uploads.work_on(batch, by=request.user)
        if act == self._store and (report := _only_report(batch)):
            self.message_user(request, _("Stored: it is a draft now."), messages.SUCCESS)
            return redirect("admin:articles_report_change", report)
        return redirect(request.get_full_path())

    def _store(self, request: HttpRequest, batch: ImportBatch) -> None:
        every = "all" in request.POST
        chosen = [parse_pk(key) for key in request.POST.getlist("file")]
        number = uploads.choose(batch, None if every else chosen)
        if not number:
            self.message_user(request, _("Nothing was chosen."), messages.WARNING)
            return
        text = ngettext("%(number)d file chosen to be stored", "%(number)d files chosen to be stored", number)
        self.log_change(request, batch, text % {"number": number}, audit.Kind.IMPORT)

    def _cancel(self, request: HttpRequest, batch: ImportBatch) -> None:
        number = uploads.cancel(batch)
        text = ngettext("%(number)d file was left out.", "%(number)d files were left out.", number)
        self._tell(request, batch, text % {"number": number})

    def _resume(self, request: HttpRequest, batch: ImportBatch) -> None:
        number = uploads.resume(batch)
        text = ngettext("%(number)d file is read again.", "%(number)d files are read again.", number)
        self._tell(request, batch, text % {"number": number})

    def _tell(self, request: HttpRequest, batch: ImportBatch, text: str) -> None:
        self.log_change(request, batch, text, audit.Kind.IMPORT)
        self.message_user(request, text, messages.SUCCESS)

    def _undo(self, request: HttpRequest, batch: ImportBatch) -> None:
        uploads.cancel(batch)
        done = undo(batch)
        text = ngettext("%(number)d report was removed.", "%(number)d reports were removed.", done.removed)
        text %= {"number": done.removed}
        self.log_change(request, batch, text, audit.Kind.TAKE_BACK)
        self.message_user(request, text, messages.SUCCESS)
        for report, why in done.kept[:MOST_NAMED]:
            text = _("Kept: %(report)s. %(why)s") % {"report": report, "why": why}
            self.message_user(request, text, messages.WARNING)
        if len(done.kept) > MOST_NAMED:
            more = len(done.kept) - MOST_NAMED
            text = ngettext("And %(number)d more was kept.", "And %(number)d more were kept.", more)
            self.message_user(request, text % {"number": more}, messages.WARNING)

    def _read_again(self, request: HttpRequest, pending: PendingFile) -> HttpResponse:
        form = EncodingForm(request.POST)
        if form.is_valid() and pending.raw:
            encoding = form.cleaned_data["encoding"]
            uploads.read_again(pending, encoding)
            note = _("Read again: %s") % f"{pending.file_name} {encoding}".strip()
            self.log_change(request, pending.batch, note, audit.Kind.IMPORT)
            uploads.work_on(pending.batch, by=request.user)
        return redirect("admin:articles_importbatch_file", pending.batch_id, pending.pk)

    # --- Who may --------------------------------------------------------------------------------------

    def _batch(self, request: HttpRequest, object_id: str) -> ImportBatch:
        batch = self.get_object(request, object_id)
        if batch is None:
            raise Http404
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        return batch

    def _may_act(self, request: HttpRequest, batch: ImportBatch) -> bool:
        """Whoever brought it, as long as they may; and whoever may change imports."""
        mine = batch.by_id == request.user.pk and self.has_add_permission(request)
        return mine or request.user.has_perm("articles.change_importbatch")

    def _require_act(self, request: HttpRequest, batch: ImportBatch) -> None:
        if not self._may_act(request, batch):
            raise PermissionDenied

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "title": context["title"]}
        context["media"] = Media(js=[SCRIPT])
        return TemplateResponse(request, f"admin/articles/importbatch/{name}.html", context)


def _said(files: Files) -> Files:
    """The same files, each with its message in the language of the desk as `words`."""
    for file in files:
        file.words = in_words(file.message)
    return files


def _only_report(batch: ImportBatch) -> int | None:
    """The report that came of a batch of one file, where one did: the work goes on there."""
    if batch.pending.count() != 1:
        return None
    reports = list(Provenance.objects.filter(source__batch=batch).values_list("report", flat=True)[:2])
    return reports[0] if len(reports) == 1 else None


def _name(batch: ImportBatch) -> str:
    return _("Import %(number)d") % {"number": batch.pk}
