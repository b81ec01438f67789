"""Pinyin of Chinese names, for sorting and for slugs, and of what readers type into the search.

names.py knows how surnames are read, syllables.py how characters and phrases are.
"""

from .names import reading
from .syllables import syllables

__all__ = ["reading", "syllables"]
