"""One-click fixes: exactly the words of a finding exchanged, in what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import history
from articles.editorial.checks import Finding, findings_of
from articles.editorial.checks.dismissals import carried
from articles.editorial.checks.editing import Edit, edited, edits_for, moved_statement
from articles.models import Photo, Report, Statement
from articles.statements.places import found_in


class CannotFix(Exception):
    """The fix is not possible; says why, and what to do."""


@transaction.atomic
def fix(report: Report, chosen: Callable[[Finding], bool], *, by: Any = None) -> list[Finding]:
    """Apply the fixes of the chosen findings to the report as it is stored; the findings that were fixed.

    Markup stays, statements stay verbatim: their words are changed alike. What was dismissed before stays
    dismissed. Raises CannotFix, with nothing changed, where the words aren't there any more.
    """
    stored = Report.objects.select_for_update().get(pk=report.pk)
    found = [each for each in findings_of(stored) if each.fix is not None and chosen(each)]
    found = _apart(found)
    if not found:
        raise CannotFix(_("These words are not there any more, so nothing was changed."))
    with carried(stored), history.recording(stored, by, _note(found)):
        _fix_fields(stored, found)
        _fix_captions(stored, found)
        _fix_body(stored, found)
        stored.save()
    search.index([stored])
    report.refresh_from_db()
    return found


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Those that do not overlap, from the last words of each place to the first."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.place, -each.start)):
        if not kept or kept[-1].place != finding.place or finding.end <= kept[-1].start:
            kept.append(finding)
    return kept


def _note(found: list[Finding]) -> str:
    names = dict.fromkeys(str(finding.name) for finding in found)
    return _("Fixed: %(names)s (%(number)d)") % {"names": "、".join(names), "number": len(found)}


def _fixed(text: str, finding: Finding) -> str:
    """The text with the fix; the words were found there a moment ago, in the same transaction."""
    return text[: finding.start] + (finding.fix or "") + text[finding.end :]


def _fix_fields(report: Report, found: list[Finding]) -> None:
    """Title and summary."""
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
            row._meta.get_field(name).run_validators(getattr(row, name))
        except ValidationError as error:
            raise CannotFix(" ".join(error.messages)) from error


def _fix_body(report: Report, found: list[Finding]) -> None:
    edits = [
        edit
        for finding in found
        if finding.place.startswith("paragraph:")
        for edit in edits_for(
            int(finding.place.partition(":")[2]), finding.start, finding.words, finding.fix or ""
        )
    ]
    if not edits:
        return
    before = report.paragraphs
    try:
        report.body = edited(report.body, edits)
    except ValueError as error:
        raise CannotFix(
            _("There are control characters beside these words. Take those out first, all at once.")
        ) from error
    _move_statements(report, before, edits)


def _move_statements(report: Report, before: list[str], edits: list[Edit]) -> None:
    """Change the statements whose words were changed; refuse where one would lose its words."""
    statements = Statement.objects.filter(appearance__report=report).order_by("order", "pk")
    old, new = "\n".join(before), "\n".join(report.paragraphs)
    changed = []
    for statement, text, start in found_in(old, statements):
        said = moved_statement(before, start, start + len(text), edits)
        if not said or said not in new:
            raise CannotFix(_("A statement stands on these words. Change them by hand."))
        if said != text:
            statement.text = said
            changed.append(statement)
    Statement.objects.bulk_update(changed, ["text"])
