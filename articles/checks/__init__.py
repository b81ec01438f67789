"""What is wrong with a report before it goes out.

A check is a small pure function from a manuscript to its findings; it asks nothing of the database.
A new one is written in a file named for what it looks at, and added to CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from articles.checks.dates import event_year_unknown
from articles.checks.finding import Finding, Level
from articles.checks.lost_words import lost_statements
from articles.checks.manuscript import Manuscript, Said, manuscript_of

Check = Callable[[Manuscript], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (lost_statements, event_year_unknown)


def run(manuscript: Manuscript) -> list[Finding]:
    """Every finding of every check, in the order of CHECKS."""
    return [finding for check in CHECKS for finding in check(manuscript)]


__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Level",
    "Manuscript",
    "Said",
    "lost_statements",
    "manuscript_of",
    "run",
]
