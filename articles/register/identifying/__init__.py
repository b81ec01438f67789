"""Who is meant by printed names, as people decide: the queue of undecided ones, decisions, and their undo."""

from .answers import CannotDecide, dismiss, identify, split
from .queue import Card, cards, undecided
from .undo import PERMISSIONS, undo_decision

__all__ = [
    "PERMISSIONS",
    "CannotDecide",
    "Card",
    "cards",
    "dismiss",
    "identify",
    "split",
    "undecided",
    "undo_decision",
]
