"""The data of the findings panel: groups by level and kind, with the words in their context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from articles.editorial.checks import Finding, Level, manuscript_of, run
from articles.editorial.checks.dismissals import dismissals_of
from articles.editorial.workflow import Release, releases_of
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
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind and level; `legal_basis` if they all have the same."""

    level: str
    level_name: str
    code: str
    name: str
    legal_basis: str
    entries: list[Entry]

    @property
    def id(self) -> str:
        return f"{self.code}-{self.level}"

    @property
    def fixable(self) -> int:
        return sum(entry.finding.fix is not None for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Panel:
    """The findings of one report, grouped."""

    groups: list[Group]
    dismissed: list[Entry]
    released: list[Entry]
    counts: list[tuple[str, str, int]]


def panel_of(report: Report) -> Panel:
    """The findings of the stored report by level, each kind in the order of the text."""
    manuscript = manuscript_of(report)
    rows, releases = dismissals_of(report), releases_of(report)
    findings = run(manuscript)
    kinds = list(dict.fromkeys(finding.code for finding in findings))
    findings.sort(key=lambda each: (ORDER.index(each.level), kinds.index(each.code), _in_order(each)))
    texts = dict(manuscript.passages())
    entries = [_entry(texts, finding, rows.get(key), releases.get(key)) for key, finding in _keyed(findings)]
    still = [entry for entry in entries if not (entry.dismissal or entry.release)]
    groups = [
        _group(list(theirs))
        for _kind, theirs in groupby(still, key=lambda entry: (entry.finding.level, entry.finding.code))
    ]
    return Panel(
        groups,
        dismissed=[entry for entry in entries if entry.dismissal],
        released=[entry for entry in entries if entry.release],
        counts=_counts(still),
    )


def _keyed(findings: list[Finding]) -> Iterator[tuple[str, Finding]]:
    return ((finding.key, finding) for finding in findings)


def _in_order(finding: Finding) -> tuple[int, int, int]:
    part, _colon, number = finding.place.partition(":")
    return PARTS.index(part) if part in PARTS else len(PARTS), int(number or 0), finding.start


def _group(entries: list[Entry]) -> Group:
    first = entries[0].finding
    bases = {str(entry.finding.legal_basis) for entry in entries}
    return Group(
        level=str(first.level),
        level_name=str(WordRule.Level(first.level).label),
        code=first.code,
        name=str(first.name),
        legal_basis=bases.pop() if len(bases) == 1 else "",
        entries=entries,
    )


def _counts(entries: list[Entry]) -> list[tuple[str, str, int]]:
    """Level, its name and its number of findings, where there are any."""
    numbers = [(level, sum(entry.finding.level == level for entry in entries)) for level in ORDER]
    return [(str(level), str(WordRule.Level(level).label), number) for level, number in numbers if number]


def _entry(
    texts: dict[str, str], finding: Finding, dismissal: Dismissal | None, release: Release | None
) -> Entry:
    text = texts.get(finding.place, "")
    before, after = "", ""
    if text[finding.start : finding.end] == finding.words:
        before = text[max(finding.start - AROUND, 0) : finding.start]
        after = text[finding.end : finding.end + AROUND]
    words = finding.words
    shown = words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…"
    where, anchor = _where(finding.place)
    return Entry(finding, where, anchor, before, shown, after, dismissal, release)


def _where(place: str) -> tuple[str, str]:
    """The name of a place, and the id of its form field."""
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
