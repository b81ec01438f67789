"""Undo a decision, as far as nobody has decided otherwise since."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.editing import Permission, acting, editing_each
from articles.editorial.locking import retried
from articles.editorial.permissions import may_change, may_file
from articles.models import Appearance, Decision, Organisation, Report, Speaker
from articles.register.entries import lock_entries
from articles.register.merging import CannotUndo
from articles.register.serialized_rows import deserialize_row

Kind = Decision.Kind
#: Kind of decision → the permission to undo it, and what the state of its reports must allow.
PERMISSIONS: dict[str, tuple[str, Permission | None]] = {
    Kind.IDENTIFIED: ("articles.change_appearance", may_file),
    Kind.NOBODY: ("articles.change_appearance", may_change),
    Kind.SPLIT: ("articles.change_speaker", None),
}


@retried
def undo_decision(decision: Decision, *, by: User | None = None) -> Decision:
    """Undo a decision and mark it so. Raises CannotUndo."""
    permission, may = PERMISSIONS[decision.kind]
    values = {"record": str(decision)}
    with acting(
        by, decision, code="undone", values=values, kind=audit.Kind.UNDO, permission=permission
    ) as act:
        stored: Decision = act.row
        if stored.undone_at:
            raise CannotUndo(_("This was taken back already."))
        organisation = Organisation.objects.filter(pk=stored.changed.get("organisation")).first()
        lock_entries(stored.speaker, stored.origin, organisation)
        named = Q(pk=stored.report_id) | Q(appearances__in=stored.changed.get("appearances", ()))
        reports = Report.objects.filter(named).distinct()
        with editing_each(reports, by, code="undone", values=values, kind=None, may=may):
            (_restore_appearance if stored.kind == Kind.NOBODY else _unlink)(stored)
        stored.undone_by, stored.undone_at = act.by, timezone.now()
        stored.save(update_fields=["undone_by", "undone_at"])
        _delete_unused(
            Speaker.objects.filter(pk=stored.speaker_id or 0), made=stored.changed.get("speaker_made")
        )
        _delete_unused(
            Organisation.objects.filter(pk=stored.changed.get("organisation")),
            made=stored.changed.get("organisation_made"),
        )
    return stored


def _restore_appearance(decision: Decision) -> None:
    """Make the deleted appearance again."""
    [values] = decision.changed["removed"]
    row: Appearance = deserialize_row(Appearance, values)
    if row.organisation_id:
        row.organisation = Organisation.objects.filter(pk=row.organisation_id).first()
    try:
        row.clean_fields()
        row.validate_constraints()
    except ValidationError as error:
        raise CannotUndo(" ".join(error.messages)) from None
    row.save(force_insert=True)


def _unlink(decision: Decision) -> None:
    """Give the appearances that are still with the speaker back to the one before, or to nobody."""
    if decision.kind == Kind.SPLIT and decision.origin is None:
        raise CannotUndo(_("“%s” is not there any more.") % decision.name)
    linked = Appearance.objects.filter(pk__in=decision.changed["appearances"], speaker=decision.speaker)
    if not linked.exists():
        raise CannotUndo(_("It was given to somebody else since."))
    if organisation := decision.changed.get("organisation"):
        linked.filter(organisation=organisation).update(organisation=None)
    linked.update(speaker=decision.origin)


def _delete_unused(entries: QuerySet, *, made: bool | None) -> None:
    """Delete an entry that the decision made, unless something else refers to it."""
    for row in entries if made else ():
        if not _is_in_use(row):
            row.delete()


def _is_in_use(row: Model) -> bool:
    """Whether a row refers to this one; decisions that were undone don't count."""
    relations = [relation.get_accessor_name() or "" for relation in row._meta.related_objects]
    decisions = {"decisions", "splits"}
    return any(
        getattr(row, name).filter(**({"undone_at": None} if name in decisions else {})).exists()
        for name in relations
    )
