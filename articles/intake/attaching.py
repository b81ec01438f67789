"""A near-duplicate becomes another source of the report that is there already."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import transaction
from django.utils.translation import gettext as _

from articles.intake.undo import is_edited, remove_reports
from articles.models import Provenance, Report


class NotAttachable(Exception):
    """The report can't give way to its twin; says why."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands at one place in either of two texts; the same in both, or in one of them only."""

    mine: str
    theirs: str

    @property
    def same(self) -> bool:
        return self.mine == self.theirs


def pairs_of(mine: list[str], theirs: list[str]) -> list[Pair]:
    """Two texts paragraph by paragraph, those that are the same beside each other."""
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        left, right = mine[a:b], theirs[c:d]
        longest = max(len(left), len(right)) if kind != "equal" else len(left)
        left += [""] * (longest - len(left))
        right += [""] * (longest - len(right))
        found += [Pair(one, other) for one, other in zip(left, right, strict=True)]
    return found


def why_not(provenance: Provenance) -> str:
    """Why a report can't give way to its twin; empty where it can."""
    report = provenance.report
    if provenance.similar_to is None:
        return _("It is not marked as a near-duplicate.")
    if report.first_published_at:
        return _("It has been published.")
    if is_edited(provenance):
        return _("It was edited since.")
    if report.provenances.count() > 1:
        return _("It has another source.")
    return ""


@transaction.atomic
def attach(provenance: Provenance) -> Report:
    """Make the source one of the twin's and remove the draft made of it; gives the twin.

    Raises NotAttachable where somebody has worked on the draft.
    """
    if reason := why_not(provenance):
        raise NotAttachable(reason)
    draft, twin = provenance.report_id, provenance.similar_to
    provenance.report, provenance.similar_to, provenance.stored_at = twin, None, None
    provenance.save(update_fields=["report", "similar_to", "stored_at"])
    remove_reports([draft])
    return twin


def keep_apart(provenance: Provenance) -> None:
    """They are two reports after all."""
    provenance.similar_to = None
    provenance.save(update_fields=["similar_to"])
