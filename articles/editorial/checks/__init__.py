"""Checks: what is wrong with a report before it is published.

A check is a pure function from a Manuscript to its findings; it makes no query. To add one, write it in the
file named for its subject, or in a new file, and add it to CHECKS below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from articles.editorial.checks import (
    cases,
    characters,
    dates,
    leftovers,
    links,
    numbering,
    pairs,
    people,
    privacy,
    punctuation,
    repeats,
    reposts,
    wording,
)
from articles.editorial.checks.finding import Finding, Level
from articles.editorial.checks.gathering import manuscript_of, manuscripts_of
from articles.editorial.checks.lost_words import lost_statements
from articles.editorial.checks.manuscript import Manuscript, StatementText
from articles.models import Report

Check = Callable[[Manuscript], Iterator[Finding]]

#: Every check, in the order in which findings are shown.
CHECKS: tuple[Check, ...] = (
    lost_statements,
    privacy.identity_numbers,
    privacy.mobile_numbers,
    privacy.bank_accounts,
    privacy.home_addresses,
    privacy.number_plates,
    cases.minors_named,
    cases.involved_named,
    cases.criminal_before_verdict,
    characters.broken_characters,
    characters.invisible_characters,
    characters.traditional_characters,
    characters.full_width_digits,
    characters.spaces_among_han,
    wording.procuratorate_names,
    wording.chief_procurator,
    wording.congress_posts,
    wording.congress_deputies,
    wording.word_list,
    people.name_disagrees,
    people.post_disagrees,
    people.first_mentions,
    dates.impossible_dates,
    dates.impossible_times,
    dates.wrong_weekdays,
    dates.event_year_unknown,
    dates.event_after_publication,
    dates.year_zero,
    pairs.unpaired_quotes,
    pairs.unpaired_brackets,
    pairs.unpaired_title_marks,
    punctuation.half_width_marks,
    punctuation.straight_quotes,
    punctuation.doubled_marks,
    punctuation.typed_dots,
    numbering.numbering_jumps,
    repeats.repeated_paragraphs,
    repeats.repeated_sentences,
    repeats.title_in_body,
    repeats.doubled_characters,
    leftovers.placeholders,
    leftovers.crosses,
    leftovers.to_be_decided,
    leftovers.title_ends,
    links.dead_links,
    links.links_to_unpublished,
    links.pictures_without_words,
    links.pictures_missing,
    reposts.relative_days_in_repost,
    reposts.our_places_in_repost,
)


def run(manuscript: Manuscript) -> list[Finding]:
    """All findings of all checks, in the order of CHECKS."""
    return [finding for check in CHECKS for finding in check(manuscript)]


def findings_of(report: Report) -> list[Finding]:
    """All findings in a stored report, dismissed ones included."""
    return run(manuscript_of(report))


def blocking(report: Report) -> list[Finding]:
    """Errors in a report: each stops it until it is released with a reason. Errors can't be dismissed."""
    return _errors(findings_of(report))


def blocking_each(reports: Sequence[Report]) -> list[list[Finding]]:
    """blocking() of several reports, with the queries of one."""
    return [_errors(run(manuscript)) for manuscript in manuscripts_of(reports)]


def _errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level == Level.ERROR]


__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Level",
    "Manuscript",
    "StatementText",
    "blocking",
    "blocking_each",
    "findings_of",
    "lost_statements",
    "manuscript_of",
    "run",
]
