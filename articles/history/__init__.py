"""What reports said: revisions that can be compared and restored, and changes brought together."""

from articles.history.content import put
from articles.history.revisions import keep, latest, record, recording, recording_each
from articles.models.content import content_of, contents_of, version_of

__all__ = [
    "content_of",
    "contents_of",
    "keep",
    "latest",
    "put",
    "record",
    "recording",
    "recording_each",
    "version_of",
]
