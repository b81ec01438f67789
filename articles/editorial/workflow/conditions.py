"""The conditions of transitions on the report and the person: each returns why not, or "" where it holds."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Report, SignOff, Transition
from articles.models.fields import field_of

NOT_YOURS = gettext_lazy("You may not do this.")
#: The columns about its origin that a repost must have filled from the second review on.
OF_A_REPOST = ("source", "original_title", "original_author", "responsible_editor")


def has_text(report: Report, by: Any) -> str:
    if report.title.strip() and report.paragraphs:
        return ""
    return _("A report needs a title and a body before it goes on.")


def repost_says_from_where(report: Report, by: Any) -> str:
    if not report.is_repost:
        return ""
    missing = [str(field_of(Report, name).verbose_name) for name in OF_A_REPOST if not getattr(report, name)]
    return _("A repost needs: %s.") % "、".join(missing) if missing else ""


def not_by_its_author(report: Report, by: Any) -> str:
    """The author, who revised it and who submitted it sign no stage."""
    if by is None:
        return _("Only a person signs.")
    if by.pk in {report.author_id, report.original.author_id, _submitter(report)}:
        return _("Nobody signs their own report: somebody else must.")
    return ""


def submitted_by_them(report: Report, by: Any) -> str:
    return "" if by is None or by.pk in {report.author_id, _submitter(report)} else str(NOT_YOURS)


def is_unsigned(report: Report, by: Any) -> str:
    """Nobody has signed these words yet."""
    if SignOff.objects.filter(report=report.original, version=report.version).exists():
        return _("It has been signed: the reviewers decide now.")
    return ""


def not_signed_before(report: Report, by: Any) -> str:
    if SignOff.objects.filter(report=report.original, version=report.version, by=by).exists():
        return _("You have signed another stage of this version: somebody else must sign this one.")
    return ""


def is_scheduled(report: Report, by: Any) -> str:
    if report.live_from is None:
        return _("It is not scheduled.")
    return _("It is live already.") if report.is_public() else ""


def is_not_scheduled(report: Report, by: Any) -> str:
    scheduled = report.status == Report.Status.PUBLISHED and not report.is_public()
    return _("It is not live yet: take it off the schedule first.") if scheduled else ""


def is_on_site(report: Report, by: Any) -> str:
    return "" if report.live_from else _("It is not on the site.")


def has_no_copy(report: Report, by: Any) -> str:
    if report.copy_of_id is None and not open_copies(report).exists():
        return ""
    return _("There is a working copy of this report already: publish it or put it into the bin first.")


def only_copy(report: Report, by: Any) -> str:
    if report.copy_of is None or not open_copies(report.copy_of).exclude(pk=report.pk).exists():
        return ""
    return _("There is a working copy of this report already: publish it or put it into the bin first.")


def original_is_published(report: Report, by: Any) -> str:
    if report.copy_of is None or report.copy_of.status == Report.Status.PUBLISHED:
        return ""
    return _("The report that this is a working copy of is not published any more.")


def theirs_or_any(report: Report, by: Any) -> str:
    if by is None or report.author_id in {None, by.pk} or by.has_perm("articles.edit_any_report"):
        return ""
    return str(NOT_YOURS)


def open_copies(report: Report) -> Any:
    """The working copy of a published report that is not in the bin, if there is one."""
    return Report.objects.filter(copy_of=report.pk).exclude(status=Report.Status.BINNED)


def _submitter(report: Report) -> int | None:
    moves = Transition.objects.filter(
        report=report.original, of_copy=report.copy_of_id is not None, action=Transition.Action.SUBMIT
    )
    return moves.order_by("-at", "-pk").values_list("by", flat=True).first()
