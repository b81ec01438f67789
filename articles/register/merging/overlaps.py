"""Overlaps: memberships by which one speaker holds the same post twice at one time.

The forms of the desk refuse them, but a merge of two speakers or organisations may bring them about. Which
dates are right only a person can tell.
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
    """The pairs of memberships that would overlap if two entries were merged; tags have none."""
    if isinstance(one, Tag):
        return []
    role = {Speaker: "organisation_id", Organisation: "speaker_id"}[type(one)]
    memberships, others = (
        each.memberships.select_related("speaker", "organisation") for each in (one, other)
    )
    return [
        (membership, theirs)
        for membership, theirs in product(memberships, others)
        if membership.role == theirs.role
        and getattr(membership, role) == getattr(theirs, role)
        and membership.overlaps(theirs)
    ]


def overlapping() -> set[int]:
    """The keys of all memberships that overlap another."""
    twice = Membership.objects.order_by().values(*SAME).annotate(number=Count("pk")).filter(number__gt=1)
    speakers = {row["speaker"] for row in twice}
    groups: dict[tuple, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.filter(speaker__in=speakers):
        groups[membership.speaker_id, membership.organisation_id, membership.role].append(membership)
    pairs = (pair for memberships in groups.values() for pair in combinations(memberships, 2))
    return {membership.pk for one, other in pairs if one.overlaps(other) for membership in (one, other)}
