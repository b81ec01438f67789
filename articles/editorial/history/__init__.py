"""What reports said: revisions that can be compared and restored, and changes brought together."""

from articles.editorial.history.compare import changed, compare
from articles.editorial.history.restoring import hand_over, restore
from articles.editorial.history.revisions import keep, latest, record, recording, recording_each
from articles.editorial.history.snapshots import put
from articles.models.snapshots import content_of, contents_of, version_of

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
