"""Undo an import, as far as nobody has worked on what it brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypedDict

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.locking import lock_reports, retried
from articles.intake.batch_acts import acting_on
from articles.media import storage
from articles.models import (
    ImportBatch,
    Organisation,
    Provenance,
    Report,
    Revision,
    Section,
    SourceText,
    Speaker,
    Tag,
    Transition,
)
from articles.models.entries import RegisterEntry
from articles.register.known import confirmed_speaker, confirmed_tag, touched

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AT_ONCE = 200  # reports that are locked, judged and removed by one set of queries
#: Lines of the record that no decision of a person stands behind.
MACHINE_LINES = (Transition.Action.IMPORT, Transition.Action.CHANGE)
SHOWN = 20  # reports that were kept, with the reason
#: Codes of revisions that say what was found before a change, not what somebody changed.
AS_FOUND = ("as_found", "register_changed")


class Judgement(TypedDict):
    """What judged() adds to a provenance."""

    is_edited: bool
    has_transitions: bool
    has_other_source: bool


@dataclass
class Undone:
    """How many reports were removed and how many kept; the first of these, each with the reason."""

    removed: int = 0
    kept: int = 0
    reasons: list[tuple[Report, str]] = field(default_factory=list)


@retried
def undo(batch: ImportBatch, *, by: User | None = None) -> Undone:
    """Remove the batch's reports that were neither edited nor ever published, and their sources.

    Register entries go with them that the import made, that stand in no other report, and that nobody has
    worked on. Files that wait in the batch are left out. Raises PermissionDenied.
    """
    undone = Undone()
    with acting_on(batch, by, code="import_undone", kind=audit.Kind.UNDO) as act:
        act.leave_out_open_files()
        for ids in _portions(act.batch):
            _undo(ids, act.batch, undone)
        _remove_sources(act.batch)
        act.values |= {"removed": undone.removed, "kept": undone.kept}
    return undone


def judged(provenances: QuerySet[Provenance], *, own: Q) -> QuerySet[WithAnnotations[Provenance, Judgement]]:
    """The provenances with `is_edited`, `has_transitions` and `has_other_source` of their reports.

    `own` are no other sources. A report is edited where it has a revision since its file was stored. To be
    evaluated with the reports locked.
    """
    edits = Revision.objects.filter(report=OuterRef("report"), at__gt=OuterRef("source__received_at"))
    others = Provenance.objects.filter(report=OuterRef("report")).exclude(own)
    transitions = Transition.objects.filter(report=OuterRef("report")).exclude(action__in=MACHINE_LINES)
    return provenances.annotate(
        is_edited=Exists(edits.exclude(code__in=AS_FOUND)),
        has_transitions=Exists(transitions),
        has_other_source=Exists(others),
    )


def why_kept(provenance: WithAnnotations[Provenance, Judgement]) -> str:
    """Why a report stays though its import is undone; "" where nothing keeps it. Takes a judged() one."""
    if provenance.report.first_published_at:
        return _("It has been published.")
    if provenance.is_edited:
        return _("It was edited since.")
    if provenance.has_transitions:
        return _("It was submitted or moved on since.")
    if provenance.has_other_source:
        return _("It has another source.")
    return ""


def remove_reports(reports: Sequence[int]) -> int:
    """Delete locked reports with their files, and entries that stood in them alone; gives their number."""
    stood: dict[type[RegisterEntry], set[int]] = {
        Speaker: _ids(Speaker.objects.filter(appearances__report__in=reports)),
        Organisation: _ids(Organisation.objects.filter(appearances__report__in=reports)),
        Section: _ids(Section.objects.filter(reports__in=reports)),
        Tag: _ids(Tag.objects.filter(taggings__content_object__in=reports)),
    }
    files = storage.files_of(reports)
    Report.objects.filter(pk__in=reports).defer("body").delete()
    storage.remove_unnamed(files)
    for model, unused in _unused().items():
        model._default_manager.filter(unused, pk__in=stood[model]).delete()
    return len(set(reports))


def _portions(batch: ImportBatch) -> Iterator[list[int]]:
    """The reports of a batch in the order in which they are locked, some at a time."""
    rows = Report.objects.filter(provenances__source__batch=batch).order_by("pk").distinct()
    ids = iter(list(rows.values_list("pk", flat=True)))
    while portion := list(islice(ids, AT_ONCE)):
        yield portion


def _undo(reports: Sequence[int], batch: ImportBatch, undone: Undone) -> None:
    locked = lock_reports(reports)
    gone = set(locked)
    own = Q(source__batch=batch)
    rows = judged(Provenance.objects.filter(own, report__in=locked), own=own).order_by("pk")
    for provenance in rows.select_related("report").defer("draft", "lines", "captions", "report__body"):
        if (why := why_kept(provenance)) and provenance.report_id in gone:
            gone.discard(provenance.report_id)
            undone.kept += 1
            if len(undone.reasons) < SHOWN:
                undone.reasons.append((provenance.report, why))
    undone.removed += remove_reports(sorted(gone))


def _remove_sources(batch: ImportBatch) -> None:
    """Delete the source texts of which no report is left: also changed versions that only proposed."""
    left = SourceText.objects.filter(batch=batch, provenances=None, replaced_by=None)
    left.defer("raw", "removed", "problems").delete()


def _unused() -> dict[type[RegisterEntry], Q]:
    """The condition that an entry can go with the last report that it stood in."""
    return {
        Speaker: ~confirmed_speaker() & Q(appearances=None),
        Organisation: ~touched(Organisation) & Q(appearances=None, memberships=None, short_names=None),
        Section: ~touched(Section) & Q(reports=None, description="", order=0),
        Tag: ~confirmed_tag() & Q(taggings=None),
    }


def _ids(rows: QuerySet) -> set[int]:
    return set(rows.order_by().values_list("pk", flat=True))
