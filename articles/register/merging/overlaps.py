"""Posts of the register that one person seems to hold twice at one time.

The forms of the desk refuse such entries, but when two speakers or organisations become one it may turn out
that both were entered with the same post. Which dates are right only a person can tell.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product

from django.db.models import Count

from articles.models import Membership, Organisation, Speaker, Tag

SAME = ("speaker", "organisation", "role")


def overlaps_between(
    one: Speaker | Organisation | Tag, other: Speaker | Organisation | Tag
) -> list[tuple[Membership, Membership]]:
    """The posts of two entries that would be held twice at one time if the two were one; tags have none."""
    if isinstance(one, Tag):
        return []
    role = {Speaker: "organisation_id", Organisation: "speaker_id"}[type(one)]
    memberships, others = (
        each.memberships.select_related("speaker", "organisation") for each in (one, other)
    )
    return [
        (post, theirs)
        for post, theirs in product(memberships, others)
        if post.role == theirs.role and getattr(post, role) == getattr(theirs, role) and post.overlaps(theirs)
    ]


def overlapping() -> set[int]:
    """The keys of all posts of the register that are held twice at one time."""
    twice = Membership.objects.order_by().values(*SAME).annotate(number=Count("pk")).filter(number__gt=1)
    speakers = {row["speaker"] for row in twice}
    groups: dict[tuple, list[Membership]] = defaultdict(list)
    for post in Membership.objects.filter(speaker__in=speakers):
        groups[post.speaker_id, post.organisation_id, post.role].append(post)
    pairs = (pair for memberships in groups.values() for pair in combinations(memberships, 2))
    return {post.pk for one, other in pairs if one.overlaps(other) for post in (one, other)}
