"""The exception for refused files."""

from __future__ import annotations


class Unreadable(ValueError):
    """The file is refused; the message tells the editor why and what to do."""
