"""What a changed file would change in its report: each piece accepted with a click, the rest untouched."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.admin.base import parse_pk
from articles.editorial import workflow
from articles.intake.proposal import accept, close_if_done, proposals
from articles.models import Report, SourceText

#: The names of pieces, as the report's form has them.
NAMES = {
    **{name: Report._meta.get_field(name).verbose_name for name in ("title", "section", "source")},
    "event_dates": Report._meta.get_field("event_start").verbose_name,
    "published_at": Report._meta.get_field("published_at").verbose_name,
    "paragraphs": Report._meta.get_field("body").verbose_name,
}


class ProposalMixin:
    """The page for the admin of SourceText."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.proposal_view)
        return [path("<int:pk>/proposal/", view, name="articles_sourcetext_proposal"), *super().get_urls()]

    def proposal_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The pieces; on POST one of them is accepted, or the rest is set aside."""
        source = self._source(request, str(pk))
        if not request.user.has_perm("articles.change_report"):
            raise PermissionDenied
        if request.method == "POST":
            return (
                self._set_aside(request, source) if "done" in request.POST else self._accept(request, source)
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("What the changed file proposes"),
            "may_settle": _may_settle(request.user, source),
            "opts": self.opts,
            "source": source,
            "proposals": [
                {
                    "report": proposal.report,
                    "may_edit": workflow.may_change(request.user, proposal.report),
                    "pieces": [
                        (NAMES.get(p.kind) or f"{_('statement')} {p.speaker}", p) for p in proposal.pieces
                    ],
                }
                for proposal in proposals(source)
            ],
        }
        return TemplateResponse(request, "admin/articles/sourcetext/proposal.html", context)

    def _set_aside(self, request: HttpRequest, source) -> HttpResponse:
        if not _may_settle(request.user, source):
            raise PermissionDenied
        close_if_done(source, all_of_it=True)
        self.log_change(request, source, _("The rest was set aside"))
        self.message_user(request, _("The rest was set aside."), messages.SUCCESS)
        return redirect("admin:articles_sourcetext_proposal", source.pk)

    def _accept(self, request: HttpRequest, source) -> HttpResponse:
        report = get_object_or_404(Report, pk=parse_pk(request.POST.get("report")))
        if not workflow.may_change(request.user, report):
            raise PermissionDenied
        if changed := accept(source, report.pk, request.POST.get("piece", ""), by=request.user):
            workflow.revalidate_signatures(changed, request.user)
            self.message_user(request, _("Accepted: %(report)s") % {"report": changed}, messages.SUCCESS)
            self.log_change(request, source, _("A piece was accepted"))
        else:
            text = _("The report was changed meanwhile. Look at what is proposed now.")
            self.message_user(request, text, messages.WARNING)
        return redirect("admin:articles_sourcetext_proposal", source.pk)


def _may_settle(user: Any, source: SourceText) -> bool:
    """Whether this person may say, for every report of the file, that nothing more is taken over."""
    reports = Report.objects.filter(provenances__source=source.replaces_id)
    return all(workflow.may_file(user, report) for report in reports)
