"""Lists of source texts, imports and provenances. They are only read here."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.base import EMPTY, ReadOnlyAdmin, YesNoFilter, count_subquery, link, some
from articles.admin.intake.batches import IntakeMixin
from articles.admin.intake.near_duplicates import TwinMixin
from articles.admin.intake.proposals import ProposalMixin
from articles.admin.intake.restored_punctuation import RestoredPunctuationMixin
from articles.admin.intake.source_view import MOST_LINES, notes_of, results_of, rows_of
from articles.editorial import audit
from articles.intake.proposal import waiting
from articles.models import ImportBatch, Provenance, Report, SourceText

#: Columns of a provenance that the form of its report shows.
ORIGIN = ("report", "restored_punctuation", "captions", "source__file_name", "similar_to__title")


def origins_of(report: Report) -> QuerySet[Provenance]:
    """The provenances of a report, with the changed files that wait for an answer as `waiting_versions`."""
    changed = SourceText.objects.filter(waiting()).defer("raw", "removed", "problems")
    versions = Prefetch("source__replaced_by", changed, to_attr="waiting_versions")
    origins = report.provenances.select_related("source", "similar_to").only(*ORIGIN)
    return origins.prefetch_related(versions)


class NoReportFilter(YesNoFilter):
    title = _("no report")
    parameter_name = "no_report"

    def condition(self):
        return ~Exists(Provenance.objects.filter(source=OuterRef("pk")))


class ProblemsFilter(YesNoFilter):
    title = _("problems")
    parameter_name = "problems"

    def condition(self):
        return ~Q(problems=[])


class ProposalFilter(YesNoFilter):
    title = _("proposal waits")
    parameter_name = "proposal"

    def condition(self):
        return waiting()


@admin.register(SourceText)
class SourceTextAdmin(ProposalMixin, ReadOnlyAdmin):
    list_display = (
        *("file_name", "proposal_link", "encoding", "size", "reports", "problem_count", "batch"),
        "received_at",
    )
    list_filter = (
        *(ProposalFilter, NoReportFilter, ProblemsFilter),
        *(("replaces", admin.EmptyFieldListFilter), "encoding"),
    )
    list_select_related = ("batch",)
    date_hierarchy = "received_at"
    search_fields = ("file_name", "sha256", "provenances__report__title")
    search_help_text = _("File, SHA-256, or title of a report")

    def get_queryset(self, request):
        sources = super().get_queryset(request).defer("raw", "removed")
        return sources.annotate(
            bytes=Length("raw"), reports_number=count_subquery(Provenance.objects, "source")
        )

    def get_urls(self):
        view = self.admin_site.admin_view(self.raw_view)
        return [path("<int:pk>/raw/", view, name="articles_sourcetext_raw"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the source beside what was read from it."""
        source = self._source(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        provenances = source.provenances.select_related("report", "similar_to").order_by("position")
        results = results_of(provenances)
        context = {
            **self.admin_site.each_context(request),
            "title": source.file_name,
            "opts": self.opts,
            "source": source,
            "rows": rows_of(source, results),
            "most_lines": MOST_LINES,
            "results": results,
            "notes": notes_of(source),
        }
        return TemplateResponse(request, "admin/articles/sourcetext/source_view.html", context)

    @method_decorator(require_POST)  # it adds an audit entry
    def raw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Download the file byte for byte; no browser shows it."""
        source = self._source(request, str(pk))
        audit.record(audit.Kind.EXPORT, source, by=request.user, code="raw_file_exported")
        name = source.file_name.rpartition("/")[2]
        headers = {
            "Content-Disposition": content_disposition_header(True, name),
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(bytes(source.raw), content_type="text/plain", headers=headers)

    @admin.display(description=_("proposal"), ordering="closed_at")
    def proposal_link(self, source):
        if source.replaces_id is None:
            return EMPTY
        words = _("Settled") if source.closed_at else _("Waits")
        return link(words, "articles_sourcetext_proposal", source.pk)

    @admin.display(description=_("size"), ordering="bytes")
    def size(self, source):
        return filesizeformat(source.bytes)

    @admin.display(description=_("reports"), ordering="reports_number")
    def reports(self, source):
        return some(source.reports_number)

    @admin.display(description=_("problems"))
    def problem_count(self, source):
        return len(source.problems)


@admin.register(ImportBatch)
class ImportBatchAdmin(IntakeMixin, ReadOnlyAdmin):
    list_display = ("name", "by", "started_at", "finished_at", "files", "failed")
    list_select_related = ("by",)
    date_hierarchy = "started_at"
    search_fields = ("label",)
    search_help_text = _("Label")

    def get_queryset(self, request):
        return (
            super().get_queryset(request).annotate(files_number=count_subquery(SourceText.objects, "batch"))
        )

    @admin.display(description=_("import"), ordering="pk")
    def name(self, batch):
        return f"{batch} {batch.pk}"

    @admin.display(description=_("stored"), ordering="files_number")
    def files(self, batch):
        return some(batch.files_number)

    @admin.display(description=_("failed"))
    def failed(self, batch):
        return len(batch.failures)


class NearDuplicateFilter(YesNoFilter):
    title = _("near-duplicate")
    parameter_name = "twin"

    def condition(self):
        return Q(similar_to__isnull=False)


@admin.register(Provenance)
class ProvenanceAdmin(TwinMixin, RestoredPunctuationMixin, ReadOnlyAdmin):
    list_display = ("__str__", "source_link", "report_link", "similar_link")
    list_filter = (NearDuplicateFilter,)
    list_select_related = ("source", "report", "similar_to")
    search_fields = ("source__file_name", "report__title")
    search_help_text = _("File, or title of the report")
    ordering = ("-pk",)
    fields = ("source_link", "report_link", "position", "similar_link")

    def get_queryset(self, request):
        heavy = ("draft", "lines", "source__raw", "source__removed", "report__body", "similar_to__body")
        return super().get_queryset(request).select_related(*self.list_select_related).defer(*heavy)

    @admin.display(description=_("source text"))
    def source_link(self, provenance):
        return link(provenance.source, "articles_sourcetext_change", provenance.source_id)

    @admin.display(description=_("report"))
    def report_link(self, provenance):
        return link(provenance.report, "articles_report_change", provenance.report_id)

    @admin.display(description=_("near-duplicate of"))
    def similar_link(self, provenance):
        twin = provenance.similar_to
        return link(twin, "articles_provenance_twin", provenance.pk) if twin else EMPTY
