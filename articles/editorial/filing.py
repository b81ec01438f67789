"""File many reports at once: section, occasion, tags. None of it is in the words that are signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.editorial.editing import Edit, editing_each, fresh
from articles.editorial.locking import lock_reports, retried
from articles.editorial.permissions import CHANGE, may_file
from articles.models import Report, Section


@dataclass
class Outcome:
    """The reports that were changed, and those that were not with the reason why."""

    done: list[Report] = field(default_factory=list)
    refused: list[tuple[Report, str]] = field(default_factory=list)


def add_tags(ids: Iterable[int], tags: list[str], *, by: User) -> Outcome:
    def change(edit: Edit) -> None:
        edit.report.tags.add(*tags)

    return _file_each(ids, change, by, "tags_added", {"tags": tags})


def remove_tags(ids: Iterable[int], tags: list[str], *, by: User) -> Outcome:
    def change(edit: Edit) -> None:
        edit.report.tags.remove(*tags)

    return _file_each(ids, change, by, "tags_removed", {"tags": tags})


def set_section(ids: Iterable[int], section: Section, *, by: User) -> Outcome:
    def change(edit: Edit) -> None:
        edit.report.section = section
        edit.columns.add("section")

    return _file_each(ids, change, by, "section_set", {"section": str(section)})


def set_occasion(ids: Iterable[int], occasion: str, *, by: User) -> Outcome:
    def change(edit: Edit) -> None:
        edit.report.occasion = occasion
        edit.columns.add("occasion")

    return _file_each(ids, change, by, "occasion_set", {"occasion": occasion})


@retried
def _file_each(
    ids: Iterable[int], change: Callable[[Edit], None], by: User, code: str, values: dict[str, Any]
) -> Outcome:
    """Change the reports that this person may file, in one transaction; who may is asked under the lock."""
    with transaction.atomic():
        account = fresh(by)
        outcome = Outcome()
        for report in lock_reports(ids).values():
            if account.has_perm(CHANGE) and may_file(account, report):
                outcome.done.append(report)
            else:
                outcome.refused.append((report, _("In this state you may not change it.")))
        with editing_each(outcome.done, by, code=code, values=values, may=may_file) as edits:
            for edit in edits:
                change(edit)
    return outcome
