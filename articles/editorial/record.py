"""The editorial record: every transition of a report, one line after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils import timezone

from articles.editorial.users import name_of
from articles.models import Report, Transition

REASON_LENGTH = Transition._meta.get_field("reason").max_length


class Note(NamedTuple):
    """What the machine says of a line, as messages.py puts it into words."""

    code: str = ""
    values: Mapping[str, Any] = {}


NO_NOTE = Note()


def record_transition(
    report: Report,
    action: str,
    *,
    from_status: str = "",
    by: Any = None,
    note: Note = NO_NOTE,
    **more: Any,
) -> Transition:
    """Add a line to the editorial record; a working copy has its lines in the record of its original.

    A line of the machine carries no version: it vouches for no words.
    """
    version = report.version if by else ""
    said = {"version": version, "code": note.code, "values": dict(note.values)}
    line = _line(report, action, from_status, by, role_of(by), **said | more)
    line.save(force_insert=True)
    return line


def record_transition_each(reports: Iterable[Report], action: str, *, by: Any = None) -> None:
    """Add the same line to the records of many; it carries no version, since nobody has read them."""
    role = role_of(by)
    Transition.objects.bulk_create(_line(report, action, "", by, role, version="") for report in reports)


def _line(report: Report, action: str, from_status: str, by: Any, role: str, **more: Any) -> Transition:
    return Transition(
        report=report.original,
        of_copy=report.copy_of_id is not None,
        action=action,
        from_status=from_status,
        to_status=report.status,
        by=by,
        by_name=name_of(by),
        by_role=role,
        at=timezone.now(),
        **more,
    )


def role_of(user: Any) -> str:
    """The groups that the account is in at this moment."""
    return "、".join(user.groups.order_by("pk").values_list("name", flat=True)) if user else ""
