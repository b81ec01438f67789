"""Page of a near-duplicate beside its twin: attach it as another source, or keep both."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.admin.base import ReadOnlyAdmin, user_of
from articles.editorial import workflow
from articles.intake.attaching import NotAttachable, attach, keep_apart, pairs_of, why_not
from articles.models import Provenance


class TwinMixin(ReadOnlyAdmin):
    """The page for the admin of Provenance."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.twin_view)
        return [path("<int:pk>/twin/", view, name="articles_provenance_twin"), *super().get_urls()]

    def twin_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show both texts side by side; on POST take the answer."""
        provenance = Provenance.objects.select_related("report", "similar_to", "source").filter(pk=pk).first()
        if provenance is None:
            raise Http404
        if not request.user.has_perm("articles.change_report"):
            raise PermissionDenied
        if request.method == "POST":
            return self._answer(request, provenance)
        twin = provenance.similar_to
        context = {
            **self.admin_site.each_context(request),
            "title": _("Near-duplicate"),
            "opts": self.opts,
            "provenance": provenance,
            "report": provenance.report,
            "twin": twin,
            "pairs": pairs_of(provenance.report.paragraphs, twin.paragraphs) if twin else (),
            "why_not": why_not(provenance),
            "may_attach": workflow.may_change(request.user, provenance.report),
            "may_part": workflow.may_file(request.user, provenance.report),
        }
        return TemplateResponse(request, "admin/articles/provenance/twin.html", context)

    def _answer(self, request: HttpRequest, provenance: Provenance) -> HttpResponse:
        report, answer = provenance.report, request.POST.get("answer")
        try:
            if answer == "same":
                report = attach(provenance, by=user_of(request))
                text = _("Attached as another source of: %(report)s")
                self.message_user(request, text % {"report": report}, messages.SUCCESS)
            elif answer == "apart":
                keep_apart(provenance, by=user_of(request))
                self.message_user(request, _("They are kept apart."), messages.SUCCESS)
        except NotAttachable as error:
            self.message_user(request, str(error), messages.ERROR)
        return redirect("admin:articles_report_change", report.pk)
