"""Files of every accepted kind become plain lines, which the steps of reading then judge.

A new format is a function from bytes to a Content, and a line in the table of kinds.py.
"""

from .content import Content
from .detect import extract_content

__all__ = ["Content", "extract_content"]
