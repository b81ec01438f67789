"""Two entries become one, and two again where that was a mistake."""

from .merge import CannotMerge, merge_organisations, merge_speakers, merge_tags
from .overlaps import overlapping, overlaps_between
from .undo import CannotTakeBack, rows_moved, take_back

__all__ = [
    "CannotMerge",
    "CannotTakeBack",
    "merge_organisations",
    "merge_speakers",
    "merge_tags",
    "overlapping",
    "overlaps_between",
    "rows_moved",
    "take_back",
]
