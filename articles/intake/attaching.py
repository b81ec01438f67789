"""Attach a near-duplicate as another source of the report that is there already, or keep both."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.editing import Permission, fresh
from articles.editorial.locking import lock_reports, retried
from articles.editorial.permissions import CHANGE, may_change, may_file
from articles.intake.undo import judged, remove_reports, why_kept
from articles.models import Provenance, Report


class NotAttachable(Exception):
    """The report can't give way to its twin; says why."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of two texts beside each other: the same in both, or empty in one of them."""

    mine: str
    theirs: str

    @property
    def same(self) -> bool:
        return self.mine == self.theirs


def pairs_of(mine: list[str], theirs: list[str]) -> list[Pair]:
    """Align the paragraphs of two texts."""
    pairs = []
    for kind, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        left, right = mine[a:b], theirs[c:d]
        longest = max(len(left), len(right)) if kind != "equal" else len(left)
        left += [""] * (longest - len(left))
        right += [""] * (longest - len(right))
        pairs += [Pair(one, other) for one, other in zip(left, right, strict=True)]
    return pairs


def why_not(provenance: Provenance) -> str:
    """Why a report can't give way to its twin; "" where it can."""
    if provenance.similar_to_id is None:
        return _("It is not marked as a near-duplicate.")
    own = Q(pk=provenance.pk)
    return why_kept(judged(Provenance.objects.filter(own), own=own).select_related("report").get())


@retried
@transaction.atomic
def attach(provenance: Provenance, *, by: User | None = None) -> Report:
    """Make the source one of the twin's and delete the draft that was made of it; gives the twin.

    Raises NotAttachable where somebody has worked on the draft, and PermissionDenied.
    """
    stored = _locked(provenance, by, may_change)
    reason = why_not(stored)
    draft, twin = stored.report, stored.similar_to
    if reason or twin is None:
        raise NotAttachable(reason)
    stored.report, stored.similar_to = twin, None
    stored.save(update_fields=["report", "similar_to"])
    values = {"report": twin.title, "draft": draft.number}
    remove_reports([draft.pk])
    audit.record(audit.Kind.CHANGE, stored, by=by, code="source_attached", values=values)
    return twin


@retried
@transaction.atomic
def keep_apart(provenance: Provenance, *, by: User | None = None) -> None:
    """Say that a report and its twin are two reports. Raises NotAttachable and PermissionDenied."""
    stored = _locked(provenance, by, may_file)
    if stored.similar_to is None:
        raise NotAttachable(_("It is not marked as a near-duplicate."))
    values = {"report": stored.similar_to.title}
    stored.similar_to = None
    stored.save(update_fields=["similar_to"])
    audit.record(audit.Kind.CHANGE, stored, by=by, code="kept_apart", values=values)


def _locked(provenance: Provenance, by: User | None, may: Permission) -> Provenance:
    """The provenance as it is stored, with its report and the twin locked and the permission asked."""
    row = Provenance.objects.filter(pk=provenance.pk).values_list("report", "similar_to").first()
    lock_reports(filter(None, row or ()))
    own = Provenance.objects.select_for_update(of=("self",)).select_related("report", "similar_to")
    stored = own.filter(pk=provenance.pk).first()
    if stored is None or (stored.report_id, stored.similar_to_id) != row:
        raise NotAttachable(_("Somebody has decided this meanwhile."))
    by = fresh(by)
    if by is not None and not (by.has_perm(CHANGE) and may(by, stored.report)):
        raise PermissionDenied(_("This report can't be changed by you in its present state."))
    return stored
