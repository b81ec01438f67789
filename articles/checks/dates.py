"""Dates that a report can't go out with."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.finding import Finding, Level
from articles.checks.manuscript import Manuscript


def event_year_unknown(manuscript: Manuscript) -> Iterator[Finding]:
    """The source printed a day without a year; it is asked for, never guessed."""
    dates = {"event_start": manuscript.event_start}
    if manuscript.event_end != manuscript.event_start:
        dates["event_end"] = manuscript.event_end
    for place, value in dates.items():
        if value.startswith("--"):
            yield Finding(
                code="event_year_unknown",
                level=Level.WARNING,
                place=place,
                words=value,
                advice=_("The year of the event is not known. Look it up and add it."),
            )
