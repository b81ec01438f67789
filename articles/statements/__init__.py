"""Marks who said what in a report's body.

The body's HTML, its statements and its photos become a sequence of blocks for the template. A statement
that takes up whole paragraphs stands in a block of its own, with the speaker in the margin; one inside a
paragraph is labelled and underlined in place. Points are set as lists. The words stay as they are: nothing
is added to them but labels, and whatever is added is escaped.
"""

from .attribution.blocks import Block, Part, StatementSpan, attribute, statement_parts, still_in_body
from .attribution.speakers import ReportSpeaker, speakers_of
from .places import renumber_statements

__all__ = [
    "Block",
    "Part",
    "ReportSpeaker",
    "StatementSpan",
    "attribute",
    "renumber_statements",
    "speakers_of",
    "statement_parts",
    "still_in_body",
]
