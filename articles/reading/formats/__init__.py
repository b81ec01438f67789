"""Extract the text of a file of any accepted format.

To add a format, write a function from bytes to Content and add it to detect.OPENERS.
"""

from .content import Content
from .detect import extract_content

__all__ = ["Content", "extract_content"]
