"""The punctuation that reading restored in a report: a click takes a mark back, or puts it in again."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.editorial import workflow
from articles.intake.restored_punctuation import Mark, Marked, marked, set_marks
from articles.models import Provenance

EVERY = "all"


class MarksMixin:
    """The page for the admin of Provenance."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.marks_view)
        return [path("<int:pk>/marks/", view, name="articles_provenance_marks"), *super().get_urls()]

    def marks_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The texts with their marks; on POST one mark is changed, or all."""
        provenance = Provenance.objects.select_related("report", "source").filter(pk=pk).first()
        if provenance is None:
            raise Http404
        if not request.user.has_perm("articles.change_report"):
            raise PermissionDenied
        if request.method == "POST":
            return self._set_marks(request, provenance)
        pieces = marked(provenance)
        marks = [mark for piece in pieces for mark in piece.marks]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restored punctuation"),
            "opts": self.opts,
            "provenance": provenance,
            "report": provenance.report,
            "pieces": [(piece, list(_cut(piece))) for piece in pieces],
            "wide": sum(mark.wide for mark in marks),
            "narrow": sum(not mark.wide for mark in marks),
            "edited": provenance.marks_number - len(marks),
            "may_edit": workflow.may_change(request.user, provenance.report),
        }
        return TemplateResponse(request, "admin/articles/provenance/marks.html", context)

    def _set_marks(self, request: HttpRequest, provenance: Provenance) -> HttpResponse:
        if not workflow.may_change(request.user, provenance.report):
            raise PermissionDenied
        wide = "again" in request.POST
        key = request.POST.get("again" if wide else "back", "")
        number = set_marks(provenance, None if key == EVERY else [key], wide=wide, by=request.user)
        if number:
            workflow.revalidate_signatures(provenance.report, request.user)
            text = ngettext("%(number)d mark was changed.", "%(number)d marks were changed.", number)
            text %= {"number": number}
            self.log_change(request, provenance, text)
            self.message_user(request, text, messages.SUCCESS)
        return redirect(f"{request.path}#{key}" if key != EVERY and number else request.path)


def _cut(piece: Marked) -> Iterator[tuple[str, Mark | None]]:
    """The text of a piece in order, its marks apart from the words between them."""
    at = 0
    for mark in piece.marks:
        yield piece.text[at : mark.place], None
        yield mark.character, mark
        at = mark.place + 1
    yield piece.text[at:], None
