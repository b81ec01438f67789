"""A decision is taken back, as far as nobody has decided otherwise since."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import history
from articles.models import Appearance, Decision, Organisation, Report, Speaker
from articles.register.merging import CannotTakeBack
from articles.register.merging.rows import row_of

from .answers import touch


@transaction.atomic
def take_back(decision: Decision, *, by=None) -> Decision:
    """Undo what was decided and mark it so. Raises CannotTakeBack."""
    stored = Decision.objects.select_for_update().get(pk=decision.pk)
    if stored.undone_at:
        raise CannotTakeBack(_("This was taken back already."))
    theirs = Q(pk=stored.report_id) | Q(appearances__in=stored.changed.get("appearances", ()))
    touched = Report.objects.filter(theirs).distinct()
    with history.recording_each(touched, by=by, note=_("Taken back: %s") % stored):
        reports = _bring_back(stored) if stored.kind == Decision.Kind.NOBODY else _unlink(stored)
    stored.undone_by, stored.undone_at = by, timezone.now()
    stored.save(update_fields=["undone_by", "undone_at"])
    touch(reports)
    _forget(Speaker.objects.filter(pk=stored.speaker_id), made=stored.changed.get("speaker_made"))
    organisation = Organisation.objects.filter(pk=stored.changed.get("organisation"))
    _forget(organisation, made=stored.changed.get("organisation_made"))
    return stored


def _bring_back(decision: Decision) -> set[int]:
    """Make the appearance anew that was removed."""
    [values] = decision.changed["removed"]
    row = row_of(Appearance, values)
    row.organisation = Organisation.objects.filter(pk=row.organisation_id).first()
    try:
        row.clean_fields()
        row.validate_constraints()
    except ValidationError as error:
        raise CannotTakeBack(" ".join(error.messages)) from None
    row.save(force_insert=True)
    return {row.report_id}


def _unlink(decision: Decision) -> set[int]:
    """Let the appearances that are still with the speaker wait again, or be with the one they were of."""
    if decision.kind == Decision.Kind.SPLIT and decision.origin is None:
        raise CannotTakeBack(_("“%s” is not there any more.") % decision.name)
    theirs = Appearance.objects.filter(pk__in=decision.changed["appearances"], speaker=decision.speaker)
    reports = set(theirs.order_by().values_list("report", flat=True))
    if not reports:
        raise CannotTakeBack(_("It was given to somebody else since."))
    if organisation := decision.changed.get("organisation"):
        theirs.filter(organisation=organisation).update(organisation=None)
    theirs.update(speaker=decision.origin)
    return reports


def _forget(entry: QuerySet, *, made: bool | None) -> None:
    """Delete an entry that the decision made, if nothing else points at it."""
    for row in entry if made else ():
        if not _in_use(row):
            row.delete()


def _in_use(row: Model) -> bool:
    others = {relation.get_accessor_name(): relation for relation in row._meta.related_objects}
    decisions = {"decisions", "splits"}  # those that still stand count
    return any(
        getattr(row, name).filter(**({"undone_at": None} if name in decisions else {})).exists()
        for name in others
    )
