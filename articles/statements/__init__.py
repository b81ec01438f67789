"""Marks who said what in a report's body.

The body's HTML, its statements and its photos become a sequence of blocks for the template. A statement
that takes up whole paragraphs stands in a block of its own, with the speaker in the margin; one inside a
paragraph is labelled and underlined in place. Points are set as lists. The words stay as they are: nothing
is added to them but labels, and whatever is added is escaped.
"""

from .attribution.blocks import Block, Mark, Part, alone, mark, standing
from .attribution.speakers import Voice, voices_of
from .places import put_in_order

__all__ = ["Block", "Mark", "Part", "Voice", "alone", "mark", "put_in_order", "standing", "voices_of"]
