"""Acts on many reports at once, by the names that the list of reports has for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles.editorial import filing, workflow
from articles.editorial.editing import RowGone
from articles.editorial.filing import Outcome
from articles.models import BulkAct, Report, Section

Action = BulkAct.Action
Values = dict[str, Any]  # of the form, as JSON holds them

TRANSITIONS = (Action.PUBLISH, Action.WITHDRAW)


def apply(action: str, ids: Sequence[int], values: Values, *, by: User) -> Outcome:
    """Act on the reports that may be acted on.

    Raises PermissionDenied where the account is closed, or what was asked for is gone.
    """
    if action in TRANSITIONS:
        reports = Report.objects.filter(pk__in=ids).order_by("pk")
        return Outcome(*workflow.transition_each(reports, action, by=by, **values))
    if action == Action.ERASE:
        return _erase(ids, by)
    if action == Action.ADD_TAGS:
        return filing.add_tags(ids, values["tags"], by=by)
    if action == Action.REMOVE_TAGS:
        return filing.remove_tags(ids, values["tags"], by=by)
    if action == Action.SET_OCCASION:
        return filing.set_occasion(ids, values["occasion"], by=by)
    return filing.set_section(ids, _section(values["section"]), by=by)


def _section(key: int) -> Section:
    section = Section.objects.filter(pk=key).first()
    if section is None:
        raise RowGone(_("The entry is not there any more."))
    return section


def _erase(ids: Sequence[int], by: User) -> Outcome:
    outcome = Outcome()
    for report in Report.objects.filter(pk__in=ids).order_by("pk"):
        try:
            workflow.erase(report, by=by)
        except workflow.TransitionNotAllowed as error:
            outcome.refused.append((report, str(error)))
        else:
            outcome.done.append(report)
    return outcome
