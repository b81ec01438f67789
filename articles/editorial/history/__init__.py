"""What reports said: revisions that can be compared and restored, and changes brought together."""

from articles.editorial.history.compare import changed, compare
from articles.editorial.history.revisions import (
    ensure_recorded,
    ensure_recorded_each,
    latest,
    move_revisions,
    record_revision,
)
from articles.editorial.history.snapshots import apply_snapshot
from articles.models.snapshots import snapshot_of, snapshots_of, version_of

__all__ = [
    "apply_snapshot",
    "changed",
    "compare",
    "ensure_recorded",
    "ensure_recorded_each",
    "latest",
    "move_revisions",
    "record_revision",
    "snapshot_of",
    "snapshots_of",
    "version_of",
]
