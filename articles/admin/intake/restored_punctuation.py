"""Page of the punctuation that the reader restored in a report: a click undoes a mark, or restores it."""

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

from articles.admin.base import ReadOnlyAdmin, user_of
from articles.editorial import workflow
from articles.intake.restored_punctuation import (
    PunctuatedText,
    RestoredPunctuation,
    punctuated_texts,
    restore_punctuation,
    undo_punctuation,
)
from articles.models import Provenance

EVERY = "all"


class RestoredPunctuationMixin(ReadOnlyAdmin):
    """The page for the admin of Provenance."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.punctuation_view)
        return [
            path("<int:pk>/punctuation/", view, name="articles_provenance_punctuation"),
            *super().get_urls(),
        ]

    def punctuation_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the texts with their marks; on POST change one mark, or all."""
        provenance = Provenance.objects.select_related("report", "source").filter(pk=pk).first()
        if provenance is None:
            raise Http404
        if not request.user.has_perm("articles.change_report"):
            raise PermissionDenied
        if request.method == "POST":
            return self._change(request, provenance)
        texts = punctuated_texts(provenance)
        marks = [mark for text in texts for mark in text.marks]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restored punctuation"),
            "opts": self.opts,
            "provenance": provenance,
            "report": provenance.report,
            "texts": [(text, list(_parts(text))) for text in texts],
            "wide": sum(mark.wide for mark in marks),
            "narrow": sum(not mark.wide for mark in marks),
            "edited": provenance.restored_count - len(marks),
            "may_edit": workflow.may_change(request.user, provenance.report),
        }
        return TemplateResponse(request, "admin/articles/provenance/restored_punctuation.html", context)

    def _change(self, request: HttpRequest, provenance: Provenance) -> HttpResponse:
        restores = "again" in request.POST
        key = request.POST.get("again" if restores else "back", "")
        act = restore_punctuation if restores else undo_punctuation
        number = act(provenance, None if key == EVERY else [key], by=user_of(request))
        if number:
            text = ngettext("%(number)d mark was changed.", "%(number)d marks were changed.", number)
            self.message_user(request, text % {"number": number}, messages.SUCCESS)
        return redirect(f"{request.path}#{key}" if key != EVERY and number else request.path)


def _parts(text: PunctuatedText) -> Iterator[tuple[str, RestoredPunctuation | None]]:
    """The text in order, each mark apart from the words between them."""
    at = 0
    for mark in text.marks:
        yield text.text[at : mark.place], None
        yield mark.character, mark
        at = mark.place + 1
    yield text.text[at:], None
