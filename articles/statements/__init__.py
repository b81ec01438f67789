"""Attribute the words of a body to their speakers, for readers.

The body's HTML, its statements and its photos become a sequence of blocks for the template. A statement
that takes up whole paragraphs stands in a block of its own, with the speaker in the margin; one inside a
paragraph is labelled and underlined in place. Points become lists. The words stay as they are: only labels
are added, and they are escaped.
"""

from .attribution.blocks import Block, Part, StatementSpan, attribute, statement_parts, still_in_body
from .attribution.speakers import ReportSpeaker, speakers_of
from .places import found_in

__all__ = [
    "Block",
    "Part",
    "ReportSpeaker",
    "StatementSpan",
    "attribute",
    "found_in",
    "speakers_of",
    "statement_parts",
    "still_in_body",
]
