"""The acts behind the report's form: save a report that was changed, and store a new one."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.http import HttpRequest

from articles import search
from articles.admin.base import user_of
from articles.admin.report.form import FormParts, build_form
from articles.admin.report.seen import revision_of_token
from articles.editorial import audit, history
from articles.editorial.editing import acting, editing
from articles.editorial.history import autosaves
from articles.editorial.locking import retried
from articles.editorial.statement_order import renumber_statements
from articles.models import Report, Revision

COLUMNS = frozenset(field.name for field in Report._meta.concrete_fields)


class FormInvalid(Exception):
    """The form has errors; `parts` shows them."""

    def __init__(self, parts: FormParts) -> None:
        super().__init__()
        self.parts = parts


class EditConflict(Exception):
    """Somebody changed the report after the form was opened.

    `base` is the revision that the form was opened with, None where it is unknown; `latest` the present one.
    """

    def __init__(self, base: Revision | None, latest: Revision) -> None:
        super().__init__()
        self.base, self.latest = base, latest


@retried
def save_report(model_admin: Any, request: HttpRequest, report: Report) -> Report:
    """Save the form that was sent for a report: the columns that it changes, and its parts.

    Raises FormInvalid, EditConflict, or PermissionDenied where the report may not be changed any more.
    """
    with editing(report, user_of(request), code="form") as edit:
        base = revision_of_token(edit.report, request.POST.get("seen", ""))
        latest = edit.report.revisions.all()[0]  # editing() records one where there is none
        if base is None or base.snapshot != latest.snapshot:
            raise EditConflict(base, latest)
        parts = _valid(build_form(model_admin, request, edit.report, request.POST, request.FILES))
        model_admin.save_form(request, parts.form, change=True)
        edit.columns |= COLUMNS.intersection(parts.form.changed_data)
        edit.values["changes"] = _save_parts(model_admin, request, parts, is_new=False)
        return edit.report


@retried
def save_new_report(model_admin: Any, request: HttpRequest) -> Report:
    """Store the report that was written into an empty form; who writes it is its author."""
    with acting(user_of(request), code="form", kind=audit.Kind.ADD, permission="articles.add_report") as act:
        parts = _valid(build_form(model_admin, request, None, request.POST, request.FILES))
        report = act.row = model_admin.save_form(request, parts.form, change=False)
        report.author = act.by
        report.save()
        act.values["changes"] = _save_parts(model_admin, request, parts, is_new=True)
        history.record_revision(report, act.by, code=act.code, values=act.values)
        search.index([report])
        return report


def _valid(parts: FormParts) -> FormParts:
    if not parts.is_valid():
        raise FormInvalid(parts)
    return parts


def _save_parts(
    model_admin: Any, request: HttpRequest, parts: FormParts, *, is_new: bool
) -> list[dict[str, Any]]:
    """Save tags, people, statements, credits and photos; Django's change message of the whole form."""
    report = parts.form.instance
    parts.form.save_m2m()
    for formset in parts.formsets:
        model_admin.save_formset(request, parts.form, formset, change=not is_new)
    if report.cover_id and not report.photos.filter(pk=report.cover_id).exists():
        report.cover = None  # chosen and deleted in one form
    renumber_statements(report)
    autosaves.close(user_of(request), request.POST.get("typing_key", ""))
    changes = model_admin.construct_change_message(request, parts.form, parts.formsets, is_new)
    LogEntry.objects.log_actions(
        user_of(request).pk,
        [report],
        ADDITION if is_new else CHANGE,
        change_message=changes,
        single_object=True,
    )
    return changes
