"""What reports said: revisions that can be compared and restored, and changes brought together."""

from articles.editorial.history.compare import changed, compare
from articles.editorial.history.restoring import hand_over, restore
from articles.editorial.history.revisions import (
    ensure_recorded,
    ensure_recorded_each,
    latest,
    record,
    recording,
    recording_each,
)
from articles.editorial.history.snapshots import apply_snapshot
from articles.models.snapshots import snapshot_of, snapshots_of, version_of

__all__ = [
    "apply_snapshot",
    "changed",
    "compare",
    "ensure_recorded",
    "ensure_recorded_each",
    "hand_over",
    "latest",
    "record",
    "recording",
    "recording_each",
    "restore",
    "snapshot_of",
    "snapshots_of",
    "version_of",
]
