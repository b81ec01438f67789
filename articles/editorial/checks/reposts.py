"""Words that mean something else when a report is printed again elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.lists import pattern_of
from articles.editorial.checks.manuscript import Manuscript

REPOST = _("In a repost, “today” and “our city” are those of the source.")
DAYS = Kind("relative_day_in_repost", Level.HINT, _("Today, recently: in a repost"), REPOST)
PLACES = Kind("our_place_in_repost", Level.WARNING, _("Our city, our office: in a repost"), REPOST)

SAID: Final = re.compile("“[^”]*”|「[^」]*」")


def relative_days_in_repost(manuscript: Manuscript) -> Iterator[Finding]:
    """今日, 昨天, 近日."""
    return _found(manuscript, DAYS, "days", _("Write the date."))


def our_places_in_repost(manuscript: Manuscript) -> Iterator[Finding]:
    """我市, 本院, 本报."""
    return _found(manuscript, PLACES, "places", _("Write the name."))


def _found(manuscript: Manuscript, kind: Kind, words: str, advice: object) -> Iterator[Finding]:
    """The words outside of what people say."""
    if not manuscript.is_repost:
        return
    for place, text in manuscript.passages():
        told = SAID.sub(lambda match: "“" * len(match.group()), _without_statements(manuscript, text))
        for match in pattern_of("reposts", words).finditer(told):
            yield kind.at(place, match.group(), advice, start=match.start())


def _without_statements(manuscript: Manuscript, text: str) -> str:
    for said in manuscript.statements:
        for line in filter(None, said.text.split("\n")):
            text = text.replace(line, "“" * len(line))
    return text
