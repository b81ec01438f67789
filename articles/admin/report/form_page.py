"""The page of the report's form: opened, filled with an autosave draft, or sent to be saved."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import helpers
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from articles.admin.base import Pages, parse_pk, user_of
from articles.admin.report.autosave import form_address, notes_for, query_of, texts_of
from articles.admin.report.conflicts import merge_address
from articles.admin.report.form import FormParts, build_form
from articles.admin.report.form_values import SentSnapshot
from articles.admin.report.saving import EditConflict, FormInvalid, save_new_report, save_report
from articles.admin.report.seen import current_revision, empty_snapshot, token_of
from articles.editorial.checks.gathering import load_parts
from articles.editorial.history import autosaves
from articles.models import Autosave, Report


class FormPage(Pages):
    """Answers in place of Django's changeform_view()."""

    def urls(self):
        return []

    def respond(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        """Show the form or, on POST, save it."""
        report = self._report(request, object_id)
        if object_id and report is None:
            return self.admin._get_obj_does_not_exist_redirect(request, self.admin.opts, object_id)
        if request.method == "POST":
            return self._save(request, report, form_url, extra)
        if request.GET.get("typed"):
            return self._restore(request, report, form_url, extra)
        if report:
            load_parts(report)
        parts = build_form(self.admin, request, report)
        extra = {"unsaved": autosaves.drafts_for(user_of(request), report)} | extra
        return self._draw(request, report, parts, form_url, extra)

    def _report(self, request: HttpRequest, object_id: str | None) -> Report | None:
        """The report, for somebody who may do with it what the method says."""
        if object_id is None:
            if not self.admin.has_add_permission(request):
                raise PermissionDenied
            return None
        report = self.admin.get_object(request, unquote(object_id))
        allowed = (
            self.admin.has_change_permission
            if request.method == "POST"
            else self.admin.has_view_or_change_permission
        )
        if not allowed(request, report):
            raise PermissionDenied
        return report

    # --- Saving -------------------------------------------------------------------------------------

    def _save(
        self, request: HttpRequest, report: Report | None, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        try:
            saved = (
                save_report(self.admin, request, report) if report else save_new_report(self.admin, request)
            )
        except FormInvalid as invalid:
            return self._draw(request, report, invalid.parts, form_url, extra)
        except EditConflict as conflict:
            if report is None:  # a new report collides with nothing
                raise
            return self._keep_for_merge(request, report, conflict, form_url, extra)
        self.admin.findings.say_findings(request, saved)
        if report is None:
            return self.admin.response_add(request, saved)
        return self.admin.response_change(request, saved)

    def _keep_for_merge(
        self,
        request: HttpRequest,
        report: Report,
        conflict: EditConflict,
        form_url: str,
        extra: dict[str, Any],
    ) -> HttpResponse:
        """Keep what was sent and lead on to the merge; errors of its own are corrected first."""
        base, latest = conflict.base, conflict.latest
        base_snapshot = base.snapshot if base else empty_snapshot(latest.snapshot)
        sent = SentSnapshot(self.admin, request, report, base_snapshot)
        if sent.snapshot is None:
            text = _("%(name)s changed this report meanwhile. Correct the errors; then you are shown both.")
            text %= {"name": latest.by_name or _("Somebody")}
            parts = build_form(
                self.admin, request, Report.objects.get(pk=report.pk), request.POST, request.FILES
            )
            parts.is_valid()
            parts.form.add_error(None, ValidationError(text, code="conflict"))
            return self._draw(request, report, parts, form_url, extra)
        draft = autosaves.keep_for_merge(
            user_of(request),
            request.POST.get("typing_key", ""),
            report=report,
            data=[[name, value] for name, values in request.POST.lists() for value in values],
            seen=base.number if base else 0,
            snapshot=sent.snapshot,
        )
        return redirect(merge_address(draft))

    # --- Showing ------------------------------------------------------------------------------------

    def _restore(
        self, request: HttpRequest, report: Report | None, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        """The form filled with a draft, unsaved as it was; to be read only where it can't be saved."""
        draft = autosaves.drafts(user_of(request)).filter(pk=parse_pk(request.GET["typed"])).first()
        if draft is None:  # saved or discarded since
            return redirect(request.path)
        if draft.report_id != (report.pk if report else None):
            return redirect(form_address(draft))
        if report and not self.admin.has_change_permission(request, report):
            return self._read_draft(request, report, draft)
        parts = build_form(self.admin, request, report, query_of(draft), {})
        extra = {"restored": draft, "typing_key": draft.key} | extra
        return self._draw(request, report, parts, form_url, extra)

    def _read_draft(self, request: HttpRequest, report: Report, draft: Autosave) -> HttpResponse:
        """The texts of a draft that can't be put back into the form, to be read and copied."""
        context = self.context(request, _("What you had typed")) | {
            "report": report,
            "typing": draft,
            "texts": texts_of(draft),
        }
        return TemplateResponse(request, "admin/articles/report/draft.html", context)

    def _draw(
        self,
        request: HttpRequest,
        report: Report | None,
        parts: FormParts,
        form_url: str,
        extra: dict[str, Any],
    ) -> HttpResponse:
        may_change = report is None or self.admin.has_change_permission(request, report)
        if report and may_change and not parts.form.is_bound:
            parts.form.initial["seen"] = token_of(current_revision(report))
        context = self._form_context(request, report, parts, may_change=may_change)
        context |= {
            "typing_key": request.POST.get("typing_key") or get_random_string(autosaves.KEY_LENGTH),
            "is_typed": parts.form.is_bound,
            "notes": notes_for(user_of(request), report) if report and may_change else [],
        }
        return self.admin.render_change_form(
            request,
            context | extra,
            add=report is None,
            change=report is not None,
            obj=report,
            form_url=form_url,
        )

    def _form_context(
        self, request: HttpRequest, report: Report | None, parts: FormParts, *, may_change: bool
    ) -> dict[str, Any]:
        """What Django's template of a form needs."""
        fieldsets = list(self.admin.get_fieldsets(request, report))
        readonly = (
            self.admin.get_readonly_fields(request, report) if may_change else flatten_fieldsets(fieldsets)
        )
        form = helpers.AdminForm(parts.form, fieldsets, {}, readonly, model_admin=self.admin)
        formsets = self.admin.get_inline_formsets(request, parts.formsets, parts.inlines, report)
        media = sum(map(_media, formsets), start=self.admin.media + form.media)
        return self.context(request, self.admin.form_title(report and str(report.pk))) | {
            "subtitle": str(report) if report else None,
            "adminform": form,
            "object_id": str(report.pk) if report else None,
            "original": report,
            "is_popup": IS_POPUP_VAR in request.POST or IS_POPUP_VAR in request.GET,
            "to_field": None,
            "media": media,
            "inline_admin_formsets": formsets,
            "errors": helpers.AdminErrorList(parts.form, parts.formsets),
            "preserved_filters": self.admin.get_preserved_filters(request),
        }


def _media(formset: helpers.InlineAdminFormSet) -> Media:
    """The media of an inline, whose rows all have the same: Django would build each row to add up theirs."""
    return formset.opts.media + formset.formset.media
