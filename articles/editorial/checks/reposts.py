"""Checks of reposts: relative dates and places, which mean those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level, Text
from articles.editorial.checks.lists import pattern_of
from articles.editorial.checks.manuscript import Manuscript

REPOST = _("In a repost, “today” and “our city” are those of the source.")
DAYS = Kind("relative_day_in_repost", Level.HINT, _("Today, recently: in a repost"), REPOST)
PLACES = Kind("our_place_in_repost", Level.WARNING, _("Our city, our office: in a repost"), REPOST)

QUOTED: Final = re.compile("“[^”]*”|「[^」]*」")


def relative_days_in_repost(manuscript: Manuscript) -> Iterator[Finding]:
    """Relative days in a repost: 今日, 昨天, 近日."""
    return _find_words(manuscript, DAYS, "days", _("Write the date."))


def our_places_in_repost(manuscript: Manuscript) -> Iterator[Finding]:
    """The source's own places in a repost: 我市, 本院, 本报."""
    return _find_words(manuscript, PLACES, "places", _("Write the name."))


def _find_words(manuscript: Manuscript, kind: Kind, words: str, advice: Text) -> Iterator[Finding]:
    """Find words of a list outside of quotations and statements."""
    if not manuscript.is_repost:
        return
    for place, text in manuscript.passages():
        unquoted = QUOTED.sub(lambda match: "“" * len(match.group()), _without_statements(manuscript, text))
        for match in pattern_of("reposts", words).finditer(unquoted):
            yield kind.at(place, match.group(), advice, start=match.start())


def _without_statements(manuscript: Manuscript, text: str) -> str:
    for statement in manuscript.statements:
        for line in filter(None, statement.text.split("\n")):
            text = text.replace(line, "“" * len(line))
    return text
