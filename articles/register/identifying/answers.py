"""What a person decides about who is meant. Each decision is recorded, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import history
from articles.models import Appearance, Decision, Organisation, Report, Speaker
from articles.register.matching import new_organisation, new_speaker, organisation_named
from articles.register.merging.rows import values_of

Kind = Decision.Kind


class CannotDecide(Exception):
    """This can't be decided so; says why."""


@transaction.atomic
def identify(
    appearance: Appearance,
    speaker: Speaker | None,
    *,
    organisation: Organisation | str | None = None,
    by: Any = None,
) -> Decision:
    """Link an appearance that waits to a speaker; None enters a new one of the printed name.

    An organisation, or the name of one, is added where the appearance has none. Raises CannotDecide.
    """
    stored = _open(appearance)
    changed: dict[str, Any] = {"appearances": [stored.pk], "speaker_made": speaker is None}
    stored.speaker = speaker or new_speaker(stored.name)
    if organisation and stored.organisation_id is None:
        known = organisation_named(organisation) if isinstance(organisation, str) else organisation
        stored.organisation = known or new_organisation(organisation)
        changed |= {"organisation": stored.organisation.pk, "organisation_made": known is None}
    with history.recording(stored.report, by=by, note=_("Identified: %s") % stored.name):
        stored.save(update_fields=["speaker", "organisation"])
    touch([stored.report_id])
    return Decision.objects.create(
        kind=Kind.IDENTIFIED,
        name=stored.name,
        report=stored.report,
        speaker=stored.speaker,
        changed=changed,
        by=by,
    )


@transaction.atomic
def dismiss(appearance: Appearance, *, by: Any = None) -> Decision:
    """Remove an appearance that is no person's. Raises CannotDecide where it has statements."""
    stored = _open(appearance)
    if stored.statements.exists():
        raise CannotDecide(
            _("%s still has statements. Delete them or give them to someone else first.") % stored.name
        )
    changed = {"removed": values_of(stored)}
    with history.recording(stored.report, by=by, note=_("Not a person: %s") % stored.name):
        stored.delete()
    touch([stored.report_id])
    return Decision.objects.create(
        kind=Kind.NOBODY, name=stored.name, report=stored.report, changed=changed, by=by
    )


@transaction.atomic
def split(
    origin: Speaker, appearances: QuerySet[Appearance], speaker: Speaker | str, *, by: Any = None
) -> Decision:
    """Give those of a speaker's appearances to another, or to a new one of this name. Raises CannotDecide."""
    rows = appearances.filter(speaker=origin).order_by()
    ids, reports = list(rows.values_list("pk", flat=True)), set(rows.values_list("report", flat=True))
    if not ids:
        raise CannotDecide(_("Choose at least one appearance."))
    if speaker == origin:
        raise CannotDecide(_("Choose somebody else."))
    made = isinstance(speaker, str)
    if made:
        speaker = new_speaker(speaker)
    theirs = Report.objects.filter(pk__in=reports)
    with history.recording_each(theirs, by=by, note=_("Split: %s") % origin.name):
        Appearance.objects.filter(pk__in=ids, speaker=origin).update(speaker=speaker)
    touch(reports)
    return Decision.objects.create(
        kind=Kind.SPLIT,
        name=origin.name,
        speaker=speaker,
        origin=origin,
        changed={"appearances": sorted(ids), "speaker_made": made},
        by=by,
    )


def touch(reports: Iterable[int]) -> None:
    """People of these reports were decided: forms that are open are out of date, and so is the search."""
    rows = Report.objects.filter(pk__in=reports)
    rows.update(updated_at=timezone.now())
    search.index(rows)


def _open(appearance: Appearance) -> Appearance:
    """The appearance as it is stored, locked; somebody may have been quicker."""
    waiting = Appearance.objects.select_for_update(of=("self",)).select_related("report")
    stored = waiting.filter(pk=appearance.pk, speaker=None).first()
    if stored is None:
        raise CannotDecide(_("Somebody has decided this meanwhile."))
    return stored
