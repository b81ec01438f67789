"""Findings that somebody has looked at and let stand. That holds for one version of a report."""

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
    """The dismissals that hold for the report as it is now, by the key of their finding."""
    return {row.key: row for row in Dismissal.objects.filter(report=report, version=report.version)}


def dismiss(report: Report, keys: Iterable[str], *, by: Any) -> int:
    """Let these findings stand as long as the report says what it says now; how many were dismissed.

    Raises CannotDismiss where none of them is there any more, or one is an error.
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
    made = {"report": report, "version": version, "by": by, "by_name": name, "at": timezone.now()}
    Dismissal.objects.bulk_create((_row(finding, made) for finding in found), ignore_conflicts=True)
    return len(found)


def show_again(report: Report, key: str) -> Dismissal | None:
    """Take a dismissal back; gives it, None where there was none."""
    dismissal = dismissals_of(report).get(key)
    if dismissal:
        Dismissal.objects.filter(pk=dismissal.pk).delete()
    return dismissal


def hand_over(copy: Report, original: Report) -> None:
    """What was dismissed on a working copy stays dismissed when its words stand in the original."""
    version, seen = original.version, dismissals_of(original).keys()
    Dismissal.objects.filter(report=copy, version=version).exclude(key__in=seen).update(report=original)


@contextmanager
def carried(report: Report) -> Iterator[None]:
    """A change by the machine, of exactly the words of a finding: what was dismissed before stays dismissed.

    It is known again by its words and its place in the order of the same words of its kind.
    """
    before = findings_of(report)
    rows = dismissals_of(report)
    yield
    if rows:
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
    """Each finding by kind, place, words, and how many like it came before."""
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
