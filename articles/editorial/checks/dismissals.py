"""Dismissals: warnings and hints that somebody let stand, each for one version of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial.checks import Finding, Level, findings_of
from articles.editorial.users import name_of
from articles.models import Dismissal, Report


class CannotDismiss(Exception):
    """The finding can't be dismissed; says why."""


def dismissals_of(report: Report) -> dict[str, Dismissal]:
    """The dismissals of the present version, by the key of their finding."""
    return {row.key: row for row in Dismissal.objects.filter(report=report, version=report.version)}


def add(report: Report, keys: Iterable[str], *, by: Any) -> list[Dismissal]:
    """Store the dismissals of these findings, as a part of workflow.dismiss().

    Raises CannotDismiss where none of them is found any more, or one is an error.
    """
    wanted = set(keys)
    found = [finding for finding in findings_of(report) if finding.key in wanted]
    if not found:
        raise CannotDismiss(_("This finding is not there any more."))
    if any(finding.level == Level.ERROR for finding in found):
        raise CannotDismiss(
            _("An error can't be dismissed. Correct it, or release it with a reason at the next move.")
        )
    version, name = report.version, name_of(by)
    values = {"report": report, "version": version, "by": by, "by_name": name, "at": timezone.now()}
    rows = [_row(finding, values) for finding in found]
    Dismissal.objects.bulk_create(rows, ignore_conflicts=True)
    return rows


def remove(report: Report, key: str) -> Dismissal | None:
    """Delete a dismissal, as a part of workflow.show_again(); None where there was none."""
    dismissal = dismissals_of(report).get(key)
    if dismissal:
        Dismissal.objects.filter(pk=dismissal.pk).delete()
    return dismissal


def move_dismissals(copy: Report, original: Report) -> None:
    """Give the dismissals of a working copy to the original that now has its words."""
    version, known = original.version, dismissals_of(original).keys()
    Dismissal.objects.filter(report=copy, version=version).exclude(key__in=known).update(report=original)


@contextmanager
def carried(report: Report) -> Iterator[None]:
    """Keep the dismissals of a report whose words are changed by a fix inside the block.

    A finding is recognised by its kind, its place, its words, and its number among those that have all three.
    """
    before = findings_of(report)
    rows = dismissals_of(report)
    yield
    if not rows:
        return
    names = dict(zip(_names(before), before, strict=True))
    kept = {name: rows[finding.key] for name, finding in names.items() if finding.key in rows}
    after = findings_of(report)
    version = report.version
    Dismissal.objects.bulk_create(
        (
            _row(finding, _values(kept[name]) | {"report": report, "version": version})
            for name, finding in zip(_names(after), after, strict=True)
            if name in kept and finding.level != Level.ERROR
        ),
        ignore_conflicts=True,
    )


def _names(findings: Iterable[Finding]) -> Iterator[tuple[str, str, str, int]]:
    """Kind, place, words and number of each finding."""
    seen: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        name = (finding.code, finding.place, finding.words)
        seen[name] = seen.get(name, -1) + 1
        yield (*name, seen[name])


def _values(row: Dismissal) -> dict[str, Any]:
    return {"by": row.by, "by_name": row.by_name, "at": row.at}


def _row(finding: Finding, values: dict[str, Any]) -> Dismissal:
    length = Dismissal._meta.get_field("words").max_length
    return Dismissal(key=finding.key, code=finding.code, words=finding.words[:length], **values)
