"""Merge two entries of the register, and undo it."""

from .merge import CannotMerge, merge_organisations, merge_speakers, merge_tags
from .overlaps import overlapping, overlaps_between
from .undo import CannotUndo, rows_moved, undo_merge

__all__ = [
    "CannotMerge",
    "CannotUndo",
    "merge_organisations",
    "merge_speakers",
    "merge_tags",
    "overlapping",
    "overlaps_between",
    "rows_moved",
    "undo_merge",
]
