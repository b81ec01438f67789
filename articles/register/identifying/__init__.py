"""Who is meant by printed names, as people decide: the queue of open ones, answers, splits, and the way back.

Who may decide is asked by the caller.
"""

from .answers import CannotDecide, dismiss, identify, split
from .queue import Card, cards, waiting
from .undo import take_back

__all__ = ["CannotDecide", "Card", "cards", "dismiss", "identify", "split", "take_back", "waiting"]
