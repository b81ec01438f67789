"""Attribution: show in the body of a report who said what.

Body, statements and photos become a sequence of blocks for the template. A statement of whole paragraphs is a
block with the speaker in the margin; one inside a paragraph is labelled and underlined in place. Points are
shown as lists. The text is not changed: only escaped labels are added.
"""

from .attribution.blocks import (
    Block,
    Part,
    StatementSpan,
    attribute,
    parts_of,
    statement_parts,
    still_in,
    still_in_body,
)
from .attribution.speakers import ReportSpeaker, speakers_of
from .places import found_in

__all__ = [
    "Block",
    "Part",
    "ReportSpeaker",
    "StatementSpan",
    "attribute",
    "found_in",
    "parts_of",
    "speakers_of",
    "statement_parts",
    "still_in",
    "still_in_body",
]
