"""Template tags and filters of the desk; admin/dashboard.py has the content of its first page."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from typing import Any

from django import template
from django.contrib.admin.views.main import ChangeList
from django.template import Context
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.timesince import timesince
from django.utils.translation import ngettext_lazy

from articles.editorial import messages, workflow
from articles.editorial.users import name_of
from articles.models import AuditEntry

register = template.Library()


def of_desk(name: str) -> Any:
    """A module of the desk. Django loads these tags in each web process: they must not load the desk."""
    return SimpleLazyObject(partial(import_module, f"articles.admin.{name}"))


changelists, dashboard, drawing, rows = map(of_desk, ("changelists", "dashboard", "drawing", "rows"))
finding_html, statement_html = of_desk("review.finding_html"), of_desk("parts.statement_html")
refusals = of_desk("intake.refusals")
register.filter("in_words", messages.in_words)
register.filter("remark", messages.remark)

#: Units of time for timesince(), which are written without a space in Chinese.
UNITS = {
    "year": ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    "month": ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    "week": ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    "day": ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    "hour": ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    "minute": ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
}


def of_dashboard(name: str) -> Callable[[], Any]:
    """A value of the first page."""

    def value() -> Any:
        return getattr(dashboard, name)()

    return value


for value in (
    *("reports_missed", "appearances_to_identify", "quiet_sections"),
    *("chart_of_weeks", "chart_of_speakers", "chart_of_tags"),
):
    register.simple_tag(of_dashboard(value), name=value)
register.simple_tag(workflow.counts, name="stages")
register.simple_tag(workflow.blocked_schedules)


@register.filter
def age(moment: datetime) -> str:
    """How long ago a moment was, in its largest unit; "" for less than a minute."""
    if timezone.now() - moment < timedelta(minutes=1):
        return ""
    return timesince(moment, depth=1, time_strings=UNITS)  # type: ignore[arg-type]  # lazy, as Django’s own


@register.filter
def refusal_in_words(refusal: str) -> str:
    """Why a file was refused."""
    words: str = refusals.in_words(refusal)
    return words


@register.filter
def person(user: Any) -> str:
    """The display name of an account."""
    return name_of(user)


@register.filter
def as_read(values: str | Sequence[str]) -> str:
    """Format times or days that were read from a text: 2019-08-06 17:19; a range of equal days as one."""
    texts = [values] if isinstance(values, str) else values
    return " – ".join(dict.fromkeys(text.replace("T", " ") for text in texts))


@register.simple_tag(takes_context=True)
def reports_waiting(context: Context) -> Any:
    """The reports that the current account can sign, publish or correct now."""
    return dashboard.reports_waiting(context["request"].user)


@register.simple_tag(takes_context=True)
def own_acts(context: Context) -> list[tuple[AuditEntry, str]]:
    """The last acts of the current account."""
    return dashboard.own_acts(context["request"].user)


@register.simple_tag
def fieldset_html(fieldset: Any, prefix: str, id_prefix: object, id_suffix: object, heading: int) -> str:
    """A fieldset of a form."""
    return drawing.fieldset(fieldset, f"{prefix}-{id_prefix}-{id_suffix}", heading)


@register.simple_tag
def findings_html(group: Any, page: str, may_fix: bool, may_dismiss: bool) -> str:
    """The findings of a group in the panel."""
    return finding_html.entries(group, page or "", may_fix=may_fix, may_dismiss=may_dismiss)


@register.simple_tag
def statements_html(inline: Any) -> str:
    """The statements in the form of a report."""
    return statement_html.statements(inline)


@register.simple_tag
def inline_rows_html(inline: Any) -> str:
    """The rows of an inline."""
    return drawing.inline_rows(inline)


@register.simple_tag(takes_context=True)
def app_list_html(context: Context, apps: list[dict[str, Any]], change_links: bool) -> str:
    """The models of the side bar or of the first page."""
    return drawing.app_list(apps, context["request"].path, change_links=change_links)


@register.inclusion_tag("admin/articles/rows.html")
def rows_of_list(changelist: ChangeList) -> dict[str, Any]:
    """The table of a list."""
    return rows.result_table(changelist)


@register.inclusion_tag("admin/date_hierarchy.html")
def dates_of_list(changelist: ChangeList) -> dict[str, Any] | None:
    """The years, months or days of the rows in a list."""
    return changelists.dates(changelist)
