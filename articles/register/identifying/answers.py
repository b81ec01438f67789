"""Decisions about who is meant by printed names. Each is recorded, and can be undone."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.editing import acting, editing, editing_each
from articles.editorial.locking import retried
from articles.editorial.permissions import may_change, may_file
from articles.models import Appearance, Decision, Organisation, Report, Speaker
from articles.register.entries import lock_entries
from articles.register.matching import new_organisation, new_speaker, organisation_named
from articles.register.serialized_rows import serialize_rows

Kind = Decision.Kind
CHANGE = "articles.change_appearance"


class CannotDecide(Exception):
    """The decision is impossible; the message says why."""


@retried
def identify(
    appearance: Appearance,
    speaker: Speaker | None,
    *,
    organisation: Organisation | str | None = None,
    by: User | None = None,
) -> Decision:
    """Link an undecided appearance to a speaker; None enters a new one of the printed name.

    An organisation, or the name of one, is added where the appearance has none. Raises CannotDecide.
    """
    with acting(by, code="identified", kind=audit.Kind.IDENTIFY, permission=CHANGE) as act:
        _require(act.by, Speaker if speaker is None else None)
        _lock_chosen(speaker, organisation if isinstance(organisation, Organisation) else None)
        values = {"name": appearance.name}
        with editing(
            appearance.report, by, code="identified", values=values, kind=None, may=may_file
        ) as edit:
            stored = _undecided(appearance)
            changed: dict[str, Any] = {"appearances": [stored.pk], "speaker_made": speaker is None}
            stored.speaker = speaker or new_speaker(stored.name)
            if organisation and stored.organisation_id is None:
                known = organisation_named(organisation) if isinstance(organisation, str) else organisation
                _require(act.by, Organisation if known is None else None)
                stored.organisation = known or new_organisation(str(organisation))
                changed |= {"organisation": stored.organisation.pk, "organisation_made": known is None}
            stored.save(update_fields=["speaker", "organisation"])
        act.values = values
        act.row = Decision.objects.create(
            kind=Kind.IDENTIFIED,
            name=stored.name,
            report=edit.report,
            speaker=stored.speaker,
            changed=changed,
            by=act.by,
        )
    return act.row


@retried
def dismiss(appearance: Appearance, *, by: User | None = None) -> Decision:
    """Delete an appearance that is no person's. Raises CannotDecide where it has statements.

    Who is printed is part of the words: it takes the permission to change them.
    """
    values = {"name": appearance.name}
    with acting(by, code="not_a_person", values=values, kind=audit.Kind.IDENTIFY, permission=CHANGE) as act:
        _require(act.by, Appearance, action="delete")
        with editing(
            appearance.report, by, code="not_a_person", values=values, kind=None, may=may_change
        ) as edit:
            stored = _undecided(appearance)
            if stored.statements.exists():
                raise CannotDecide(
                    _("%s still has statements. Delete them or give them to someone else first.")
                    % stored.name
                )
            changed = {"removed": serialize_rows(stored)}
            stored.delete()
        act.row = Decision.objects.create(
            kind=Kind.NOBODY, name=stored.name, report=edit.report, changed=changed, by=act.by
        )
    return act.row


@retried
def split(
    origin: Speaker, appearances: QuerySet[Appearance], speaker: Speaker | str, *, by: User | None = None
) -> Decision:
    """Give appearances of one speaker to another, or to a new one of this name. Raises CannotDecide."""
    if speaker == origin:
        raise CannotDecide(_("Choose somebody else."))
    is_new = isinstance(speaker, str)
    with acting(by, code="split", kind=audit.Kind.MERGE, permission="articles.change_speaker") as act:
        _require(act.by, Speaker if is_new else None)
        _lock_chosen(origin, None if isinstance(speaker, str) else speaker)
        chosen = appearances.filter(speaker=origin).order_by()
        reports = Report.objects.filter(pk__in=chosen.values("report"))
        values = {"name": origin.name}
        with editing_each(reports, by, code="split_from", values=values, kind=None, may=None) as edits:
            # Those of locked reports alone: another one may have got an appearance meanwhile.
            locked = chosen.filter(report__in=[edit.report.pk for edit in edits])
            ids = sorted(locked.values_list("pk", flat=True))
            if not ids:
                raise CannotDecide(_("Choose at least one appearance."))
            target = new_speaker(speaker) if isinstance(speaker, str) else speaker
            Appearance.objects.filter(pk__in=ids, speaker=origin).update(speaker=target)
        act.row, act.values = origin, {"speaker": target.name, "number": len(ids)}
        decision = Decision.objects.create(
            kind=Kind.SPLIT,
            name=origin.name,
            speaker=target,
            origin=origin,
            changed={"appearances": ids, "speaker_made": is_new},
            by=act.by,
        )
    return decision


def _require(by: User | None, model: type[Any] | None, *, action: str = "add") -> None:
    """Raise PermissionDenied where the account may not add or delete rows of the model, if there is one."""
    if model and by and not by.has_perm(f"articles.{action}_{model._meta.model_name}"):
        raise PermissionDenied


def _lock_chosen(*entries: Speaker | Organisation | None) -> None:
    """Lock the entries that were chosen. Raises CannotDecide where one was deleted or merged meanwhile."""
    wanted = [entry for entry in entries if entry]
    if len(lock_entries(*wanted)) < len(set(wanted)):
        raise CannotDecide(_("The one you chose is not there any more."))


def _undecided(appearance: Appearance) -> Appearance:
    """The appearance as it is stored, if nobody has decided it meanwhile."""
    stored = Appearance.objects.filter(pk=appearance.pk, speaker=None).first()
    if stored is None:
        raise CannotDecide(_("Somebody has decided this meanwhile."))
    return stored
