"""Feeds (RSS, Atom, JSON Feed) with the full text.

There is one for the site, each section, tag, speaker and organisation, and each search.
"""

from .formats import ATOM, FORMATS, JSON, RSS
from .searching import SearchFeed
from .site import OrganisationFeed, SectionFeed, SiteFeed, SpeakerFeed, TagFeed

__all__ = [
    "ATOM",
    "FORMATS",
    "JSON",
    "RSS",
    "OrganisationFeed",
    "SearchFeed",
    "SectionFeed",
    "SiteFeed",
    "SpeakerFeed",
    "TagFeed",
]
