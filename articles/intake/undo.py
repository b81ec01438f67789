"""An import taken back, as far as nobody has worked on what it brought."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from articles.models import (
    ImportBatch,
    Organisation,
    Photo,
    Provenance,
    Report,
    Section,
    SlugRedirect,
    SourceText,
    Speaker,
    Tag,
)


@dataclass
class Undone:
    """How many reports were removed, and those that were kept, each with the reason."""

    removed: int = 0
    kept: list[tuple[Report, str]] = field(default_factory=list)


@transaction.atomic
def undo(batch: ImportBatch) -> Undone:
    """Remove the batch's reports that were neither edited nor ever published, and their sources.

    People and organisations go too where they stood in those reports alone and an editor has entered nothing
    of them; otherwise a new import of the same files would not know them for the same. So do sections and
    tags that were used there alone, unless somebody has worked on them at the desk.
    """
    done = Undone()
    gone = []
    provenances = Provenance.objects.filter(source__batch=batch).select_related("report", "source")
    for provenance in provenances.defer("source__raw", "draft"):
        if why := why_kept(provenance):
            done.kept.append((provenance.report, why))
        else:
            gone.append(provenance.report_id)
    done.removed = remove_reports(gone)
    # A changed file that only proposed, and a file without a report, leave nothing that anybody worked on.
    SourceText.objects.filter(batch=batch, provenances=None, replaced_by=None).delete()
    return done


def why_kept(provenance: Provenance) -> str:
    """Why a report stays though its import is undone; empty where nothing keeps it."""
    report = provenance.report
    if report.first_published_at:
        return _("It has been published.")
    if is_edited(provenance):
        return _("It was edited since.")
    if report.provenances.exclude(source__batch=provenance.source.batch_id).exists():
        return _("It has another source.")
    return ""


def is_edited(provenance: Provenance) -> bool:
    """Whether somebody changed the report since it was stored."""
    return provenance.stored_at != provenance.report.updated_at


def remove_reports(reports: list[int]) -> int:
    """Remove reports with their pictures, and what stood or was used in them alone; gives their number."""
    speakers = set(Speaker.objects.filter(appearances__report__in=reports).values_list("pk", flat=True))
    bodies = set(Organisation.objects.filter(appearances__report__in=reports).values_list("pk", flat=True))
    sections = set(Section.objects.filter(reports__in=reports).values_list("pk", flat=True))
    tags = set(Tag.objects.filter(taggings__content_object__in=reports).values_list("pk", flat=True))
    files = [photo.file for photo in Photo.objects.filter(report__in=reports).exclude(file="")]
    Report.objects.filter(pk__in=reports).delete()
    unknown = Q(appearances=None, memberships=None, other_names=None, rank=None, note="")
    Speaker.objects.filter(unknown, pk__in=speakers).delete()
    Organisation.objects.filter(pk__in=bodies, appearances=None, memberships=None, short_names=None).delete()
    Section.objects.filter(
        pk__in=untouched(Section, sections), reports=None, description="", order=0
    ).delete()
    Tag.objects.filter(pk__in=untouched(Tag, tags), taggings=None, other_names=None, description="").delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))
    return len(set(reports))


def untouched(model: type[Model], entries: set[int]) -> set[int]:
    """Those of the entries that nobody added, changed or merged at the desk."""
    kind, keys = ContentType.objects.get_for_model(model), list(map(str, entries))
    logged = LogEntry.objects.filter(content_type=kind, object_id__in=keys).values_list(
        "object_id", flat=True
    )
    led_to = SlugRedirect.objects.filter(kind=model._meta.model_name, entry_id__in=entries)
    return entries - {int(key) for key in logged} - set(led_to.values_list("entry_id", flat=True))
