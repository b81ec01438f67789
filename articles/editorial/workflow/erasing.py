"""Delete a report in the bin for good, with all that belongs to it; the files it was read from stay."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.editing import ReportGone, editing
from articles.editorial.locking import retried
from articles.editorial.workflow.conditions import NOT_YOURS, open_copies
from articles.editorial.workflow.transitions import TransitionNotAllowed
from articles.media import storage
from articles.models import (
    Appearance,
    Credit,
    Photo,
    Report,
    Revision,
    SignOff,
    SourceText,
    Statement,
    Transition,
)

PERMISSION = "articles.erase_report"


def why_not_erased(report: Report, by: Any) -> str:
    """Why this person can't delete the report for good; empty where they can."""
    if by is not None and not by.has_perm(PERMISSION):
        return str(NOT_YOURS)
    if report.status != Report.Status.BINNED:
        return _("Only what is in the bin is deleted.")
    if open_copies(report).exists():
        return _("There is a working copy of this report already: publish it or put it into the bin first.")
    return ""


def what_goes(report: Report) -> list[tuple[str, int]]:
    """What is deleted with a report: the name and number of each kind of row that there is."""
    rows = (
        (Report, report.copies.all()),
        (Appearance, report.appearances.all()),
        (Statement, Statement.objects.filter(appearance__report=report)),
        (Credit, report.credits.all()),
        (Photo, report.photos.all()),
        (Revision, report.revisions.all()),
        (Transition, report.transitions.all()),
        (SignOff, SignOff.objects.filter(report=report)),
    )
    counted = [(model, found.count()) for model, found in rows]
    return [
        (_("Working copies") if model is Report else str(model._meta.verbose_name_plural), number)
        for model, number in counted
        if number
    ]


def sources_of(report: Report) -> list[SourceText]:
    """The files that a report was read from: they are kept, byte for byte."""
    return list(SourceText.objects.filter(provenances__report=report).defer("raw").distinct())


@retried
def erase(report: Report, *, by: Any) -> None:
    """Delete a report for good, and its pictures from the disk. Raises TransitionNotAllowed."""
    try:
        with editing(report, by, code="erased", kind=audit.Kind.DELETE, may=None, keeps_words=True) as edit:
            stored = edit.report
            if reason := why_not_erased(stored, edit.by):
                raise TransitionNotAllowed(reason)
            edit.values = {"number": stored.number, "version": stored.version}
            ids = [stored.pk, *stored.copies.values_list("pk", flat=True)]
            files = storage.files_of(ids)
            Report.objects.filter(pk__in=ids).delete()
            storage.remove_unnamed(files)
    except ReportGone as error:
        raise TransitionNotAllowed(str(error)) from None
