"""One-click fixes: replace exactly the words of a finding in the stored report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.editorial.checks import Finding, findings_of
from articles.editorial.checks.dismissals import carried
from articles.editorial.checks.replacing import (
    Replacement,
    apply_replacements,
    replacements_for,
    statement_after,
)
from articles.editorial.editing import editing
from articles.editorial.locking import retried
from articles.models import Photo, Report, Statement
from articles.models.fields import field_of
from articles.statements.places import found_in


class CannotFix(Exception):
    """The fix is not possible; says why, and what to do."""


@retried
def fix(report: Report, chosen: Callable[[Finding], bool], *, by: Any = None) -> list[Finding]:
    """Apply the fixes of the chosen findings to the report; return the findings that were fixed.

    Markup stays, statements stay verbatim (their words change alike), dismissals stay. Raises CannotFix, with
    nothing changed, where the words are not there any more.
    """
    with editing(report, by, code="fixed") as edit:
        stored = edit.report
        found = _apart(each for each in findings_of(stored) if each.fix is not None and chosen(each))
        if not found:
            raise CannotFix(_("These words are not there any more, so nothing was changed."))
        edit.columns |= {"title", "summary", "body"}
        edit.values = {"kinds": list(dict.fromkeys(each.code for each in found)), "number": len(found)}
        with carried(stored):
            _fix_fields(stored, found)
            _fix_captions(stored, found)
            _fix_body(stored, found)
    report.refresh_from_db()
    return found


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that do not overlap, from the last words of each place to the first."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.place, -each.start)):
        if not kept or kept[-1].place != finding.place or finding.end <= kept[-1].start:
            kept.append(finding)
    return kept


def _fixed(text: str, finding: Finding) -> str:
    """The text with the fix; the words were found there under the same lock."""
    return text[: finding.start] + (finding.fix or "") + text[finding.end :]


def _fix_fields(report: Report, found: list[Finding]) -> None:
    """Fix title and summary."""
    for finding in found:
        if finding.place in {"title", "summary"}:
            setattr(report, finding.place, _fixed(getattr(report, finding.place), finding))
    _check_lengths(report, ("title", "summary"))


def _fix_captions(report: Report, found: list[Finding]) -> None:
    for photo in report.photos.all():
        theirs = [finding for finding in found if finding.place == f"photo:{photo.pk}"]
        for finding in theirs:
            photo.caption = _fixed(photo.caption, finding)
        if theirs:
            _check_lengths(photo, ("caption",))
            photo.save(update_fields=["caption"])


def _check_lengths(row: Report | Photo, names: Iterable[str]) -> None:
    for name in names:
        try:
            field_of(type(row), name).run_validators(getattr(row, name))
        except ValidationError as error:
            raise CannotFix(" ".join(error.messages)) from error


def _fix_body(report: Report, found: list[Finding]) -> None:
    edits = [
        edit
        for finding in found
        if finding.place.startswith("paragraph:")
        for edit in replacements_for(
            int(finding.place.partition(":")[2]), finding.start, finding.words, finding.fix or ""
        )
    ]
    if not edits:
        return
    before = report.paragraphs
    try:
        report.body = apply_replacements(report.body, edits)
    except ValueError as error:
        raise CannotFix(
            _("There are control characters beside these words. Take those out first, all at once.")
        ) from error
    _move_statements(report, before, edits)


def _move_statements(report: Report, before: list[str], edits: list[Replacement]) -> None:
    """Change the statements whose words were changed; refuse where one would lose its words."""
    statements = Statement.objects.filter(appearance__report=report).order_by("order", "pk")
    old, new = "\n".join(before), "\n".join(report.paragraphs)
    changed = []
    for statement, text, start in found_in(old, statements):
        text_now = statement_after(before, start, start + len(text), edits)
        if not text_now or text_now not in new:
            raise CannotFix(_("A statement stands on these words. Change them by hand."))
        if text_now != text:
            statement.text = text_now
            changed.append(statement)
    Statement.objects.bulk_update(changed, ["text"])
