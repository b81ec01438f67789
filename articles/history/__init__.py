"""What reports said: revisions that can be compared and restored, and changes brought together."""

from articles.history.compare import changed, compare
from articles.history.content import put
from articles.history.restoring import hand_over, restore
from articles.history.revisions import keep, latest, record, recording, recording_each
from articles.models.content import content_of, contents_of, version_of

__all__ = [
    "changed",
    "compare",
    "content_of",
    "contents_of",
    "hand_over",
    "keep",
    "latest",
    "put",
    "record",
    "recording",
    "recording_each",
    "restore",
    "version_of",
]
