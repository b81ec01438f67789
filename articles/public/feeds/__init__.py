"""What is new, as RSS, Atom and JSON Feed, with the full text: on the whole site, in a section, under a tag,
with a speaker or an organisation, and of a search for reports or for statements."""

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
