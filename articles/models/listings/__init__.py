"""Kept lists: which public report stands in which list, and how many stand in each.

A list is a kind with a subject: the reports of a section, a tag, a speaker, an organisation, and of the whole
site. Both tables are derived from the reports: refresh() writes them, mismatches() compares them, mend() puts
them right.
"""

from .compare import Mismatch, mend, mismatches
from .folding import fold
from .refresh import refresh
from .rows import SITE, TOTAL, Listing, Tally

__all__ = ["SITE", "TOTAL", "Listing", "Mismatch", "Tally", "fold", "mend", "mismatches", "refresh"]
