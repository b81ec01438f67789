"""A report in the bin is deleted for good, with all that belongs to it; the files it was read from stay."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.editorial.workflow.conditions import NOT_YOURS, open_copies
from articles.editorial.workflow.transitions import TransitionNotAllowed
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
    if not by.has_perm(PERMISSION):
        return str(NOT_YOURS)
    if report.status != Report.Status.BINNED:
        return _("Only what is in the bin is deleted.")
    if open_copies(report).exists():
        return _("There is a working copy of this report already: publish it or put it into the bin first.")
    return ""


def what_goes(report: Report) -> list[tuple[str, int]]:
    """What is deleted with a report: name and number of each kind that there is."""
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
    names = {Report: _("Working copies")}
    counted = ((names.get(model, model._meta.verbose_name_plural), found.count()) for model, found in rows)
    return [(str(name), number) for name, number in counted if number]


def sources_of(report: Report) -> list[SourceText]:
    """The files that a report was read from: they are kept, byte for byte."""
    return list(SourceText.objects.filter(provenances__report=report).defer("raw").distinct())


def epitaph(report: Report) -> str:
    """What the audit log keeps of a report that is deleted, beside its title: number and version."""
    return f"{report.number} · {report.version}"


@transaction.atomic
def erase(report: Report, *, by: Any) -> None:
    """Delete a report for good. Raises TransitionNotAllowed."""
    stored = Report.objects.select_for_update().filter(pk=report.pk).first()
    if stored is None:
        raise TransitionNotAllowed(_("The report is not there any more."))
    if reason := why_not_erased(stored, by):
        raise TransitionNotAllowed(reason)
    gone = [stored.pk, *stored.copies.values_list("pk", flat=True)]
    files = [photo.file for photo in Photo.objects.filter(report__in=gone).exclude(file="")]
    Report.objects.filter(pk__in=gone).delete()
    if stored.copy_of_id is None:  # the pictures of a working copy may be those of its original
        used = set(
            Photo.objects.filter(file__in=[file.name for file in files]).values_list("file", flat=True)
        )
        for file in files:
            if file.name not in used:
                transaction.on_commit(partial(file.storage.delete, file.name))
