"""What an act leaves behind: after each test the kept lists are what a fresh count gives."""

from tests.kept import kept_lists_are_right

__all__ = ["kept_lists_are_right"]
