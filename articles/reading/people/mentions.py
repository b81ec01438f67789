"""Where people are named: full names with the posts and bodies printed beside them, and short forms."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from articles.reading.people.context_mentions import (
    after_bodies,
    appointed,
    at_clause_starts,
    dotted,
    introduced,
    side_by_side,
    told_of,
)
from articles.reading.people.derived_mentions import again, lists, short_forms
from articles.reading.people.mention_search import Mention, MentionSearch
from articles.reading.people.titled_mentions import after_posts, after_roles, before_posts

# From the surest to those that need the ones before.
STEPS: Final[tuple[Callable[[MentionSearch], None], ...]] = (
    appointed,
    dotted,
    before_posts,
    after_posts,
    after_roles,
    after_bodies,
    at_clause_starts,
    introduced,
    told_of,
    lists,
    side_by_side,
    again,
    lists,
    short_forms,
)


def find_mentions(text: str, known: Collection[str] = ()) -> list[Mention]:
    """All mentions of people in a levelled text, in order; `known` names are believed anywhere."""
    search = MentionSearch(text, known)
    for step in STEPS:
        step(search)
    return [search.mentions[start] for start in sorted(search.mentions)]
