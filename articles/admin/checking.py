"""The findings of the checks beside a report: what to look at, one-click fixes, dismissals."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import workflow
from articles.checks import Finding, Level, Manuscript, findings_of, manuscript_of, run
from articles.checks.dismissals import CannotDismiss, dismiss, dismissals_of, show_again
from articles.checks.fixing import CannotFix, fix
from articles.checks.lost_words import LOST
from articles.models import Dismissal, Report, WordRule

AROUND = 12  # characters of context on each side
MOST_WORDS = 40  # characters of long words that are shown
ORDER = tuple(Level)
PARTS = ("title", "summary", "paragraph")  # in the order in which they are read


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding as the panel shows it."""

    finding: Finding
    where: str
    anchor: str
    before: str
    words: str
    after: str
    dismissal: Dismissal | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind and level; `ground` where they all rest on the same."""

    level: str
    level_name: str
    code: str
    name: str
    ground: str
    entries: list[Entry]

    @property
    def id(self) -> str:
        return f"{self.code}-{self.level}"

    @property
    def fixable(self) -> int:
        return sum(entry.finding.fix is not None for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Panel:
    """All that the panel shows of one report."""

    groups: list[Group]
    dismissed: list[Entry]
    counts: list[tuple[str, str, int]]


def panel_of(report: Report) -> Panel:
    """The findings of a report as it is stored, the heaviest first, each kind in the order of the text."""
    manuscript = manuscript_of(report)
    rows = dismissals_of(report)
    findings = run(manuscript)
    kinds = list(dict.fromkeys(finding.code for finding in findings))
    findings.sort(key=lambda each: (ORDER.index(each.level), kinds.index(each.code), _in_order(each)))
    entries = [_entry(manuscript, finding, rows.get(finding.key)) for finding in findings]
    still = [entry for entry in entries if not entry.dismissal]
    groups = [
        _group(list(theirs))
        for _kind, theirs in groupby(still, key=lambda entry: (entry.finding.level, entry.finding.code))
    ]
    return Panel(groups, [entry for entry in entries if entry.dismissal], _counts(still))


def _in_order(finding: Finding) -> tuple[int, int, int]:
    part, _colon, number = finding.place.partition(":")
    return PARTS.index(part) if part in PARTS else len(PARTS), int(number or 0), finding.start


def _group(entries: list[Entry]) -> Group:
    first = entries[0].finding
    grounds = {str(entry.finding.ground) for entry in entries}
    return Group(
        level=str(first.level),
        level_name=str(WordRule.Level(first.level).label),
        code=first.code,
        name=str(first.name),
        ground=grounds.pop() if len(grounds) == 1 else "",
        entries=entries,
    )


def _counts(entries: list[Entry]) -> list[tuple[str, str, int]]:
    """Level, its name, and how many there are, where there are any."""
    numbers = [(level, sum(entry.finding.level == level for entry in entries)) for level in ORDER]
    return [(str(level), str(WordRule.Level(level).label), number) for level, number in numbers if number]


def _entry(manuscript: Manuscript, finding: Finding, dismissal: Dismissal | None) -> Entry:
    texts = dict(manuscript.passages())
    text = texts.get(finding.place, "")
    before, after = "", ""
    if text[finding.start : finding.end] == finding.words:
        before = text[max(finding.start - AROUND, 0) : finding.start]
        after = text[finding.end : finding.end + AROUND]
    words = finding.words
    shown = words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…"
    where, anchor = _where(finding.place)
    return Entry(finding, where, anchor, before, shown, after, dismissal)


def _where(place: str) -> tuple[str, str]:
    """What a place is called, and the id of what an editor changes there."""
    part, _colon, number = place.partition(":")
    if part == "paragraph":
        return _("Paragraph %d") % (int(number) + 1), "id_body"
    names = {
        "title": (_("Title"), "id_title"),
        "summary": (_("Summary"), "id_summary"),
        "event_start": (_("Event date"), "id_event_start"),
        "event_end": (_("End of the event"), "id_event_end"),
        "photo": (_("Photo"), "photos-group"),
        "image": (_("Picture in the body"), "id_body"),
        "statement": (_("Statement"), "statements-group"),
        "people": (_("People"), "appearances-group"),
    }
    return names.get(part, (_("Body"), "id_body"))


class CheckingMixin:
    """The panel in the report's form, the same as a page of its own, and what its buttons do."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.findings_view)
        return [
            path("<path:object_id>/findings/", view, name="articles_report_findings"),
            *super().get_urls(),
        ]

    def panel_context(self, request: HttpRequest, report: Report) -> dict[str, Any]:
        """What the panel's template needs."""
        return {
            "panel": panel_of(report),
            "findings_url": reverse("admin:articles_report_findings", args=[report.pk]),
            "may_fix": self.has_change_permission(request, report),
            "may_dismiss": _may_dismiss(request),
        }

    def findings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The findings on a page of their own; on POST fix, dismiss or show one again."""
        report = self.get_object(request, object_id)
        if report is None:
            raise Http404
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        if request.method == "POST":
            self._act(request, report)
            return redirect(request.path if request.POST.get("next") == "page" else _form_of(report))
        context = {
            **self.admin_site.each_context(request),
            **self.panel_context(request, report),
            "title": _("To look at"),
            "opts": self.opts,
            "report": report,
            "alone": True,
        }
        return TemplateResponse(request, "admin/articles/report/findings_page.html", context)

    def _act(self, request: HttpRequest, report: Report) -> None:
        """What the button says that was pressed: fix=KEY, fix_kind=CODE, dismiss=KEY, again=KEY."""
        acts = {"fix": self._fix, "fix_kind": self._fix, "dismiss": self._dismiss, "again": self._again}
        for name, act in acts.items():
            if value := request.POST.get(name):
                return act(request, report, name, value)
        return None

    def _fix(self, request: HttpRequest, report: Report, name: str, value: str) -> None:
        if not self.has_change_permission(request, report):
            raise PermissionDenied
        chosen = {value} if name == "fix" else _keys_of(report, value)
        try:
            fixed = fix(report, lambda finding: finding.key in chosen, by=request.user)
        except CannotFix as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        workflow.settle(report, request.user)
        text = ngettext("%(number)d place was corrected.", "%(number)d places were corrected.", len(fixed))
        text %= {"number": len(fixed)}
        self.log_change(request, report, text)
        self.message_user(request, text, messages.SUCCESS)

    def _dismiss(self, request: HttpRequest, report: Report, name: str, value: str) -> None:
        if not _may_dismiss(request):
            raise PermissionDenied
        try:
            dismiss(report, [value], by=request.user)
        except CannotDismiss as error:
            self.message_user(request, str(error), messages.ERROR)

    def _again(self, request: HttpRequest, report: Report, name: str, value: str) -> None:
        if not _may_dismiss(request):
            raise PermissionDenied
        show_again(report, value)

    def say_findings(self, request: HttpRequest, report: Report) -> None:
        """After a save: which statements lost their words, and how many errors there are besides."""
        errors = [finding for finding in findings_of(report) if finding.level == Level.ERROR]
        lost = [finding for finding in errors if finding.code == LOST.code]
        for finding in lost:
            text = _("Not in the body any more: “%(words)s” %(advice)s")
            values = {"words": finding.words, "advice": finding.advice}
            self.message_user(request, text % values, messages.WARNING)
        if number := len(errors) - len(lost):
            text = ngettext(
                "The checks found %(number)d error. It stops the report until it is corrected, or released "
                "with a reason.",
                "The checks found %(number)d errors. They stop the report until they are corrected, or "
                "released with a reason.",
                number,
            )
            self.message_user(request, text % {"number": number}, messages.WARNING)


def _keys_of(report: Report, group: str) -> set[str]:
    """The findings of one group of the panel, by its name there; not those that were let stand."""
    return {
        entry.finding.key for each in panel_of(report).groups if each.id == group for entry in each.entries
    }


def _may_dismiss(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.change_report")


def _form_of(report: Report) -> str:
    return reverse("admin:articles_report_change", args=[report.pk]) + "#findings"
