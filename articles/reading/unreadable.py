"""The one way in which reading refuses a file."""

from __future__ import annotations


class Unreadable(ValueError):
    """The file can't be taken; the message says why and what to do."""
