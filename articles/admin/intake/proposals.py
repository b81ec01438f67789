"""Page of what a changed file would change in its reports: each change is accepted with a click."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.admin.base import ReadOnlyAdmin, column, parse_pk, user_of
from articles.editorial import workflow
from articles.intake.proposal import NothingToAccept, accept, may_set_aside, proposals, set_aside
from articles.models import Report, SourceText

#: Kind of a change → its name in the report's form.
NAMES = {
    **{name: column(Report, name).verbose_name for name in ("title", "section", "source")},
    "event_dates": column(Report, "event_start").verbose_name,
    "published_at": column(Report, "published_at").verbose_name,
    "paragraphs": column(Report, "body").verbose_name,
}


class ProposalMixin(ReadOnlyAdmin):
    """The page for the admin of SourceText."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.proposal_view)
        return [path("<int:pk>/proposal/", view, name="articles_sourcetext_proposal"), *super().get_urls()]

    def proposal_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the proposed changes; on POST accept one of them, or set the rest aside."""
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
            "may_set_aside": may_set_aside(user_of(request), source),
            "opts": self.opts,
            "source": source,
            "proposals": [
                {
                    "report": proposal.report,
                    "may_edit": workflow.may_change(request.user, proposal.report),
                    "changes": [
                        (NAMES.get(change.kind) or f"{_('statement')} {change.speaker}", change)
                        for change in proposal.changes
                    ],
                }
                for proposal in proposals(source)
            ],
        }
        return TemplateResponse(request, "admin/articles/sourcetext/proposal.html", context)

    def _source(self, request: HttpRequest, object_id: str) -> SourceText:
        """The source text, for somebody who may view it."""
        source = self.get_object(request, object_id)
        if source is None:
            raise Http404
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        return source

    def _set_aside(self, request: HttpRequest, source: SourceText) -> HttpResponse:
        set_aside(source, by=user_of(request))
        self.message_user(request, _("The rest was set aside."), messages.SUCCESS)
        return redirect("admin:articles_sourcetext_proposal", source.pk)

    def _accept(self, request: HttpRequest, source: SourceText) -> HttpResponse:
        report = get_object_or_404(Report, pk=parse_pk(request.POST.get("report")))
        try:
            changed = accept(source, report, request.POST.get("change", ""), by=user_of(request))
        except NothingToAccept:
            text = _("The report was changed meanwhile. Look at what is proposed now.")
            self.message_user(request, text, messages.WARNING)
        else:
            self.message_user(request, _("Accepted: %(report)s") % {"report": changed}, messages.SUCCESS)
        return redirect("admin:articles_sourcetext_proposal", source.pk)
