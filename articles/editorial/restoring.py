"""Acts on the revisions of a report: let it say again what it said in one, or give one a name."""

from __future__ import annotations

from django.contrib.auth.models import User

from articles.editorial import audit, history
from articles.editorial.editing import editing
from articles.editorial.locking import retried
from articles.models import Report, Revision
from articles.models.printable import one_line

NAME_LENGTH = Revision._meta.get_field("name").max_length


@retried
def restore_revision(revision: Revision, *, by: User | None) -> Report:
    """Let the report say again what it said in a revision. That is a new revision; the others stay."""
    values = {"number": revision.number}
    with editing(
        revision.report, by, code="revision_restored", values=values, kind=audit.Kind.RESTORE
    ) as edit:
        history.apply_snapshot(edit.report, revision.snapshot)
    return edit.report


@retried
def name_revision(revision: Revision, name: str, *, by: User | None) -> None:
    """Give a revision a name; an empty one takes it away."""
    revision.name = one_line(name).strip()[:NAME_LENGTH]
    values = {"number": revision.number, "name": revision.name}
    with editing(revision.report, by, code="revision_named", values=values, kind=audit.Kind.RESTORE):
        revision.save(update_fields=["name"])
