"""A file becomes rows: one transaction a file; the same bytes twice change nothing.

Nobody's edit is overwritten: a file that came before with other bytes is kept beside the first as a
proposal, and its reports are left alone.
"""

from .batch import Importer, Outcome, Result

__all__ = ["Importer", "Outcome", "Result"]
